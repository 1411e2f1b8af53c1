// Small random problems with counts of every kind, and all their rosters, for second opinions.
import { addDays, day } from '../../../kernel/day.ts'
import { compile } from '../compile.ts'
import { type Compiled, MUST } from '../flat.ts'
import type { Lit, Term } from '../model.ts'
import type { Plan } from '../rule.ts'
import { goals } from '../schema.ts'
import { compareTotals, type Totals, totalsOf } from '../score.ts'
import { EMPTY, type Roster } from '../world.ts'
import { makeRandom } from './budget.ts'
import { planOf, type Post, problemOf } from './year.fixture.ts'

export type Shape = {
  people: number
  periods: number
  works: number
  counts: number
  musts: number
  /** Pairs of cells of which each must hold its work when the other does; absent = none. */
  ties?: number
}

export function randomPlan(seed: number, shape: Shape): Plan {
  const random = makeRandom(seed)
  const below = (count: number) => Math.floor(random() * count)
  const start = day('2026-07-06')
  const problem = problemOf({
    periods: Array.from({ length: shape.periods }, (_, t) => ({
      id: `t${t}`,
      from: addDays(start, t * 7),
      to: addDays(start, t * 7 + 6),
    })),
    people: Array.from({ length: shape.people }, (_, p) => ({
      id: `p${p}`,
      name: `P${p}`,
      ...(p === 0 && random() < 0.3 ? { from: addDays(start, 7) } : {}),
    })),
    work: Array.from({ length: shape.works }, (_, w) => ({ id: `w${w}` })),
  })
  const size = shape.people * shape.periods * shape.works
  const lit = (): Lit => (random() < 0.8 ? below(size) : ~below(size))
  const terms = (): Term[] =>
    Array.from({ length: 1 + below(5) }, () => ({ lit: lit(), weight: 1 + below(2) }))
  const when = () => (random() < 0.7 ? [] : [lit()])
  const posts = Array.from({ length: shape.counts }, (_, nth): Post => {
    const kind = below(4)
    const about = { says: () => `count ${nth}` }
    const [some, limit, held] = [terms(), below(4), when()]
    const sums = Array.from({ length: 2 + below(2) }, terms)
    const lits = Array.from({ length: 1 + below(3) }, lit)
    const isMust = nth < shape.musts
    return {
      says: `count ${nth}`,
      strength: isMust ? 'must' : { prefer: goals[below(5)]!, price: 1 + below(3) },
      post: (model) => {
        if (kind === 0) model.atMost(limit, some, about, held)
        else if (kind === 1) model.atLeast(limit, some, about, held)
        else if (kind === 2) model.notAll(lits, about, 1 + limit)
        else model.spread(limit, sums, about)
      },
    }
  })
  const ties = Array.from({ length: shape.ties ?? 0 }, (_, nth): Post => {
    const one = below(size)
    const other = (one + shape.works * (1 + below(size / shape.works - 1))) % size
    const about = { says: () => `tie ${nth}` }
    return {
      says: `tie ${nth}`,
      strength: 'must',
      post: (model) => {
        model.notAll([one, ~other], about)
        model.notAll([other, ~one], about)
      },
    }
  })
  return planOf(problem, [...posts, ...ties])
}

/** Every roster of a small world; people who are not there have nothing. */
export function* everyRoster({ world }: Plan): Generator<Roster> {
  const roster = world.emptyRoster()
  const cells = [...roster.keys()].filter((cell) =>
    world.isPresent(Math.floor(cell / world.periodCount), cell % world.periodCount),
  )
  for (;;) {
    yield roster
    let at = 0
    for (; at < cells.length; at++) {
      const cell = cells[at]!
      roster[cell]!++
      if (roster[cell]! < world.workCount) break
      roster[cell] = EMPTY
    }
    if (at === cells.length) return
  }
}

export function randomRoster(plan: Plan, random: () => number): Roster {
  const { world } = plan
  return world
    .emptyRoster()
    .map((_, cell) =>
      world.isPresent(Math.floor(cell / world.periodCount), cell % world.periodCount)
        ? Math.floor(random() * (world.workCount + 1)) - 1
        : EMPTY,
    )
}

/** The best totals of all, or null when no roster keeps every must. */
export function bruteForce(plan: Plan, compiled: Compiled = compile(plan)): Totals | null {
  let best: Totals | null = null
  for (const roster of everyRoster(plan)) {
    const totals = totalsOf(compiled, roster)
    if (totals[MUST]! > 1e-9) continue
    if (!best || compareTotals(totals, best) < 0) best = totals
  }
  return best
}
