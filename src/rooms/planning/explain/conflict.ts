// Can these demands hold together, and if not, which of them are enough to show it?
import type { Solver } from '../../../platform/solver/highs.ts'
import { type Compiled, fitOptions, LEVELS, MUST } from '../flat.ts'
import { cellSpans } from '../options.ts'
import { reduce, type Reduction } from '../linear.ts'
import type { Budget } from '../search/budget.ts'
import { EMPTY, type Roster } from '../world.ts'

const SOLVE_SECONDS = 2

/** Answers whether a set of counts can be kept, looking only at the cells they mention. */
export class Oracle {
  readonly compiled: Compiled
  readonly solver: Solver
  readonly budget: Budget
  private readonly base: Roster
  /** A question went unanswered, so nothing found since is certain to be minimal. */
  doubts = 0

  constructor(compiled: Compiled, solver: Solver, budget: Budget) {
    this.compiled = compiled
    this.solver = solver
    this.budget = budget
    this.base = fitOptions(compiled, compiled.world.emptyRoster())
  }

  /** Cannot be kept even when all cells are its own. */
  isHopeless(index: number): boolean {
    const flat = this.compiled.flats[index]!
    return flat.kind === 'excess' && flat.when.length === 0 && this.lowestOf(index) > 1e-9
  }
  /** By how much a count is broken at least, were all cells its own; below 0 = room to spare. */
  readonly lowestOf = (index: number): number => {
    const form = this.compiled.flats[index]!.forms[0]!
    return cellSpans(this.compiled, form).reduce((sum, { low }) => sum + low, form.constant)
  }

  /** The cells that `counts` mention, and their rows but for `without`. */
  build(
    counts: readonly number[],
    { soft = false, without = [] as readonly number[] } = {},
  ): Reduction {
    const { flats, world } = this.compiled
    const only = counts
      .filter((index) => !without.includes(index))
      .sort((one, other) => one - other)
    const isMentioned = new Uint8Array(this.base.length * world.workCount)
    const free = new Uint8Array(this.base.length)
    const options = this.compiled.options.slice()
    const mention = (lit: number) => {
      const variable = lit < 0 ? ~lit : lit
      isMentioned[variable] = 1
      free[Math.floor(variable / world.workCount)] = 1
    }
    for (const index of counts) {
      flats[index]!.when.forEach(mention)
      for (const form of flats[index]!.forms) form.vars.forEach(mention)
    }
    const must = soft ? 1 : Infinity
    const costs = Array.from({ length: LEVELS }, (_, level) => (level === MUST ? must : 0))
    // Work that no count mentions is as good as an empty cell, so it needs no column.
    free.forEach((isFree, cell) => {
      if (!isFree) return
      const all = options[cell]!
      const kept = all.filter(
        (work) => work !== EMPTY && isMentioned[cell * world.workCount + work],
      )
      options[cell] = kept.length < all.length ? Int16Array.of(EMPTY, ...kept) : kept
    })
    return reduce({ ...this.compiled, options }, this.base, { free, costs, only })
  }

  ask(counts: readonly number[], seconds = SOLVE_SECONDS): 'feasible' | 'infeasible' | 'unknown' {
    if (this.budget.isOver()) {
      this.doubts++
      return 'unknown'
    }
    const { problem, hopeless } = this.build(counts)
    if (hopeless) return 'infeasible'
    const { status, values } = this.solver(problem, { ...this.budget.slice(seconds), target: 0 })
    if (values) return 'feasible'
    if (status === 'infeasible') return 'infeasible'
    this.doubts++
    return 'unknown'
  }
}

/**
 * Slack on every demand, no whole numbers: when slack is needed, the demands with a price are
 * enough to show the contradiction (Farkas).
 */
function relaxedCore(
  oracle: Oracle,
  musts: readonly number[],
  interior = true,
  seconds = SOLVE_SECONDS,
): number[] | 'feasible' | 'unknown' {
  const { problem, constant, rowCounts } = oracle.build(musts, { soft: true })
  const outcome = oracle.solver(problem, {
    ...oracle.budget.slice(seconds),
    relaxed: true,
    interior,
  })
  if (outcome.status !== 'optimal' || !outcome.rowDuals) return 'unknown'
  if (outcome.objective + constant < 1e-4) return 'feasible'
  const core = new Set<number>()
  outcome.rowDuals.forEach((dual, row) => {
    if (Math.abs(dual) > 1e-6 && rowCounts[row]! >= 0) core.add(rowCounts[row]!)
  })
  return [...core]
}

/**
 * Musts that cannot hold together, as far as that is soon found: of one period, person or work
 * alone, or by the relaxation. Null says nothing.
 */
export function quickCore(
  oracle: Oracle,
  musts: readonly number[],
  seconds: number,
): readonly number[] | null {
  const lonely = lonelyCore(oracle, musts, seconds / 2)
  if (lonely) return sharpen(oracle, lonely)
  const core = relaxedCore(oracle, musts, true, seconds)
  if (typeof core === 'string' || oracle.ask(core) !== 'infeasible') return null
  return sharpen(oracle, core)
}

/** Interior prices touch more demands than needed; those of a corner (simplex) are few. */
function sharpen(oracle: Oracle, core: readonly number[]): readonly number[] {
  for (let left = core; ;) {
    const next = relaxedCore(oracle, left, false)
    if (typeof next === 'string' || next.length >= left.length || next.length === 0) return left
    if (oracle.ask(next) !== 'infeasible') return left
    left = next
  }
}

/** Demands on one period, one person or one work alone that cannot hold together, if there are any. */
function lonelyCore(oracle: Oracle, musts: readonly number[], seconds: number): number[] | null {
  const { world } = oracle.compiled
  const ofWork = (variable: number) => variable % world.workCount
  const ofPerson = (variable: number) => Math.floor(variable / world.workCount / world.periodCount)
  const ofPeriod = (variable: number) => Math.floor(variable / world.workCount) % world.periodCount
  const end = oracle.budget.elapsedMs() + seconds * 1000
  for (const own of [ofPerson, ofPeriod, ofWork].flatMap((keyOf) =>
    groupBy(oracle, musts, keyOf),
  )) {
    if (oracle.budget.isOver() || oracle.budget.elapsedMs() > end) break
    if (own.length > 1 && oracle.ask(own, 0.3) === 'infeasible') return own
  }
  oracle.doubts = 0
  return null
}

/** The demands all of whose variables have the same key, together. */
function groupBy(
  { compiled }: Oracle,
  musts: readonly number[],
  keyOf: (variable: number) => number,
): number[][] {
  const groups = new Map<number, number[]>()
  for (const index of musts) {
    const { when, forms } = compiled.flats[index]!
    const lits = [...when].map((lit) => (lit < 0 ? ~lit : lit))
    const first = lits[0] ?? forms.find(({ vars }) => vars.length > 0)?.vars[0]
    if (first === undefined) continue
    const key = keyOf(first)
    const isSame = (variable: number) => keyOf(variable) === key
    if (!lits.every(isSame) || !forms.every(({ vars }) => vars.every(isSame))) continue
    groups.set(key, [...(groups.get(key) ?? []), index])
  }
  return [...groups.values()]
}

/** Of larger conflicts single counts are not left out one by one: it takes long and says no more. */
const FINE = 60

/**
 * A subset that is still impossible and of which nothing can be left out: no rule, no rule for one
 * person or period, and in small conflicts no single count.
 */
export function shrink(
  oracle: Oracle,
  counts: readonly number[],
): { counts: number[]; minimal: boolean } {
  const { compiled } = oracle
  const choiceOf = (index: number) => String(compiled.counts[index]!.choice)
  const partOf = (index: number) => {
    const { people, periods } = compiled.counts[index]!.about
    const whose = people?.length === 1 ? `p${people[0]}` : periods?.length === 1 && `t${periods[0]}`
    return `${choiceOf(index)} ${whose || `#${index}`}`
  }
  let left = [...counts]
  for (const keyOf of [choiceOf, partOf, String]) {
    if (keyOf === String && left.length > FINE) break
    const groups = group(left, keyOf).sort((one, other) => one.length - other.length)
    if (groups.length > 1) left = narrow(oracle, [], groups, false).flat()
  }
  return { counts: left.sort((a, b) => a - b), minimal: oracle.doubts === 0 }
}

function group(counts: readonly number[], keyOf: (index: number) => string): number[][] {
  const groups = new Map<string, number[]>()
  for (const index of counts) groups.set(keyOf(index), [...(groups.get(keyOf(index)) ?? []), index])
  return [...groups.values()]
}

/** QuickXplain: divides the suspects in halves, so that few questions suffice for a small conflict. */
function narrow(
  oracle: Oracle,
  known: readonly number[],
  suspects: readonly number[][],
  isNew: boolean,
): number[][] {
  if (isNew && oracle.ask(known) === 'infeasible') return []
  if (suspects.length <= 1) return [...suspects]
  const middle = Math.ceil(suspects.length / 2)
  const [one, other] = [suspects.slice(0, middle), suspects.slice(middle)]
  const inOther = narrow(oracle, [...known, ...one.flat()], other, one.length > 0)
  const inOne = narrow(oracle, [...known, ...inOther.flat()], one, inOther.length > 0)
  return [...inOne, ...inOther]
}
