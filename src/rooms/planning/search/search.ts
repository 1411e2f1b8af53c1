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
/** What one took, so often until the next one. */
const PAUSE = 2
/** Part of the time for a first bound; and for the next one where rosters still become better quickly. */
const RELAXING = 0.15
const BRIEF = 0.05
/** Which part of the gap such a one must close, so that longer ones pay. */
const ENOUGH = 0.1
/** How near to the bound is near; and the share of exact rows that are few. */
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
  // What solves the whole in a moment needs no search; where that is not so, little is lost.
  if (columns <= QUICK && role !== 'prove' && hunt.isLegal())
    prover.solveExactly(Math.min(LONGEST_QUICK, QUICK_PART * budget.total()))
  const first = firstProof(role, columns, budget.total()) * budget.total()
  const proofs: Proofs = { next: first, done: 0, fruitless: 0, pay: false }
  for (let stint = 0; !isDone(); stint++) {
    hunt.pull()
    hunt.events.onPhase?.(phaseOf(hunt))
    const isReady = hunt.isLegal() && stint > 0 && columns <= WHOLE_LIMIT
    if (isReady && budget.used() >= nextMixture) {
      if (!mixer) prover.relax(RELAXING * budget.total())
      mixer ??= new RowMixer(hunt, hunt.seed++)
      const begun = budget.used()
      await mixer.stint(Math.min(LONGEST_MIXING, MIXING * budget.left()))
      // By the next time the roster shall have become better in other ways.
      const pause = Math.min(LONGEST_MIXING, PAUSE * (budget.used() - begun))
      nextMixture = mixer.isUseful ? budget.used() + pause : Infinity
    } else if (isReady && budget.used() >= proofs.next) {
      const isMixing = mixer?.isUseful === true
      await prove(prover, hunt, proofs, { columns, role, isMixing })
    } else await improve(hunt, improver, { pace, most: proofs.next - budget.used() })
    await breathe()
  }
}

/**
 * Near its bound a roster becomes better by several whole rows that are solved together, unless rows
 * can be built exactly: then annealing goes on.
 */
const isForSolving = (hunt: Hunt) => gapOf(hunt) < NEAR && hunt.exactRows < EXACT

/** Which part of the first open goal might still be gained. */
function gapOf({ totals, bounds }: Hunt): number {
  const open = totals.findIndex((total, level) => total > 1e-6 + bounds[level]!)
  return open < 0 ? 0 : (totals[open]! - bounds[open]!) / totals[open]!
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
  if (role === 'improve' || columns <= AT_ONCE) return Infinity
  return role === 'prove' ? 0 : 0.3
}

/** As a part of the time: a thread that proves begins soon, one thread alone after a while. */
function firstProof(role: Role, columns: number, total: number): number {
  if (role === 'improve') return Infinity
  if (role === 'prove') return columns <= SMALL ? 0 : Math.min(0.2, 8 / total)
  if (columns <= AT_ONCE) return 0
  return columns <= TINY ? 0.05 : 0.6
}

/** When the next one comes, how many there were and how many of late for nothing; whether longer ones pay. */
type Proofs = { next: number; done: number; fruitless: number; pay: boolean }

/**
 * Bounds as part of the time, ever longer; an exact run where the problem is small enough. Where rosters
 * far from their bound, or mixed ones, still become better, a glance only, until one closes enough.
 */
async function prove(
  prover: Prover,
  hunt: Hunt,
  proofs: Proofs,
  { columns, role, isMixing }: { columns: number; role: Role; isMixing: boolean },
): Promise<void> {
  const { budget } = hunt
  const begun = budget.used()
  const gap = gapOf(hunt)
  const before = hunt.bounds.join()
  const isBrief = columns > TINY && !proofs.pay && (isMixing || gap > NEAR)
  if (isBrief) prover.stint(BRIEF * budget.total())
  else await proveLonger(prover, hunt, { proofs: proofs.done, columns, role })
  proofs.pay = isBrief ? gapOf(hunt) < (1 - ENOUGH) * gap : hunt.bounds.join() !== before
  // A longer one, unless this one has raised nothing and there is no exact run to lengthen.
  const isOnTheWay = proofs.pay || (!isBrief && columns <= SMALL)
  if (isOnTheWay) proofs.done++
  proofs.fruitless = isOnTheWay ? 0 : proofs.fruitless + 1
  // As long as the proof has taken, the roster may become better; then the next one is easier.
  const pause = Math.max(budget.used() - begun, 0.03 * budget.total())
  proofs.next = budget.used() + pause * 2 ** proofs.fruitless
}

async function proveLonger(
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
