// Why is there no roster? The smallest set of demands that cannot hold together, in sentences.
import { loadSolver } from '../../platform/solver/highs.ts'
import type { Finding } from '../../kernel/finding.ts'
import { compile } from './compile.ts'
import { type Compiled, fitOptions, LEVELS, MUST } from './flat.ts'
import { sayHeadline } from './explain/headline.ts'
import { lonelyCore, Oracle, relaxedCore, sharpen, shrink } from './explain/conflict.ts'
import { readRoster, reduce } from './linear.ts'
import { judge, type Plan } from './rule.ts'
import type { Cells } from './schema.ts'
import { Budget } from './search/budget.ts'
import { Jump } from './search/jump.ts'

/** One demand of the conflict: a single bounded count of a rule. */
export type ConflictPart = {
  /** Index of the rule choice in the problem. */
  choice: number
  rule: string
  /** The whole rule, as its settings say it. */
  sentence: string
  /** This demand alone. */
  says: string
  who: string[]
  periods: string[]
  works: string[]
}

export type Explanation = {
  status: 'conflict' | 'feasible' | 'unknown'
  parts: ConflictPart[]
  /** One sentence, with numbers where arithmetic alone explains it. */
  headline: string
  /** Any one part less, and a roster exists (as far as these parts go). */
  minimal: boolean
  elapsedMs: number
  /** The roster that breaks least, and what it breaks. */
  closest?: { cells: Cells; findings: Finding[] }
}

export type ExplainOptions = {
  seconds?: number
  shouldStop?: () => boolean
  now?: () => number
  /** Also look for the roster that breaks least; takes up to three seconds. */
  closest?: boolean
}

export async function explain(plan: Plan, options: ExplainOptions = {}): Promise<Explanation> {
  const { seconds = 10, shouldStop = () => false, now = () => performance.now() } = options
  const budget = new Budget({ seconds, deterministic: false, shouldStop, now })
  const solver = await loadSolver()
  const compiled = compile(plan, { reduce: false })
  const oracle = new Oracle(compiled, solver, budget)
  const base = { parts: [], headline: '', minimal: false }
  const found = findConflict(oracle)
  if (found === 'feasible')
    return {
      ...base,
      status: 'feasible',
      headline: 'All rules can hold together.',
      elapsedMs: budget.elapsedMs(),
    }
  if (found === 'unknown')
    return {
      ...base,
      status: 'unknown',
      headline: 'In the time given, neither a roster nor a contradiction was found.',
      elapsedMs: budget.elapsedMs(),
    }
  const headline = sayHeadline(oracle, found.counts)
  const closest = (options.closest ?? true) ? findClosest(oracle, found.counts) : undefined
  return {
    status: 'conflict',
    parts: found.counts.map((index) => describe(compiled, index)),
    headline,
    minimal: found.minimal,
    elapsedMs: budget.elapsedMs(),
    ...(closest ? { closest } : {}),
  }
}

type Found = 'feasible' | 'unknown' | { counts: number[]; minimal: boolean }

/** Cheap questions first: one demand, a walk, one person or work, the relaxation; last of all everything. */
function findConflict(oracle: Oracle): Found {
  const musts = oracle.compiled.flats.flatMap((flat) => (flat.level === MUST ? [flat.index] : []))
  if (musts.length === 0) return 'feasible'
  const alone = musts.find((index) => oracle.isHopeless(index))
  if (alone !== undefined) return { counts: [alone], minimal: true }
  if (walksHome(oracle)) return 'feasible'
  const lonely = lonelyCore(oracle, musts, Math.min(3, oracle.budget.left() * 0.3))
  if (lonely) return shrink(oracle, sharpen(oracle, lonely))
  const core = relaxedCore(oracle, musts)
  if (typeof core === 'object' && oracle.ask(core) === 'infeasible')
    return shrink(oracle, sharpen(oracle, core))
  oracle.doubts = 0
  const whole = oracle.ask(musts, oracle.budget.left() * 0.6)
  oracle.doubts = 0
  return whole === 'infeasible' ? shrink(oracle, musts) : whole
}

/** A short walk often ends at a roster; then nothing needs explaining. */
function walksHome({ compiled, budget }: Oracle): boolean {
  const jump = new Jump(compiled, fitOptions(compiled, compiled.world.emptyRoster()), 1)
  const end = budget.elapsedMs() + Math.min(1500, budget.left() * 100)
  const most = 200 + 4 * compiled.options.length
  for (let steps = 0; steps < most && !jump.isLegal() && !jump.isIdle(); steps += 100) {
    if (budget.isOver() || budget.elapsedMs() > end) break
    jump.run(100)
  }
  return jump.isLegal()
}

function describe(compiled: Compiled, index: number): ConflictPart {
  const { world, plan } = compiled
  const { choice, about } = compiled.counts[index]!
  const bound = plan.rules.find((one) => one.index === choice)!
  const { people, periods, work } = world.problem
  return {
    choice,
    rule: bound.rule.id,
    sentence: bound.rule.sentence(bound.params, world),
    says: about.says(),
    who: (about.people ?? []).map((p) => people[p]!.id),
    periods: (about.periods ?? []).map((t) => periods[t]!.id),
    works: (about.works ?? []).map((w) => work[w]!.id),
  }
}

/** Every must is kept but those of the conflict, and of those as much as possible. */
function findClosest(oracle: Oracle, conflict: readonly number[]): Explanation['closest'] {
  const { solver, budget, compiled } = oracle
  if (budget.isOver()) return undefined
  const { world, plan } = compiled
  const given = new Set(conflict)
  const flats = compiled.flats.map((flat) => (given.has(flat.index) ? { ...flat, level: 1 } : flat))
  const only = compiled.flats.flatMap(({ level, index }) => (level === MUST ? [index] : []))
  const costs = Array.from({ length: LEVELS }, (_, level) => (level === MUST ? Infinity : level))
  const softened = { ...compiled, flats }
  const base = fitOptions(compiled, world.emptyRoster())
  const free = new Uint8Array(base.length).fill(1)
  const reduction = reduce(softened, base, { free, costs, only })
  const { values } = solver(reduction.problem, { ...budget.slice(2.5), gap: 0.5 })
  if (!values) return undefined
  const roster = readRoster(reduction, values, softened, base)
  const musts = judge(plan, roster).filter(({ bound }) => bound.choice.strength === 'must')
  return { cells: world.toCells(roster), findings: musts.flatMap(({ findings }) => findings) }
}
