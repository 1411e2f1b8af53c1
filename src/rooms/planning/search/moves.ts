// Which small changes of a roster are worth a question? One cell, an exchange, a stretch, a swap.
import { cellOf, type Compiled, literalIs } from '../flat.ts'
import { EMPTY } from '../world.ts'
import type { Board } from './board.ts'

const LONGEST = 8

/** Draws moves; the last one drawn is in `cells`, `works` and `count` (0 = nothing came of it). */
export class Moves {
  readonly cells: number[] = []
  readonly works: number[] = []
  count = 0
  private readonly compiled: Compiled
  private readonly board: Board
  private readonly random: () => number
  /** Cells that have a choice. */
  private readonly open: number[]

  constructor(board: Board, random: () => number) {
    this.compiled = board.compiled
    this.board = board
    this.random = random
    this.open = this.compiled.options.flatMap((all, cell) => (all.length > 1 ? [cell] : []))
  }

  isIdle(): boolean {
    return this.open.length === 0
  }

  /** A change that makes this count's amount smaller by itself, alone or with another beside it. */
  drawMend(index: number): void {
    this.count = 0
    const flat = this.compiled.flats[index]!
    const form = flat.forms[this.below(flat.forms.length)]
    const size = flat.when.length + (form?.vars.length ?? 0)
    if (size === 0) return
    const at = this.below(size)
    const isWhen = at < flat.when.length
    const lit = isWhen ? flat.when[at]! : form!.vars[at - flat.when.length]!
    const variable = lit < 0 ? ~lit : lit
    const wantsTrue = isWhen ? lit < 0 : form!.weights[at - flat.when.length]! < 0
    const cell = cellOf(this.compiled.world, variable)
    const holds = literalIs(this.compiled.world, variable, this.board.roster[cell]!)
    if (holds === wantsTrue && flat.kind === 'excess') return
    this.change(cell, holds ? this.anyOption(cell) : variable % this.compiled.world.workCount)
  }

  /** Any change of any cell, or a swap of two stretches. */
  drawAny(): void {
    this.count = 0
    const cell = this.open[this.below(this.open.length)]!
    const kind = this.random()
    if (kind < 0.4) this.change(cell, this.anyOption(cell))
    else if (kind < 0.8) this.swapPeople(cell)
    else this.swapPeriods(cell)
  }

  private change(cell: number, to: number): void {
    const { world } = this.compiled
    const before = this.board.roster[cell]!
    if (to === before || !this.allows(cell, to)) return
    const p = Math.floor(cell / world.periodCount)
    const t = cell % world.periodCount
    this.put(cell, to)
    const kind = this.random()
    if (kind < 0.3) this.exchange(p, t, before, to)
    else if (kind < 0.5) this.moveWithin(p, t, before, to)
    else if (kind < 0.75) this.stretch(p, t, to)
  }

  /** Someone who holds `to` in the period takes `before`. */
  private exchange(p: number, t: number, before: number, to: number): void {
    const { world } = this.compiled
    const first = this.below(world.personCount)
    for (let i = 0; i < world.personCount; i++) {
      const other = (first + i) % world.personCount
      const cell = world.cell(other, t)
      if (other === p || this.board.roster[cell] !== to || !this.allows(cell, before)) continue
      return this.put(cell, before)
    }
  }

  /** Another period of the person with `to` takes `before`. */
  private moveWithin(p: number, t: number, before: number, to: number): void {
    const { world } = this.compiled
    const first = this.below(world.periodCount)
    for (let i = 0; i < world.periodCount; i++) {
      const other = (first + i) % world.periodCount
      const cell = world.cell(p, other)
      if (other === t || this.board.roster[cell] !== to || !this.allows(cell, before)) continue
      return this.put(cell, before)
    }
  }

  /** The same work in neighbouring periods as well. */
  private stretch(p: number, t: number, to: number): void {
    const { world } = this.compiled
    const length = 1 + this.below(LONGEST - 1)
    const back = this.below(length + 1)
    for (let u = t - back; u <= t - back + length; u++) {
      if (u === t || u < 0 || u >= world.periodCount) continue
      const cell = world.cell(p, u)
      if (this.board.roster[cell] !== to && this.allows(cell, to)) this.put(cell, to)
    }
  }

  /** Two people exchange what they hold for some periods. */
  private swapPeople(cell: number): void {
    const { world } = this.compiled
    const [p, t] = [Math.floor(cell / world.periodCount), cell % world.periodCount]
    const other = this.below(world.personCount)
    const end = Math.min(world.periodCount, t + this.someLength())
    for (let u = t; u < end && other !== p; u++)
      this.swapCells(world.cell(p, u), world.cell(other, u))
  }

  /** A person exchanges two stretches of the year. */
  private swapPeriods(cell: number): void {
    const { world } = this.compiled
    const [p, t] = [Math.floor(cell / world.periodCount), cell % world.periodCount]
    const other = this.below(world.periodCount)
    const last = world.periodCount - Math.max(t, other)
    const length = Math.min(last, Math.abs(t - other), this.someLength())
    for (let i = 0; i < length; i++) this.swapCells(world.cell(p, t + i), world.cell(p, other + i))
  }

  private swapCells(one: number, other: number): void {
    const [here, there] = [this.board.roster[one]!, this.board.roster[other]!]
    if (here === there || !this.allows(one, there) || !this.allows(other, here)) return
    this.put(one, there)
    this.put(other, here)
  }

  private someLength(): number {
    return this.random() < 0.4 ? 1 : 1 + this.below(LONGEST)
  }
  private put(cell: number, work: number): void {
    this.cells[this.count] = cell
    this.works[this.count] = work
    this.count++
  }
  private allows(cell: number, work: number): boolean {
    return this.compiled.options[cell]!.includes(work)
  }
  private anyOption(cell: number): number {
    const options = this.compiled.options[cell]!
    return options[this.below(options.length)] ?? EMPTY
  }
  private below(count: number): number {
    return Math.floor(this.random() * count)
  }
}
