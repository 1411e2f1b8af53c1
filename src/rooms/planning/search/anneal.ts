// How does a legal roster become a better one in a second? Many small changes, ever more choosily.
import { type Compiled, LEVELS, MUST } from '../flat.ts'
import { compareTotals, type Totals, totalsOf } from '../score.ts'
import type { Roster } from '../world.ts'
import { Board } from './board.ts'
import { makeRandom } from './budget.ts'
import { breathe } from './first.ts'
import { cheapestOf, type Hunt } from './hunt.ts'
import { Moves } from './moves.ts'

/** How much dearer a unit of each goal is than one of the next; the comparison of rosters is exact. */
const APART = 12

/** Heat, in units of the last goal, at the beginning and the end of a round. */
const HOT = 6
const COLD = 0.35
const TRIES_AT_ONCE = 2000
/** Work units (see `budget.ts`) of one try. */
const WORK_PER_TRY = 1 / 150

/** Simulated annealing from a roster; musts may break on the way, but not in what is kept. */
export class Anneal {
  best: Roster
  totals: Totals
  readonly board: Board
  private readonly moves: Moves
  private readonly random: () => number

  constructor(compiled: Compiled, roster: Roster, seed: number) {
    this.random = makeRandom(seed)
    const levels = weighLevels(compiled)
    const weights = Float64Array.from(compiled.flats, ({ level, price }) => levels[level]! * price)
    this.board = new Board(compiled, roster, weights)
    this.moves = new Moves(this.board, this.random)
    this.best = roster.slice()
    this.totals = totalsOf(compiled, roster)
  }

  /** So many tries at one temperature. */
  run(tries: number, heat: number): void {
    const { board, moves } = this
    if (moves.isIdle()) return
    for (let i = 0; i < tries; i++) {
      const { broken, missed } = board
      const kind = this.random()
      if (broken.length > 0 && kind < 0.3) moves.drawMend(this.pick(broken))
      else if (missed.length > 0 && kind < 0.6) moves.drawMend(this.pick(missed))
      else moves.drawAny()
      if (moves.count === 0) continue
      const change = board.probe(moves.cells, moves.works, moves.count)
      if (change > 0 && this.random() >= Math.exp(-change / heat)) continue
      board.set(moves.cells, moves.works, moves.count)
      if (change < 0 && broken.length === 0) this.keep()
    }
  }

  private keep(): void {
    if (compareTotals(this.board.totals, this.totals) >= 0) return
    this.totals = this.board.totals.slice()
    this.best = this.board.roster.slice()
  }

  private pick(list: readonly number[]): number {
    return list[Math.floor(this.random() * list.length)]!
  }
}

/** One round of so many seconds from the best roster; what it finds is offered on the way. */
export async function anneal(hunt: Hunt, seconds: number): Promise<void> {
  const { budget } = hunt
  const round = new Anneal(hunt.compiled, hunt.roster, hunt.seed++)
  const begun = budget.used()
  for (let part = 0; part < 1 && !budget.isOver(); part = (budget.used() - begun) / seconds) {
    const { totals } = round
    round.run(TRIES_AT_ONCE, HOT * (COLD / HOT) ** part)
    budget.spend(TRIES_AT_ONCE * WORK_PER_TRY)
    if (round.totals !== totals) hunt.offer(round.best)
    if (hunt.isProven()) return
    await breathe()
  }
  hunt.iterations++
}

/** 1 for the last goal that is asked for, then ever more; the cheapest count of a goal sets its unit. */
function weighLevels(compiled: Compiled): number[] {
  const levels = Array.from({ length: LEVELS }, () => 0)
  const cheapest = cheapestOf(compiled)
  let weight = 1
  for (let level = LEVELS - 1; level >= MUST; level--) {
    if (cheapest[level] === Infinity) continue
    levels[level] = weight / cheapest[level]!
    weight *= APART
  }
  return levels
}
