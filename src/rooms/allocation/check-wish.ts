// May this person wish for this? If not, why, and what can be done?
import { type Finding, finding } from '../../kernel/finding.ts'
import type { Market } from './market.ts'
import { lengthOf } from './market.ts'

/** The name of an offer and of a person, as people know them. */
const nameOf = (each: { id: string; name?: string | undefined }) => each.name ?? each.id

/**
 * Why the nth wish (from 0) of a person cannot be granted by any mechanism; empty = it can, when
 * nobody else is there. The same question is asked when a wish is entered and before an allocation.
 */
export function checkWish(market: Market, nth: number, at: number): Finding[] {
  const { data } = market
  const person = data.people[nth]!
  const { starts, offer: id } = person.wishes[at]!
  const offer = data.offers[market.offer(id)]!
  const refuse = (rule: string, says: string, can: string) => [
    finding(`allocation.${rule}`, says, {
      can,
      ...{ who: [person.id], works: [id], path: `people[${nth}].wishes[${at}]` },
    }),
  ]
  const [who, what] = [nameOf(person), nameOf(offer)]
  const rank = `wish ${at + 1} of ${who}`
  if (offer.shut)
    return refuse(
      offer.shut.why,
      offer.shut.why === 'closed'
        ? `${what} is closed: ${offer.shut.reason} It is ${rank}.`
        : `${what} has lapsed: ${offer.shut.reason} It is ${rank}.`,
      'Wish for another elective.',
    )
  const barred = person.barred.find((each) => each.offer === id)
  if (barred)
    return refuse(
      'barred',
      `${what} is not open to ${who}: ${barred.reason} It is ${rank}.`,
      'Wish for it again once that is settled, or for another elective.',
    )
  if (person.fixed.some((each) => each.offer === id))
    return refuse(
      'had',
      `${who} has ${what} already, as a fixed place. It is ${rank}.`,
      'Remove the wish.',
    )
  const mine = market.people[nth]!
  const length = lengthOf(offer)
  if (mine.places < 1)
    return refuse('budget', `${who} is to get no place. ${what} is ${rank}.`, 'Remove the wish.')
  if (length > mine.budget)
    return refuse(
      'budget',
      `${what} takes ${length} periods, but ${who} has ${mine.budget} for electives. It is ${rank}.`,
      'Wish for something shorter, or raise the budget.',
    )
  if (mine.wishes[at]!.sittings.length > 0) return []
  const sittings = market.sittings[market.offer(id)]!
  const wanted = starts?.map((each) => market.period(each))
  const asked = sittings.filter(({ periods }) => wanted?.includes(periods[0]!) ?? true)
  const timely = asked.filter(({ periods }) => periods.every((t) => mine.free[t]))
  if (asked.length === 0)
    return refuse(
      'start',
      `${what} cannot begin in the periods that ${who} asks for. It is ${rank}.`,
      'Name other periods, or none.',
    )
  if (timely.length === 0)
    return refuse(
      'time',
      `${who} is never free long enough for ${what} in the periods asked for. It is ${rank}.`,
      'Name other periods, or wish for something shorter.',
    )
  return refuse(
    'full',
    `${what} is full in every period in which ${who} could have it. It is ${rank}.`,
    'Wish for another elective or other periods, or raise its capacity.',
  )
}

/** Every wish of the market that cannot be granted. */
export function checkWishes(market: Market): Finding[] {
  return market.data.people.flatMap(({ wishes }, nth) =>
    wishes.flatMap((_, at) => checkWish(market, nth, at)),
  )
}
