// Exchanges of electives as they are shown: which are possible, which are proposed, who holds what after them?
import { createHash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import type { Day } from '../../kernel/day.ts'
import { sayList } from '../../kernel/finding.ts'
import { applyTrade, findTrades, type Trade } from '../allocation/index.ts'
import type { Allocation, Allotted } from '../allocation/schema.ts'
import { placesOf, type RoundFacts, saySpans } from './rules.ts'
import type { Mine, Period, SaidTrade } from './schema.ts'
import type { ChooserRow, RoundRow } from './store.ts'
import type { TradeRow } from './trade-store.ts'

const MOST_TRADES = 20
/** By the hash of a result and the exchanges done since, which say all that they follow from. */
const found = new LRUCache<string, readonly Trade[]>({ max: 50 })

/** What everybody holds now: the result, and each exchange that was done since. */
export function placesNow(
  { market, places }: Pick<Allocation, 'market' | 'places'>,
  trades: readonly Pick<TradeRow, 'state' | 'steps' | 'helped'>[],
): Allotted[] {
  return trades
    .filter(({ state }) => state === 'done')
    .reduce((held, trade) => applyTrade(market, held, trade), places)
}

/** By what an exchange is, so that nobody proposes what they were not shown. */
export function keyOf({ steps }: Pick<Trade, 'steps'>): string {
  // Not the steps as JSON: the database gives their fields back in another order.
  const say = ({ offer, periods }: Allotted) => [offer, ...periods].join(' ')
  const said = steps.map(({ person, gives, takes }) => [person, say(takes), ...gives.map(say)])
  return createHash('sha256').update(JSON.stringify(said)).digest('hex').slice(0, 16)
}

export const numbersIn = ({ steps }: Pick<Trade, 'steps'>) => [
  ...new Set(steps.map(({ person }) => person)),
]

/** What has begun is not exchanged any more. */
export function isAhead(
  { steps }: Pick<Trade, 'steps'>,
  periods: readonly Period[],
  today: Day,
): boolean {
  const from = new Map(periods.map((period) => [period.id, period.from]))
  return steps.every(({ gives, takes }) =>
    [...gives, takes].every((one) => one.periods.every((id) => (from.get(id) ?? today) > today)),
  )
}

/** Of a released round. `trades`: all that were ever proposed in it. */
export type Market = {
  row: RoundRow
  facts: RoundFacts
  choosers: readonly ChooserRow[]
  trades: readonly TradeRow[]
}

export function findOpen({ row, trades }: Market, today: Day): Trade[] {
  const { market, resultHash } = row.allocation!
  const finished = trades.filter(({ state }) => state === 'done')
  const key = [resultHash, ...finished.map(({ id }) => id)].join()
  const held = () => placesNow(row.allocation!, trades)
  const all = found.get(key) ?? findTrades(market, held(), { people: 3, effort: 500 }).trades
  found.set(key, all)
  return all.filter((trade) => isAhead(trade, row.periods, today))
}

/** In sentences. `me`: the number of the reader, who is "You"; null for who plans. */
export function sayTrade(
  { facts, choosers }: Pick<Market, 'facts' | 'choosers'>,
  { steps }: Pick<Trade, 'steps'>,
  me: string | null,
): string[] {
  const nameOf = (number: string) =>
    number === me ? 'You' : (choosers.find((one) => one.number === number)?.name ?? number)
  const say = (one: Allotted) =>
    placesOf({ places: [one] }, facts, { number: one.person, wishes: [] })
      .map(({ name, days }) => `${name} (${saySpans(days)})`)
      .join('')
  return steps.map(({ person, gives, takes }) => {
    const what = `${nameOf(person)} ${person === me ? 'take' : 'takes'} ${say(takes)}`
    return gives.length > 0 ? `${what} for ${sayList(gives.map(say))}` : what
  })
}

/** Proposed and done ones in which `me` has a part; all of them for who plans. */
export function sayProposed(market: Market, me: string | null): SaidTrade[] {
  const nameOf = (number: string) =>
    market.choosers.find((one) => one.number === number)?.name ?? number
  return market.trades
    .filter(({ people }) => me === null || people.includes(me))
    .map((row) => ({
      ...{ id: row.id, state: row.state, says: sayTrade(market, row, me) },
      proposedBy: row.proposed_by_name,
      endedBy: row.ended_by_name,
      at: row.ended_at?.toISOString() ?? null,
      waitsFor: row.people.filter((one) => !row.agreed.includes(one)).map(nameOf),
      isMyTurn: row.state === 'proposed' && me !== null && !row.agreed.includes(me),
    }))
}

/** Those in which I have a part; the others by name, because one has to talk to them. */
export function sayOpen(market: Market, me: ChooserRow, today: Day): Mine['trades'] {
  const asked = new Set(market.trades.filter(isProposed).map(keyOf))
  return findOpen(market, today)
    .filter((trade) => numbersIn(trade).includes(me.number) && !asked.has(keyOf(trade)))
    .slice(0, MOST_TRADES)
    .map((trade) => ({
      ...{ key: keyOf(trade), helped: trade.helped },
      says: sayTrade(market, trade, me.number),
    }))
}

export const isProposed = ({ state }: Pick<TradeRow, 'state'>) => state === 'proposed'
