// Who gets what by this mechanism, and what is promised about it? The certificate.
import { done, type Outcome, refused } from '../../kernel/finding.ts'
import { findBound } from './bound.ts'
import { hashOf } from './canonical.ts'
import { checkMarket } from './check-market.ts'
import { lotteryOrder } from './lottery.ts'
import { Market } from './market.ts'
import { deferredAcceptance } from './mechanisms/deferred.ts'
import { leximin } from './mechanisms/leximin.ts'
import { rankMaximal } from './mechanisms/rank-maximal.ts'
import { rounds, serialDictatorship } from './mechanisms/serial.ts'
import { propertiesOf } from './properties.ts'
import { ALLOCATION_FORMAT, type Allocation, type Figures, type MarketData } from './schema.ts'
import type { Allotted, Mechanism } from './schema.ts'
import type { Seats } from './seats.ts'
import { estimateMarket } from './size.ts'

export type Run = (market: Market, order: readonly number[]) => Seats

export const runs: Record<Mechanism, Run> = {
  'serial-dictatorship': serialDictatorship,
  'deferred-acceptance': deferredAcceptance,
  'rank-maximal': rankMaximal,
  leximin,
  rounds,
}

/** The places of a run, people in the order of the market, each by time. */
export function listPlaces({ market, held }: Seats): Allotted[] {
  return market.people.flatMap((person) =>
    held[person.nth]!.toSorted(
      (one, other) => one.sitting.periods[0]! - other.sitting.periods[0]!,
    ).map(({ wish, sitting }) => ({
      person: person.id,
      rank: wish.rank,
      offer: market.data.offers[wish.offer]!.id,
      periods: sitting.periods.map((t) => market.data.periods[t]!.id),
    })),
  )
}

export function countFigures(data: MarketData, places: readonly Allotted[]): Figures {
  const most = Math.max(0, ...data.people.map(({ wishes }) => wishes.length))
  const ranks = Array.from({ length: most }, () => 0)
  const dearest = new Map<string, number>()
  for (const { person, rank } of places) {
    ranks[rank - 1]!++
    dearest.set(person, Math.min(rank, dearest.get(person) ?? Infinity))
  }
  const wishing = data.people.filter(({ wishes }) => wishes.length > 0).length
  return {
    ranks,
    nothing: wishing - dearest.size,
    worstRank: dearest.size === 0 ? null : Math.max(...dearest.values()),
  }
}

/**
 * Allots a market. Same market, mechanism and seed: same result, on every machine.
 * Refused with every finding when the market is not sound, a wish cannot be granted to anybody who
 * makes it (closed, lapsed, barred, full), or it is too large. `run` is only given by tests.
 */
export function allocate(
  data: MarketData,
  mechanism: Mechanism,
  seed: string,
  run: Run = runs[mechanism],
): Outcome<Allocation> {
  const { refusal } = estimateMarket(data)
  if (refusal) return refused(refusal)
  const findings = checkMarket(data)
  if (findings.length > 0) return { ok: false, findings }
  const market = new Market(data)
  const order = lotteryOrder(market.people, seed)
  const seats = run(market, order)
  const places = listPlaces(seats)
  const ids = order.map((nth) => market.people[nth]!.id)
  const marketHash = hashOf(data)
  return done({
    format: ALLOCATION_FORMAT,
    version: 1,
    mechanism,
    seed,
    market: data,
    marketHash,
    order: ids,
    places,
    figures: countFigures(data, places),
    bound: findBound(market),
    claims: propertiesOf(market, mechanism, seats.effort.cut).map(({ property, holds, says }) => ({
      ...{ property, holds, says },
    })),
    resultHash: hashOf({ mechanism, seed, marketHash, order: ids, places }),
  })
}
