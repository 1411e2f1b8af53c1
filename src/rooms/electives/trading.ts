// After the release: exchanges that hurt nobody are found, proposed, agreed to by everybody in them, and done.
import type { Day } from '../../kernel/day.ts'
import { type Finding, type Outcome, done, finding, refused } from '../../kernel/finding.ts'
import { dayAt, type Moment } from '../../kernel/moment.ts'
import type { Database, Tx } from '../../platform/database.ts'
import { missing } from '../../platform/http.ts'
import { checkTrade } from '../allocation/index.ts'
import { writeNews } from '../mail/index.ts'
import type { Actor } from '../people/schema.ts'
import { type At, GONE } from './actions.ts'
import { tradeNews } from './news.ts'
import { findChoosers, findOffers, findRound } from './store.ts'
import { endTrade, findTradesOf, insertTrade, setAgreed, type TradeRow } from './trade-store.ts'
import {
  findOpen,
  isAhead,
  isProposed,
  keyOf,
  type Market,
  numbersIn,
  placesNow,
  sayTrade,
} from './trade-views.ts'
import { factsOf, summaryOf } from './views.ts'

type Held = Market & { me: Market['choosers'][number]; today: Day; tell: Teller }
type Teller = (row: TradeRow, event: 'proposed' | 'declined' | 'done') => Promise<void>

/** Under the lock of the round, so that of two who agree at once the second sees the first. */
async function inMarket<T>(
  db: Database,
  actor: Actor,
  at: At,
  now: Moment,
  work: (tx: Tx, held: Held) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  const { id: tenant, timeZone: zone } = actor.institution
  return db.inTenant(tenant, async (tx) => {
    const row = await findRound(tx, at.id, at.round, 'update')
    if (!row || row.state === 'draft') return missing(GONE)
    const choosers = await findChoosers(tx, row.id)
    const me = choosers.find(({ person }) => person === actor.person.id)
    if (!me) return missing('You do not choose in this round.')
    if (row.state !== 'released')
      return refused(
        finding('electives.trade', 'Nothing is exchanged before the result is released.'),
      )
    const { offers } = await findOffers(tx, row.id)
    const facts = factsOf(row, offers)
    const market = { row, facts, choosers, trades: await findTradesOf(tx, row.id) }
    const tell: Teller = async (trade, event) => {
      const readers = choosers.filter(
        ({ number }) => trade.people.includes(number) && number !== me.number,
      )
      const told = readers.map(({ person, name, number }) => ({
        ...{ person, name, lines: sayTrade(market, trade, number) },
      }))
      const what = {
        key: `choices/${row.id}/trade/${trade.id}/${event}`,
        topic: `trade/${trade.id}`,
      }
      const news = tradeNews(summaryOf(row, false), actor.person.name, told, event)
      await writeNews(tx, { tenant, zone, now }, what, news)
    }
    return work(tx, { ...market, me, today: dayAt(now, zone), tell })
  })
}

const CHANGED = finding(
  'electives.trade',
  'This exchange is not possible any more: somebody has exchanged meanwhile, or it has begun.',
  { can: 'Look at those that are possible now.' },
)

/** Proposed by somebody in it; a move into free room is done at once. */
export function proposeTrade(
  db: Database,
  actor: Actor,
  at: At,
  key: string,
  now: Moment,
): Promise<Outcome<{ state: TradeRow['state'] }>> {
  return inMarket(db, actor, at, now, async (tx, held) => {
    const trade = findOpen(held, held.today).find((one) => keyOf(one) === key)
    const people = trade ? numbersIn(trade) : []
    if (!trade || !people.includes(held.me.number)) return refused(CHANGED)
    if (held.trades.some((one) => isProposed(one) && keyOf(one) === key))
      return refused(
        finding('electives.trade', 'This exchange is proposed already.', {
          can: 'Answer it under “Proposed”.',
        }),
      )
    const made = { steps: trade.steps, helped: trade.helped, people, agreed: [held.me.number] }
    const by = actor.person.id
    const id = await insertTrade(tx, actor.institution.id, { ...made, choosing: held.row.id, by })
    const row = (await findTradesOf(tx, held.row.id)).find((one) => one.id === id)!
    if (people.length === 1) return finish(tx, held, row, by)
    await held.tell(row, 'proposed')
    return done({ state: row.state })
  })
}

/** No from anybody in it ends it, also from who proposed it; done when the last one agrees. */
export function answerTrade(
  db: Database,
  actor: Actor,
  at: At & { trade: string },
  agrees: boolean,
  now: Moment,
): Promise<Outcome<{ state: TradeRow['state'] }>> {
  return inMarket(db, actor, at, now, async (tx, held) => {
    const row = held.trades.find(({ id }) => id === at.trade)
    if (!row?.people.includes(held.me.number)) return missing('There is no such exchange of yours.')
    if (!isProposed(row)) return refused(sayOver(row))
    const by = actor.person.id
    if (!agrees) {
      await endTrade(tx, row.id, { state: 'declined', by })
      await held.tell(row, 'declined')
      return done({ state: 'declined' })
    }
    if (!isPossible(held, row)) {
      // Kept although it is refused: it can never be done, so it must not go on waiting.
      await endTrade(tx, row.id, { state: 'lapsed', by: null })
      return done({ state: 'lapsed' })
    }
    const agreed = [...new Set([...row.agreed, held.me.number])]
    await setAgreed(tx, row.id, agreed)
    if (agreed.length < row.people.length) return done({ state: 'proposed' })
    return finish(tx, held, { ...row, agreed }, by)
  })
}

function sayOver(row: TradeRow): Finding {
  const says = {
    proposed: '',
    done: 'This exchange is done already.',
    declined: `${row.ended_by_name ?? 'Somebody'} has declined this exchange.`,
    lapsed: CHANGED.says,
  }[row.state]
  return finding('electives.trade', says, { can: 'Look at those that are possible now.' })
}

const isPossible = (held: Held, row: TradeRow, trades = held.trades) => {
  const { allocation, periods } = held.row
  const now = placesNow(allocation!, trades)
  return isAhead(row, periods, held.today) && checkTrade(allocation!.market, now, row).length === 0
}

/** Done, and whatever else was proposed and has become impossible by it lapses with it. */
async function finish(
  tx: Tx,
  held: Held,
  row: TradeRow,
  by: string,
): Promise<Outcome<{ state: 'done' }>> {
  const before = held.trades.filter(({ state }) => state === 'done')
  await endTrade(tx, row.id, { state: 'done', by, nth: before.length + 1 })
  const after: TradeRow[] = [...before, { ...row, state: 'done' }]
  for (const other of held.trades)
    if (isProposed(other) && other.id !== row.id && !isPossible(held, other, after))
      await endTrade(tx, other.id, { state: 'lapsed', by: null })
  await held.tell(row, 'done')
  return done({ state: 'done' })
}
