// Which whole rows are known of each person, and which of them together make the cheapest roster?
import type { SparseProblem } from '../../../platform/solver/highs.ts'
import { RowLists } from '../../../platform/solver/row-lists.ts'
import { type Compiled, LEVELS } from '../flat.ts'
import { EMPTY, type Roster } from '../world.ts'
import { type Lines, linesOf } from './lines.ts'

const SMALL = 1e-7

/** A row of one person: what it costs by itself, goal by goal, and what it adds to shared lines. */
export type KnownRow = {
  person: number
  works: Int16Array
  own: Float64Array
  lines: number[]
  weights: number[]
}

/**
 * Columns: what each line of `slacks` passes its limit by, then `rows`. Rows: one a person, then the
 * shared lines, where `lineRows` says (-1 = nowhere).
 */
export type Master = {
  problem: SparseProblem
  rows: KnownRow[]
  lineRows: Int32Array
  slacks: number[]
}

/** Whose a count is that nobody's, or several people's, cells decide. */
const NOBODY = -2
const SEVERAL = -1

/**
 * Counts that only one person's cells decide are paid by each row alone; the lines of all others are
 * added up over people.
 */
export class RowPool {
  readonly rows: KnownRow[] = []
  /** The person whose cells alone decide a count; SEVERAL or NOBODY. */
  readonly owners: Int32Array
  private readonly compiled: Compiled
  private readonly lines: Lines
  private readonly ownCounts: number[][]
  private readonly known: Set<string>[]
  private readonly values: Float64Array

  constructor(compiled: Compiled) {
    const { personCount } = compiled.world
    this.compiled = compiled
    this.lines = linesOf(compiled)
    this.owners = this.findOwners()
    this.ownCounts = Array.from({ length: personCount }, () => [])
    this.owners.forEach((owner, count) => owner >= 0 && this.ownCounts[owner]!.push(count))
    this.known = Array.from({ length: personCount }, () => new Set())
    this.values = this.lines.constants.slice()
  }

  countOf(line: number): number {
    const { length } = this.compiled.flats
    return line < length ? line : this.lines.spreadOf[line - length]!
  }

  /** Every row of a roster; those of the best one must be known before a master can be solved. */
  learn(roster: Roster): void {
    const { personCount, periodCount } = this.compiled.world
    for (let p = 0; p < personCount; p++)
      this.add(p, roster.slice(p * periodCount, (p + 1) * periodCount))
  }

  /** False when the row is known. */
  add(person: number, works: Int16Array): boolean {
    const name = works.join()
    if (this.known[person]!.has(name)) return false
    this.known[person]!.add(name)
    this.rows.push(this.weigh(person, works))
    return true
  }

  /**
   * One row of each person, at these costs of the goals (Infinity = must not be missed). Rows that
   * miss by themselves what must hold take no part; spreads over several people are left out.
   */
  master(costs: readonly number[], known: readonly KnownRow[] = this.rows): Master {
    const { flats, world } = this.compiled
    const { constants } = this.lines
    const shared = flats.filter(
      ({ index, kind, level }) =>
        this.owners[index] === SEVERAL && kind === 'excess' && costs[level] !== 0,
    )
    const lineRows = new Int32Array(constants.length).fill(-1)
    shared.forEach(({ index }, nth) => (lineRows[index] = world.personCount + nth))
    const sparse = new RowLists(world.personCount + shared.length)
    const slacks: number[] = []
    for (const { index, level, price } of shared) {
      if (costs[level] === Infinity) continue
      sparse.put(lineRows[index]!, sparse.addColumn(costs[level]! * price, 0, Infinity), -1)
      slacks.push(index)
    }
    const rows = known.filter(({ own }) =>
      own.every((amount, level) => amount <= SMALL || costs[level] !== Infinity),
    )
    for (const { person, own, lines, weights } of rows) {
      let cost = 0
      own.forEach((amount, level) => (cost += amount > SMALL ? amount * costs[level]! : 0))
      const column = sparse.addColumn(cost, 0, 1)
      sparse.put(person, column, 1)
      lines.forEach((line, i) => {
        if (lineRows[line]! >= 0) sparse.put(lineRows[line]!, column, weights[i]!)
      })
    }
    const each = (person: number, value: (line: number) => number) =>
      Float64Array.from([
        ...Array.from({ length: world.personCount }, () => person),
        ...shared.map(({ index }) => value(index)),
      ])
    const problem = sparse.finish(
      each(1, () => -Infinity),
      each(1, (line) => -constants[line]!),
    )
    return { problem, rows, lineRows, slacks }
  }

  private weigh(person: number, works: Int16Array): KnownRow {
    const { compiled, lines, values, owners } = this
    const { flats, world } = compiled
    const added = new Map<number, number>()
    works.forEach((work, t) => {
      if (work === EMPTY) return
      const variable = world.cell(person, t) * world.workCount + work
      for (let at = lines.starts[variable]!; at < lines.starts[variable + 1]!; at++)
        added.set(lines.line[at]!, (added.get(lines.line[at]!) ?? 0) + lines.weight[at]!)
    })
    for (const [line, weight] of added) values[line]! += weight
    const own = new Float64Array(LEVELS)
    for (const count of this.ownCounts[person]!)
      own[flats[count]!.level]! += flats[count]!.price * this.amountOf(count)
    for (const line of added.keys()) values[line] = lines.constants[line]!
    const shared = [...added].filter(([line]) => owners[this.countOf(line)] === SEVERAL)
    return {
      ...{ person, works, own },
      lines: shared.map(([line]) => line),
      weights: shared.map(([, weight]) => weight),
    }
  }

  private amountOf(count: number): number {
    const { firstForm, lastForm } = this.lines
    const { kind, allowed } = this.compiled.flats[count]!
    if (kind === 'excess') return Math.max(0, this.values[count]!)
    const loads = this.values.subarray(firstForm[count]!, lastForm[count]!)
    return loads.length === 0 ? 0 : Math.max(0, Math.max(...loads) - Math.min(...loads) - allowed)
  }

  private findOwners(): Int32Array {
    const { flats, world } = this.compiled
    const { starts, line } = this.lines
    const owners = new Int32Array(flats.length).fill(NOBODY)
    const perPerson = world.periodCount * world.workCount
    for (let variable = 0; variable + 1 < starts.length; variable++) {
      const person = Math.floor(variable / perPerson)
      for (let at = starts[variable]!; at < starts[variable + 1]!; at++) {
        const count = this.countOf(line[at]!)
        if (owners[count] === NOBODY) owners[count] = person
        else if (owners[count] !== person) owners[count] = SEVERAL
      }
    }
    return owners
  }
}
