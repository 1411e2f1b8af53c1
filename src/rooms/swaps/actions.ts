// Trading calls: proposed, agreed to, approved, done in one transaction or not at all.
import { type Outcome, done, finding, refused } from '../../kernel/finding.ts'
import type { Moment } from '../../kernel/moment.ts'
import {
  type Database,
  databaseFault,
  EXCLUSION_VIOLATION,
  type Tx,
} from '../../platform/database.ts'
import { missing } from '../../platform/http.ts'
import type { Actor } from '../people/schema.ts'
import { tell } from './news.ts'
import { readWorld } from './reading.ts'
import type { SwapPolicy, TradeState, TradeWords } from './schema.ts'
import {
  findTrades,
  holdCall,
  insertTrade,
  lapseOthers,
  lockCalls,
  lockTrade,
  placeCall,
  setTaker,
  splitCall,
  type TradeRow,
  updateTrade,
  upsertPolicy,
  upsertWord,
} from './store.ts'
import { isLive, judgeStored, partiesOf, partOf } from './views.ts'

type Nothing = Record<string, never>
export type At = { id: string; trade: string }
const gone = () => missing('There is no such trade for you.')
const OVER = finding('swaps.over', 'This trade is over; somebody was faster.', {
  can: 'Look at your calls again.',
})

const placeOf = (actor: Actor, now: Moment) => ({
  ...{ tenant: actor.institution.id, zone: actor.institution.timeZone, now },
})

export async function proposeTrade(
  db: Database,
  actor: Actor,
  programme: string,
  { legs, note }: TradeWords,
  now: Moment,
): Promise<Outcome<{ trade: string }>> {
  const place = placeOf(actor, now)
  const me = actor.person.id
  return db.inTenant(place.tenant, async (tx) => {
    const read = await readWorld(tx, programme, place)
    const rows = legs.flatMap((leg) => {
      const call = read.world.calls.find(({ id }) => id === leg.call)
      if (!call) return []
      const points = partOf(call, leg.part)?.points ?? call.points
      return [{ ...leg, from: call.person, points }]
    })
    if (rows.length < legs.length)
      return refused(
        finding('swaps.moved', 'One of these calls is not there any more.', {
          can: 'Look at your calls again.',
        }),
      )
    const isOpen = rows.some(({ to }) => to === null)
    if (!rows.some(({ from }) => from === me))
      return refused(
        finding('swaps.own', 'None of these calls is yours to give.', {
          can: 'Ask the other one to propose it.',
        }),
      )
    if (isOpen && (rows.length > 1 || rows[0]!.from !== me))
      return refused(
        finding('swaps.open', 'Offered to everybody is one call at a time, and one’s own.'),
      )
    if (new Set(rows.map(({ call }) => call)).size < rows.length)
      return refused(finding('swaps.twice', 'A call is given away once.'))
    const { musts } = judgeStored(read, rows)
    if (musts.length > 0) return refused(...musts)
    const trade = await insertTrade(tx, place.tenant, {
      ...{ programme, by: me, note, state: isOpen ? 'open' : 'proposed', legs: rows },
    })
    await upsertWord(tx, place.tenant, trade, me, true)
    const [row] = await findTrades(tx, { id: trade })
    await tell(tx, place, row!, read, actor.person.name, isOpen ? 'offered' : 'proposed')
    return done({ trade })
  })
}

/** A call moves only here: under the locks of the trade and of every call in it, judged once more. */
export async function agreeTo(
  db: Database,
  actor: Actor,
  at: At,
  agrees: boolean,
  now: Moment,
): Promise<Outcome<{ state: TradeState }>> {
  const place = placeOf(actor, now)
  const me = actor.person.id
  return asOne(db, place.tenant, async (tx) => {
    await lockTrade(tx, at.trade)
    const [row] = await findTrades(tx, { programme: at.id, id: at.trade })
    if (!row) return gone()
    if (!isLive(row)) return refused(OVER)
    const isIn = partiesOf(row).includes(me)
    const open = row.legs.find(({ to }) => to === null)
    if (!isIn && !open) return gone()
    if (isIn && open) return refused(finding('swaps.own', 'Nobody takes what they offer.'))
    if (!agrees) {
      if (!isIn) return done({ state: row.state })
      await upsertWord(tx, place.tenant, row.id, me, false)
      await updateTrade(tx, row.id, { state: 'declined', by: null, reason: '' })
      const read = await readWorld(tx, at.id, place)
      await tell(tx, place, row, read, actor.person.name, 'declined')
      return done({ state: 'declined' })
    }
    if (open) await setTaker(tx, open.id, me)
    await upsertWord(tx, place.tenant, row.id, me, true)
    const [next] = await findTrades(tx, { id: row.id })
    const agreed = new Set(next!.words.filter((word) => word.agrees).map(({ person }) => person))
    const read = await readWorld(tx, at.id, place)
    const { musts, notices } = judgeStored(read, next!.legs)
    if (musts.length > 0) return refused(...musts)
    if (!partiesOf(next!).every((person) => agreed.has(person))) return done({ state: next!.state })
    if (read.world.policy.autoApprove && notices.length === 0) {
      await execute(tx, place, next!, { by: null, reason: '' })
      await tell(tx, place, next!, read, actor.person.name, 'done')
      return done({ state: 'done' })
    }
    await updateTrade(tx, row.id, { state: 'accepted', by: null, reason: '' })
    await tell(tx, place, next!, read, actor.person.name, 'accepted')
    return done({ state: 'accepted' })
  })
}

export async function decideTrade(
  db: Database,
  actor: Actor,
  at: At,
  { approves, reason }: { approves: boolean; reason: string },
  now: Moment,
): Promise<Outcome<Nothing>> {
  const place = placeOf(actor, now)
  const me = actor.person.id
  return asOne(db, place.tenant, async (tx) => {
    await lockTrade(tx, at.trade)
    const [row] = await findTrades(tx, { programme: at.id, id: at.trade })
    if (!row) return gone()
    if (row.state !== 'accepted') return refused(OVER)
    if (partiesOf(row).includes(me))
      return refused(
        finding('swaps.own', 'Nobody approves their own trade.', { can: 'Ask another planner.' }),
      )
    const read = await readWorld(tx, at.id, place)
    if (!approves) {
      await updateTrade(tx, row.id, { state: 'refused', by: me, reason })
      await tell(tx, place, row, read, actor.person.name, 'refused', reason)
      return done({})
    }
    const { musts } = judgeStored(read, row.legs)
    if (musts.length > 0) return refused(...musts)
    await execute(tx, place, row, { by: me, reason })
    await tell(tx, place, row, read, actor.person.name, 'done')
    return done({})
  })
}

export async function withdrawTrade(db: Database, actor: Actor, at: At): Promise<Outcome<Nothing>> {
  return db.inTenant(actor.institution.id, async (tx) => {
    await lockTrade(tx, at.trade)
    const [row] = await findTrades(tx, { programme: at.id, id: at.trade })
    if (!row || row.asked_by !== actor.person.id) return gone()
    if (!isLive(row)) return refused(OVER)
    await updateTrade(tx, row.id, { state: 'withdrawn', by: null, reason: '' })
    return done({})
  })
}

export async function setPolicy(
  db: Database,
  actor: Actor,
  programme: string,
  policy: SwapPolicy,
): Promise<Outcome<Nothing>> {
  const tenant = actor.institution.id
  await db.inTenant(tenant, (tx) => upsertPolicy(tx, tenant, programme, policy))
  return done({})
}

/** All calls change hands, or none. What else was proposed with one of them is over. */
async function execute(
  tx: Tx,
  place: { tenant: string },
  row: TradeRow,
  decision: { by: string | null; reason: string },
): Promise<void> {
  const calls = row.legs.map(({ call }) => call)
  await lockCalls(tx, calls)
  const source = `trade:${row.id}`
  for (const { call, part } of row.legs) if (!part) await holdCall(tx, call)
  for (const { call, part, to } of row.legs)
    if (part) await splitCall(tx, place.tenant, call, part, to!, source)
    else await placeCall(tx, call, to!, source)
  await updateTrade(tx, row.id, { state: 'done', ...decision })
  await lapseOthers(tx, row.id, calls)
}

/** The database refuses two calls of one person at one time; then somebody was faster. */
async function asOne<T>(
  db: Database,
  tenant: string,
  work: (tx: Tx) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  try {
    return await db.inTenant(tenant, work)
  } catch (error) {
    if (databaseFault(error)?.code !== EXCLUSION_VIOLATION) throw error
    return refused(
      finding('swaps.overlap', 'Somebody has got another call at that time meanwhile.', {
        can: 'Look at the calls again.',
      }),
    )
  }
}
