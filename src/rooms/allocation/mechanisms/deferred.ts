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
  for (;;) {
    refuseByPool(market, tiers, drawn, asks.flat())
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
  if (!isUnit(findShape(market))) seats.improveAll(order)
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
