// What must somebody be told? Written in the transaction that makes it necessary, and nowhere else.
import type { Moment } from '../../kernel/moment.ts'
import type { Tx } from '../../platform/database.ts'
import { writeNote } from '../../platform/outbox.ts'
import { dueAt, oneLine } from './rules.ts'
import { findAddresses, insertMail } from './store.ts'

/** The topic under which servers hear that there is mail to send. */
export const MAIL = 'mail'

export type Letter = { subject: string; text: string }

/** Of the account itself: at once, to the address that is given. */
export async function writeAccountMail(
  tx: Tx,
  place: { tenant: string; now: Moment },
  letter: Letter & { key: string; email: string; person: string | null },
): Promise<void> {
  const { key, email, person, subject, text } = letter
  await insertMail(tx, place.tenant, [
    { key, email, person, text, kind: 'account', dueAt: place.now, subject: oneLine(subject) },
  ])
  await writeNote(tx, MAIL)
}

/**
 * News for some people, each when and how they want it. Nothing for whom there is no address.
 * `key` names what happened; each person gets it once.
 */
export async function writeNews(
  tx: Tx,
  place: { tenant: string; zone: string; now: Moment },
  key: string,
  letters: ReadonlyMap<string, Letter>,
): Promise<void> {
  const mail = (await findAddresses(tx, [...letters.keys()])).flatMap(
    ({ person, email, preference }) => {
      const due = dueAt(place.now, place.zone, preference)
      if (due === null) return []
      const { subject, text } = letters.get(person)!
      return {
        ...{ person, email, text, kind: 'news' as const, dueAt: due },
        ...{ key: `${key}/${person}`, subject: oneLine(subject) },
      }
    },
  )
  if (mail.length === 0) return
  await insertMail(tx, place.tenant, mail)
  await writeNote(tx, MAIL)
}
