// Who hears of calls that have been published?
import { sayDay } from '../../kernel/day.ts'
import { type Moment, momentAt } from '../../kernel/moment.ts'
import { saySpan } from '../../kernel/span.ts'
import type { Tx } from '../../platform/database.ts'
import { isUrgent, type News, writeNews } from '../mail/index.ts'
import type { CallPerson, GivenCall } from './asked.ts'
import type { ProposalRow } from './proposal-store.ts'
import type { CallKind } from './schema.ts'

type Changed = {
  row: ProposalRow
  coming: readonly GivenCall[]
  leaving: readonly GivenCall[]
  kinds: readonly CallKind[]
  people: readonly CallPerson[]
}

const MOST_LINES = 60

/** Whoever gets or loses a call, with their own days. */
export async function tellOfCalls(
  tx: Tx,
  place: { tenant: string; zone: string; now: Moment },
  { row, coming, leaving, kinds, people }: Changed,
  by: string,
): Promise<void> {
  const nameOf = (id: string) => kinds.find((kind) => kind.id === id)?.name ?? id
  const news = new Map<string, News>()
  for (const { id, name } of people) {
    const lines = [
      ...coming.map((call) => ({ ...call, what: 'You have' })),
      ...leaving.map((call) => ({ ...call, what: 'You no longer have' })),
    ]
      .filter(({ person }) => person === id)
      .sort((one, other) => (one.on < other.on ? -1 : 1))
      .map(({ what, kind, on }) => `${what} ${nameOf(kind)} on ${sayDay(on, { weekday: true })}.`)
    if (lines.length === 0) continue
    const rest = lines.length > MOST_LINES ? [`And ${lines.length - MOST_LINES} more.`] : []
    news.set(id, {
      subject: 'Your calls',
      text: `Dear ${name},

calls from ${saySpan(row)} are published.

${[...lines.slice(0, MOST_LINES), ...rest].join('\n')}

${by}
`,
      note: {
        title: 'Your calls',
        line: `Calls from ${saySpan(row)} are published.`,
        path: `/programmes/${row.programme}/calls`,
      },
    })
  }
  const key = `call/${row.id}`
  const soon = new Set(
    [...coming, ...leaving]
      .filter(({ on }) => isUrgent(momentAt(on, '00:00', place.zone), place.now))
      .map(({ person }) => person),
  )
  await writeNews(tx, place, { key, topic: key, urgent: (person) => soon.has(person) }, news)
}
