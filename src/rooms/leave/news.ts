// Who hears what about leave? Never why somebody is away.
import { sayList } from '../../kernel/finding.ts'
import { dayAt, momentAt } from '../../kernel/moment.ts'
import { saySpan } from '../../kernel/span.ts'
import type { Tx } from '../../platform/database.ts'
import { isUrgent, type News, writeNews } from '../mail/index.ts'
import { findPeople, isOn } from '../people/index.ts'
import { type Person, planningRoles } from '../people/schema.ts'
import type { Place } from './reading.ts'
import type { RequestRow } from './store.ts'

type Event =
  | 'asked'
  | 'withdrawn'
  | 'approved'
  | 'declined'
  | 'cancelled'
  | 'reopened'
  | 'shortened'
  | 'back'

const TITLES: Record<Event, string> = {
  asked: 'Leave is asked for',
  withdrawn: 'Leave was taken back',
  approved: 'Your leave is approved',
  declined: 'Your leave was declined',
  cancelled: 'Your leave was cancelled',
  reopened: 'Your leave waits for an answer again',
  shortened: 'Your leave ends earlier',
  back: 'Somebody is back earlier from leave',
}
const FOR_PLANNERS: readonly Event[] = ['asked', 'withdrawn', 'back']

/** Asked, withdrawn and back: to who decides. The rest: to the person. */
export async function tellLeave(
  tx: Tx,
  place: Place,
  row: RequestRow,
  by: Pick<Person, 'id' | 'name'>,
  event: Event,
  answer = '',
): Promise<void> {
  const today = dayAt(place.now, place.zone)
  const all = await findPeople(tx)
  const who = all.find(({ id }) => id === row.person)?.name ?? 'Somebody'
  const toPlanners = FOR_PLANNERS.includes(event)
  const days = sayList(row.parts.map(saySpan))
  const readers = all.filter((person) =>
    toPlanners ? person.id !== by.id && plans(person, row, today) : person.id === row.person,
  )
  // The kind of leave is for who decides and for the person; a letter may be read over a shoulder.
  const line = toPlanners ? `${who}: ${days}` : days
  const path = toPlanners
    ? `/programmes/${row.programme}/leave`
    : `/programmes/${row.programme}/leave/mine`
  const news = new Map(
    readers.map(({ id, name }): [string, News] => [
      id,
      {
        subject: TITLES[event],
        text: `Dear ${name},

${TITLES[event]}: ${line}.${answer ? `\n\n"${answer}"` : ''}

${by.name}
`,
        note: { title: TITLES[event], line, path },
      },
    ]),
  )
  await writeNews(
    tx,
    place,
    {
      ...{ key: `leave/${row.id}/${event}/${row.version}`, topic: `leave/${row.id}` },
      urgent: () =>
        row.parts.some(
          ({ from, to }) => to >= today && isUrgent(momentAt(from, '00:00', place.zone), place.now),
        ),
    },
    news,
  )
}

const plans = (person: Person, row: RequestRow, today: ReturnType<typeof dayAt>): boolean =>
  person.roles.some(
    (held) =>
      held.programme === row.programme && planningRoles.includes(held.role) && isOn(held, today),
  )
