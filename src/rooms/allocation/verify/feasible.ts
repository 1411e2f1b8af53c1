// Is every place one that may be had, and is there room for all of them?
import { type Finding, finding } from '../../../kernel/finding.ts'
import type { Allotted, MarketData } from '../schema.ts'
import { type Ledger, readCell } from './ledger.ts'

const wrong = (rule: string, says: string, who: string[] = [], path?: string) =>
  finding(`verify.${rule}`, says, { who, ...(path ? { path } : {}) })

/** Every place that breaks a condition of the market, each with its sentence. */
export function checkFeasible(ledger: Ledger, places: readonly Allotted[]): Finding[] {
  return [
    ...places.flatMap((place, nth) => checkPlace(ledger, place, `places[${nth}]`)),
    ...ledger.data.people.flatMap(({ id }) => checkPerson(ledger, id)),
    ...checkPools(ledger),
  ]
}

function checkPlace(ledger: Ledger, place: Allotted, path: string): Finding[] {
  const person = ledger.people.get(place.person)
  const offer = ledger.offers.get(place.offer)
  if (!person) return [wrong('person', `There is no person "${place.person}".`, [], path)]
  if (!offer) return [wrong('offer', `There is no offer "${place.offer}".`, [person.id], path)]
  const what = `${person.id} has ${offer.id}`
  const found: Finding[] = []
  const say = (rule: string, says: string) => found.push(wrong(rule, says, [person.id], path))
  const wish = person.wishes[place.rank - 1]
  if (wish?.offer !== offer.id) say('wish', `${what}, which is not wish ${place.rank}.`)
  else if (wish.starts && !wish.starts.includes(place.periods[0]!))
    say('start', `${what} from ${place.periods[0]}, which was not asked for.`)
  if (offer.shut) say('shut', `${what}, which is ${offer.shut.why}.`)
  if (person.barred.some((each) => each.offer === offer.id))
    say('barred', `${what}, which is not open to them.`)
  const unknown = place.periods.filter((period) => ledger.indexOf(period) < 0)
  if (unknown.length > 0) say('period', `${what} in ${unknown.join(', ')}: no such period.`)
  if (
    place.periods.some(
      (id, at) => at > 0 && ledger.indexOf(place.periods[at - 1]!) >= ledger.indexOf(id),
    )
  )
    say('order', `${what} in periods that are not in order.`)
  const length = ledger.lengthOf(offer)
  if (place.periods.length !== length)
    say('length', `${what} in ${place.periods.length} periods; it takes ${length}.`)
  const least = offer.parts ? length : Math.min(offer.piece ?? length, length)
  for (const [first, size] of ledger.piecesOf(place.periods)) {
    const begins = ledger.data.periods[first]?.id
    if (size < least) say('piece', `${what} in a piece of ${size} periods; at least ${least}.`)
    if (offer.starts && begins && !offer.starts.includes(begins))
      say('start', `${what} from ${begins}; no piece of it begins there.`)
  }
  const taken = place.periods.filter((period) => !ledger.isFree(person, period))
  if (taken.length > 0) say('time', `${what} in ${taken.join(', ')}, when they are not free.`)
  return found
}

function checkPerson(ledger: Ledger, id: string): Finding[] {
  const person = ledger.people.get(id)!
  const mine = ledger.places.get(id)!
  const found: Finding[] = []
  const say = (rule: string, says: string) => found.push(wrong(rule, says, [id]))
  const periods = mine.flatMap((place) => place.periods)
  const twice = periods.filter((period, at) => periods.indexOf(period) !== at)
  if (twice.length > 0) say('twice', `${id} is in two places in ${[...new Set(twice)].join(', ')}.`)
  const budget = ledger.budgetOf(person)
  if (periods.length > budget) say('budget', `${id} has ${periods.length} periods of ${budget}.`)
  if (mine.length > (person.places ?? Infinity))
    say('places', `${id} has ${mine.length} places; at most ${person.places}.`)
  const offers = [...mine, ...person.fixed].map(({ offer }) => offer)
  const again = offers.filter((offer, at) => offers.indexOf(offer) !== at)
  if (again.length > 0) say('again', `${id} has ${again.join(', ')} more than once.`)
  return found
}

function checkPools(ledger: Ledger): Finding[] {
  return [...ledger.inside].flatMap(([cell, who]) => {
    if (ledger.spare(cell) >= 0) return []
    const { pool, period } = readCell(cell)
    const says = `${who.length} people in ${pool} at ${period}; there is room for ${ledger.roomFor(cell)}.`
    return [wrong('capacity', says, who)]
  })
}

/** A market that does not hang together cannot be judged further: what names nothing or does not fit. */
export function checkSound({ periods, pools, offers, people }: MarketData): Finding[] {
  const found: Finding[] = []
  const say = (says: string) => found.push(wrong('market', says))
  const idsOf = (list: readonly { id: string }[], what: string) => {
    const ids = new Set(list.map(({ id }) => id))
    if (ids.size < list.length) say(`Two ${what} have one id.`)
    return ids
  }
  const known = {
    period: idsOf(periods, 'periods'),
    pool: idsOf(pools, 'pools'),
    offer: idsOf(offers, 'offers'),
    person: idsOf(people, 'people'),
  }
  const name = (what: keyof typeof known, ids: readonly (string | undefined)[] = []) => {
    for (const id of ids)
      if (id !== undefined && !known[what].has(id)) say(`There is no ${what} "${id}".`)
  }
  for (const { id, capacity, tiers } of pools) {
    name('person', tiers?.flat())
    if (typeof capacity !== 'number' && capacity.length !== periods.length)
      say(`"${id}" has ${capacity.length} capacities for ${periods.length} periods.`)
  }
  for (const { pool, parts, starts } of offers) {
    name('pool', [pool, ...(parts ?? []).map((part) => part.pool)])
    name('period', starts)
  }
  for (const { available, fixed, barred, wishes } of people) {
    name('period', [...(available ?? []), ...fixed.flatMap((place) => place.periods)])
    name(
      'offer',
      [...fixed, ...barred, ...wishes].map(({ offer }) => offer),
    )
    name(
      'period',
      wishes.flatMap(({ starts }) => starts ?? []),
    )
  }
  return found
}
