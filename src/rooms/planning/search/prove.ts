// How good can a roster be at best? Goal by goal on the whole problem: relaxed, person by person, exactly.
import { boundAt } from '../../../platform/solver/blocks.ts'
import { Relaxation } from '../../../platform/solver/relax.ts'
import { LEVELS, MUST } from '../flat.ts'
import { reduce, type Reduction } from '../linear.ts'
import type { Hunt } from './hunt.ts'
import { ownersOf } from './owners.ts'
import { boundPairs } from './pairs.ts'
import { boundSpreads } from './spreads.ts'

const SAME = 1e-6
/** Seconds for mixing known rows of people into a roster. */
const MIXING = 1.5
/** Part of a stint for people one by one. */
const ALONE = 0.15

type Limits = { costs: number[]; caps: (number | null)[] }
type Aim = { reduction: Reduction; key: string }
/** What is known of a goal under one set of limits. */
type Known = Aim & { relaxation: Relaxation; prices: Float64Array | null; isDone: boolean }

/** Raises the bounds of a hunt, a stint at a time; what one stint has learned serves the next. */
export class Prover {
  private readonly hunt: Hunt
  private readonly known = new Map<number, Known>()
  /** Goals whose spreads have been looked at; what they give depends on the musts alone. */
  private readonly spreads = new Set<number>()
  /** When the stint that runs now ends; relaxations live longer than one stint. */
  private end = 0

  constructor(hunt: Hunt) {
    this.hunt = hunt
  }

  isProven(level: number): boolean {
    return this.hunt.totals[level]! <= SAME + this.hunt.bounds[level]!
  }

  /** People one by one, the relaxation, people priced for what they share; some seconds in all. */
  stint(seconds: number): void {
    this.relax(seconds)
    for (let level = MUST + 1; level < LEVELS; level++) if (this.isOpen(level)) this.price(level)
  }

  /** The quick part: people one by one, and the relaxation. */
  relax(seconds: number): void {
    const { hunt } = this
    this.end = hunt.budget.used() + seconds
    hunt.events.onPhase?.('Working out how good a roster can be at best')
    for (let level = MUST + 1; level < LEVELS; level++)
      if (this.isOpen(level)) this.begin(level, seconds)
  }

  private isOver(): boolean {
    const { budget } = this.hunt
    return budget.isOver() || budget.used() >= this.end
  }

  private isOpen(level: number): boolean {
    return !this.isOver() && this.hunt.isLegal() && !this.isProven(level)
  }

  private learn(level: number): Known {
    const { hunt } = this
    const { budget, compiled, solver } = hunt
    const aim = aimAt(hunt, level)
    const relaxation = new Relaxation(aim.reduction.problem, {
      owner: ownersOf(compiled, aim.reduction),
      blockCount: compiled.world.personCount,
      solver,
      slice: (most) => budget.slice(Math.min(most, Math.max(0, this.end - budget.used()))),
      isOver: () => this.isOver() || this.isProven(level),
      onWork: (work) => budget.spend(work),
    })
    relaxation.learn(aim.reduction.start)
    const known: Known = { ...aim, relaxation, prices: null, isDone: false }
    this.known.set(level, known)
    return known
  }

  /** Everybody alone, then the bound without whole numbers, which also gives the first prices. */
  private begin(level: number, seconds: number): void {
    const { hunt } = this
    hunt.pull()
    if (this.known.get(level)?.key === keyOf(limitsAt(hunt, level)) || !this.isOpen(level)) return
    const known = this.learn(level)
    const { relaxation, reduction } = known
    const { problem, constant, start } = reduction
    const until = hunt.budget.used() + seconds * ALONE
    const isLong = () => hunt.budget.used() >= until || !this.isOpen(level)
    relaxation.solveAlone(start, isLong, () => hunt.setBound(level, relaxation.bound + constant))
    if (!this.isOpen(level)) return
    // Cut short it says nothing at all, so it has as long as it may need.
    const slice = hunt.budget.slice(Math.max(seconds, hunt.budget.left() * 0.8))
    const outcome = hunt.solver(problem, {
      ...slice,
      stop: () => slice.stop() || hunt.hearsOf(() => this.isProven(level)),
      relaxed: true,
      interior: true,
    })
    // Interior steps are not counted by the solver; this is about what they cost.
    hunt.budget.spend(problem.indices.length / 20)
    known.prices = outcome.rowDuals
    if (known.prices) hunt.setBound(level, boundAt(problem, known.prices) + constant)
    if (outcome.values)
      for (const [count, column] of reduction.slacks) hunt.ideal.set(count, outcome.values[column]!)
    if (this.spreads.has(level) || !this.isOpen(level)) return
    this.spreads.add(level)
    const isOver = () => this.isOver()
    hunt.setBound(level, boundSpreads(hunt, level, isOver) + boundPairs(hunt, level, isOver))
  }

  /** The bound with every person's row whole; prices on what people share. */
  private price(level: number): void {
    const { hunt } = this
    const known = this.known.get(level)
    const hasChanged = () => known?.key !== keyOf(limitsAt(hunt, level))
    if (!known || known.isDone || hasChanged()) return
    const { relaxation, reduction, prices } = known
    const tell = () => hunt.setBound(level, relaxation.bound + reduction.constant)
    known.prices = null
    if (prices) relaxation.priceWhole(prices)
    tell()
    known.isDone = relaxation.run(() => {
      hunt.pull()
      return this.isProven(level) || hasChanged()
    }, tell)
    if (this.isProven(level) || hunt.budget.isOver()) return
    const mixed = relaxation.mix(MIXING)
    if (mixed) hunt.offer(hunt.read(reduction, mixed))
  }

  /** Solves the goals exactly one after the other; true when every one was finished. */
  solveExactly(seconds: number): boolean {
    const { hunt } = this
    hunt.events.onPhase?.('Proving that nothing better exists')
    const end = hunt.budget.used() + seconds
    for (let level = MUST + 1; level < LEVELS; level++) {
      if (this.isProven(level)) continue
      if (hunt.budget.isOver() || hunt.budget.used() >= end || !hunt.isLegal()) return false
      const isNew = !this.known.has(level)
      if (!solveLevel(hunt, level, end - hunt.budget.used(), isNew)) return false
    }
    return true
  }
}

/**
 * One goal alone as objective, and what earlier goals may be held to. A bound speaks of the best
 * roster, the one that is best goal by goal. While every earlier goal is proven, that roster has the
 * amounts known here; at the first goal that is not proven it has the amount known here or less, so
 * that amount is still a cap. Of goals after that one nothing is known (a gain before them may cost
 * them dearly), so they are left free, perfect or not. A bound once found therefore stays true.
 */
function limitsAt(hunt: Hunt, level: number): Limits {
  const { totals, bounds } = hunt
  const costs = Array.from({ length: LEVELS }, () => 0)
  const caps: (number | null)[] = Array.from({ length: LEVELS }, () => null)
  for (let earlier = MUST + 1; earlier < level; earlier++) {
    if (totals[earlier]! <= SAME) costs[earlier] = Infinity
    else caps[earlier] = totals[earlier]!
    if (totals[earlier]! > SAME + bounds[earlier]!) break
  }
  costs[MUST] = Infinity
  costs[level] = 1
  return { costs, caps }
}

const keyOf = ({ costs, caps }: Limits) => `${costs.join()}|${caps.join()}`

/** With every earlier goal held as it is: what is found is never worse, but may prove nothing. */
function holdAll({ totals }: Hunt, level: number): Limits {
  const isPerfect = (earlier: number) => earlier < level && totals[earlier]! <= SAME
  const costs = Array.from({ length: LEVELS }, (_, at) => (isPerfect(at) ? Infinity : 0))
  costs[MUST] = Infinity
  costs[level] = 1
  const caps = Array.from(totals, (total, at) =>
    at > MUST && at < level && !isPerfect(at) ? total : null,
  )
  return { costs, caps }
}

function aimAt(hunt: Hunt, level: number, limits = limitsAt(hunt, level)): Aim {
  const { compiled, roster } = hunt
  const free = new Uint8Array(roster.length).fill(1)
  return {
    reduction: reduce(compiled, roster, { free, ...limits, tight: true }),
    key: keyOf(limits),
  }
}

/**
 * One goal exactly, as long as there is time; a better roster is kept on the way. `isNew`: nothing is
 * known of its relaxation, which takes a moment and is sometimes whole by itself.
 */
export function solveLevel(hunt: Hunt, level: number, seconds: number, isNew = false): boolean {
  const { reduction, key } = aimAt(hunt, level, holdAll(hunt, level))
  const { problem, constant, start } = reduction
  const isTrueBound = key === keyOf(limitsAt(hunt, level))
  const tell = (bound: number) => {
    if (isTrueBound && Number.isFinite(bound)) hunt.setBound(level, bound + constant)
  }
  const grain = hunt.grains[level]!
  const end = hunt.budget.used() + seconds
  const earlier = hunt.totals.slice(0, level)
  // News of a better roster may make this proof needless, or too easy to be worth its time.
  const isOvertaken = () =>
    hunt.totals[level]! <= SAME + hunt.bounds[level]! ||
    earlier.some((total, before) => hunt.totals[before]! < total - SAME)
  const slice = (most: number) => {
    const limits = hunt.budget.slice(most)
    return { ...limits, stop: () => limits.stop() || hunt.hearsOf(isOvertaken) }
  }
  if (isNew && isTrueBound) {
    const half = { ...slice(seconds / 2), relaxed: true }
    const { work, rowDuals, values } = hunt.solver(problem, half)
    hunt.budget.spend(work)
    if (rowDuals) tell(boundAt(problem, rowDuals))
    if (values) hunt.offer(hunt.read(reduction, values))
    if (hunt.totals[level]! <= SAME + hunt.bounds[level]!) return true
  }
  const outcome = hunt.solver(problem, {
    ...slice(end - hunt.budget.used()),
    seed: hunt.seed++,
    start,
    gap: grain > 0 ? grain * 0.99 : 1e-6,
    onImproved: (values) => void hunt.offer(hunt.read(reduction, values)),
    onBound: tell,
  })
  hunt.budget.spend(outcome.work + problem.rows / 5)
  hunt.iterations++
  if (outcome.values) hunt.offer(hunt.read(reduction, outcome.values))
  tell(outcome.bound)
  return outcome.status === 'optimal'
}
