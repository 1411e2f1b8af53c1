// Mechanisms with a fault each: do the laws notice?
import type { Run } from './allocate.ts'
import { leximin } from './mechanisms/leximin.ts'
import { rankMaximal } from './mechanisms/rank-maximal.ts'
import { serialDictatorship } from './mechanisms/serial.ts'
import type { Market } from './market.ts'
import type { Mechanism } from './schema.ts'
import { Seats } from './seats.ts'

export type Fault = { says: string; of: Mechanism; run: Run }

/** First come by rank: the first wishes of all, then the second ones. Known as the Boston mechanism. */
const byRankAtOnce: Run = (market, order) => {
  const tiers = market.findTiers()
  const seats = new Seats(market)
  for (let rank = 1; rank <= 50; rank++)
    for (const nth of order.toSorted((one, other) => tiers[0]![one]! - tiers[0]![other]!)) {
      const person = market.people[nth]!
      const wish = person.wishes[rank - 1]
      if (!wish || seats.held[nth]!.length > 0) continue
      const sitting = wish.sittings.find((each) => seats.may(each, wish))
      if (sitting) seats.give(person, { wish, sitting })
    }
  return seats
}

/** Who has fewer wishes draws first. */
const shortListsFirst: Run = (market, order) =>
  serialDictatorship(
    market,
    order.toSorted((a, b) => market.people[a]!.wishes.length - market.people[b]!.wishes.length),
  )

/** The last of the order is forgotten. */
const forgetsLast: Run = (market, order) => serialDictatorship(market, order.slice(0, -1))

/** Nobody may be moved to make room: everybody just takes the first that is free. */
const takesFirstFree: Run = (market: Market, order) => {
  const seats = new Seats(market)
  for (const nth of order) {
    const person = market.people[nth]!
    const wish = person.wishes.find(({ sittings }) =>
      sittings.some((sitting) => seats.may(sitting, person.wishes[0]!)),
    )
    const sitting = wish?.sittings.find((each) => seats.may(each, wish))
    if (wish && sitting) seats.give(person, { wish, sitting })
  }
  return seats
}

export const faults: Fault[] = [
  { says: 'takes first wishes first', of: 'deferred-acceptance', run: byRankAtOnce },
  { says: 'lets short lists draw first', of: 'serial-dictatorship', run: shortListsFirst },
  { says: 'forgets the last', of: 'serial-dictatorship', run: forgetsLast },
  { says: 'moves nobody', of: 'serial-dictatorship', run: takesFirstFree },
  { says: 'ranks instead of the worst-off', of: 'leximin', run: rankMaximal },
  { says: 'the worst-off instead of ranks', of: 'rank-maximal', run: leximin },
]
