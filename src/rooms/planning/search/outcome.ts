// How does a search end, in one sentence, and do the rules agree with the solver?
import { type Finding, sayCount } from '../../../kernel/finding.ts'
import type { Explanation } from '../explain.ts'
import { judge, type Plan } from '../rule.ts'
import type { Cells, Goal, Score } from '../schema.ts'
import { scoreOf, type Totals } from '../score.ts'
import type { WayOut } from '../ways-out.ts'
import type { Roster } from '../world.ts'

export type SolveResult = {
  status: 'proven-best' | 'good' | 'none-found' | 'impossible' | 'cancelled'
  /** One sentence: `Proven best.` */
  says: string
  /** The best roster; null when none keeps every must. */
  cells: Cells | null
  score: Score | null
  elapsedMs: number
  iterations: number
  /** Why there is none. */
  conflict?: Explanation
  /** Small changes after which there is one, the smallest first. */
  ways?: WayOut[]
  /** The nearest miss when nothing was found in time, with what it breaks. */
  closest?: { cells: Cells; findings: Finding[] }
  /** Musts that the rules see broken although the solver thought they hold: a fault of a rule. */
  disagreement?: Finding[]
}

export type Ending = {
  status: SolveResult['status']
  roster: Roster | null
  totals: Totals | null
  bounds: readonly (number | null)[]
  elapsedMs: number
  iterations: number
  conflict?: Explanation | null
  ways?: WayOut[]
  failures?: readonly string[]
}

const SAME = 1e-6

export function settle(plan: Plan, ending: Ending): SolveResult {
  const { roster, totals, bounds, elapsedMs, iterations, conflict, ways = [] } = ending
  const figures = { elapsedMs, iterations, ...(conflict ? { conflict, ways } : {}) }
  const none = { cells: null, score: null, ...figures }
  if (ending.status === 'impossible')
    return {
      ...none,
      status: 'impossible',
      says: conflict?.headline || 'No roster can keep all rules that must hold.',
    }
  const isLegal = roster !== null && totals !== null && totals[0]! <= SAME
  if (!isLegal) return settleNone(plan, ending, none)
  const disagreement = brokenMusts(plan, roster)
  if (disagreement.length > 0)
    return {
      ...none,
      status: 'none-found',
      says: `Solver and rules disagree on ${sayCount(disagreement.length, 'point')}; this is a fault of the program: ${disagreement[0]!.says}`,
      disagreement,
    }
  const score = scoreOf(totals, bounds)
  const status =
    score.gap === 0 ? 'proven-best' : ending.status === 'cancelled' ? 'cancelled' : 'good'
  return {
    ...figures,
    status,
    // A thread or an engine that failed on the way is no secret, though a roster was found.
    says: [sayEnd(status, score), ...(ending.failures ?? [])].join(' '),
    cells: plan.world.toCells(roster),
    score,
  }
}

type None = Pick<SolveResult, 'score' | 'elapsedMs' | 'iterations'> & { cells: null }

function settleNone(plan: Plan, ending: Ending, none: None): SolveResult {
  const { roster, status, failures = [] } = ending
  const closest = roster
    ? { closest: { cells: plan.world.toCells(roster), findings: brokenMusts(plan, roster) } }
    : {}
  if (status === 'cancelled')
    return { ...none, ...closest, status, says: 'Stopped before a roster was found.' }
  const failed = failures.length > 0 ? ` The search stopped by itself: ${failures[0]}.` : ''
  return {
    ...none,
    ...closest,
    status: 'none-found',
    says: `No roster that keeps every must was found in ${Math.round(none.elapsedMs / 1000)} s.${failed}`,
  }
}

/** By the rules' own judgement; rules that only judge cannot be blamed on the solver. */
function brokenMusts(plan: Plan, roster: Roster): Finding[] {
  return judge(plan, roster).flatMap(({ bound, findings }) =>
    bound.choice.strength === 'must' && bound.rule.post ? findings : [],
  )
}

function sayEnd(status: SolveResult['status'], score: Score): string {
  if (status === 'proven-best') return 'Proven best.'
  const end = status === 'cancelled' ? 'Stopped. ' : ''
  if (score.gap !== null) return `${end}Within ${sayPercent(score.gap)} % of the best possible.`
  // With a weak bound a percentage means nothing; how much could still be gained does.
  const open = score.levels.find(({ amount, bound }) => amount > (bound ?? 0) + SAME)
  if (!open) return `${end}Every must holds.`
  const most = sayAmount(open.amount - (open.bound ?? 0))
  return `${end}Every must holds. At most ${most} of ${GOAL_WORDS[open.goal]} could still be gained.`
}

const GOAL_WORDS: Record<Goal, string> = {
  coverage: 'missing coverage',
  requirement: 'missed requirements',
  fairness: 'unevenness',
  shape: 'clumsiness',
  wish: 'missed wishes',
}

/** Never a gap of nothing where something is open. */
const sayPercent = (gap: number) => Math.max(0.1, gap * 100).toFixed(1)
const sayAmount = (amount: number) => String(Number(amount.toFixed(2)))
