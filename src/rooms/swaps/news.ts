// Who hears what about a trade of calls?
import { sayDay } from '../../kernel/day.ts'
import { dayAt, type Moment } from '../../kernel/moment.ts'
import type { Tx } from '../../platform/database.ts'
import { isUrgent, type News, writeNews } from '../mail/index.ts'
import { findPeople, isOn } from '../people/index.ts'
import { planningRoles } from '../people/schema.ts'
import type { Read } from './reading.ts'
import type { TradeRow } from './store.ts'
import { partiesOf } from './views.ts'

type Event = 'offered' | 'proposed' | 'declined' | 'accepted' | 'refused' | 'done'

const TITLES: Record<Event, string> = {
  offered: 'A call is offered',
  proposed: 'A trade of calls for you',
  declined: 'Your trade was declined',
  accepted: 'A trade waits for you',
  refused: 'Your trade was not approved',
  done: 'Calls have changed hands',
}

/** Offered: to whom it may concern. Proposed, declined, refused, done: to those in it. Accepted: to planners. */
export async function tell(
  tx: Tx,
  place: { tenant: string; zone: string; now: Moment },
  row: TradeRow,
  { world, items }: Read,
  by: string,
  event: Event,
  reason = '',
): Promise<void> {
  const line = row.legs
    .map(({ call, from, to }) => {
      const item = items.get(call)
      const what = item ? `${item.name} on ${sayDay(item.on, { weekday: true })}` : 'a call'
      const name = (id: string) => world.people.get(id)?.name ?? id
      return `${what} from ${name(from)} to ${to === null ? 'whoever takes it' : name(to)}`
    })
    .join('; ')
  const today = dayAt(place.now, place.zone)
  const readers =
    event === 'accepted'
      ? (await findPeople(tx))
          .filter(({ roles }) =>
            roles.some(
              (held) =>
                held.programme === row.programme &&
                planningRoles.includes(held.role) &&
                isOn(held, today),
            ),
          )
          .map(({ id }) => id)
      : event === 'offered'
        ? [...world.people.keys()].filter((id) => id !== row.asked_by)
        : partiesOf(row)
  const path =
    event === 'accepted'
      ? `/programmes/${row.programme}/trades`
      : `/programmes/${row.programme}/calls`
  const people = await findPeople(tx, readers)
  const news = new Map(
    people
      .filter(({ name }) => name !== by || event === 'done')
      .map(({ id, name }): [string, News] => [
        id,
        {
          subject: TITLES[event],
          text: `Dear ${name},

${line}.${reason ? `\n\n"${reason}"` : ''}${row.note ? `\n\n"${row.note}"` : ''}

${by}
`,
          note: { title: TITLES[event], line, path },
        },
      ]),
  )
  await writeNews(
    tx,
    place,
    {
      ...{ key: `trade/${row.id}/${event}/${row.version}`, topic: `trade/${row.id}` },
      urgent: () =>
        row.legs.some(({ call }) => {
          const begins = items.get(call)?.begins
          return begins !== undefined && isUrgent(begins, place.now)
        }),
    },
    news,
  )
}
