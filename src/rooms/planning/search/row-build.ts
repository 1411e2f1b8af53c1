// What is the cheapest row of one person while everybody else's stands? All rows at once, cell by cell.
import type { Board } from './board.ts'
import { DEAD, RowDecider } from './row-decide.ts'
import { planRow, type RowPlan, type RowStep, tidy } from './row-plan.ts'
import { RowStates } from './row-states.ts'

const SMALL = 1e-7
const NOISES = 4096

/** Rebuilds rows over a board; the last one built is in `cells`, `works` and `count` (0 = as it was). */
export class RowBuilder {
  readonly cells: number[] = []
  readonly works: number[] = []
  count = 0
  /** Whether no row can be cheaper, at the noise that was asked for. */
  isExact = true
  /** States that the last one took, from cell to cell. */
  spent = 0
  private readonly board: Board
  /** Most states kept from cell to cell. */
  private readonly width: number
  private readonly random: () => number
  private readonly noises: Float64Array
  private readonly decider = new RowDecider()
  private here = new RowStates()
  private next = new RowStates()
  /** Of each state, what its open parts have come to, slot by slot. */
  private values = new Float64Array(0)
  private spare = new Float64Array(0)
  /** Of each state after each step, the state before and the work, as one number. */
  private readonly origins: Int32Array[] = []
  private bases = new Float64Array(0)
  private locals: Float64Array[] = []
  /** The least that the cells from a step on cost by themselves. */
  private rest = new Float64Array(0)
  private limit = 0

  constructor(board: Board, random: () => number, width: number) {
    this.board = board
    this.width = width
    this.random = random
    this.noises = Float64Array.from({ length: NOISES }, (_, nth) =>
      Math.log(-Math.log((nth + 0.5) / NOISES)),
    )
  }

  /**
   * The row that costs least when each work of each cell costs a random amount of about `heat` more
   * or less; without heat the cheapest row of all, or of those that were kept on the way. `prices`:
   * what a variable costs besides.
   */
  build(p: number, heat = 0, prices: Float64Array | null = null): void {
    const plan = planRow(this.board.compiled, p)
    const { steps, slotCount } = plan
    this.count = 0
    this.isExact = true
    this.spent = 0
    if (steps.length === 0) return
    this.price(plan, heat, prices)
    this.begin(slotCount)
    for (let at = 0; at < steps.length && this.here.count > 0; at++) {
      this.spent += this.here.count * steps[at]!.works.length
      this.advance(plan, at)
      this.goOn(plan, at)
    }
    if (this.here.count > 0) this.read(steps)
  }

  /** What each cell costs by itself, where each part begins, and what the row costs as it is. */
  private price(
    { steps, parts, spanning }: RowPlan,
    heat: number,
    prices: Float64Array | null,
  ): void {
    const { board, noises } = this
    const { roster, weights } = board
    if (this.bases.length < parts.length) this.bases = new Float64Array(parts.length * 2)
    const { bases } = this
    parts.forEach(({ line, count, sign }, part) => {
      bases[part] = sign * board.values[line]! + board.offsetOf(count, line, sign)
    })
    let now = 0
    for (const part of spanning) now += weights[parts[part]!.count]! * Math.max(0, bases[part]!)
    const starts = steps.map(({ cell, works }) => works.indexOf(roster[cell]!))
    steps.forEach((step, at) => takeOut(step, starts[at]!, bases))
    for (let part = 0; part < parts.length; part++)
      bases[part] = weights[parts[part]!.count] === 0 ? DEAD : tidy(bases[part]!)
    this.locals = steps.map((step, at) => {
      const local = this.localOf(step, parts)
      if (prices) addPrices(step, prices, board.compiled.world.workCount, local)
      if (heat > 0)
        for (let nth = 0; nth < local.length; nth++)
          local[nth]! += heat * noises[Math.floor(this.random() * NOISES)]!
      now += local[starts[at]!]!
      return local
    })
    this.rest = new Float64Array(steps.length + 1)
    for (let at = steps.length - 1; at >= 0; at--)
      this.rest[at] = this.rest[at + 1]! + Math.min(...this.locals[at]!)
    this.limit = now + SMALL
  }

  private localOf({ works, alone, aloneDeltas }: RowStep, parts: RowPlan['parts']): Float64Array {
    const { bases, board } = this
    const local = new Float64Array(works.length)
    for (let nth = 0; nth < works.length; nth++)
      for (let i = 0; i < alone.length; i++) {
        const value = bases[alone[i]!]! + aloneDeltas[nth * alone.length + i]!
        if (value > 0) local[nth]! += board.weights[parts[alone[i]!]!.count]! * value
      }
    return local
  }

  private begin(slotCount: number): void {
    if (this.values.length < this.width * slotCount) {
      this.values = new Float64Array(this.width * slotCount)
      this.spare = new Float64Array(this.width * slotCount)
    }
    this.values.fill(0, 0, slotCount)
    this.here.clear(1)
    this.here.add(0, 0, 0, 0)
  }

  /** Every state goes on with every work of the cell. */
  private advance({ steps, slotCount }: RowPlan, at: number): void {
    const { here, next, bases, decider, values } = this
    const step = steps[at]!
    const { works, begins, beginSlots } = step
    const local = this.locals[at]!
    const slack = this.limit - this.rest[at + 1]!
    const state = { cost: 0, hash: 0, check: 0 }
    next.clear(here.count * works.length)
    decider.enter(step, this.board.weights)
    for (let i = 0; i < here.count; i++) {
      for (let b = 0; b < begins.length; b++)
        values[i * slotCount + beginSlots[b]!] = bases[begins[b]!]!
      state.cost = here.costs[i]!
      state.hash = here.hashes[i]!
      state.check = here.checks[i]!
      decider.rest(values, i * slotCount, state)
      for (let nth = 0; nth < works.length; nth++) {
        decider.take(nth)
        const cost = decider.cost + local[nth]!
        if (cost <= slack) next.add(cost, decider.hash, decider.check, i * works.length + nth)
      }
    }
  }

  /** The cheapest states become those to go on from; only theirs are the values worth writing. */
  private goOn({ steps, slotCount }: RowPlan, at: number): void {
    const { here, next, values, spare, decider } = this
    if (!next.keepCheapest(this.width)) this.isExact = false
    const origins = next.origins.slice(0, next.count)
    const workCount = steps[at]!.works.length
    for (let i = 0; i < next.count; i++) {
      const [from, to] = [Math.floor(origins[i]! / workCount) * slotCount, i * slotCount]
      for (let s = 0; s < slotCount; s++) spare[to + s] = values[from + s]!
      decider.write(spare, to, origins[i]! % workCount)
    }
    this.origins[at] = origins
    this.here = next
    this.next = here
    this.values = spare
    this.spare = values
  }

  /** What the cheapest row changes. */
  private read(steps: readonly RowStep[]): void {
    const { here, board } = this
    let state = 0
    for (let i = 1; i < here.count; i++) if (here.costs[i]! < here.costs[state]!) state = i
    for (let at = steps.length - 1; at >= 0; at--) {
      const { cell, works } = steps[at]!
      const origin = this.origins[at]![state]!
      const work = works[origin % works.length]!
      state = Math.floor(origin / works.length)
      if (board.roster[cell] === work) continue
      this.cells[this.count] = cell
      this.works[this.count++] = work
    }
  }
}

function addPrices(
  { cell, works }: RowStep,
  prices: Float64Array,
  workCount: number,
  local: Float64Array,
): void {
  for (let nth = 0; nth < works.length; nth++)
    if (works[nth]! >= 0) local[nth]! += prices[cell * workCount + works[nth]!]!
}

function takeOut(step: RowStep, nth: number, bases: Float64Array): void {
  const { alone, aloneDeltas, shared, deltas } = step
  for (let i = 0; i < alone.length; i++) bases[alone[i]!]! -= aloneDeltas[nth * alone.length + i]!
  for (let i = 0; i < shared.length; i++) bases[shared[i]!]! -= deltas[nth * shared.length + i]!
}
