// A first roster that keeps every must, as quickly as possible.
import { withReasons } from '../explain/chain.ts'
import { Oracle, quickCore } from '../explain/conflict.ts'
import { fitOptions, LEVELS, MUST } from '../flat.ts'
import { reduce } from '../linear.ts'
import { amountOf } from '../score.ts'
import { anneal } from './anneal.ts'
import { breathe, Budget } from './budget.ts'
import type { Hunt } from './hunt.ts'
import { Jump } from './jump.ts'
import { weighMusts } from './weights.ts'

/** Above this many columns one solve of the whole is hopeless in WebAssembly. */
export const WHOLE_LIMIT = 120_000
/** Work units (see `budget.ts`) of one step of the walk. */
const WORK_PER_STEP = 0.1
const STEPS_AT_ONCE = 50
const CLASH_SECONDS = 6
/** Seconds of the first round of annealing, in a large problem (columns for each) more. */
const SHORTEST_ROUND = 0.08
const COLUMNS_PER_SECOND = 300_000
/** By how much each round is longer than the one before. */
const GROWTH = 1.25
/** Rounds in a row that mend nothing, after which it begins afresh, with longer ones. */
const PATIENCE = 2
const AFRESH = 1.5
/** Columns above which the way down takes seconds: then rounds grow faster, and none begins afresh. */
const LONG_WAY = 50_000
const LONG_WAY_GROWTH = 1.5
/** The walk finds a roster soon or never. */
const SHORTEST_WALK = 0.4
const LONGEST_WALK = 6

export function countColumns(hunt: Hunt): number {
  return hunt.compiled.options.reduce((sum, options) => sum + options.length, 0)
}

/** `false` when it is proven that no roster keeps every must. `care` as in `Jump`. */
export async function findFirst(hunt: Hunt, role: string, care = 0): Promise<boolean> {
  const { compiled } = hunt
  if (compiled.clashes.length > 0) {
    hunt.clashing = withReasons(compiled, compiled.clashes.slice(0, 1))
    return false
  }
  if (hunt.isLegal()) return true
  hunt.events.onPhase?.('Looking for a first roster that keeps every must')
  // One thread asks whether there can be a roster while the other already looks for it.
  if (role === 'prove' && findClash(hunt)) return false
  const cells = hunt.roster.length
  const total = hunt.budget.total()
  const seconds = Math.min(LONGEST_WALK, Math.max(SHORTEST_WALK, countColumns(hunt) / 40_000))
  // Where runs hang together the walk sticks, and heat takes them apart; elsewhere it is quicker.
  if (role !== 'improve') await walk(hunt, { steps: 300 + 20 * cells, seconds, care })
  await annealMusts(hunt, total * (role === 'both' ? 0.1 : 0.5))
  if (hunt.isLegal()) return true
  if (role !== 'improve' && countColumns(hunt) <= WHOLE_LIMIT) {
    const possible = solveMusts(hunt, Math.max(3, total * 0.35))
    if (!possible) return false
  }
  if (!hunt.isLegal()) await walk(hunt, { steps: 3000 + 400 * cells, seconds: total * 0.1, care })
  await annealMusts(hunt, total * 0.3)
  if (!hunt.isLegal() && !hunt.budget.isOver()) rollForward(hunt)
  return true
}

/** Asks, for a part of the time, whether some musts of one person, block or work clash. */
function findClash(hunt: Hunt): boolean {
  const { compiled, budget, solver } = hunt
  const shouldStop = () => budget.isCancelled() || hunt.hearsOf(() => hunt.isLegal())
  const seconds = Math.min(CLASH_SECONDS, budget.total() * 0.1)
  const own = new Budget({
    seconds,
    deterministic: false,
    shouldStop,
    now: () => budget.elapsedMs(),
  })
  const musts = compiled.flats.flatMap((flat) => (flat.level === MUST ? [flat.index] : []))
  const core = quickCore(new Oracle(compiled, solver, own), musts, seconds)
  if (core) hunt.clashing = withReasons(compiled, core)
  return core !== null
}

/** Small changes by weight; most problems have a roster after some hundred of them. */
async function walk(
  hunt: Hunt,
  most: { steps: number; seconds: number; care: number },
): Promise<void> {
  const { budget, compiled } = hunt
  const jump = new Jump(compiled, hunt.roster, hunt.seed++, most.care)
  if (jump.isIdle()) return
  const end = budget.used() + most.seconds
  for (let steps = 0; steps < most.steps && !jump.isLegal(); steps += STEPS_AT_ONCE) {
    if (budget.isOver() || budget.used() >= end || hunt.isLegal()) break
    jump.run(STEPS_AT_ONCE)
    budget.spend(STEPS_AT_ONCE * WORK_PER_STEP)
    if (steps % (20 * STEPS_AT_ONCE) !== 0) continue
    await breathe()
    hunt.pull()
  }
  hunt.offer(jump.best)
}

/**
 * Musts alone, rounds of annealing ever longer, each from where the one before it ended. What is still
 * broken after a round weighs more in the next one. Where rounds no longer help it begins afresh.
 */
async function annealMusts(hunt: Hunt, seconds: number): Promise<void> {
  const { budget, compiled } = hunt
  // In a small problem nothing is left to be found after a moment: there may be no roster.
  const end = budget.used() + Math.min(seconds, countColumns(hunt) / 500)
  const musts = weighMusts(compiled)
  const units = musts.weights.slice()
  const isDone = () => hunt.hearsOf(() => hunt.isLegal())
  const isLong = countColumns(hunt) > LONG_WAY
  const growth = isLong ? LONG_WAY_GROWTH : GROWTH
  let first = Math.max(SHORTEST_ROUND, countColumns(hunt) / COLUMNS_PER_SECOND)
  const fresh = () => fitOptions(compiled, compiled.world.emptyRoster())
  // Where another thread is already stuck, this one looks elsewhere.
  let from = hunt.isOwn ? hunt.roster : fresh()
  let [least, idle] = [Infinity, 0]
  for (let round = first; !hunt.isLegal(); round *= growth) {
    if (budget.isOver() || budget.used() >= end) return
    const longest = end - budget.used()
    const { best, totals } = await anneal(hunt, Math.min(round, longest), {
      ...{ weights: musts, from, isDone },
    })
    from = best
    for (const flat of compiled.flats)
      if (flat.level === MUST && amountOf(compiled, from, flat) > 0)
        musts.weights[flat.index]! += units[flat.index]!
    idle = totals[MUST]! < least ? 0 : idle + 1
    least = Math.min(least, totals[MUST]!)
    if (isLong || idle < PATIENCE) continue
    from = fresh()
    ;[least, idle, first] = [Infinity, 0, first * AFRESH]
    round = first / growth
  }
}

/** All musts as rows, no goal: HiGHS is quick to find some roster, or to prove that there is none. */
function solveMusts(hunt: Hunt, seconds: number): boolean {
  const { compiled, roster, budget } = hunt
  const costs = Array.from({ length: LEVELS }, (_, level) => (level === MUST ? Infinity : 0))
  const free = new Uint8Array(roster.length).fill(1)
  const reduction = reduce(compiled, roster, { free, costs })
  if (reduction.hopeless) return false
  const slice = budget.slice(seconds)
  const outcome = hunt.solver(reduction.problem, {
    ...slice,
    stop: () => slice.stop() || hunt.hearsOf(() => hunt.isLegal()),
    seed: hunt.seed++,
    target: 0,
  })
  budget.spend(outcome.work + reduction.problem.rows)
  if (outcome.values) hunt.offer(hunt.read(reduction, outcome.values))
  return outcome.status !== 'infeasible'
}

/** A window at a time from the beginning, with slack on every must; later windows still stand. */
function rollForward(hunt: Hunt): void {
  const { world } = hunt.compiled
  const width = Math.max(1, Math.round(600 / world.personCount))
  for (let from = 0; from < world.periodCount; from += Math.max(1, Math.ceil(width / 2))) {
    if (hunt.budget.isOver() || hunt.isLegal()) return
    const free = new Uint8Array(hunt.roster.length)
    for (let p = 0; p < world.personCount; p++)
      for (let t = from; t < Math.min(world.periodCount, from + width); t++)
        free[world.cell(p, t)] = 1
    hunt.tryCells(free, 2)
  }
}
