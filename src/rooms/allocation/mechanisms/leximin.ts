// Leximin: whoever is worst off is as well off as possible, then the second worst, and so on.
import type { Market, Person } from '../market.ts'
import { type Held, pickMore, worthAlone } from '../pick.ts'
import { satisfaction } from '../preference.ts'
import { type Alternatives, otherSittings, Seats } from '../seats.ts'
import { findShape, isUnit } from '../shape.ts'
import { Staged } from '../staged.ts'
import { levelsOf, readUnit, takeInTurn } from '../unit.ts'
import { mayHave } from './rank-maximal.ts'
import { seatUnit } from './seat-unit.ts'

export function leximin(market: Market, order: readonly number[]): Seats {
  const shape = findShape(market)
  const seats = shape.slotted ? onePlaceEach(market, order) : firstPlaces(market, order)
  if (isUnit(shape)) return seats
  fillUp(seats, order)
  seats.improveAll(order)
  return seats
}

/**
 * Satisfaction falls with the rank, counted from the dearest wish that was possible at all. Fewest
 * with nothing, then fewest at the worst level, then at the one before it: levels from the back.
 * Exact for one place each; with more places it settles the dearest place of everybody.
 */
function onePlaceEach(market: Market, order: readonly number[]): Seats {
  const unit = readUnit(market, (rank, first) => rank - first + 1)
  const staged = new Staged(unit.choices, unit.capacity, takeInTurn(unit, order))
  for (const worst of levelsOf(unit).reverse()) staged.serve((level) => (level >= worst ? 1 : 0))
  staged.settle(order)
  return seatUnit(market, staged.at)
}

/** The same where sittings overlap in part: turn by turn, and then the worst-off are helped. */
function firstPlaces(market: Market, order: readonly number[]): Seats {
  const seats = new Seats(market)
  const alone = market.people.map(
    ({ wishes }) => wishes.find(({ sittings }) => sittings.length > 0)?.rank,
  )
  const levelOf = (person: Person) => {
    const [held] = seats.held[person.nth]!
    return held ? held.wish.rank - alone[person.nth]! : Infinity
  }
  for (const nth of order) {
    const person = market.people[nth]!
    seats.seat(person, listHeld(person, Infinity), otherSittings)
  }
  const helped = (person: Person): boolean => {
    const level = levelOf(person)
    const below = (other: Person): number => alone[other.nth]! + level - 1
    const [before] = seats.held[person.nth]!
    if (before) seats.drop(person, before)
    // Others may lose, but must stay better off than this person was.
    const others: Alternatives = function* (other, held) {
      for (const each of listHeld(other, below(other)))
        if (each.sitting !== held.sitting) yield each
    }
    if (seats.seat(person, listHeld(person, below(person)), others)) return true
    if (before) seats.give(person, before)
    return false
  }
  const stuck = new Set<number>()
  for (let tries = 0; tries < 6 * order.length; tries++) {
    const waiting = order.filter((nth) => alone[nth] !== undefined && !stuck.has(nth))
    const worst = waiting.reduce<number | undefined>(
      (one, other) =>
        one === undefined || levelOf(market.people[other]!) > levelOf(market.people[one]!)
          ? other
          : one,
      undefined,
    )
    if (worst === undefined || levelOf(market.people[worst]!) === 0) break
    if (!helped(market.people[worst]!)) stuck.add(worst)
  }
  return seats
}

function listHeld(person: Person, mostRank: number): Held[] {
  return person.wishes
    .filter(({ rank }) => rank <= mostRank)
    .flatMap((wish) => wish.sittings.map((sitting) => ({ wish, sitting })))
}

/** Further places: whoever is least satisfied gets their dearest open wish, until nobody can have more. */
function fillUp(seats: Seats, order: readonly number[]): void {
  const { people } = seats.market
  const alone = worthAlone(seats.market)
  const next = people.map(() => 1)
  for (let open = [...order]; open.length > 0;) {
    const share = (nth: number) => satisfaction(seats.worth(people[nth]!), alone[nth]!)
    open = open
      .map((nth) => ({ nth, share: share(nth) }))
      .sort((one, other) => one.share - other.share)
      .map(({ nth }) => nth)
      .filter((nth) => takeNext(seats, nth, next))
  }
}

function takeNext(seats: Seats, nth: number, next: number[]): boolean {
  const person = seats.market.people[nth]!
  for (; next[nth]! <= person.wishes.length; next[nth]!++) {
    const wish = person.wishes[next[nth]! - 1]!
    if (!mayHave(seats, nth, wish.rank)) continue
    const before = [...seats.held[nth]!]
    for (const held of before) seats.drop(person, held)
    const after = pickMore(person, before, wish, seats.may, seats.effort)
    for (const held of after ?? before) seats.give(person, held)
    const sittings = wish.sittings.map((sitting) => ({ wish, sitting }))
    if (!after && !seats.seat(person, sittings, otherSittings)) continue
    next[nth]!++
    return true
  }
  return false
}
