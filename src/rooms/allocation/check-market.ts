// Does the market hang together, and can every wish of it be granted? What the shapes cannot say.
import { type Finding, finding, sayList } from '../../kernel/finding.ts'
import { checkWishes } from './check-wish.ts'
import { lengthOf, Market } from './market.ts'
import type { MarketData } from './schema.ts'

/** Every fault, each with its place (`people[3].wishes[0].offer`). */
export function checkMarket(data: MarketData): Finding[] {
  const findings = [...checkNames(data), ...checkOffers(data), ...checkLists(data)]
  if (findings.length > 0) return findings
  const market = new Market(data)
  const settled = [...checkFixed(data, market), ...checkRoom(market)]
  return settled.length > 0 ? settled : checkWishes(market)
}

const fault = (says: string, path: string, can: string, who: string[] = []) =>
  finding('allocation.market', says, { path, can, who })

function checkNames(data: MarketData): Finding[] {
  const findings: Finding[] = []
  const ids = (list: readonly { id: string }[], path: string, noun: string) => {
    const seen = new Set<string>()
    list.forEach(({ id }, nth) => {
      if (seen.has(id))
        findings.push(
          fault(`Two ${noun} have the id "${id}".`, `${path}[${nth}].id`, 'Rename one.'),
        )
      seen.add(id)
    })
    return seen
  }
  const periods = ids(data.periods, 'periods', 'periods')
  const pools = ids(data.pools, 'pools', 'pools')
  const offers = ids(data.offers, 'offers', 'offers')
  const people = ids(data.people, 'people', 'people')
  const refer = (known: Set<string>, id: string | undefined, path: string, noun: string) => {
    if (id !== undefined && !known.has(id))
      findings.push(fault(`There is no ${noun} "${id}".`, path, 'Add it, or name another.'))
  }
  const referAll = (known: Set<string>, list: readonly string[], path: string, noun: string) =>
    list.forEach((id, nth) => refer(known, id, `${path}[${nth}]`, noun))
  data.pools.forEach(({ tiers = [] }, nth) =>
    tiers.forEach((tier, at) => referAll(people, tier, `pools[${nth}].tiers[${at}]`, 'person')),
  )
  data.offers.forEach(({ pool, parts = [], starts = [] }, nth) => {
    refer(pools, pool, `offers[${nth}].pool`, 'pool')
    parts.forEach((part, at) => refer(pools, part.pool, `offers[${nth}].parts[${at}].pool`, 'pool'))
    referAll(periods, starts, `offers[${nth}].starts`, 'period')
  })
  data.people.forEach(({ available = [], fixed, barred, wishes }, nth) => {
    const path = `people[${nth}]`
    referAll(periods, available, `${path}.available`, 'period')
    fixed.forEach((place, at) => {
      refer(offers, place.offer, `${path}.fixed[${at}].offer`, 'offer')
      referAll(periods, place.periods, `${path}.fixed[${at}].periods`, 'period')
    })
    barred.forEach(({ offer }, at) => refer(offers, offer, `${path}.barred[${at}].offer`, 'offer'))
    wishes.forEach(({ offer, starts = [] }, at) => {
      refer(offers, offer, `${path}.wishes[${at}].offer`, 'offer')
      referAll(periods, starts, `${path}.wishes[${at}].starts`, 'period')
    })
  })
  return findings
}

function checkOffers(data: MarketData): Finding[] {
  const count = data.periods.length
  return [
    ...data.pools.flatMap(({ id, capacity }, nth) =>
      typeof capacity === 'number' || capacity.length === count
        ? []
        : [
            fault(
              `The pool "${id}" has ${capacity.length} capacities, but there are ${count} periods.`,
              `pools[${nth}].capacity`,
              'Give one number for all, or one for each period.',
            ),
          ],
    ),
    ...data.offers.flatMap((offer, nth) => {
      const path = `offers[${nth}]`
      const length = lengthOf(offer)
      const { parts, piece } = offer
      return [
        ...(length > count
          ? [fault(`"${offer.id}" takes ${length} of ${count} periods.`, path, 'Shorten it.')]
          : []),
        ...(parts && (offer.pool !== undefined || piece !== undefined)
          ? [
              fault(
                `"${offer.id}" is a track and also has a pool or pieces of its own.`,
                path,
                'Leave pool and piece to its parts; a track is taken whole.',
              ),
            ]
          : []),
        ...(!parts && piece !== undefined && piece > length
          ? [
              fault(
                `Pieces of "${offer.id}" are ${piece} periods long, the whole is ${length}.`,
                `${path}.piece`,
                'Make the pieces shorter.',
              ),
            ]
          : []),
      ]
    }),
  ]
}

/** Nothing is listed twice where once is meant. */
function checkLists(data: MarketData): Finding[] {
  const twice = (list: readonly string[], path: string, what: string) => {
    const extra = list.filter((id, nth) => list.indexOf(id) !== nth)
    return extra.length === 0
      ? []
      : [fault(`${what} names ${sayList([...new Set(extra)])} twice.`, path, 'Name each once.')]
  }
  return [
    ...data.pools.flatMap(({ id, tiers = [] }, nth) =>
      twice(tiers.flat(), `pools[${nth}].tiers`, `The tiers of "${id}"`),
    ),
    ...data.people.flatMap(({ id, wishes }, nth) =>
      twice(
        wishes.flatMap(({ offer, starts }) =>
          (starts ?? ['any period']).map((start) => `${offer} in ${start}`),
        ),
        `people[${nth}].wishes`,
        `The list of ${id}`,
      ),
    ),
  ]
}

/** Fixed places are of the right length, and one at a time. */
function checkFixed(data: MarketData, market: Market): Finding[] {
  return data.people.flatMap((person, nth) => {
    const busy = new Set<string>()
    return person.fixed.flatMap(({ offer, periods }, at) => {
      const path = `people[${nth}].fixed[${at}]`
      const length = lengthOf(data.offers[market.offer(offer)]!)
      const over = periods.filter((id) => busy.has(id))
      periods.forEach((id) => busy.add(id))
      return [
        ...(length === periods.length
          ? []
          : [
              fault(
                `"${offer}" takes ${length} periods, but is fixed for ${person.id} in ${periods.length}.`,
                path,
                'Name as many periods as it takes.',
                [person.id],
              ),
            ]),
        ...(over.length === 0
          ? []
          : [
              fault(
                `${person.id} has two fixed places in ${sayList(over)}.`,
                path,
                'Remove one of them.',
                [person.id],
              ),
            ]),
      ]
    })
  })
}

/** Capacities that were lowered below what is fixed: which, when, by how much, and who is there. */
export function checkRoom(market: Market): Finding[] {
  const { data } = market
  return [...market.room].flatMap((left, cell) => {
    if (left >= 0) return []
    const pool = data.pools[market.poolOf(cell)]!
    const period = data.periods[cell % market.periodCount]!
    const who = data.people
      .filter(({ fixed }) =>
        fixed.some(
          ({ offer, periods }) =>
            periods.includes(period.id) &&
            poolsOf(data, market.offer(offer), periods.indexOf(period.id)) === pool.id,
        ),
      )
      .map(({ id }) => id)
    return [
      finding(
        'allocation.capacity',
        `${pool.name ?? pool.id} has room for ${who.length + left} in ${period.label ?? period.id}, but ${who.length} are fixed there: ${sayList(who)}.`,
        {
          by: -left,
          ...{ who, periods: [period.id], path: `pools[${market.poolOf(cell)}].capacity` },
          can: `Raise the capacity to ${who.length}, or take ${-left} of the fixed places away.`,
        },
      ),
    ]
  })
}

/** The pool from which the nth period of a sitting in this offer draws. */
function poolsOf(data: MarketData, at: number, nth: number): string | undefined {
  const offer = data.offers[at]!
  if (!offer.parts) return offer.pool
  let from = 0
  return offer.parts.find(({ length }) => (from += length) > nth)?.pool
}
