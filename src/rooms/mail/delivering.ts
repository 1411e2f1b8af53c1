// Sending what was written: once each where all goes well, again and again where it does not.
import { createTransport, type Transporter } from 'nodemailer'
import { dayAt, type Moment } from '../../kernel/moment.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Database, Tx } from '../../platform/database.ts'
import { findPeople, findTenants, isAllowed } from '../people/index.ts'
import { deleteDevices, type DeviceRow, findDevices } from './push-store.ts'
import type { Pusher } from './pushing.ts'
import { together } from './rules.ts'
import { type DueMail, settleMail, takeDueMail, withoutLinks } from './store.ts'

/** Seconds until the next attempt, after each that failed; two days in all. */
const WAITS = [60, 300, 1_800, 7_200, 21_600, 43_200, 86_400] as const
export const MAIL_ATTEMPTS_MAX = WAITS.length + 1
const AT_ONCE = 20
/** If this process dies while it sends, another takes it up after so many seconds. */
const LOST_AFTER = 120

/** `null`: no mail server is set, so letters are only shown on the page of mail. */
export type Postman = { send: (letter: OutgoingLetter) => Promise<void>; close: () => void } | null
export type OutgoingLetter = {
  id: string
  to: string
  subject: string
  text: string
}

/**
 * The address of the mail server, so that letters, which hold ways in, leave this machine encrypted or
 * not at all. Throws a sentence for one that says otherwise. `plain`: whoever runs this server wants it.
 */
export function mailServer(url: string, plain = false): string {
  if (!URL.canParse(url) || !/^smtps?:/.test(url))
    throw new Error('ISOCENTER_SMTP is no address such as smtps://user:password@mail.example.org.')
  const address = new URL(url)
  const isOwn = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(address.hostname)
  if (plain || isOwn) return address.href
  const { searchParams } = address
  const isOff = ['false', 'no', '0']
  if (searchParams.get('ignoreTLS') || isOff.includes(searchParams.get('requireTLS') ?? ''))
    throw new Error(
      `ISOCENTER_SMTP sends letters to ${address.hostname} without TLS: whoever is on the way reads their links. Leave that out, or set ISOCENTER_SMTP_PLAIN=yes where the way is safe.`,
    )
  if (address.protocol === 'smtp:') searchParams.set('requireTLS', 'true')
  return address.href
}

/** `url`: `smtp://user:password@host:587` or `smtps://...`; `from`: what stands as the sender. */
export function openPostman(
  url: string | undefined,
  from: string | undefined,
  origin: URL | undefined,
): Postman {
  if (!url) return null
  // Otherwise whoever asks for a new password would say where the link in the letter leads.
  if (!origin)
    throw new Error('ISOCENTER_SMTP is set, but ISOCENTER_ORIGIN is not: where do links lead?')
  if (!from)
    throw new Error('ISOCENTER_SMTP is set, but ISOCENTER_MAIL_FROM is not: who sends the mail?')
  const transport: Transporter = createTransport(
    mailServer(url, process.env['ISOCENTER_SMTP_PLAIN'] === 'yes'),
  )
  const host = /@([^>\s]+)>?$/.exec(from)?.[1] ?? 'isocenter.invalid'
  return {
    send: async ({ id, to, subject, text }) => {
      // The same id when it is sent again after a crash, so that a mail program shows it once.
      const messageId = `<${id}@${host}>`
      await transport.sendMail({
        ...{ from, subject, text, messageId },
        // As an object: an address with a comma or a bracket cannot become two.
        to: { name: '', address: to },
        headers: { 'Auto-Submitted': 'auto-generated' },
      })
    },
    close: () => transport.close(),
  }
}

/** The ways on which something leaves this machine. */
export type Ways = { postman: Postman; pusher: Pusher }

/** Of every institution; answers how much went out or was shown. */
export async function deliverMail(
  db: Database,
  clock: Clock,
  ways: Ways,
  signal: AbortSignal,
): Promise<number> {
  let sent = 0
  for (const { id, time_zone } of await findTenants(db)) {
    const tenant = { id, zone: time_zone }
    while (!signal.aborted) {
      const due = await db.inTenant(id, (tx) => takeDueMail(tx, clock.now(), AT_ONCE, LOST_AFTER))
      if (due.length === 0) break
      const notes = due.filter(({ way }) => way === 'push')
      await pushNotes(db, tenant, notes, clock.now(), ways.pusher)
      const letters = groups(due.filter(({ way }) => way === 'mail'))
      for (const group of letters) {
        const outcome = await sendLetter(group, clock.now(), ways.postman)
        const isOver = ways.postman !== null && (outcome.isDone || outcome.next === null)
        // Who got it has the link; who could not get it needs another one.
        const kept = isOver && group[0]!.kind === 'account' ? withoutLinks(group[0]!.text) : null
        await db.inTenant(id, (tx) =>
          settleMail(tx, idsOf(group), kept === null ? outcome : { ...outcome, kept }),
        )
      }
      sent += notes.length + letters.length
    }
  }
  return sent
}

const idsOf = (rows: readonly DueMail[]) => rows.map(({ id }) => id)

/** News for one person goes together; what concerns the account goes alone. */
function groups(due: readonly DueMail[]): DueMail[][] {
  const groups = new Map<string, DueMail[]>()
  for (const letter of due) {
    const key = letter.kind === 'news' ? `${letter.email}/news` : letter.id
    groups.set(key, [...(groups.get(key) ?? []), letter])
  }
  return [...groups.values()]
}

type Sent = { says: string; isDone: boolean; next: Moment | null }

async function sendLetter(
  letters: readonly DueMail[],
  now: Moment,
  postman: Postman,
): Promise<Sent> {
  if (postman === null)
    return { says: 'Shown here: no mail server is set.', isDone: true, next: null }
  const [first] = letters
  const { subject, text } = together(letters)
  try {
    await postman.send({ id: first!.id, to: first!.email!, subject, text })
    return { says: 'Sent.', isDone: true, next: null }
  } catch (error) {
    const says = (error as Error).message.slice(0, 300)
    return { says, isDone: false, next: nextTry(first!, now) }
  }
}

/** `least`: seconds for which the other side has asked. */
function nextTry({ attempts }: DueMail, now: Moment, least = 0): Moment | null {
  const wait = WAITS[attempts - 1]
  if (wait === undefined) return null
  return new Date(Date.parse(now) + Math.max(wait, least) * 1_000).toISOString() as Moment
}

/** To the devices that are still there and whose people still belong to the institution. */
async function pushNotes(
  db: Database,
  tenant: { id: string; zone: string },
  notes: readonly DueMail[],
  now: Moment,
  pusher: Pusher,
): Promise<void> {
  if (notes.length === 0) return
  const devices = await db.inTenant(tenant.id, (tx) => openDevices(tx, notes, now, tenant.zone))
  // At once, because each may take as long as its push service lets us wait.
  const told = await Promise.all(
    notes.map(async (note): Promise<Pushed> => {
      const device = devices.get(note.device!)
      return device ? pushOne(note, device, now, pusher) : { sent: GONE }
    }),
  )
  await db.inTenant(tenant.id, async (tx) => {
    const gone = told.flatMap(({ drops }) => (drops ? [drops] : []))
    await deleteDevices(tx, { ids: gone })
    for (const [nth, { sent }] of told.entries()) await settleMail(tx, [notes[nth]!.id], sent)
  })
}

/** `drops`: the device that takes nothing any more. */
type Pushed = { sent: Sent; drops?: string }
const GONE: Sent = { says: 'The device shows no news any more.', isDone: false, next: null }

async function openDevices(
  tx: Tx,
  notes: readonly DueMail[],
  now: Moment,
  zone: string,
): Promise<Map<string, DeviceRow>> {
  const found = await findDevices(tx, { ids: notes.map(({ device }) => device!) })
  const people = await findPeople(
    tx,
    found.map(({ person }) => person),
  )
  const today = dayAt(now, zone)
  const inside = new Set(
    people.filter((person) => isAllowed(person, 'signed-in', today)).map(({ id }) => id),
  )
  const left = found.filter(({ person }) => !inside.has(person)).map(({ id }) => id)
  await deleteDevices(tx, { ids: left })
  return new Map(
    found.filter(({ person }) => inside.has(person)).map((device) => [device.id, device]),
  )
}

async function pushOne(
  note: DueMail,
  device: DeviceRow,
  now: Moment,
  pusher: Pusher,
): Promise<Pushed> {
  if (pusher === null)
    return { sent: { says: 'This server sends no notifications.', isDone: false, next: null } }
  const shown = { title: note.subject, line: note.text, path: note.path! }
  const told = await pusher.tell(device.subscription, shown, note.topic!, now)
  if (told.state === 'told') return { sent: { says: 'Sent.', isDone: true, next: null } }
  const next = told.state === 'later' ? nextTry(note, now, told.seconds) : null
  const sent = { says: told.says, isDone: false, next }
  return told.state === 'gone' ? { sent, drops: device.id } : { sent }
}
