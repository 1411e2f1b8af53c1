// What must somebody be told? Written in the transaction that makes it necessary, and nowhere else.
import type { Moment } from '../../kernel/moment.ts'
import type { Tx } from '../../platform/database.ts'
import { writeNote } from '../../platform/outbox.ts'
import { findDevices } from './push-store.ts'
import { dueAt, oneLine, pushDueAt } from './rules.ts'
import { type Note, UNSAID } from './schema.ts'
import { findAddresses, insertMail, type NewMail } from './store.ts'

/** The topic under which servers hear that there is mail to send. */
export const MAIL = 'mail'

export type Letter = { subject: string; text: string }
export type News = Letter & { note: Note }

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
 * News for some people, each when, where and how they want it: a letter to the address that is known,
 * a note to each device that shows news. `key` names what happened; each person gets it once.
 * `topic`: a later note of the same takes the place of one that was not shown yet.
 */
export async function writeNews(
  tx: Tx,
  place: { tenant: string; zone: string; now: Moment },
  what: {
    key: string
    topic: string
    /** For whom it is about the next two days: they do not wait for their digest. */
    urgent?: (person: string) => boolean
  },
  news: ReadonlyMap<string, News>,
): Promise<void> {
  const { now, zone } = place
  const people = [...news.keys()]
  const addresses = new Map((await findAddresses(tx, people)).map((row) => [row.person, row]))
  const wish = (person: string) => addresses.get(person)?.preference ?? UNSAID
  const letters = people.flatMap((person): NewMail[] => {
    const email = addresses.get(person)?.email ?? null
    const due = dueAt(now, zone, wish(person), what.urgent?.(person))
    if (email === null || due === null) return []
    const { subject, text } = news.get(person)!
    return [
      {
        ...{ person, email, text, kind: 'news', dueAt: due },
        ...{ key: `${what.key}/${person}`, subject: oneLine(subject) },
      },
    ]
  })
  const notes = (await findDevices(tx, { people })).flatMap(({ id, person }): NewMail[] => {
    const due = pushDueAt(now, zone, wish(person))
    if (due === null) return []
    const { title, line, path } = news.get(person)!.note
    return [
      {
        ...{ person, email: null, device: id, kind: 'news', dueAt: due, path, topic: what.topic },
        ...{ key: `${what.key}/${person}/${id}`, subject: oneLine(title), text: oneLine(line) },
      },
    ]
  })
  if (letters.length + notes.length === 0) return
  await insertMail(tx, place.tenant, [...letters, ...notes])
  await writeNote(tx, MAIL)
}
