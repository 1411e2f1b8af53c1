// The best roster so far, and what one solve over some free cells does to it.
import type { Solver } from '../../../platform/solver/highs.ts'
import { type Compiled, LEVELS, MUST } from '../flat.ts'
import { reduce, type Reduction } from '../linear.ts'
import { compareTotals, type Totals, totalsOf } from '../score.ts'
import { EMPTY, type Roster } from '../world.ts'
import type { Budget } from './budget.ts'

const SAME = 1e-6
/** Part of a bound by which it may be too high: whole numbers are whole to some digits only. */
const DOUBT = 1e-5
/** How far apart the goals are priced inside one solve; the acceptance below is exact. */
const APART = 100
const DEAREST = 1e7

export type HuntEvents = {
  onBest?: (roster: Roster, totals: Totals) => void
  onBounds?: (bounds: readonly (number | null)[]) => void
  onPhase?: (says: string) => void
  /** A better roster found elsewhere, if any. */
  pull?: () => Roster | undefined
}

export type Tried = { outcome: 'better' | 'same' | 'worse' | 'none'; proven: boolean; work: number }

export class Hunt {
  readonly compiled: Compiled
  readonly solver: Solver
  readonly budget: Budget
  readonly events: HuntEvents
  /** What the best roster, goal by goal, misses at least; true for good once found. */
  readonly bounds: number[]
  /** Smallest step in which the total of a level can change; 0 = unknown. */
  readonly grains: number[]
  readonly cheapest: number[]
  roster: Roster
  totals: Totals
  /** The best roster was found here, and not heard of from elsewhere. */
  isOwn = true
  /** Share of the rows that were rebuilt exactly, not by a guess, in the last annealing. */
  exactRows = 0
  iterations = 0
  seed: number
  /** By how much the relaxation misses each count; a count missed by more could be missed by less. */
  readonly ideal = new Map<number, number>()
  /** Musts found to clash, by index; empty while none are known. */
  clashing: readonly number[] = []

  constructor(
    compiled: Compiled,
    solver: Solver,
    budget: Budget,
    events: HuntEvents,
    start: { roster: Roster; seed: number },
  ) {
    this.compiled = compiled
    this.solver = solver
    this.budget = budget
    this.events = events
    this.roster = start.roster
    this.seed = start.seed
    this.totals = totalsOf(compiled, start.roster)
    this.grains = Array.from({ length: LEVELS }, (_, level) =>
      level === MUST ? 0 : grainOf(compiled, level),
    )
    this.cheapest = cheapestOf(compiled)
    // Amounts are never negative: 0 is where every bound begins.
    this.bounds = this.grains.map(() => 0)
  }

  isLegal(): boolean {
    return this.totals[MUST]! <= SAME
  }
  isPerfect(): boolean {
    return this.totals.every((total) => total <= SAME)
  }
  /** Every level is as good as its bound. */
  isProven(): boolean {
    return (
      this.isLegal() && this.bounds.every((bound, level) => this.totals[level]! <= SAME + bound)
    )
  }
  /**
   * Amounts go in steps, so a bound goes up to the next one; one that is a step but for the solver's
   * rounding is that step.
   */
  setBound(level: number, bound: number): void {
    const grain = this.grains[level]!
    const step = Math.round(bound / grain) * grain
    const isStep = Math.abs(bound - step) <= DOUBT * Math.max(1, Math.abs(bound))
    const up = grain > 0 ? (isStep ? step : Math.ceil(bound / grain) * grain) : bound
    if (!(up > this.bounds[level]! + SAME)) return
    this.bounds[level] = up
    this.events.onBounds?.(this.bounds)
  }

  /** Takes a roster when it is not worse; says what it is against the best. */
  offer(roster: Roster, quietly = false): Tried['outcome'] {
    const totals = totalsOf(this.compiled, roster)
    const order = compareTotals(totals, this.totals)
    if (order > 0) return 'worse'
    this.roster = roster
    this.totals = totals
    if (order === 0) return 'same'
    this.isOwn = !quietly
    if (!quietly) this.events.onBest?.(roster, totals)
    return 'better'
  }
  pull(): void {
    const other = this.events.pull?.()
    if (other) this.offer(other, true)
  }

  /** Pulls, in the middle of a solve, and says whether that changed what the solve is for. */
  hearsOf(isSettled: () => boolean): boolean {
    this.pull()
    return isSettled()
  }

  /** Levels that could still be better, in order; all before the first are perfect. */
  openLevels(): number[] {
    return [...this.totals.keys()].filter((level) => this.totals[level]! > SAME)
  }

  /**
   * What one solve aims at. Levels before the first open one must stay perfect; open ones before
   * the focus must not get worse; from the focus on each earlier level is dearer.
   */
  aim(focus: number): { costs: number[]; caps: (number | null)[] } {
    const first = this.openLevels()[0] ?? LEVELS
    const costs = Array.from({ length: LEVELS }, (_, level) => (level < first ? Infinity : 0))
    const caps = Array.from(this.totals, (total, level) =>
      level >= first && level <= focus ? total : null,
    )
    let price = 1
    for (let level = LEVELS - 1; level >= focus; level--) {
      if (this.cheapest[level] === Infinity) continue
      costs[level] = Math.min(DEAREST, price / Math.min(1, this.cheapest[level]!))
      price = Math.min(DEAREST, price * APART)
    }
    return { costs, caps }
  }

  /** Solves anew the free cells and keeps what is not worse. */
  tryCells(free: Uint8Array, seconds: number, focus = this.openLevels()[0] ?? 0): Tried {
    const reduction = reduce(this.compiled, this.roster, { free, ...this.aim(focus) })
    this.iterations++
    const { start, problem } = reduction
    const outcome = this.solver(problem, {
      ...this.budget.slice(seconds),
      seed: this.seed++ % 1_000_000,
      start,
      gap: 0.01,
    })
    const work = outcome.work + problem.rows / 10 + 100
    this.budget.spend(work)
    const proven = outcome.status === 'optimal'
    if (!outcome.values) return { outcome: 'none', proven, work }
    return { outcome: this.offer(this.read(reduction, outcome.values)), proven, work }
  }

  /** The roster that a solution of the reduction means. */
  read({ variables }: Reduction, values: Float64Array): Roster {
    const { workCount } = this.compiled.world
    const roster = this.roster.slice()
    for (const variable of variables) roster[Math.floor(variable / workCount)] = EMPTY
    variables.forEach((variable, column) => {
      if (values[column]! > 0.5) roster[Math.floor(variable / workCount)] = variable % workCount
    })
    return roster
  }
}

/** The lowest price of each level; Infinity where nothing is asked for. */
export function cheapestOf({ flats }: Compiled): number[] {
  const cheapest = Array.from({ length: LEVELS }, () => Infinity)
  for (const { level, price } of flats) cheapest[level] = Math.min(cheapest[level]!, price)
  return cheapest
}

/** The greatest number of which every price and weight of a level is a multiple, or 0. */
function grainOf(compiled: Compiled, level: number): number {
  const SCALE = 1000
  let common = 0
  const take = (value: number) => {
    const scaled = Math.abs(value * SCALE)
    const whole = Math.round(scaled)
    if (Math.abs(whole - scaled) > 1e-6) return false
    for (let rest = whole; rest > 0;) [common, rest] = [rest, common % rest]
    return true
  }
  for (const { level: own, price, allowed, forms } of compiled.flats) {
    if (own !== level) continue
    if (!take(price * allowed)) return 0
    for (const form of forms) {
      if (!take(price * form.constant)) return 0
      for (const weight of form.weights) if (!take(price * weight)) return 0
    }
  }
  return common / SCALE
}
