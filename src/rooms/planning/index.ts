// The door of planning on the server: start a search, follow it, stop it.
import { compile } from './compile.ts'
import type { Plan } from './rule.ts'
import type { Cells, Score } from './schema.ts'
import { scoreOf, type Totals } from './score.ts'
import type { Clock } from './search/clock.ts'
import { type Ending, settle, type SolveResult } from './search/outcome.ts'
import { search } from './search/search.ts'
import { Team } from './search/team.ts'
import { estimate } from './size.ts'
import type { Roster } from './world.ts'
import { explain, type Explanation } from './explain.ts'
import { type WayOut, waysOut } from './ways-out.ts'
import type { Repair, RepairRequest } from './repair.ts'
import type { FairBound } from './fairness.ts'
import { type Asked, askFairness, askRepair, type AskOptions } from './search/ask.ts'

export { estimate, type Estimate } from './size.ts'
export type { FairBound } from './fairness.ts'
export { explain, type ConflictPart, type Explanation, type ExplainOptions } from './explain.ts'
export {
  repair,
  type Repair,
  type RepairChange,
  type RepairOptions,
  type RepairRequest,
} from './repair.ts'
export { waysOut, type WayOut, type WaysOutOptions } from './ways-out.ts'
export type { SolveResult } from './search/outcome.ts'
export { dropSpares, keepSpare } from './search/spare.ts'

export type SolveOptions = {
  seconds: number
  seed?: number
  /** Same seed and same seconds: same roster, on every machine. One thread. */
  deterministic?: boolean
  /** The built `solve-worker.js`; absent = in this thread, which then answers nobody else. */
  workerUrl?: URL | string
  /** Only with `workerUrl`; 2 unless deterministic. */
  threads?: number
  /** Whose seconds they are; the wall's when it is not said. Only with `workerUrl`. */
  clock?: Clock
  /** A command that takes part in the search; see docs/engine-protocol.md. Only with `workerUrl`. */
  engine?: readonly string[] | undefined
  /** A roster to begin with. */
  start?: Cells
  /** `false`: when no roster exists, say why and look for no ways out. */
  ways?: boolean
}

export type SolveProgress = {
  elapsedMs: number
  /** A roster that keeps every must is known. */
  found: boolean
  score: Score | null
  bound: number | null
  gap: number | null
  /** What is being done now, as a sentence. */
  phase: string
  /** Only when the best roster has just changed. */
  cells?: Cells
  /** Once it is known that there is no roster. */
  conflict?: Explanation
  /** What would help, as far as it has been found. */
  ways?: readonly WayOut[]
}

export type Solve = { cancel: () => void; done: Promise<SolveResult> }

type Follow = {
  onBest: (roster: Roster, totals: Totals) => void
  onBounds: (bounds: readonly (number | null)[]) => void
  onPhase: (says: string) => void
  onConflict: (conflict: Explanation) => void
  onWay: (way: WayOut) => void
}

export function startSolve(
  plan: Plan,
  options: SolveOptions,
  onProgress: (progress: SolveProgress) => void = () => {},
): Solve {
  const started = performance.now()
  const elapsed = () => performance.now() - started
  const { refusal } = estimate(plan.world.problem)
  if (refusal)
    return {
      cancel: () => {},
      done: Promise.resolve({
        status: 'none-found',
        says: `${refusal.says} ${refusal.can}`,
        cells: null,
        score: null,
        elapsedMs: 0,
        iterations: 0,
      }),
    }
  const follow = followWith(plan, elapsed, onProgress)
  return options.workerUrl
    ? solveInThreads(plan, { ...options, workerUrl: options.workerUrl }, follow, elapsed)
    : solveHere(plan, options, follow)
}

/** Turns what the search tells into progress for people. */
function followWith(
  plan: Plan,
  elapsed: () => number,
  onProgress: (progress: SolveProgress) => void,
): Follow {
  let best: Totals | null = null
  let bounds: readonly (number | null)[] = []
  let phase = 'Preparing'
  let conflict: Explanation | undefined
  const ways: WayOut[] = []
  const tell = (roster?: Roster) => {
    const score = best ? scoreOf(best, bounds) : null
    const found = score !== null && score.broken === 0
    onProgress({
      elapsedMs: elapsed(),
      found,
      score,
      bound: score?.bound ?? null,
      gap: found ? score.gap : null,
      phase,
      ...(roster ? { cells: plan.world.toCells(roster) } : {}),
      ...(conflict ? { conflict, ways } : {}),
    })
  }
  return {
    onBest: (roster, totals) => {
      best = totals
      tell(roster)
    },
    onBounds: (now) => {
      bounds = now
      tell()
    },
    onPhase: (says) => {
      if (says === phase) return
      phase = says
      tell()
    },
    onConflict: (found) => {
      conflict = found
      phase = 'Looking for ways out'
      tell()
    },
    onWay: (way) => {
      ways.push(way)
      tell()
    },
  }
}

function solveHere(plan: Plan, options: SolveOptions, follow: Follow): Solve {
  let isCancelled = false
  const run = async (): Promise<SolveResult> => {
    const { seconds, seed = 1, deterministic = false } = options
    const start = options.start ? { start: plan.world.fromCells(options.start) } : {}
    const shouldStop = () => isCancelled
    const result = await search(compile(plan), {
      ...{ seconds, seed, deterministic, shouldStop },
      ...follow,
      ...start,
    })
    if (result.status !== 'impossible') return settle(plan, result)
    const conflict = await explain(plan, { shouldStop, suspects: result.clashing })
    follow.onConflict(conflict)
    const { ways: isAsked = true } = options
    const watch = { shouldStop, onFound: follow.onWay }
    const ways = isAsked ? await waysOut(plan, conflict, watch) : []
    return settle(plan, { ...result, conflict, ways })
  }
  return {
    cancel: () => {
      isCancelled = true
    },
    done: run(),
  }
}

function solveInThreads(
  plan: Plan,
  options: SolveOptions & { workerUrl: URL | string },
  follow: Follow,
  elapsed: () => number,
): Solve {
  let isCancelled = false
  const { workerUrl, seconds, seed = 1, deterministic = false, start = null, ways } = options
  const threads = deterministic ? 1 : (options.threads ?? 2)
  const { problem } = plan.world
  const { engine, clock } = options
  const team = new Team({
    ...{ problem, workerUrl, threads, seconds, seed, deterministic, start },
    ...{ engine, clock, ways: ways ?? true },
    ...follow,
  })
  const run = async (): Promise<SolveResult> => {
    const { result, failures, ...best } = await team.run()
    const certain = result?.status === 'impossible' ? 'impossible' : undefined
    const status: Ending['status'] =
      certain ?? (isCancelled ? 'cancelled' : best.roster ? 'good' : 'none-found')
    return settle(plan, { ...best, status, failures, elapsedMs: elapsed() })
  }
  return {
    cancel: () => {
      isCancelled = true
      team.stop()
    },
    done: run(),
  }
}

/** Repairs off this thread; `bad-change` and `none-found` are answers, a dead thread is a fault. */
export function startRepair(
  plan: Plan,
  request: RepairRequest,
  options: AskOptions,
): Asked<Repair> {
  return askRepair(plan.world.problem, request, options)
}

/** How evenly could the nth burden of this choice be shared? Off this thread. */
export function startFairness(
  plan: Plan,
  question: { choice: number; nth: number },
  options: AskOptions,
): Asked<FairBound> {
  return askFairness(plan.world.problem, question, options)
}
