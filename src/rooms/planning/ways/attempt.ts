// Does a change dissolve a conflict, and is there a roster then?
import { loadSolver } from '../../../platform/solver/highs.ts'
import type { PlanChange } from '../changes.ts'
import { compile } from '../compile.ts'
import { Oracle } from '../explain/conflict.ts'
import { findNearMiss } from '../explain/near-miss.ts'
import type { Explanation } from '../explain.ts'
import { cellOf, type Compiled, fitOptions, LEVELS, MUST } from '../flat.ts'
import { reduce } from '../linear.ts'
import { applyChanges } from '../repair/event.ts'
import type { Plan } from '../rule.ts'
import { amountOf } from '../score.ts'
import { Budget } from '../search/budget.ts'
import { Jump } from '../search/jump.ts'
import type { Roster } from '../world.ts'
import { aroundConflict, needsOf } from './needs.ts'

/** Longest walk to the roster from which every attempt begins. */
const SECONDS_NEAR = 3
/** Longest walk for one change; it begins close to a roster, if there is one. */
const SECONDS_EACH = 0.7
/** Longest question whether the demands of the conflict still clash. */
const SECONDS_ASK = 0.4
/** Longest solve around what a walk has left broken, and how much that may be. */
const SECONDS_MEND = 1
const MOST_BROKEN = 8
const MOST_ROWS = 4
const SECONDS_ALL = SECONDS_ASK + 2 * (SECONDS_EACH + SECONDS_MEND)
/** Longest measuring of how much each demand must give way. */
const SECONDS_NEEDS = 2

export type Watch = { isOver: () => boolean; now: () => number }

export type Attempts = {
  /** By how much each rule choice of the conflict must give way while the others hold. */
  needs: ReadonlyMap<number, number>
  /** Can the demands of this conflict hold after these changes? */
  dissolves: (changes: readonly PlanChange[]) => boolean
  /** `open`: they can, but no roster was found in time. */
  attempt: (changes: readonly PlanChange[]) => 'roster' | 'open' | 'clash'
}

/** Attempts at one conflict of one plan. */
export async function attemptsAt(
  plan: Plan,
  explanation: Explanation,
  { isOver, now }: Watch,
): Promise<Attempts> {
  const solver = await loadSolver()
  const roster = findNearMiss(plan, explanation, { seconds: SECONDS_NEAR, isOver, now })
  const budget = (seconds: number) =>
    new Budget({ seconds, deterministic: false, shouldStop: isOver, now })
  const before = compile(plan, { reduce: false })
  const needs = needsOf(new Oracle(before, solver, budget(SECONDS_NEEDS)), explanation.counts)
  const clashes = clashesOf(before, explanation)
  const begin = (changes: readonly PlanChange[]): Oracle | null => {
    const bound = applyChanges(plan, changes)
    if (!bound.ok) return null
    const oracle = new Oracle(compile(bound.value), solver, budget(SECONDS_ALL))
    const around = aroundConflict(oracle.compiled, clashes(oracle.compiled))
    return oracle.ask(around, SECONDS_ASK) === 'infeasible' ? null : oracle
  }
  const attempt: Attempts['attempt'] = (changes) => {
    const oracle = begin(changes)
    if (!oracle) return 'clash'
    const { compiled } = oracle
    if (compiled.clashes.length > 0) return 'open'
    for (const start of [roster, compiled.world.emptyRoster()]) {
      const jump = new Jump(compiled, fitOptions(compiled, start), 1)
      const end = now() + SECONDS_EACH * 1000
      while (!jump.isLegal() && !jump.isIdle() && now() < end && !isOver()) jump.run(100)
      if (jump.isLegal() || mend(compiled, jump.best, oracle)) return 'roster'
    }
    return 'open'
  }
  return { needs, attempt, dissolves: (changes) => begin(changes) !== null }
}

/** Solves anew the rows and columns in which something is still broken; is nothing broken then? */
function mend(compiled: Compiled, roster: Roster, { solver, budget }: Oracle): boolean {
  const { flats, world } = compiled
  const broken = flats.filter(
    (flat) => flat.level === MUST && amountOf(compiled, roster, flat) > 1e-6,
  )
  if (broken.length > MOST_BROKEN) return false
  const rows = new Set<number>()
  const columns = new Set<number>()
  for (const { forms, when } of broken)
    for (const lit of [...when, ...forms.flatMap(({ vars }) => [...vars])]) {
      const cell = cellOf(world, lit)
      rows.add(Math.floor(cell / world.periodCount))
      columns.add(cell % world.periodCount)
    }
  const free = roster.map((_, cell) => {
    const [p, t] = [Math.floor(cell / world.periodCount), cell % world.periodCount]
    return (rows.size <= MOST_ROWS && rows.has(p)) || (columns.size <= MOST_ROWS && columns.has(t))
      ? 1
      : 0
  })
  const costs = Array.from({ length: LEVELS }, (_, level) => (level === MUST ? Infinity : 0))
  const { problem, hopeless } = reduce(compiled, roster, { free: Uint8Array.from(free), costs })
  if (hopeless) return false
  return solver(problem, { ...budget.slice(SECONDS_MEND), target: 0 }).values !== null
}

/**
 * The demands of the conflict as they are in a changed plan: of the same rules, about the same
 * people, periods and works; and all that a new rule asks for.
 */
function clashesOf(before: Compiled, { counts }: Explanation): (changed: Compiled) => number[] {
  const keyOf = ({ counts: all }: Compiled, index: number) => {
    const { choice, about, kind } = all[index]!
    return JSON.stringify([choice, kind, about.people, about.periods, about.works])
  }
  const keys = new Set(counts.map((index) => keyOf(before, index)))
  const known = before.plan.rules.length
  return (changed) =>
    changed.flats.flatMap(({ index, level }) =>
      level === MUST && (changed.counts[index]!.choice >= known || keys.has(keyOf(changed, index)))
        ? [index]
        : [],
    )
}
