// The same wishes by several mechanisms, or a market before and after a change: what differs?
import type { Outcome } from '../../kernel/finding.ts'
import { done } from '../../kernel/finding.ts'
import { allocate } from './allocate.ts'
import { Market } from './market.ts'
import { worthAlone } from './pick.ts'
import { satisfaction, worth } from './preference.ts'
import type { Allocation, Claim, Figures, MarketData, Mechanism } from './schema.ts'
import { findEnvy } from './verify/envy.ts'
import { Ledger } from './verify/ledger.ts'

export type ComparisonRow = {
  mechanism: Mechanism
  figures: Figures
  /** Mean and least satisfaction, 0 to 1, of the people with wishes; 1 when nobody wishes. */
  satisfaction: { mean: number; least: number }
  /** Pairs of which one would rather have the room of the other; `justified`: the service agrees. */
  envy: { pairs: number; justified: number }
  claims: Claim[]
  /** To each mechanism in the order of the rows: cells (person and period) that are not the same. */
  differs: number[]
  allocation: Allocation
}

/** One row for each mechanism, on the same market, wishes and seed. */
export function compare(
  data: MarketData,
  mechanisms: readonly Mechanism[],
  seed: string,
): Outcome<ComparisonRow[]> {
  const made: Allocation[] = []
  for (const mechanism of mechanisms) {
    const outcome = allocate(data, mechanism, seed)
    if (!outcome.ok) return outcome
    made.push(outcome.value)
  }
  return done(
    made.map((allocation) => {
      const envy = findEnvy(new Ledger(data, allocation.places)).filter(({ whose }) => whose)
      return {
        ...{ mechanism: allocation.mechanism, figures: allocation.figures, allocation },
        satisfaction: measureSatisfaction(allocation),
        envy: {
          pairs: envy.length,
          justified: envy.filter(({ isJustified }) => isJustified).length,
        },
        claims: allocation.claims,
        differs: made.map((other) => compareAllocations(other, allocation).cells.length),
      }
    }),
  )
}

/** Satisfaction of each person with wishes, by id. */
export function satisfactions({ market: data, places }: Allocation): Map<string, number> {
  const alone = worthAlone(new Market(data))
  const ranks = new Map<string, number[]>(data.people.map(({ id }) => [id, []]))
  for (const { person, rank } of places) ranks.get(person)!.push(rank)
  return new Map(
    data.people.flatMap(({ id, wishes }, nth) =>
      wishes.length === 0 ? [] : [[id, satisfaction(worth(ranks.get(id)!), alone[nth]!)] as const],
    ),
  )
}

function measureSatisfaction(allocation: Allocation): { mean: number; least: number } {
  const all = [...satisfactions(allocation).values()]
  if (all.length === 0) return { mean: 1, least: 1 }
  return {
    mean: all.reduce((sum, each) => sum + each, 0) / all.length,
    least: Math.min(...all),
  }
}

export type Difference = {
  cells: { person: string; period: string; before: string | null; after: string | null }[]
  /** People of both markets, by id, who like what they get better or less by their list in `after`. */
  better: string[]
  worse: string[]
}

/** Of two results of one market, or of a market and a what-if of it. */
export function compareAllocations(before: Allocation, after: Allocation): Difference {
  const [one, other] = [cellsOf(before), cellsOf(after)]
  const cells = [...new Set([...one.keys(), ...other.keys()])].flatMap((key) => {
    const [was, is] = [one.get(key) ?? null, other.get(key) ?? null]
    const [person, period] = JSON.parse(key) as [string, string]
    return was === is ? [] : [{ person, period, before: was, after: is }]
  })
  const both = after.market.people.filter(({ id }) => before.market.people.some((p) => p.id === id))
  const change = both.map(({ id, wishes }) => {
    const value = ({ places }: Allocation) =>
      worth(
        new Set(
          places.flatMap(({ person, offer, periods }) => {
            if (person !== id) return []
            const at = wishes.findIndex(
              (wish) => wish.offer === offer && (wish.starts?.includes(periods[0]!) ?? true),
            )
            return at < 0 ? [] : [at + 1]
          }),
        ),
      )
    return { id, gain: value(after) - value(before) }
  })
  return {
    cells,
    better: change.filter(({ gain }) => gain > 0).map(({ id }) => id),
    worse: change.filter(({ gain }) => gain < 0).map(({ id }) => id),
  }
}

function cellsOf({ places }: Allocation): Map<string, string> {
  return new Map(
    places.flatMap(({ person, offer, periods }) =>
      periods.map((period) => [JSON.stringify([person, period]), offer] as const),
    ),
  )
}
