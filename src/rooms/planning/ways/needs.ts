// By how much must each demand of a conflict give way so that the others can hold?
import { type Compiled, MUST } from '../flat.ts'
import type { Oracle } from '../explain/conflict.ts'

/** More demands than these are not measured one by one. */
const MOST_MEASURED = 60
const SECONDS_EACH = 0.3

/** Everything that is asked of the one person, or in the one period, of the conflict; or the conflict. */
export function aroundConflict(compiled: Compiled, counts: readonly number[]): number[] {
  const { world, flats } = compiled
  const personOf = (lit: number) =>
    Math.floor((lit < 0 ? ~lit : lit) / world.workCount / world.periodCount)
  const periodOf = (lit: number) =>
    Math.floor((lit < 0 ? ~lit : lit) / world.workCount) % world.periodCount
  for (const keyOf of [personOf, periodOf]) {
    const [key, ...others] = new Set(counts.flatMap((index) => keysOf(compiled, index, keyOf)))
    if (key === undefined || others.length > 0) continue
    const own = flats.filter(({ index, level }) => {
      if (level !== MUST) return false
      const keys = keysOf(compiled, index, keyOf)
      return keys.length === 1 && keys[0] === key
    })
    return own.map(({ index }) => index)
  }
  return [...counts]
}

function keysOf(
  { flats }: Compiled,
  index: number,
  keyOf: (lit: number) => number,
): readonly number[] {
  const { when, forms } = flats[index]!
  const keys = new Set<number>()
  for (const lit of when) keys.add(keyOf(lit))
  for (const { vars } of forms) for (const variable of vars) keys.add(keyOf(variable))
  return [...keys]
}

/**
 * For each rule choice of the conflict: by how much, in its unit, its worst demand must give way;
 * Infinity when that alone does not help. What could not be told in time is left out.
 */
export function needsOf(oracle: Oracle, conflict: readonly number[]): Map<number, number> {
  const needs = new Map<number, number>()
  if (conflict.length > MOST_MEASURED) return needs
  const around = aroundConflict(oracle.compiled, conflict)
  for (const index of conflict) {
    const { choice } = oracle.compiled.counts[index]!
    const need = leastExcess(oracle, around, index)
    if (need !== null) needs.set(choice, Math.max(needs.get(choice) ?? 0, need))
  }
  return needs
}

/** The least by which a count is exceeded while the others hold; Infinity when they cannot; or null. */
function leastExcess(oracle: Oracle, counts: readonly number[], index: number): number | null {
  const flat = oracle.compiled.flats[index]!
  if (flat.kind !== 'excess' || flat.when.length > 0) return null
  const { problem, variables, hopeless } = oracle.build(counts, { without: [index] })
  if (hopeless) return Infinity
  const cost = new Float64Array(problem.columns)
  const column = new Map([...variables].map((variable, at) => [variable, at]))
  const { vars, weights, constant } = flat.forms[0]!
  for (const [i, variable] of vars.entries()) {
    const at = column.get(variable)
    if (at !== undefined) cost[at]! += weights[i]!
  }
  const outcome = oracle.solver({ ...problem, cost }, oracle.budget.slice(SECONDS_EACH))
  if (outcome.status === 'infeasible') return Infinity
  return outcome.status === 'optimal' ? Math.max(0, outcome.objective + constant) : null
}
