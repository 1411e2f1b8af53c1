// A change of a few cells that is being drawn, and what the roster under it allows.
import type { Compiled } from '../flat.ts'
import { EMPTY, type World } from '../world.ts'
import type { Board } from './board.ts'

export class Draft {
  readonly cells: number[] = []
  readonly works: number[] = []
  count = 0
  readonly compiled: Compiled
  readonly world: World
  readonly random: () => number
  private readonly board: Board
  private readonly allowed: Uint8Array
  private readonly slots: number

  constructor(board: Board, random: () => number) {
    const { options, world } = board.compiled
    this.compiled = board.compiled
    this.world = world
    this.board = board
    this.random = random
    this.slots = world.workCount + 1
    this.allowed = new Uint8Array(options.length * this.slots)
    options.forEach((works, cell) => {
      for (const work of works) this.allowed[cell * this.slots + work + 1] = 1
    })
  }

  /** What the roster holds, without the draft. */
  at(cell: number): number {
    return this.board.roster[cell]!
  }
  allows(cell: number, work: number): boolean {
    return this.allowed[cell * this.slots + work + 1] === 1
  }
  put(cell: number, work: number): void {
    this.cells[this.count] = cell
    this.works[this.count] = work
    this.count++
  }
  drop(): void {
    this.count = 0
  }
  below(count: number): number {
    return Math.floor(this.random() * count)
  }
  anyOption(cell: number): number {
    const options = this.compiled.options[cell]!
    return options[this.below(options.length)] ?? EMPTY
  }
  /** First and last period of the run of one work that a cell belongs to. */
  runAround(p: number, t: number): [number, number] {
    const { world } = this
    const work = this.at(world.cell(p, t))
    let [from, to] = [t, t]
    while (from > 0 && this.at(world.cell(p, from - 1)) === work) from--
    while (to + 1 < world.periodCount && this.at(world.cell(p, to + 1)) === work) to++
    return [from, to]
  }
}
