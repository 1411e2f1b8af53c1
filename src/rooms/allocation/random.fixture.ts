// Random markets for tests and figures: small enough to try everything, of every shape.
import { type MarketData, type MarketInput, marketSchema } from './schema.ts'
import { checkWish } from './check-wish.ts'
import { Market } from './market.ts'

/** Numbers from 0 to below 1, the same for the same seed (mulberry32). */
export function makeRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

export type MarketKind = {
  people: number
  periods: number
  pools: number
  offers: number
  /** One place each of one period; otherwise several places, lengths, pieces, tracks. */
  unit: boolean
  /** Every wish names one start. */
  pinned: boolean
  tiers: boolean
  wishes: number
}

/** A market without findings: wishes that could not be granted to anybody are left out. */
export function randomMarket(seed: number, kind: MarketKind): MarketData {
  const random = makeRandom(seed)
  const upTo = (most: number) => Math.floor(random() * most)
  const oneOf = <T>(list: readonly T[]): T => list[upTo(list.length)]!
  const chance = (part: number) => random() < part
  const shuffled = <T>(list: readonly T[]): T[] =>
    list
      .map((each) => ({ each, key: random() }))
      .sort((one, other) => one.key - other.key)
      .map(({ each }) => each)
  const ids = (letter: string, count: number) =>
    Array.from({ length: count }, (_, nth) => `${letter}${nth + 1}`)
  const [people, periods, pools, offers] = [
    ids('p', kind.people),
    ids('t', kind.periods),
    ids('s', kind.pools),
    ids('e', kind.offers),
  ]
  const draft: MarketInput = {
    format: 'isocenter.market',
    version: 1,
    periods: periods.map((id) => ({ id })),
    pools: pools.map((id) => ({
      id,
      capacity: chance(0.2) ? periods.map(() => upTo(3)) : 1 + upTo(Math.max(1, kind.people / 3)),
      ...(kind.tiers && chance(0.8) ? { tiers: tiersOf(shuffled(people), chance, upTo) } : {}),
    })),
    offers: offers.map((id, nth) => {
      const pool = pools[nth % pools.length]!
      if (kind.unit || chance(0.5)) return { id, ...(chance(0.93) ? { pool } : {}) }
      if (chance(0.2) && kind.periods > 1)
        return {
          id,
          parts: [
            { pool, length: 1 },
            { pool: oneOf(pools), length: 1 },
          ],
        }
      const length = 1 + upTo(Math.min(3, kind.periods))
      return { id, pool, length, ...(length > 1 && chance(0.3) ? { piece: 1 } : {}) }
    }),
    people: people.map((id) => ({
      id,
      ...(chance(0.2) ? { available: periods.filter(() => chance(0.8)) } : {}),
      ...(kind.unit ? { places: 1 } : { budget: 1 + upTo(kind.periods) }),
      wishes: shuffled(
        kind.pinned
          ? offers.flatMap((offer) => periods.map((start) => ({ offer, starts: [start] })))
          : offers.map((offer) => ({
              offer,
              ...(chance(0.4) ? { starts: shuffled(periods).slice(0, 1 + upTo(2)) } : {}),
            })),
      ).slice(0, upTo(kind.wishes + 1)),
    })),
  }
  return withoutBad(marketSchema.parse(draft))
}

function tiersOf(
  people: string[],
  chance: (part: number) => boolean,
  upTo: (most: number) => number,
): string[][] {
  const tiers: string[][] = []
  for (const id of people) {
    if (tiers.length === 0 || chance(0.6)) tiers.push([])
    tiers.at(-1)!.push(id)
  }
  return tiers.slice(0, 1 + upTo(tiers.length))
}

/** Leaves out what `checkWish` would refuse. */
export function withoutBad(data: MarketData): MarketData {
  const market = new Market(data)
  return {
    ...data,
    people: data.people.map((person, nth) => ({
      ...person,
      wishes: person.wishes.filter((_, at) => checkWish(market, nth, at).length === 0),
    })),
  }
}

/** The same market in which one person has another list. */
export function withList(
  data: MarketData,
  nth: number,
  wishes: MarketData['people'][number]['wishes'],
): MarketData {
  return {
    ...data,
    people: data.people.map((each, at) => (at === nth ? { ...each, wishes } : each)),
  }
}
