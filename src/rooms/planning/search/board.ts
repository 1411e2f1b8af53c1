// What would a change of a few cells cost? All counts kept in flat arrays, a million questions a second.
import { type Compiled, LEVELS, MUST } from '../flat.ts'
import { EMPTY, type Roster } from '../world.ts'

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
  private readonly place: Int32Array
  private readonly starts: Int32Array
  private readonly entryFlat: Int32Array
  /** Form that the entry changes; -1: a literal of `when`. */
  private readonly entryForm: Int32Array
  private readonly entryWeight: Float64Array
  private readonly firstForm: Int32Array
  private readonly values: Float64Array
  /** Literals of `when` that do not hold. */
  private readonly missing: Int32Array
  private readonly allowed: Float64Array
  private readonly levels: Uint8Array
  private readonly prices: Float64Array
  private readonly formChange: Float64Array
  private readonly whenChange: Int32Array
  private readonly isTouched: Uint8Array
  private readonly touched: Int32Array
  private touchedCount = 0

  constructor(compiled: Compiled, roster: Roster, weights: Float64Array) {
    const { flats, world } = compiled
    this.compiled = compiled
    this.roster = world.emptyRoster()
    this.weights = weights
    this.firstForm = new Int32Array(flats.length + 1)
    for (const flat of flats)
      this.firstForm[flat.index + 1] = this.firstForm[flat.index]! + flat.forms.length
    const forms = flats.flatMap((flat) => flat.forms)
    this.values = Float64Array.from(forms, (form) => form.constant)
    this.missing = Int32Array.from(flats, (flat) => flat.when.filter((lit) => lit >= 0).length)
    this.allowed = Float64Array.from(flats, (flat) => flat.allowed)
    this.levels = Uint8Array.from(flats, (flat) => flat.level)
    this.prices = Float64Array.from(flats, (flat) => flat.price)
    this.amounts = new Float64Array(flats.length)
    this.place = new Int32Array(flats.length).fill(-1)
    this.formChange = new Float64Array(forms.length)
    this.whenChange = new Int32Array(flats.length)
    this.isTouched = new Uint8Array(flats.length)
    this.touched = new Int32Array(flats.length)
    const entries = indexEntries(compiled, this.firstForm)
    this.starts = entries.starts
    this.entryFlat = entries.flat
    this.entryForm = entries.form
    this.entryWeight = entries.weight
    for (const flat of flats) this.settle(flat.index)
    roster.forEach((work, cell) => this.set([cell], [work], 1))
  }

  /** By how much the cost would change if these cells held these works; nothing changes. */
  probe(cells: readonly number[], works: readonly number[], count: number): number {
    this.collect(cells, works, count)
    let change = 0
    for (let i = 0; i < this.touchedCount; i++) {
      const index = this.touched[i]!
      change += this.weights[index]! * (this.amountAfter(index) - this.amounts[index]!)
      this.forget(index)
    }
    this.touchedCount = 0
    return change
  }

  set(cells: readonly number[], works: readonly number[], count: number): void {
    this.collect(cells, works, count)
    for (let i = 0; i < count; i++) this.roster[cells[i]!] = works[i]!
    for (let i = 0; i < this.touchedCount; i++) {
      const index = this.touched[i]!
      this.missing[index]! += this.whenChange[index]!
      for (let form = this.firstForm[index]!; form < this.firstForm[index + 1]!; form++)
        this.values[form]! += this.formChange[form]!
      this.forget(index)
      this.settle(index)
    }
    this.touchedCount = 0
  }

  /** Counts more on this one from now on. */
  weigh(index: number, more: number): void {
    this.weights[index]! += more
    this.cost += more * this.amounts[index]!
  }

  private collect(cells: readonly number[], works: readonly number[], count: number): void {
    const { workCount } = this.compiled.world
    for (let i = 0; i < count; i++) {
      const cell = cells[i]!
      const [before, after] = [this.roster[cell]!, works[i]!]
      if (before === after) continue
      if (before !== EMPTY) this.add(cell * workCount + before, -1)
      if (after !== EMPTY) this.add(cell * workCount + after, 1)
    }
  }

  private add(variable: number, sign: number): void {
    const { starts, entryFlat, entryForm, entryWeight } = this
    for (let at = starts[variable]!; at < starts[variable + 1]!; at++) {
      const index = entryFlat[at]!
      const form = entryForm[at]!
      if (form < 0) this.whenChange[index]! += sign * entryWeight[at]!
      else this.formChange[form]! += sign * entryWeight[at]!
      if (this.isTouched[index]) continue
      this.isTouched[index] = 1
      this.touched[this.touchedCount++] = index
    }
  }

  private amountAfter(index: number): number {
    if (this.missing[index]! + this.whenChange[index]! !== 0) return 0
    const [from, to] = [this.firstForm[index]!, this.firstForm[index + 1]!]
    if (to - from === 1) return Math.max(0, this.values[from]! + this.formChange[from]!)
    let low = Infinity
    let high = -Infinity
    for (let form = from; form < to; form++) {
      const value = this.values[form]! + this.formChange[form]!
      if (value < low) low = value
      if (value > high) high = value
    }
    return to > from ? Math.max(0, high - low - this.allowed[index]!) : 0
  }

  private forget(index: number): void {
    this.isTouched[index] = 0
    this.whenChange[index] = 0
    for (let form = this.firstForm[index]!; form < this.firstForm[index + 1]!; form++)
      this.formChange[form] = 0
  }

  /** Writes down the amount that the values now mean. */
  private settle(index: number): void {
    const amount = this.amountAfter(index)
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

/** For every variable what it changes: a form by a weight, or a literal of `when`. */
function indexEntries(compiled: Compiled, firstForm: Int32Array) {
  const { flats, touching } = compiled
  const starts = touching.starts
  const size = starts.at(-1)!
  const entries = {
    starts,
    flat: new Int32Array(size),
    form: new Int32Array(size),
    weight: new Float64Array(size),
  }
  const next = starts.slice()
  const write = (variable: number, index: number, form: number, weight: number) => {
    const at = next[variable]!++
    entries.flat[at] = index
    entries.form[at] = form
    entries.weight[at] = weight
  }
  for (const flat of flats) {
    for (const lit of flat.when) write(lit < 0 ? ~lit : lit, flat.index, -1, lit < 0 ? 1 : -1)
    flat.forms.forEach((form, nth) =>
      form.vars.forEach((variable, i) =>
        write(variable, flat.index, firstForm[flat.index]! + nth, form.weights[i]!),
      ),
    )
  }
  return entries
}
