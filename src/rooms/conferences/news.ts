// Who hears what about a session?
import { sayDay } from '../../kernel/day.ts'
import { clockAt } from '../../kernel/wall-clock.ts'
import { dayAt, type Moment } from '../../kernel/moment.ts'
import type { Tx } from '../../platform/database.ts'
import { isUrgent, type News, writeNews } from '../mail/index.ts'
import { findPeople } from '../people/index.ts'
import type { Place } from './deriving.ts'

/** `Tue 1 Dec, 12:00`, by the clock of the house. */
export function sayWhen(begins: Moment, zone: string): string {
  return `${sayDay(dayAt(begins, zone), { weekday: true })}, ${clockAt(begins, zone)}`
}

export const ON = 'You present'
export const OFF = 'You do not present any more'

export type Told = {
  person: string
  /** What has happened, as a title: `You present`. */
  title: string
  /** Of which sessions: `Fellowship didactics, Tue 1 Dec, 12:00`. */
  lines: readonly string[]
  /** The soonest moment that it is about. */
  begins: Moment
}

/** One letter for each; nobody hears of what they did themselves unless `told` says so. */
export async function tellOf(
  tx: Tx,
  place: Place,
  key: string,
  by: string,
  told: readonly Told[],
): Promise<void> {
  if (told.length === 0) return
  const people = await findPeople(
    tx,
    told.map(({ person }) => person),
  )
  const names = new Map(people.map(({ id, name }) => [id, name]))
  const soonest = new Map(told.map(({ person, begins }) => [person, begins]))
  const news = new Map(
    told.map(({ person, title, lines }): [string, News] => [
      person,
      {
        subject: `${title}: ${lines.length === 1 ? lines[0] : `${lines.length} sessions`}`,
        text: `Dear ${names.get(person) ?? person},\n\n${title}:\n\n${lines.join('\n')}\n\n${by}\n`,
        note: { title, line: lines.join('; ').slice(0, 180), path: '/my/conferences' },
      },
    ]),
  )
  await writeNews(
    tx,
    place,
    {
      ...{ key, topic: key },
      urgent: (person) => {
        const begins = soonest.get(person)
        return begins !== undefined && begins > place.now && isUrgent(begins, place.now)
      },
    },
    news,
  )
}
