// The whole search: a first roster, better ones as long as there is time, and a proof where it is cheap.
import { loadSolver } from '../../../platform/solver/highs.ts'
import { type Compiled, fitOptions } from '../flat.ts'
import type { Totals } from '../score.ts'
import type { Roster } from '../world.ts'
import { breathe, Budget } from './budget.ts'
import { anneal } from './anneal.ts'
import { countColumns, findFirst, WHOLE_LIMIT } from './first.ts'
import { Hunt, type HuntEvents } from './hunt.ts'
import { Improver } from './improve.ts'
import { Pace, type Stint } from './pace.ts'
import { Prover } from './prove.ts'
import { RowMixer } from './row-mix.ts'

type Role = 'both' | 'improve' | 'prove'

export type SearchOptions = HuntEvents & {
  seconds: number
  seed?: number
  /** Same seed and same seconds: same roster, on every machine. */
  deterministic?: boolean
  /** `prove` works on the bound first, `improve` never does; one thread alone does `both`. */
  role?: Role
  start?: Roster
  shouldStop?: () => boolean
  now?: () => number
}

export type SearchResult = {
  status: 'proven-best' | 'good' | 'none-found' | 'impossible' | 'cancelled'
  /** The best roster, legal or not; `totals` says. */
  roster: Roster
  totals: Totals
  bounds: readonly (number | null)[]
  elapsedMs: number
  iterations: number
  /** Musts known to clash, by their index after `compile`, where that made it impossible. */
  clashing: readonly number[]
}

/** Columns up to which an exact run comes at once, early, and at all. */
const AT_ONCE = 200
const TINY = 1500
const SMALL = 9000
/** Columns up to which one is tried before anything else; its seconds, and part of the time. */
const QUICK = 4000
const LONGEST_QUICK = 1
const QUICK_PART = 0.1
/** For one stint of mixing rows at most: seconds, and part of the time. */
const LONGEST_MIXING = 30
const MIXING = 0.6
/** Part of the time for a first bound; how near to it is near; and the share of exact rows that are few. */
const RELAXING = 0.15
const NEAR = 0.2
const EXACT = 0.25

export async function search(compiled: Compiled, options: SearchOptions): Promise<SearchResult> {
  const { seconds, seed = 1, deterministic = false, role = 'both', start } = options
  const { shouldStop = () => false, now = () => performance.now() } = options
  const budget = new Budget({ seconds, deterministic, shouldStop, now })
  const solver = await loadSolver()
  const roster = fitOptions(compiled, start ?? compiled.world.emptyRoster())
  const hunt = new Hunt(compiled, solver, budget, options, { roster, seed })
  if (hunt.isLegal()) options.onBest?.(hunt.roster, hunt.totals)
  if (!(await findFirst(hunt, role))) return finish(hunt, 'impossible')
  await breathe()
  await improveAndProve(hunt, new Improver(hunt, seed), role)
  return finish(hunt)
}

/** Stints of annealing and of neighbourhoods, as they pay; proofs when their time has come. */
async function improveAndProve(hunt: Hunt, improver: Improver, role: Role): Promise<void> {
  const { budget } = hunt
  const columns = countColumns(hunt)
  const isDone = () => budget.isOver() || hunt.isPerfect() || hunt.isProven()
  const pace = new Pace(Math.min(1.2, columns / 600), budget.left())
  const prover = new Prover(hunt)
  let mixer: RowMixer | undefined
  let nextMixture = firstMixture(role, columns) * budget.total()
  let proofs = 0
  let fruitless = 0
  // What solves the whole in a moment needs no search; where that is not so, little is lost.
  if (columns <= QUICK && role !== 'prove' && hunt.isLegal())
    prover.solveExactly(Math.min(LONGEST_QUICK, QUICK_PART * budget.total()))
  let nextProof = firstProof(role, columns, budget.total()) * budget.total()
  for (let stint = 0; !isDone(); stint++) {
    hunt.pull()
    hunt.events.onPhase?.(phaseOf(hunt))
    const isReady = hunt.isLegal() && stint > 0 && columns <= WHOLE_LIMIT
    if (isReady && budget.used() >= nextMixture) {
      if (!mixer) prover.relax(RELAXING * budget.total())
      if (isForSolving(hunt)) {
        nextMixture = Infinity
        continue
      }
      mixer ??= new RowMixer(hunt, hunt.seed++, () => isForSolving(hunt))
      await mixer.stint(Math.min(LONGEST_MIXING, MIXING * budget.left()))
      // By the next time the roster shall have become better in other ways.
      nextMixture = mixer.isUseful ? budget.used() + LONGEST_MIXING : Infinity
    } else if (isReady && budget.used() >= nextProof) {
      const begun = budget.used()
      const before = hunt.bounds.join()
      await prove(prover, hunt, { proofs, columns, role })
      const hasRaised = hunt.bounds.join() !== before
      // A longer one, unless this one has raised nothing and there is no exact run to lengthen.
      if (columns <= SMALL || hasRaised) proofs++
      fruitless = columns <= SMALL || hasRaised ? 0 : fruitless + 1
      // As long as the proof has taken, the roster may become better; then the next one is easier.
      const pause = Math.max(budget.used() - begun, 0.03 * budget.total())
      nextProof = budget.used() + pause * 2 ** fruitless
    } else await improve(hunt, improver, { pace, most: nextProof - budget.used() })
    await breathe()
  }
}

/**
 * Near its bound a roster becomes better by several whole rows that are solved together, unless rows
 * can be built exactly: then mixing and annealing go on.
 */
function isForSolving({ totals, bounds, exactRows }: Hunt): boolean {
  const open = totals.findIndex((total, level) => total > 1e-6 + bounds[level]!)
  const isNear = open < 0 || totals[open]! - bounds[open]! < NEAR * totals[open]!
  return isNear && exactRows < EXACT
}

/** One stint; without a legal roster there is nothing to anneal from. */
async function improve(
  hunt: Hunt,
  improver: Improver,
  { pace, most }: { pace: Pace; most: number },
): Promise<void> {
  const { budget } = hunt
  const begun = budget.used()
  const left = Math.min(budget.left(), Math.max(most, 1))
  const stint: Stint = hunt.isLegal()
    ? pace.next(left, isForSolving(hunt))
    : { way: 'neighbourhoods', seconds: 1 }
  const before = hunt.totals
  if (stint.way === 'anneal') await anneal(hunt, stint.seconds)
  else await solveNeighbourhoods(hunt, improver, stint.seconds)
  // What another thread has found says nothing about this way.
  pace.learn(stint, before, hunt.isOwn ? hunt.totals : before, budget.used() - begun)
}

async function solveNeighbourhoods(hunt: Hunt, improver: Improver, seconds: number): Promise<void> {
  const { budget } = hunt
  const end = budget.used() + seconds
  while (!budget.isOver() && !hunt.isPerfect() && !hunt.isProven() && budget.used() < end) {
    improver.step()
    await breathe()
    hunt.pull()
  }
}

/** As a part of the time, so that proofs find a better roster; where an exact run is quick there is none. */
function firstMixture(role: Role, columns: number): number {
  if (role === 'improve' || columns <= TINY) return Infinity
  return role === 'prove' ? 0 : 0.3
}

/** As a part of the time: a thread that proves begins soon, one thread alone after a while. */
function firstProof(role: Role, columns: number, total: number): number {
  if (role === 'improve') return Infinity
  if (role === 'prove') return columns <= SMALL ? 0 : Math.min(0.2, 8 / total)
  if (columns <= AT_ONCE) return 0
  return columns <= TINY ? 0.05 : 0.6
}

/** Bounds as part of the time, ever longer; an exact run where the problem is small enough. */
async function prove(
  prover: Prover,
  hunt: Hunt,
  { proofs, columns, role }: { proofs: number; columns: number; role: Role },
): Promise<void> {
  const total = hunt.budget.total()
  const share = role === 'prove' ? 0.15 * (proofs + 1) : 0.1 * (proofs + 1)
  if (columns > AT_ONCE) prover.stint(Math.max(2, share * total))
  await breathe()
  // An exact run of a large problem in WebAssembly ends nowhere; its time is better spent on arms.
  if (columns > SMALL || hunt.budget.isOver() || hunt.isProven()) return
  const exact = columns <= TINY && role !== 'prove' ? 0.35 : 0.15
  prover.solveExactly(exact * (proofs + 1) * total)
}

function phaseOf(hunt: Hunt): string {
  return hunt.isLegal() ? 'Making the roster better' : 'Repairing what the first roster breaks'
}

function finish(hunt: Hunt, certain?: 'impossible'): SearchResult {
  const { roster, totals, bounds, iterations, budget } = hunt
  const status =
    certain ??
    (hunt.isProven()
      ? 'proven-best'
      : budget.isCancelled()
        ? 'cancelled'
        : hunt.isLegal()
          ? 'good'
          : 'none-found')
  const { clashing } = hunt
  return { status, roster, totals, bounds, elapsedMs: budget.elapsedMs(), iterations, clashing }
}
