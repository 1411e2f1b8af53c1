// Deferred acceptance: people ask, services keep those whom they want most, until nobody is refused.
import type { Market, Person, Sitting } from '../market.ts'
import { pickBest, type Held } from '../pick.ts'
import { Seats } from '../seats.ts'
import { findShape, isUnit } from '../shape.ts'

type Ask = { person: Person; held: Held; isRefused: boolean }

/**
 * Everybody asks for the best set of sittings that have not refused them. Each pool goes through the
 * asks by tier, then by the lottery, and keeps what fits; what does not is refused for good.
 */
export function deferredAcceptance(market: Market, order: readonly number[]): Seats {
  const seats = new Seats(market)
  const tiers = market.findTiers()
  const drawn = new Int32Array(market.people.length)
  order.forEach((nth, at) => (drawn[nth] = at))
  const refusals = market.people.map(({ wishes }) => wishes.map(() => new Set<Sitting>()))
  const askOf = (person: Person): Ask[] => {
    const refused = refusals[person.nth]!
    const may = (sitting: Sitting, wish: { rank: number }) => !refused[wish.rank - 1]!.has(sitting)
    return pickBest(person, may, seats.effort).map((held) => ({ person, held, isRefused: false }))
  }
  const asks = market.people.map(askOf)
  const isInSlots = isUnit(findShape(market))
  const refuse = isInSlots ? refuseBySlot : refuseByPool
  for (;;) {
    refuse(market, tiers, drawn, asks.flat())
    const turned = asks.filter((mine) => mine.some(({ isRefused }) => isRefused))
    if (turned.length === 0) break
    for (const mine of turned) {
      const { person } = mine[0]!
      for (const { held, isRefused } of mine)
        if (isRefused) refusals[person.nth]![held.wish.rank - 1]!.add(held.sitting)
      asks[person.nth] = askElsewhere(mine, refusals[person.nth]!) ?? askOf(person)
    }
  }
  for (const { person, held } of asks.flat()) seats.give(person, held)
  // Room that was asked for and given back: in one place each there is none.
  if (!isInSlots) seats.improveAll(order)
  return seats
}

/**
 * The same wishes, those refused in their next sitting that is free: what is open to somebody only
 * shrinks, so nothing better than the same wishes has become possible. A year of weeks is not
 * fitted together anew for each refusal; undefined = it must be.
 */
function askElsewhere(mine: readonly Ask[], refused: readonly Set<Sitting>[]): Ask[] | undefined {
  const next = mine.filter(({ isRefused }) => !isRefused)
  for (const { person, held, isRefused } of mine) {
    if (!isRefused) continue
    const { wish } = held
    const busy = new Set(next.flatMap((ask) => ask.held.sitting.periods))
    const sitting = wish.sittings.find(
      (each) => !refused[wish.rank - 1]!.has(each) && !each.periods.some((t) => busy.has(t)),
    )
    if (!sitting) return undefined
    next.push({ person, held: { wish, sitting }, isRefused: false })
  }
  return next
}

/**
 * Where sittings are places of slots, each slot has one order of people: those whom the pools with
 * the least room want more, all together, then the lottery. Two pools that chose each for itself
 * could both refuse, each because of whom the other refuses, and leave the slot empty.
 */
function refuseBySlot(
  market: Market,
  tiers: readonly Int32Array[],
  drawn: Int32Array,
  asks: readonly Ask[],
): void {
  const bySlot = new Map<string, Ask[]>()
  for (const ask of asks) {
    const key = [...ask.held.sitting.cells].sort((one, other) => one - other).join(' ')
    if (key !== '') bySlot.set(key, [...(bySlot.get(key) ?? []), ask])
  }
  for (const list of bySlot.values()) {
    const { cells } = list[0]!.held.sitting
    const room = Math.min(...cells.map((cell) => market.room[cell]!))
    const pools = [
      ...new Set(
        cells.filter((cell) => market.room[cell] === room).map((cell) => market.poolOf(cell)),
      ),
    ]
    const tierOf = ({ person }: Ask) =>
      pools.reduce((sum, pool) => sum + tiers[pool]![person.nth]!, 0)
    list.sort(
      (one, other) =>
        tierOf(one) - tierOf(other) || drawn[one.person.nth]! - drawn[other.person.nth]!,
    )
    for (const ask of list.slice(Math.max(0, room))) ask.isRefused = true
  }
}

function refuseByPool(
  market: Market,
  tiers: readonly Int32Array[],
  drawn: Int32Array,
  asks: readonly Ask[],
): void {
  const byPool = market.data.pools.map((): Ask[] => [])
  for (const ask of asks)
    for (const pool of new Set(ask.held.sitting.cells.map((cell) => market.poolOf(cell))))
      byPool[pool]!.push(ask)
  const left = market.room.slice()
  for (const [pool, list] of byPool.entries()) {
    const tier = tiers[pool]!
    list.sort(
      (one, other) =>
        tier[one.person.nth]! - tier[other.person.nth]! ||
        drawn[one.person.nth]! - drawn[other.person.nth]!,
    )
    for (const ask of list) {
      const cells = ask.held.sitting.cells.filter((cell) => market.poolOf(cell) === pool)
      if (cells.every((cell) => left[cell]! > 0)) for (const cell of cells) left[cell]!--
      else ask.isRefused = true
    }
  }
}
