// From edges of the graph of slots back to places.
import type { Market } from '../market.ts'
import { Seats } from '../seats.ts'
import type { UnitEdge } from '../unit.ts'

export function seatUnit(market: Market, at: readonly UnitEdge[]): Seats {
  const seats = new Seats(market)
  at.forEach(({ wish, sitting }, nth) => {
    if (wish && sitting) seats.give(market.people[nth]!, { wish, sitting })
  })
  return seats
}
