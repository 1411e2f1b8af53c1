// How does a roster come to keep every must? A weighted walk over small changes.
import { type Compiled, MUST } from '../flat.ts'
import type { Roster } from '../world.ts'
import { Board } from './board.ts'
import { makeRandom } from './budget.ts'
import { Moves } from './moves.ts'

const TRIES = 30
/** Steps for which a changed cell is left alone, at least. */
const TENURE = 6

/**
 * Picks a broken must, tries some changes that would mend it, takes the one that costs least; where
 * nothing helps, what is broken weighs more from then on, until the walk leaves the dead end.
 */
export class Jump {
  readonly board: Board
  /** The roster whose musts were broken by least. */
  best: Roster
  private least: number
  private readonly moves: Moves
  private readonly random: () => number
  private readonly heldUntil: Int32Array
  private readonly next = { cells: [] as number[], works: [] as number[], change: Infinity }
  private steps = 0

  /** `care`: what a unit of the first goal weighs against a must; 0 = only musts count. */
  constructor(compiled: Compiled, roster: Roster, seed: number, care = 0) {
    this.random = makeRandom(seed)
    const weights = Float64Array.from(compiled.flats, ({ level }) =>
      level === MUST ? 1 : level === MUST + 1 ? care : 0,
    )
    this.board = new Board(compiled, roster, weights)
    this.moves = new Moves(this.board, this.random)
    this.heldUntil = new Int32Array(roster.length)
    this.best = roster.slice()
    this.least = this.board.totals[MUST]!
  }

  isLegal(): boolean {
    return this.board.broken.length === 0
  }

  /** No cell has a choice. */
  isIdle(): boolean {
    return this.moves.isIdle()
  }

  run(steps: number): void {
    for (let i = 0; i < steps && !this.isLegal(); i++) this.step()
  }

  private step(): void {
    const { board, next, moves } = this
    this.steps++
    const index = board.broken[this.below(board.broken.length)]!
    next.change = Infinity
    for (let i = 0; i < TRIES; i++) {
      moves.drawMend(index)
      if (moves.count > 0) this.compare()
    }
    if (next.change >= -1e-9) {
      for (const one of board.broken) board.weigh(one, 1)
      if (next.change === Infinity || (next.change > 0 && this.random() < 0.5)) return
    }
    board.set(next.cells, next.works, next.cells.length)
    for (const cell of next.cells) this.heldUntil[cell] = this.steps + TENURE + this.below(TENURE)
    if (board.totals[MUST]! >= this.least && !this.isLegal()) return
    this.least = board.totals[MUST]!
    this.best = board.roster.slice()
  }

  /** Keeps the move just drawn when it is the cheapest so far and not held back. */
  private compare(): void {
    const { moves, next, board } = this
    const change = board.probe(moves.cells, moves.works, moves.count)
    if (change >= next.change) return
    for (let i = 0; i < moves.count; i++)
      if (this.heldUntil[moves.cells[i]!]! > this.steps && this.random() < 0.9) return
    next.change = change
    next.cells = moves.cells.slice(0, moves.count)
    next.works = moves.works.slice(0, moves.count)
  }

  private below(count: number): number {
    return Math.floor(this.random() * count)
  }
}
