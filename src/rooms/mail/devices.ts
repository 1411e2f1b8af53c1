// On which device does somebody see news? Turned on, off and tried there, by the session of that device.
import { type Finding, type Outcome, done, finding, refused } from '../../kernel/finding.ts'
import type { Moment } from '../../kernel/moment.ts'
import type { Database } from '../../platform/database.ts'
import { writeNote } from '../../platform/outbox.ts'
import type { Actor } from '../people/schema.ts'
import type { Pusher } from './pushing.ts'
import { deleteDevices, findDevices, upsertDevice } from './push-store.ts'
import type { Subscription, ThisDevice } from './schema.ts'
import { insertMail } from './store.ts'
import { MAIL } from './writing.ts'

type Nothing = Record<string, never>

/** A computer that others use too locks itself after a while; it also shows no news. */
const isShared = (actor: Actor) => (actor.session?.idleMinutes ?? null) !== null

export async function viewDevice(db: Database, actor: Actor, pusher: Pusher): Promise<ThisDevice> {
  const mine = await db.inTenant(actor.institution.id, (tx) =>
    findDevices(tx, { people: [actor.person.id] }),
  )
  const isOn = mine.some(({ session }) => session === actor.session?.id)
  return {
    key: pusher?.key ?? null,
    isShared: isShared(actor),
    isOn,
    elsewhere: mine.length - (isOn ? 1 : 0),
  }
}

export async function turnOn(
  db: Database,
  actor: Actor,
  subscription: Subscription,
  pusher: Pusher,
): Promise<Outcome<Nothing>> {
  const fault = refuseDevice(actor, subscription, pusher)
  if (fault) return refused(fault)
  const isKept = await db.inTenant(actor.institution.id, (tx) =>
    upsertDevice(tx, actor.institution.id, {
      ...{ person: actor.person.id, session: actor.session!.id, subscription },
    }),
  )
  if (isKept) return done({})
  return refused(
    finding('mail.device-taken', 'This browser still shows news for another sign-in.', {
      can: 'Turn notifications off in this browser and on again.',
      path: 'endpoint',
    }),
  )
}

function refuseDevice(
  actor: Actor,
  subscription: Subscription,
  pusher: Pusher,
): Finding | undefined {
  if (!pusher)
    return finding('mail.device', 'This server sends no notifications.', {
      can: 'Choose mail for news of your schedule.',
    })
  if (!actor.session || isShared(actor))
    return finding('mail.device', 'Others use this computer too, so it shows no notifications.', {
      can: 'Turn them on where you have said that the device is your own.',
    })
  const says = pusher.refuse(subscription)
  return says
    ? finding('mail.device', says, { can: 'Try another browser.', path: 'endpoint' })
    : undefined
}

export async function turnOff(db: Database, actor: Actor): Promise<Outcome<Nothing>> {
  const { session } = actor
  if (session)
    await db.inTenant(actor.institution.id, (tx) => deleteDevices(tx, { session: session.id }))
  return done({})
}

/** On the same way as all news, but at once: whoever asks for it is awake. */
export async function tryDevice(
  db: Database,
  actor: Actor,
  now: Moment,
): Promise<Outcome<Nothing>> {
  const { id: tenant } = actor.institution
  return db.inTenant(tenant, async (tx) => {
    const mine = await findDevices(tx, { people: [actor.person.id] })
    const here = mine.find(({ session }) => session === actor.session?.id)
    if (!here)
      return refused(
        finding('mail.device', 'Notifications are not on for this device.', {
          can: 'Turn them on first.',
        }),
      )
    await insertMail(tx, tenant, [
      {
        // The minute is in the key: however often it is pressed, one a minute goes out.
        key: `push-test/${here.id}/${now.slice(0, 16)}`,
        ...{ person: actor.person.id, kind: 'news', dueAt: now, email: null, device: here.id },
        ...{ subject: 'It works', text: 'News of your schedule will look like this.' },
        ...{ path: '/account', topic: 'test' },
      },
    ])
    await writeNote(tx, MAIL)
    return done({})
  })
}
