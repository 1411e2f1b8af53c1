// Rank-maximal: as many first wishes as possible, then as many second wishes, and so on.
import type { Market } from '../market.ts'
import { pickMore } from '../pick.ts'
import { otherSittings, Seats } from '../seats.ts'
import { findShape, isUnit } from '../shape.ts'
import { Staged } from '../staged.ts'
import { levelsOf, readUnit, takeInTurn } from '../unit.ts'
import { seatUnit } from './seat-unit.ts'

export function rankMaximal(market: Market, order: readonly number[]): Seats {
  if (isUnit(findShape(market))) {
    const unit = readUnit(market, (rank) => rank)
    const staged = new Staged(unit.choices, unit.capacity, takeInTurn(unit, order))
    for (const rank of levelsOf(unit)) staged.serve((level) => (level === rank ? 0 : 1))
    staged.settle(order)
    return seatUnit(market, staged.at)
  }
  return byRank(market, order)
}

/** Wish by wish, everybody's first before anybody's second; what is granted stays granted. */
function byRank(market: Market, order: readonly number[]): Seats {
  const seats = new Seats(market)
  const most = Math.max(0, ...market.people.map(({ wishes }) => wishes.length))
  for (let rank = 1; rank <= most; rank++) for (const nth of order) grant(seats, nth, rank)
  seats.improveAll(order)
  return seats
}

/** Directly, by moving one's own other places, or by others moving to other periods of theirs. */
function grant(seats: Seats, nth: number, rank: number): void {
  const person = seats.market.people[nth]!
  const wish = person.wishes[rank - 1]
  const held = seats.held[nth]!
  if (!wish || !mayHave(seats, nth, rank)) return
  const before = [...held]
  for (const each of before) seats.drop(person, each)
  const after = pickMore(person, before, wish, seats.may, seats.effort)
  for (const each of after ?? before) seats.give(person, each)
  if (after) return
  seats.seat(
    person,
    wish.sittings.map((sitting) => ({ wish, sitting })),
    otherSittings,
  )
}

/** Whether places, budget and "each offer once" leave this wish open. */
export function mayHave(seats: Seats, nth: number, rank: number): boolean {
  const person = seats.market.people[nth]!
  const wish = person.wishes[rank - 1]!
  const held = seats.held[nth]!
  return (
    wish.sittings.length > 0 &&
    held.length < person.places &&
    held.reduce((sum, each) => sum + each.wish.length, wish.length) <= person.budget &&
    held.every((each) => each.wish.offer !== wish.offer)
  )
}
