// Counts as sparse linear rows: over all cells, or over a few free cells with the rest put in.
import type { SparseProblem } from '../../platform/solver/highs.ts'
import { type Compiled, cellOf, type Flat, type Form, LEVELS, literalIs } from './flat.ts'
import { amountOf, isTrue, valueOf } from './score.ts'
import { SparseBuilder } from './sparse.ts'
import { tiesOf } from './ties.ts'
import { type Columns, columnsOf, tighten } from './tighten.ts'
import { EMPTY, type Roster } from './world.ts'

export type ReduceOptions = {
  /** Cells that may change; the others stay as in the roster. */
  free: Uint8Array
  /** Cost of one priced unit a level; Infinity = must hold; 0 = ignored. */
  costs: readonly number[]
  /** Highest allowed total of a level, or null. */
  caps?: readonly (number | null)[]
  /** Only these counts are built, in this order; absent = all that a free cell can change. */
  only?: readonly number[]
  /** Rows that mean the same and leave fractions less room; worth its time where a bound is wanted. */
  tight?: boolean
}

export type Reduction = {
  problem: SparseProblem
  /** The variable (cell and work) of each of the first columns. */
  variables: Int32Array
  /** The roster itself as column values. */
  start: Float64Array
  /** Count of each row; -1 for "one work per cell" and caps. */
  rowCounts: Int32Array
  /** The column of each count's amount, where it has one. */
  slacks: ReadonlyMap<number, number>
  /** Objective that no column can change. */
  constant: number
  /** A must is broken whatever the free cells hold. */
  hopeless: boolean
}

const INF = Infinity
const EPSILON = 1e-9

export function reduce(compiled: Compiled, roster: Roster, options: ReduceOptions): Reduction {
  const rows = new Rows(compiled, roster, options)
  rows.addCells()
  if (options.tight) rows.tie()
  for (const index of rows.reached()) rows.addCount(compiled.flats[index]!)
  rows.addCaps()
  return rows.finish()
}

type Part = { constant: number; columns: number[]; weights: number[]; low: number; high: number }

class Rows {
  private readonly compiled: Compiled
  private readonly roster: Roster
  private readonly options: ReduceOptions
  private readonly column: Int32Array
  private readonly variables: number[] = []
  private readonly sparse = new SparseBuilder()
  private readonly rowCounts: number[] = []
  private readonly slacks = new Map<number, number>()
  private readonly levels = Array.from({ length: LEVELS }, () => ({
    constant: 0,
    columns: [] as number[],
    prices: [] as number[],
  }))
  private constant = 0
  private hopeless = false
  private tied: Columns | null = null
  private readonly isTied = new Set<number>()

  constructor(compiled: Compiled, roster: Roster, options: ReduceOptions) {
    this.compiled = compiled
    this.roster = roster
    this.options = options
    const { world } = compiled
    this.column = new Int32Array(world.personCount * world.periodCount * world.workCount).fill(-1)
  }

  /** One column for each work a free cell may hold; at most one of them. */
  addCells(): void {
    const { options, world } = this.compiled
    this.options.free.forEach((isFree, cell) => {
      if (!isFree) return
      const works = options[cell]!.filter((work) => work !== EMPTY)
      const columns = [...works].map((work) => {
        const variable = cell * world.workCount + work
        const column = this.addColumn(0, 1, 0, this.roster[cell] === work ? 1 : 0)
        this.column[variable] = column
        this.variables.push(variable)
        return column
      })
      const mayBeEmpty = works.length < options[cell]!.length
      const ones = columns.map(() => 1)
      if (columns.length > 1 || !mayBeEmpty)
        this.addRow(mayBeEmpty ? -INF : 1, 1, columns, ones, -1)
    })
  }

  /**
   * From here on the leader of what is tied stands for all of it, and rows with such columns are made
   * tight. Elsewhere that has lifted no bound, and whole rows of a person take ever longer to solve.
   */
  tie(): void {
    const { compiled, column, variables } = this
    const leaderOf = tiesOf(compiled, (flat) => this.isHard(flat))
    const leads = variables.map((variable, own) => {
      const lead = column[leaderOf(variable)]!
      return lead < 0 ? own : lead
    })
    leads.forEach((lead, own) => {
      if (lead === own) return
      this.addRow(0, 0, [own, lead], [1, -1], -1)
      this.isTied.add(own).add(lead)
    })
    this.tied = columnsOf(compiled, variables, leads)
  }

  /** Counts that a free cell can change, in order; all counts decide when `only` is given. */
  reached(): readonly number[] {
    const { touching, flats, world } = this.compiled
    if (this.options.only) return this.options.only
    const seen = new Uint8Array(flats.length)
    this.options.free.forEach((isFree, cell) => {
      if (!isFree) return
      const from = touching.starts[cell * world.workCount]!
      const to = touching.starts[(cell + 1) * world.workCount]!
      for (let i = from; i < to; i++) seen[touching.list[i]!] = 1
    })
    for (const flat of flats) if (!seen[flat.index]) this.addFixed(flat)
    return flats.flatMap(({ index }) => (seen[index] ? [index] : []))
  }

  /** Cost of a count that no column can change. */
  private addFixed(flat: Flat, amount = amountOf(this.compiled, this.roster, flat)): void {
    if (amount <= EPSILON) return
    const cost = this.options.costs[flat.level]!
    if (cost === INF) this.hopeless = true
    else this.constant += cost * flat.price * amount
    this.levels[flat.level]!.constant += flat.price * amount
  }

  addCount(flat: Flat): void {
    if (this.options.costs[flat.level] === 0 && (this.options.caps?.[flat.level] ?? null) === null)
      return
    const when = this.openLiterals(flat)
    if (!when) return
    if (flat.kind === 'spread') return this.addSpread(flat)
    const part = this.substitute(flat.forms[0]!)
    if (part.high <= EPSILON) return
    if (part.columns.length === 0 && when.columns.length === 0)
      return this.addFixed(flat, part.constant)
    const { columns, weights } = part
    let limit = -part.constant
    // While a literal of `when` is false the row must not bind: it gets room for the worst case.
    if (when.columns.length > 0) {
      const room = part.high
      when.columns.forEach((column, i) => {
        const sign = when.signs[i]!
        columns.push(column)
        weights.push(room * sign)
        limit += sign > 0 ? room : 0
      })
    }
    const whole = { columns, weights, limit }
    const isTied = this.tied && columns.some((column) => this.isTied.has(column))
    const row = this.tied && isTied ? tighten(whole, this.tied) : whole
    if (!this.isHard(flat)) {
      row.columns.push(this.addSlack(flat, part.high))
      row.weights.push(-1)
    }
    this.addRow(-INF, row.limit, row.columns, row.weights, flat.index)
  }

  /** Literals of `when` that are still open; null when one is false for certain. */
  private openLiterals(flat: Flat): { columns: number[]; signs: number[] } | null {
    const open = { columns: [] as number[], signs: [] as number[] }
    for (const lit of flat.when) {
      const variable = lit < 0 ? ~lit : lit
      const cell = cellOf(this.compiled.world, lit)
      const column = this.column[variable]!
      if (column >= 0) {
        open.columns.push(column)
        open.signs.push(lit < 0 ? -1 : 1)
      } else {
        const holds = this.options.free[cell]
          ? lit < 0
          : literalIs(this.compiled.world, lit, this.roster[cell]!)
        if (!holds) return null
      }
    }
    return open
  }

  private addSpread(flat: Flat): void {
    const parts = flat.forms.map((form) => this.substitute(form))
    if (parts.length === 0) return
    const floor = Math.max(...parts.map((part) => part.low))
    const ceiling = Math.min(...parts.map((part) => part.high))
    const most = Math.max(...parts.map((part) => part.high))
    const least = Math.min(...parts.map((part) => part.low))
    if (most - least - flat.allowed <= EPSILON) return
    const now = flat.forms.map((form) => valueOf(this.compiled, this.roster, form))
    const high = this.addColumn(floor, most, 0, Math.max(...now))
    const low = this.addColumn(least, ceiling, 0, Math.min(...now))
    for (const { constant, columns, weights } of parts) {
      if (columns.length === 0) continue
      this.addRow(-INF, -constant, [...columns, high], [...weights, -1], flat.index)
      this.addRow(-constant, INF, [...columns, low], [...weights, -1], flat.index)
    }
    if (this.isHard(flat))
      return void this.addRow(-INF, flat.allowed, [high, low], [1, -1], flat.index)
    const slack = this.addSlack(flat, most - least)
    this.addRow(-INF, flat.allowed, [high, low, slack], [1, -1, -1], flat.index)
  }

  /** A form with every decided cell put in, and the least and most it can become. */
  private substitute(form: Form): Part {
    const part: Part = { constant: form.constant, columns: [], weights: [], low: 0, high: 0 }
    const { world } = this.compiled
    for (let from = 0; from < form.vars.length;) {
      const cell = cellOf(world, form.vars[from]!)
      const options = this.compiled.options[cell]!
      const free = this.options.free[cell]
      let [low, high, met] = [INF, -INF, 0]
      for (; from < form.vars.length && cellOf(world, form.vars[from]!) === cell; from++) {
        const variable = form.vars[from]!
        const weight = form.weights[from]!
        const column = this.column[variable]!
        if (column >= 0) {
          part.columns.push(column)
          part.weights.push(weight)
          low = Math.min(low, weight)
          high = Math.max(high, weight)
          met++
        } else if (!free && isTrue(this.compiled, this.roster, variable)) part.constant += weight
      }
      if (met < options.length) {
        low = Math.min(low, 0)
        high = Math.max(high, 0)
      }
      if (free) {
        part.low += low
        part.high += high
      }
    }
    part.low += part.constant
    part.high += part.constant
    return part
  }

  private isHard(flat: Flat): boolean {
    return this.options.costs[flat.level] === INF
  }

  private addSlack(flat: Flat, most: number): number {
    const cost = this.options.costs[flat.level]! * flat.price
    const column = this.addColumn(0, most, cost, amountOf(this.compiled, this.roster, flat))
    const level = this.levels[flat.level]!
    level.columns.push(column)
    level.prices.push(flat.price)
    this.slacks.set(flat.index, column)
    return column
  }

  addCaps(): void {
    this.options.caps?.forEach((cap, index) => {
      const level = this.levels[index]!
      if (cap === null || level.columns.length === 0) return
      this.addRow(-INF, cap - level.constant + 1e-7, level.columns, level.prices, -1)
    })
  }

  private addColumn(lower: number, upper: number, cost: number, start: number): number {
    return this.sparse.addColumn(lower, upper, cost, start)
  }

  private addRow(
    lower: number,
    upper: number,
    columns: number[],
    weights: number[],
    count: number,
  ): void {
    this.sparse.addRow(lower, upper, columns, weights)
    this.rowCounts.push(count)
  }

  finish(): Reduction {
    return {
      ...this.sparse.finish(this.variables.length),
      variables: Int32Array.from(this.variables),
      rowCounts: Int32Array.from(this.rowCounts),
      slacks: this.slacks,
      constant: this.constant,
      hopeless: this.hopeless,
    }
  }
}
