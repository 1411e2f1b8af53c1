// Which small changes of a roster are worth a question? One cell, an exchange, a stretch, a swap, a run.
import { cellOf, type Compiled, literalIs } from '../flat.ts'
import type { Board } from './board.ts'
import { Draft } from './draft.ts'
import { bringRun, changeRun, exchangeAt, moveEdge, shiftRun, slideRun } from './run-moves.ts'

const LONGEST = 8

/** Draws moves; the last one drawn is in `cells`, `works` and `count` (0 = nothing came of it). */
export class Moves {
  readonly cells: number[]
  readonly works: number[]
  private readonly compiled: Compiled
  private readonly draft: Draft
  private readonly random: () => number
  /** Cells that have a choice. */
  private readonly open: number[]

  constructor(board: Board, random: () => number) {
    this.compiled = board.compiled
    this.draft = new Draft(board, random)
    this.cells = this.draft.cells
    this.works = this.draft.works
    this.random = random
    this.open = this.compiled.options.flatMap((all, cell) => (all.length > 1 ? [cell] : []))
  }

  get count(): number {
    return this.draft.count
  }

  isIdle(): boolean {
    return this.open.length === 0
  }

  /** A change that makes this count's amount smaller by itself, alone or with another beside it. */
  drawMend(index: number): void {
    const { draft } = this
    draft.drop()
    const flat = this.compiled.flats[index]!
    const form = flat.forms[draft.below(flat.forms.length)]
    const size = flat.when.length + (form?.vars.length ?? 0)
    if (size === 0) return
    const at = draft.below(size)
    const isWhen = at < flat.when.length
    const lit = isWhen ? flat.when[at]! : form!.vars[at - flat.when.length]!
    const variable = lit < 0 ? ~lit : lit
    const wantsTrue = isWhen ? lit < 0 : form!.weights[at - flat.when.length]! < 0
    const cell = cellOf(this.compiled.world, variable)
    const holds = literalIs(this.compiled.world, variable, draft.at(cell))
    if (holds === wantsTrue && flat.kind === 'excess') return
    this.change(cell, holds ? draft.anyOption(cell) : variable % this.compiled.world.workCount)
  }

  /** Any change of any cell, a swap of two stretches, or a change that keeps runs whole. */
  drawAny(): void {
    const { draft } = this
    draft.drop()
    const cell = this.open[draft.below(this.open.length)]!
    const kind = this.random()
    if (kind < 0.27) this.change(cell, draft.anyOption(cell))
    else if (kind < 0.55) this.swapPeople(cell)
    else if (kind < 0.65) this.swapPeriods(cell)
    else if (kind < 0.79) moveEdge(draft, cell)
    else if (kind < 0.92) slideRun(draft, cell)
    else if (kind < 0.96) changeRun(draft, cell)
    else shiftRun(draft, cell)
  }

  private change(cell: number, work: number): void {
    const { draft } = this
    const { world } = this.compiled
    const before = draft.at(cell)
    if (work === before || !draft.allows(cell, work)) return
    const p = Math.floor(cell / world.periodCount)
    const t = cell % world.periodCount
    const kind = this.random()
    if (kind < 0.22) return bringRun(draft, cell, work)
    draft.put(cell, work)
    if (kind < 0.45) exchangeAt(draft, { p, t, before, work })
    else if (kind < 0.6) this.moveWithin(p, t, before, work)
    else if (kind < 0.8) this.stretch(p, t, work)
  }

  /** Another period of the person with `work` takes `before`. */
  private moveWithin(p: number, t: number, before: number, work: number): void {
    const { draft } = this
    const { world } = this.compiled
    const first = draft.below(world.periodCount)
    for (let i = 0; i < world.periodCount; i++) {
      const other = (first + i) % world.periodCount
      const cell = world.cell(p, other)
      if (other === t || draft.at(cell) !== work || !draft.allows(cell, before)) continue
      return draft.put(cell, before)
    }
  }

  /** The same work in neighbouring periods as well. */
  private stretch(p: number, t: number, work: number): void {
    const { draft } = this
    const { world } = this.compiled
    const length = 1 + draft.below(LONGEST - 1)
    const back = draft.below(length + 1)
    for (let u = t - back; u <= t - back + length; u++) {
      if (u === t || u < 0 || u >= world.periodCount) continue
      const cell = world.cell(p, u)
      if (draft.at(cell) !== work && draft.allows(cell, work)) draft.put(cell, work)
    }
  }

  /** Two people exchange what they hold for some periods. */
  private swapPeople(cell: number): void {
    const { world } = this.compiled
    const [p, t] = [Math.floor(cell / world.periodCount), cell % world.periodCount]
    const other = this.draft.below(world.personCount)
    const end = Math.min(world.periodCount, t + this.someLength())
    for (let u = t; u < end && other !== p; u++)
      this.swapCells(world.cell(p, u), world.cell(other, u))
  }

  /** A person exchanges two stretches of the year. */
  private swapPeriods(cell: number): void {
    const { world } = this.compiled
    const [p, t] = [Math.floor(cell / world.periodCount), cell % world.periodCount]
    const other = this.draft.below(world.periodCount)
    const last = world.periodCount - Math.max(t, other)
    const length = Math.min(last, Math.abs(t - other), this.someLength())
    for (let i = 0; i < length; i++) this.swapCells(world.cell(p, t + i), world.cell(p, other + i))
  }

  private swapCells(one: number, other: number): void {
    const { draft } = this
    const [here, there] = [draft.at(one), draft.at(other)]
    if (here === there || !draft.allows(one, there) || !draft.allows(other, here)) return
    draft.put(one, there)
    draft.put(other, here)
  }

  private someLength(): number {
    return this.random() < 0.4 ? 1 : 1 + this.draft.below(LONGEST)
  }
}
