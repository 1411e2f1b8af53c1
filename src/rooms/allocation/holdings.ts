// Places as data, back on their seats: for what comes after an allocation.
import { assert } from '../../kernel/finding.ts'
import type { Market, Person } from './market.ts'
import type { Held } from './pick.ts'
import type { Allotted } from './schema.ts'
import { Seats } from './seats.ts'

/** The places must be those of a sound allocation of this market. */
export function readSeats(market: Market, places: readonly Allotted[]): Seats {
  const seats = new Seats(market)
  const people = new Map(market.people.map((person) => [person.id, person]))
  for (const place of places) {
    const person = people.get(place.person)
    assert(person, `${place.person} is in the market`)
    seats.give(person, readHeld(market, person, place))
  }
  return seats
}

function readHeld(market: Market, person: Person, { rank, periods }: Allotted): Held {
  const wish = person.wishes[rank - 1]
  const at = periods.map((id) => market.period(id)).join()
  const sitting = wish?.sittings.find((each) => each.periods.join() === at)
  assert(wish && sitting, `${person.id} may have wish ${rank} in ${periods.join(', ')}`)
  return { wish, sitting }
}
