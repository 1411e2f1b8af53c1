// What would a change of a few cells cost? All counts kept in flat arrays, a million questions a second.
import { type Compiled, LEVELS, MUST } from '../flat.ts'
import { EMPTY, type Roster } from '../world.ts'
import { type Lines, linesOf } from './lines.ts'

const SMALL = 1e-9

/** A roster under change with a weight on every count; `cost` is the weighted sum of the amounts. */
export class Board {
  readonly compiled: Compiled
  readonly roster: Roster
  readonly weights: Float64Array
  readonly amounts: Float64Array
  /** Musts that are broken and wishes that are missed now, in no order. */
  readonly broken: number[] = []
  readonly missed: number[] = []
  /** As `totalsOf`, kept true; off by rounding after millions of changes. */
  readonly totals = new Float64Array(LEVELS)
  cost = 0
  private readonly lines: Lines
  private readonly place: Int32Array
  private readonly levels: Uint8Array
  private readonly prices: Float64Array
  private readonly allowed: Float64Array
  /** Lines from this one on belong to spreads. */
  private readonly spreadFrom: number
  /** What each line adds up to (see `lines.ts`). */
  readonly values: Float64Array
  /** What the change in question adds to each line; 0 for all others. */
  private readonly added: Float64Array
  private readonly touched: Int32Array
  private readonly isTouched: Uint8Array
  private touchedCount = 0
  private readonly spreads: number[] = []
  private readonly workCount: number

  constructor(compiled: Compiled, roster: Roster, weights: Float64Array) {
    const { flats, world } = compiled
    this.compiled = compiled
    this.workCount = world.workCount
    this.roster = world.emptyRoster()
    this.weights = weights
    this.lines = linesOf(compiled)
    const { constants } = this.lines
    this.spreadFrom = flats.length
    this.values = constants.slice()
    this.added = new Float64Array(constants.length)
    this.touched = new Int32Array(constants.length)
    this.isTouched = new Uint8Array(constants.length)
    this.allowed = Float64Array.from(flats, (flat) => flat.allowed)
    this.levels = Uint8Array.from(flats, (flat) => flat.level)
    this.prices = Float64Array.from(flats, (flat) => flat.price)
    this.amounts = new Float64Array(flats.length)
    this.place = new Int32Array(flats.length).fill(-1)
    for (const flat of flats) this.settle(flat.index)
    roster.forEach((work, cell) => this.set([cell], [work], 1))
  }

  /** By how much the cost would change if these cells held these works; nothing changes. */
  probe(cells: readonly number[], works: readonly number[], count: number): number {
    this.collect(cells, works, count)
    const { touched, added, values, weights, isTouched, spreadFrom } = this
    let change = 0
    for (let i = 0; i < this.touchedCount; i++) {
      const line = touched[i]!
      isTouched[line] = 0
      if (line >= spreadFrom) {
        this.noteSpread(line)
        continue
      }
      const before = values[line]!
      const after = before + added[line]!
      added[line] = 0
      if (after > 0) change += weights[line]! * (before > 0 ? after - before : after)
      else if (before > 0) change -= weights[line]! * before
    }
    if (this.spreads.length > 0) change += this.probeSpreads()
    this.touchedCount = 0
    return change
  }

  set(cells: readonly number[], works: readonly number[], count: number): void {
    this.collect(cells, works, count)
    for (let i = 0; i < count; i++) this.roster[cells[i]!] = works[i]!
    for (let i = 0; i < this.touchedCount; i++) {
      const line = this.touched[i]!
      this.isTouched[line] = 0
      this.values[line]! += this.added[line]!
      this.added[line] = 0
      if (line >= this.spreadFrom) this.noteSpread(line)
      else this.settle(line)
    }
    this.touchedCount = 0
    for (const index of this.spreads) this.settle(index)
    this.spreads.length = 0
  }

  /** Counts more on this one from now on. */
  weigh(index: number, more: number): void {
    this.weights[index]! += more
    this.cost += more * this.amounts[index]!
  }

  /**
   * What to add to `sign * line` so that, above 0, it is what the line alone brings upon the count: 0
   * for an excess; for a load of a spread, by how much it passes what the other loads allow.
   */
  offsetOf(index: number, line: number, sign: number): number {
    if (line < this.spreadFrom) return 0
    let low = Infinity
    let high = -Infinity
    for (let other = this.lines.firstForm[index]!; other < this.lines.lastForm[index]!; other++) {
      if (other === line) continue
      low = Math.min(low, this.values[other]!)
      high = Math.max(high, this.values[other]!)
    }
    const apart = Math.max(this.allowed[index]!, high - low)
    return sign > 0 ? -low - apart : high - apart
  }

  private collect(cells: readonly number[], works: readonly number[], count: number): void {
    const { roster, workCount } = this
    for (let i = 0; i < count; i++) {
      const cell = cells[i]!
      const before = roster[cell]!
      const after = works[i]!
      if (before === after) continue
      if (before !== EMPTY) this.add(cell * workCount + before, -1)
      if (after !== EMPTY) this.add(cell * workCount + after, 1)
    }
  }

  private add(variable: number, sign: number): void {
    const { starts, line, weight } = this.lines
    const { added, isTouched, touched } = this
    const end = starts[variable + 1]!
    for (let at = starts[variable]!; at < end; at++) {
      const index = line[at]!
      added[index]! += sign * weight[at]!
      if (isTouched[index] === 1) continue
      isTouched[index] = 1
      touched[this.touchedCount++] = index
    }
  }

  private noteSpread(line: number): void {
    const index = this.lines.spreadOf[line - this.spreadFrom]!
    if (!this.spreads.includes(index)) this.spreads.push(index)
  }

  private probeSpreads(): number {
    let change = 0
    for (const index of this.spreads)
      change += this.weights[index]! * (this.amountOf(index) - this.amounts[index]!)
    for (let i = 0; i < this.touchedCount; i++) this.added[this.touched[i]!] = 0
    this.spreads.length = 0
    return change
  }

  /** With what the change in question adds. */
  private amountOf(index: number): number {
    const { firstForm, lastForm } = this.lines
    const [from, to] = [firstForm[index]!, lastForm[index]!]
    if (from === to)
      return this.spreadFrom > index && from === 0 ? Math.max(0, this.values[index]!) : 0
    let low = Infinity
    let high = -Infinity
    for (let line = from; line < to; line++) {
      const value = this.values[line]! + this.added[line]!
      if (value < low) low = value
      if (value > high) high = value
    }
    return Math.max(0, high - low - this.allowed[index]!)
  }

  /** Writes down the amount that the values now mean. */
  private settle(index: number): void {
    const amount = this.amountOf(index)
    const before = this.amounts[index]!
    if (amount === before) return
    this.cost += this.weights[index]! * (amount - before)
    this.totals[this.levels[index]!]! += this.prices[index]! * (amount - before)
    this.amounts[index] = amount
    const list = this.levels[index] === MUST ? this.broken : this.missed
    const at = this.place[index]!
    if (amount > SMALL && at < 0) {
      this.place[index] = list.length
      list.push(index)
    } else if (amount <= SMALL && at >= 0) {
      const last = list.pop()!
      this.place[index] = -1
      if (last === index) return
      list[at] = last
      this.place[last] = at
    }
  }
}
