// Who can sign in here, who was invited, who holds an office; and ending it at once.
import { type Outcome, done, finding, refused } from '../../kernel/finding.ts'
import { dayAt, type Moment } from '../../kernel/moment.ts'
import type { Database } from '../../platform/database.ts'
import { missing } from '../../platform/http.ts'
import { because } from '../../platform/acting.ts'
import { writeAccountMail } from '../mail/index.ts'
import { deleteAccessKeysOf, endOffice, findPeople, insertOffice, isOn } from '../people/index.ts'
import type { Actor, OfficeName } from '../people/schema.ts'
import { dropFactors, findAccountsOf, findOpenings, partPerson } from './account-store.ts'
import { findLinks, revokeLinks } from './link-store.ts'
import type { Member } from './schema.ts'
import {
  deleteFeedsOf,
  deleteSessions,
  deleteSessionsOfPerson,
  noteAudit,
} from './session-store.ts'

export async function listMembers(db: Database, actor: Actor, now: Moment): Promise<Member[]> {
  const tenant = actor.institution.id
  const accounts = new Map(
    (await findAccountsOf(db, tenant)).map((account) => [account.person, account]),
  )
  return db.inTenant(tenant, async (tx) => {
    const links = new Map(
      (await findLinks(tx, 'invitation')).map((link) => [link.person, link] as const),
    )
    return (await findPeople(tx)).map((person) => {
      const account = accounts.get(person.id)
      const link = links.get(person.id)
      const isOpen = link && !link.usedAt && !link.revokedAt
      const isLive = isOpen && link.expiresAt.getTime() > Date.parse(now)
      return {
        person,
        email: account?.email ?? (isOpen ? link.sentTo : null),
        state: account ? 'active' : isLive ? 'invited' : isOpen ? 'expired' : 'none',
        hasSecondFactor: account?.hasSecondFactor ?? false,
        lastSeenAt: account?.seenAt?.toISOString() ?? null,
        invitation: isLive ? link.id : null,
      }
    })
  })
}

export async function withdrawInvitation(
  db: Database,
  actor: Actor,
  id: string,
): Promise<Outcome<Record<string, never>>> {
  const count = await db.inTenant(actor.institution.id, (tx) => revokeLinks(tx, { id }))
  return count > 0 ? done({}) : missing('There is no such invitation, or it was used.')
}

/** The records stay; nobody opens them with that account any more, every session and key ends. */
export async function endAccess(
  db: Database,
  actor: Actor,
  person: string,
): Promise<Outcome<Record<string, never>>> {
  const tenant = actor.institution.id
  if (person === actor.person.id)
    return refused(
      finding('accounts.end', 'You cannot end your own access.', {
        can: 'Ask another administrator.',
      }),
    )
  const [found] = await db.inTenant(tenant, (tx) => findPeople(tx, [person]))
  if (!found) return missing('There is no such person.')
  await partPerson(db, tenant, person)
  await deleteSessionsOfPerson(db, tenant, person)
  await db.inTenant(tenant, async (tx) => {
    await revokeLinks(tx, { purpose: 'invitation', person })
    await deleteAccessKeysOf(tx, person)
    await deleteFeedsOf(tx, person)
    await noteAudit(tx, { action: 'end-access', thing: 'person', id: person, subject: person })
  })
  return done({})
}

/**
 * A phone or key that is lost: everything but the password is taken away, every session ends, and the
 * person is told. With the password they come in as far as to set up a new one.
 */
export async function resetFactors(
  db: Database,
  actor: Actor,
  wanted: { person: string; reason: string },
  now: Moment,
): Promise<Outcome<Record<string, never>>> {
  const tenant = actor.institution.id
  const { person, reason } = wanted
  const refuse = (says: string, can: string) =>
    refused(finding('accounts.reset-factors', says, { can, who: [person] }))
  if (person === actor.person.id)
    return refuse('You cannot reset your own second proof.', 'Ask another administrator.')
  const held = (await findAccountsOf(db, tenant)).find((one) => one.person === person)
  const [found] = await db.inTenant(tenant, (tx) => findPeople(tx, [person]))
  if (!found || !held) return missing('There is no such person, or they do not sign in yet.')
  if ((await findOpenings(db, held.account)).some((one) => one.tenant !== tenant))
    return refuse(
      `The account of ${found.name} opens another institution too, which is not yours to weaken.`,
      'Let them use one of their recovery codes, or ask whoever runs this server.',
    )
  if (!held.hasSecondFactor)
    return refuse(`${found.name} has no second proof that could be lost.`, 'Nothing is to be done.')
  await dropFactors(db, held.account)
  await deleteSessions(db, held.account, {})
  because(reason)
  await db.inTenant(tenant, async (tx) => {
    await noteAudit(tx, { action: 'reset-factors', thing: 'person', id: person, subject: person })
    await writeAccountMail(
      tx,
      { tenant, now },
      {
        ...{ key: `reset-factors/${person}/${now}`, email: held.email, person },
        subject: 'Your second proof for Isocenter was taken away',
        text: `Dear ${found.name},

${actor.person.name} has taken away the phone, passkeys and recovery codes of your account, and gave as reason: ${reason}

Sign in with your password; you are asked to set up a new one before anything else. If you did not ask for this, tell an administrator of ${actor.institution.name} at once.
`,
      },
    )
  })
  return done({})
}

/** Somebody must be left who can give offices. */
export async function setOffice(
  db: Database,
  actor: Actor,
  wanted: { person: string; office: OfficeName; holds: boolean },
  now: Moment,
): Promise<Outcome<Record<string, never>>> {
  const today = dayAt(now, actor.institution.timeZone)
  const { person, office, holds } = wanted
  return db.inTenant(actor.institution.id, async (tx) => {
    const people = await findPeople(tx)
    const found = people.find(({ id }) => id === person)
    if (!found) return missing('There is no such person.')
    const holding = people.filter(({ offices }) =>
      offices.some((held) => held.office === office && isOn(held, today)),
    )
    const hasIt = holding.includes(found)
    if (hasIt === holds) return done({})
    if (holds) {
      await endOffice(tx, { person, office, today })
      await insertOffice(tx, actor.institution.id, { person, office, from: today })
      return done({})
    }
    if (office === 'administrator' && holding.length === 1)
      return refused(
        finding('accounts.office', `${found.name} is the only administrator.`, {
          can: 'Make somebody else administrator first.',
          who: [person],
        }),
      )
    await endOffice(tx, { person, office, today })
    return done({})
  })
}
