// Serial dictatorship and rounds: who draws takes the best that is left.
import type { Market } from '../market.ts'
import { fitsRoom, pickBest, pickMore } from '../pick.ts'
import { Seats } from '../seats.ts'
import { findShape, isUnit } from '../shape.ts'
import { readUnit } from '../unit.ts'

/** One after the other takes all that they will have. */
export function serialDictatorship(market: Market, order: readonly number[]): Seats {
  const seats = new Seats(market)
  if (isUnit(findShape(market))) return takeWithMoves(market, order, seats)
  for (const nth of order) {
    const person = market.people[nth]!
    for (const held of pickBest(person, fitsRoom(seats.left), seats.effort))
      seats.give(person, held)
  }
  return seats
}

/**
 * Who wishes for an offer in any of several periods does not mind in which. Later people may move
 * earlier ones among the slots of the wish that these got; nobody loses by it, and no room is wasted.
 */
function takeWithMoves(market: Market, order: readonly number[], seats: Seats): Seats {
  const { capacity, choices } = readUnit(market, (rank) => rank)
  const inside = Array.from(capacity, (): number[] => [])
  const slotOf: number[] = []
  const level: number[] = []
  const enter = (nth: number, seen: Set<number>): boolean => {
    for (const edge of choices[nth]!) {
      if (edge.level !== level[nth] || seen.has(edge.slot)) continue
      seen.add(edge.slot)
      const others = inside[edge.slot]!
      const isRoom = edge.slot === 0 || others.length < capacity[edge.slot]!
      const leaver = isRoom ? undefined : others.find((other) => enter(other, seen))
      if (!isRoom && leaver === undefined) continue
      if (leaver !== undefined) others.splice(others.indexOf(leaver), 1)
      inside[edge.slot]!.push(nth)
      slotOf[nth] = edge.slot
      return true
    }
    return false
  }
  for (const nth of order)
    for (const wanted of [...new Set(choices[nth]!.map((edge) => edge.level))].sort(
      (one, other) => one - other,
    )) {
      level[nth] = wanted
      if (enter(nth, new Set())) break
    }
  for (const nth of order) {
    const edge = choices[nth]!.find(
      (each) => each.level === level[nth] && each.slot === slotOf[nth],
    )!
    if (edge.wish) seats.give(market.people[nth]!, { wish: edge.wish, sitting: edge.sitting! })
  }
  return seats
}

/** One place in a turn; the order is turned about after each round. */
export function rounds(market: Market, order: readonly number[]): Seats {
  if (findShape(market).single) return serialDictatorship(market, order)
  const seats = new Seats(market)
  const isDone = new Set<number>()
  for (let round = 0; isDone.size < order.length; round++)
    for (const nth of round % 2 === 0 ? order : order.toReversed())
      if (!isDone.has(nth) && !takeOne(seats, nth)) isDone.add(nth)
  // Who took another period for an earlier place has given room back.
  seats.improveAll(order)
  return seats
}

function takeOne(seats: Seats, nth: number): boolean {
  const person = seats.market.people[nth]!
  const before = [...seats.held[nth]!]
  for (const held of before) seats.drop(person, held)
  for (const wish of person.wishes) {
    if (before.some((held) => held.wish === wish)) continue
    const after = pickMore(person, before, wish, fitsRoom(seats.left), seats.effort)
    if (!after) continue
    for (const held of after) seats.give(person, held)
    return true
  }
  for (const held of before) seats.give(person, held)
  return false
}
