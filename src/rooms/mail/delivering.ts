// Sending what was written: one letter each where all goes well, again and again where it does not.
import { createTransport, type Transporter } from 'nodemailer'
import type { Moment } from '../../kernel/moment.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database.ts'
import { findTenants } from '../people/index.ts'
import { together } from './rules.ts'
import { type MailRow, settleMail, takeDueMail, withoutLinks } from './store.ts'

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

/** Of every institution; answers how many letters went out or were shown. */
export async function deliverMail(
  db: Database,
  clock: Clock,
  postman: Postman,
  signal: AbortSignal,
): Promise<number> {
  let sent = 0
  for (const { id: tenant } of await findTenants(db)) {
    while (!signal.aborted) {
      const due = await db.inTenant(tenant, (tx) =>
        takeDueMail(tx, clock.now(), AT_ONCE, LOST_AFTER),
      )
      if (due.length === 0) break
      for (const letters of groups(due)) {
        const outcome = await send(letters, clock.now(), postman)
        const isOver = postman !== null && (outcome.isDone || outcome.next === null)
        // Who got it has the link; who could not get it needs another one.
        const kept =
          isOver && letters[0]!.kind === 'account' ? withoutLinks(letters[0]!.text) : null
        await db.inTenant(tenant, (tx) =>
          settleMail(
            tx,
            letters.map(({ id }) => id),
            kept === null ? outcome : { ...outcome, kept },
          ),
        )
        sent += 1
      }
    }
  }
  return sent
}

type Due = MailRow & { person: string | null }

/** News for one person goes together; what concerns the account goes alone. */
function groups(due: readonly Due[]): Due[][] {
  const groups = new Map<string, Due[]>()
  for (const letter of due) {
    const key = letter.kind === 'news' ? `${letter.email}/news` : letter.id
    groups.set(key, [...(groups.get(key) ?? []), letter])
  }
  return [...groups.values()]
}

async function send(letters: readonly Due[], now: Moment, postman: Postman) {
  if (postman === null)
    return { says: 'Shown here: no mail server is set.', isDone: true, next: null }
  const [first] = letters
  const { subject, text } = together(letters)
  try {
    await postman.send({ id: first!.id, to: first!.email, subject, text })
    return { says: 'Sent.', isDone: true, next: null }
  } catch (error) {
    const wait = WAITS[first!.attempts - 1]
    const next =
      wait === undefined ? null : (new Date(Date.parse(now) + wait * 1_000).toISOString() as Moment)
    return { says: (error as Error).message.slice(0, 300), isDone: false, next }
  }
}
