// One's own calls and the ways to trade them; for planners, all trades and who owes whom.
import { sayDay } from '../../kernel/day.ts'
import { type Outcome, done } from '../../kernel/finding.ts'
import { dayAt, type Moment } from '../../kernel/moment.ts'
import type { Database, Tx } from '../../platform/database.ts'
import { missing } from '../../platform/http.ts'
import { mayPlan } from '../people/index.ts'
import type { Actor } from '../people/schema.ts'
import { findProgrammes } from '../programme/index.ts'
import type { MyCalls } from './contract.ts'
import { findProposals } from './finder.ts'
import { readWorld } from './reading.ts'
import type { CallItem, Proposal, SwapPolicy, TradeView } from './schema.ts'
import { findLedger, findPolicy, findTrades } from './store.ts'
import { partiesOf, viewTrade } from './views.ts'

const WAYS = { people: 5, most: 8, effort: 80 }

export async function viewMyCalls(
  db: Database,
  actor: Actor,
  programme: string,
  now: Moment,
): Promise<Outcome<MyCalls>> {
  const { id: tenant, timeZone: zone } = actor.institution
  const today = dayAt(now, zone)
  const me = actor.person.id
  const plans = mayPlan(actor, programme, now)
  return db.inTenant(tenant, async (tx) => {
    const row = (await findProgrammes(tx)).find(({ id }) => id === programme)
    if (!row) return missing(`There is no programme "${programme}".`)
    const read = await readWorld(tx, programme, { now, zone })
    const trades = (await findTrades(tx, { programme, live: true }))
      .map((trade) => ({ trade, view: viewTrade(trade, read, { id: me, plans }) }))
      .filter(({ trade, view }) => partiesOf(trade).includes(me) || view.may.accept)
      .map(({ view }) => view)
    const ledger = await findLedger(tx, programme)
    const owed = new Map<string, number>()
    for (const { from, to, points } of ledger) {
      if (from === me) owed.set(to, (owed.get(to) ?? 0) + points)
      if (to === me) owed.set(from, (owed.get(from) ?? 0) - points)
    }
    return done({
      programme: { id: programme, name: row.name },
      ...{ today, zone, trades, plans, policy: read.world.policy },
      calls: [...read.items.values()]
        .filter(({ person, ends }) => person === me && ends > now)
        .sort((one, other) => (one.begins < other.begins ? -1 : 1)),
      owed: [...owed]
        .filter(([, points]) => points !== 0)
        .map(([id, points]) => ({ id, name: read.world.people.get(id)?.name ?? id, points })),
    })
  })
}

export async function findWays(
  db: Database,
  actor: Actor,
  at: { id: string; call: string },
  now: Moment,
): Promise<Outcome<{ call: CallItem; proposals: Proposal[] }>> {
  const { id: tenant, timeZone: zone } = actor.institution
  return db.inTenant(tenant, async (tx) => {
    const read = await readWorld(tx, at.id, { now, zone })
    const call = read.world.calls.find(({ id }) => id === at.call)
    const item = read.items.get(at.call)
    if (!call || !item || call.person !== actor.person.id)
      return missing('There is no such call of yours.')
    const wanted = await findWanted(tx, at.id)
    return done({ call: item, proposals: findProposals(read.world, call, { ...WAYS, wanted }) })
  })
}

/** Calls that somebody offers to everybody now. */
async function findWanted(tx: Tx, programme: string): Promise<Set<string>> {
  const trades = await findTrades(tx, { programme, live: true })
  return new Set(
    trades
      .filter(({ state }) => state === 'open')
      .flatMap(({ legs }) => legs.map(({ call }) => call)),
  )
}

export async function listTrades(
  db: Database,
  actor: Actor,
  programme: string,
  now: Moment,
): Promise<
  Outcome<{
    trades: TradeView[]
    policy: SwapPolicy
    ledger: { from: string; to: string; points: number; trades: number }[]
  }>
> {
  const { id: tenant, timeZone: zone } = actor.institution
  return db.inTenant(tenant, async (tx) => {
    const read = await readWorld(tx, programme, { now, zone })
    const name = (id: string) => read.world.people.get(id)?.name ?? id
    return done({
      trades: (await findTrades(tx, { programme })).map((row) =>
        viewTrade(row, read, { id: actor.person.id, plans: true }),
      ),
      policy: await findPolicy(tx, programme),
      ledger: (await findLedger(tx, programme)).map((row) => ({
        ...row,
        ...{ from: name(row.from), to: name(row.to) },
      })),
    })
  })
}

/** For the first page. */
export async function listWaiting(db: Database, actor: Actor, now: Moment) {
  const { id: tenant, timeZone: zone } = actor.institution
  const me = actor.person.id
  const today = dayAt(now, zone)
  const trains = actor.person.roles.filter(
    ({ role, to }) => role === 'trainee' && (to === null || to >= today),
  )
  return db.inTenant(tenant, async (tx) => {
    const items = []
    for (const { id: programme } of await findProgrammes(tx)) {
      const plans = mayPlan(actor, programme, now)
      const isIn = trains.some((role) => role.programme === programme)
      if (!plans && !isIn) continue
      const trades = await findTrades(tx, { programme, live: true })
      if (trades.length === 0) continue
      const read = await readWorld(tx, programme, { now, zone })
      for (const row of trades) {
        const view = viewTrade(row, read, { id: me, plans })
        if (!view.may.accept && !view.may.decide) continue
        const [leg] = view.legs
        const what = leg ? `${leg.call.name}, ${sayDay(leg.call.on, { weekday: true })}` : 'Calls'
        const says = view.may.decide
          ? 'all have agreed; to be approved'
          : row.state === 'open'
            ? `${row.asked_by_name} would give it away`
            : `${row.asked_by_name} proposes a trade`
        items.push({ programme, trade: row.id, title: what, says })
      }
    }
    return { items, programmes: [...new Set(trains.map(({ programme }) => programme))] }
  })
}
