// Why is there no roster? The smallest set of demands that cannot hold together, in sentences.
import { loadSolver } from '../../platform/solver/highs.ts'
import { compile } from './compile.ts'
import { type Compiled, fitOptions, MUST } from './flat.ts'
import { withReasons } from './explain/chain.ts'
import { type Folded, foldCounts } from './explain/fold.ts'
import { sayHeadline } from './explain/headline.ts'
import { Oracle, quickCore, shrink } from './explain/conflict.ts'
import type { Plan } from './rule.ts'
import { Budget } from './search/budget.ts'
import { Jump } from './search/jump.ts'

/** One demand of the conflict; what differs only in the person or the period is one demand. */
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
  /** The counts of the conflict, by their index after `compile`. */
  counts: number[]
}

export type ExplainOptions = {
  seconds?: number
  shouldStop?: () => boolean
  now?: () => number
  /** Counts that are known to clash, by their index after `compile`. */
  suspects?: readonly number[] | undefined
}

export async function explain(plan: Plan, options: ExplainOptions = {}): Promise<Explanation> {
  const { seconds = 10, shouldStop = () => false, now = () => performance.now() } = options
  const budget = new Budget({ seconds, deterministic: false, shouldStop, now })
  const solver = await loadSolver()
  const compiled = compile(plan, { reduce: false })
  const oracle = new Oracle(compiled, solver, budget)
  const base = { parts: [], counts: [], headline: '', minimal: false }
  const found = findConflict(oracle, options.suspects)
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
  return {
    status: 'conflict',
    parts: foldCounts(compiled, found.counts).map((folded) => describe(compiled, folded)),
    counts: found.counts,
    headline: sayHeadline(oracle, found.counts),
    minimal: found.minimal,
    elapsedMs: budget.elapsedMs(),
  }
}

type Found = 'feasible' | 'unknown' | { counts: number[]; minimal: boolean }

/** Cheap questions first: one demand, a chain of them, a walk, parts of the plan; last of all everything. */
function findConflict(oracle: Oracle, suspects: readonly number[] = []): Found {
  const { compiled } = oracle
  const musts = compiled.flats.flatMap((flat) => (flat.level === MUST ? [flat.index] : []))
  if (musts.length === 0) return 'feasible'
  const alone = musts.find((index) => oracle.isHopeless(index))
  if (alone !== undefined) return { counts: [alone], minimal: true }
  if (suspects.length > 0 && oracle.ask(suspects) === 'infeasible') return shrink(oracle, suspects)
  const narrowed = compile(compiled.plan)
  const chains = narrowed.clashes.slice(0, MOST_CHAINS).map((one) => withReasons(narrowed, [one]))
  for (const chain of chains.sort((one, other) => one.length - other.length))
    if (oracle.ask(chain) === 'infeasible') return shrink(oracle, chain)
  if (narrowed.clashes.length === 0 && walksHome(narrowed, oracle.budget)) return 'feasible'
  oracle.doubts = 0
  const core = quickCore(oracle, musts, Math.min(6, oracle.budget.left() * 0.5))
  if (core) return shrink(oracle, core)
  oracle.doubts = 0
  const whole = oracle.ask(musts, oracle.budget.left() * 0.6)
  oracle.doubts = 0
  return whole === 'infeasible' ? shrink(oracle, musts) : whole
}

/** So many clashes are followed back; the shortest chain says most. */
const MOST_CHAINS = 20

/** A short walk often ends at a roster; then nothing needs explaining. */
function walksHome(compiled: Compiled, budget: Budget): boolean {
  const jump = new Jump(compiled, fitOptions(compiled, compiled.world.emptyRoster()), 1)
  const end = budget.elapsedMs() + Math.min(1500, budget.left() * 100)
  const most = 200 + 4 * compiled.options.length
  for (let steps = 0; steps < most && !jump.isLegal() && !jump.isIdle(); steps += 100) {
    if (budget.isOver() || budget.elapsedMs() > end) break
    jump.run(100)
  }
  return jump.isLegal()
}

function describe(compiled: Compiled, { counts, says }: Folded): ConflictPart {
  const { world, plan } = compiled
  const { people, periods, work } = world.problem
  const { choice } = compiled.counts[counts[0]!]!
  const bound = plan.rules.find((one) => one.index === choice)!
  const abouts = counts.map((index) => compiled.counts[index]!.about)
  const all = (key: 'people' | 'periods' | 'works', list: readonly { id: string }[]) =>
    [...new Set(abouts.flatMap((about) => [...(about[key] ?? [])]))].map((at) => list[at]!.id)
  return {
    choice,
    rule: bound.rule.id,
    sentence: bound.rule.sentence(bound.params, world),
    says,
    who: all('people', people),
    periods: all('periods', periods),
    works: all('works', work),
  }
}
