// How does a roster come to keep every must where small changes stick? A whole row at a time.
import { type Compiled, MUST } from '../flat.ts'
import type { Roster } from '../world.ts'
import { Board } from './board.ts'
import { makeRandom } from './budget.ts'
import { RowBuilder } from './row-build.ts'
import { weighMusts } from './weights.ts'

const WIDTH = 100
/** Which of equally good rows is taken changes from time to time. */
const HEAT = 0.1
/** Of its first weight, what a must weighs more each time it stays broken. */
const MORE = 0.1

/**
 * Rebuilds everybody once, then the row of somebody whom a broken must is about; where that does not
 * help, what is broken weighs more from then on.
 */
export class RowWalk {
  readonly board: Board
  /** The roster whose musts were broken by least. */
  best: Roster
  /** By how much. */
  least: number
  private readonly rows: RowBuilder
  private readonly random: () => number
  private readonly units: Float64Array
  private readonly waiting: number[]

  constructor(compiled: Compiled, roster: Roster, seed: number) {
    const { personCount } = compiled.world
    this.random = makeRandom(seed)
    const { weights } = weighMusts(compiled)
    this.units = weights.slice()
    this.board = new Board(compiled, roster, weights)
    this.rows = new RowBuilder(this.board, this.random, WIDTH)
    this.waiting = Array.from({ length: personCount }, (_, p) => p)
    this.best = roster.slice()
    this.least = this.board.totals[MUST]!
  }

  isLegal(): boolean {
    return this.board.broken.length === 0
  }

  /** Says how many states it took (see `RowBuilder`). */
  step(): number {
    const { board, rows, units } = this
    const first = this.waiting.pop()
    const before = board.cost
    rows.build(first ?? this.somebody(), HEAT)
    board.set(rows.cells, rows.works, rows.count)
    if (first === undefined && board.cost >= before - 1e-9)
      for (const index of board.broken) board.weigh(index, MORE * units[index]!)
    if (board.totals[MUST]! < this.least || this.isLegal()) {
      this.least = board.totals[MUST]!
      this.best = board.roster.slice()
    }
    return rows.spent
  }

  /** One of those whose cells a broken must counts. */
  private somebody(): number {
    const { board } = this
    const { flats, world } = board.compiled
    const { when, forms } = flats[this.pick(board.broken)]!
    const form = forms.length > 0 ? this.pick(forms) : undefined
    const at = Math.floor(this.random() * (when.length + (form?.vars.length ?? 0)))
    const lit = at < when.length ? when[at]! : form!.vars[at - when.length]!
    return Math.floor((lit < 0 ? ~lit : lit) / world.workCount / world.periodCount)
  }

  private pick<T>(list: readonly T[]): T {
    return list[Math.floor(this.random() * list.length)]!
  }
}
