// How does a legal roster become a better one in a second? Many small changes, ever more choosily.
import { type Compiled, MUST } from '../flat.ts'
import { compareTotals, type Totals, totalsOf } from '../score.ts'
import type { Roster } from '../world.ts'
import { Board } from './board.ts'
import { breathe, makeRandom } from './budget.ts'
import type { Hunt } from './hunt.ts'
import { Moves } from './moves.ts'
import { weighCounts, type Weights } from './weights.ts'

const TRIES_AT_ONCE = 2000
/** Work units (see `budget.ts`) of one try. */
const WORK_PER_TRY = 1 / 150
const SAME = 1e-6

/** Simulated annealing from a roster; musts may break on the way, but not in what is kept. */
export class Anneal {
  best: Roster
  totals: Totals
  readonly board: Board
  readonly hot: number
  readonly cold: number
  private readonly moves: Moves
  private readonly random: () => number
  /** Up to which a draw mends what is broken, and what is missed. */
  private readonly mends: { broken: number; missed: number }

  constructor(
    compiled: Compiled,
    roster: Roster,
    seed: number,
    { weights, hot, cold }: Weights = weighCounts(compiled, roster),
  ) {
    this.random = makeRandom(seed)
    const hasWishes = compiled.flats.some(({ index, level }) => level > MUST && weights[index]! > 0)
    this.mends = hasWishes ? { broken: 0.3, missed: 0.6 } : { broken: 0.6, missed: 0 }
    this.hot = hot
    this.cold = cold
    this.board = new Board(compiled, roster, weights)
    this.moves = new Moves(this.board, this.random)
    this.best = roster.slice()
    this.totals = totalsOf(compiled, roster)
  }

  /** So many tries at one heat. */
  run(tries: number, heat: number): void {
    const { board, moves, mends } = this
    if (moves.isIdle()) return
    for (let i = 0; i < tries; i++) {
      const { broken, missed } = board
      const kind = this.random()
      if (broken.length > 0 && kind < mends.broken) moves.drawMend(this.pick(broken))
      else if (missed.length > 0 && kind < mends.missed) moves.drawMend(this.pick(missed))
      else moves.drawAny()
      if (moves.count === 0) continue
      const change = board.probe(moves.cells, moves.works, moves.count)
      if (change > 0 && this.random() >= Math.exp(-change / heat)) continue
      board.set(moves.cells, moves.works, moves.count)
      if (change < 0) this.keep()
    }
  }

  /** Between the heats of the round, `part` of its way. */
  runAt(part: number): void {
    this.run(TRIES_AT_ONCE, this.hot * (this.cold / this.hot) ** part)
  }

  /** The better by the exact comparison; of those that break musts, the one that breaks least. */
  private keep(): void {
    const { totals, broken } = this.board
    if (broken.length > 0 && totals[MUST]! >= this.totals[MUST]! - SAME) return
    if (compareTotals(totals, this.totals) >= 0) return
    this.totals = totals.slice()
    this.best = this.board.roster.slice()
  }

  private pick(list: readonly number[]): number {
    return list[Math.floor(this.random() * list.length)]!
  }
}

/** One round of so many seconds from the best roster; what it finds is offered on the way. */
export async function anneal(
  hunt: Hunt,
  seconds: number,
  { weights, isDone = () => hunt.isProven() }: { weights?: Weights; isDone?: () => boolean } = {},
): Promise<void> {
  const { budget } = hunt
  const round = new Anneal(hunt.compiled, hunt.roster, hunt.seed++, weights)
  const begun = budget.used()
  for (let part = 0; part < 1 && !budget.isOver(); part = (budget.used() - begun) / seconds) {
    const { totals } = round
    round.runAt(part)
    budget.spend(TRIES_AT_ONCE * WORK_PER_TRY)
    if (round.totals !== totals) hunt.offer(round.best)
    if (isDone()) return
    await breathe()
  }
  hunt.iterations++
}
