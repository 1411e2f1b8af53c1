// How cheap can a problem of linked blocks be at best? Prices on the linking rows, blocks solved whole.
import { reducedCosts, type Split, split } from './blocks.ts'
import type { Solver, SparseProblem } from './highs.ts'
import { RowLists } from './row-lists.ts'

/** One way to fill a block: what it costs and what it weighs in the linking rows. */
type Way = { block: number; values: Float64Array; cost: number; rows: number[]; weights: number[] }

export type RelaxOptions = {
  owner: Int32Array
  blockCount: number
  solver: Solver
  /** Limits for one solve of at most so many seconds. */
  slice: (seconds: number) => { seconds?: number; work?: number; stop: () => boolean }
  isOver: () => boolean
  onWork: (work: number) => void
}

const LONGEST_BLOCK = 4
const LONGEST_ALONE = 1
/** Part of the best prices so far in the next ones. */
const KEEP = 0.6
const LONGEST_MASTER = 10
/** Rounds in which the bound has not risen, after which others may use the time. */
const PATIENCE = 8
/** Part of all that a block pays by which its least may be wrong. */
const DOUBT = 1e-5

/**
 * Lagrangian bound by column generation. At any prices of the linking rows the blocks, each solved
 * alone with its whole numbers, add up to a bound; the restricted master chooses the next prices.
 */
export class Relaxation {
  readonly split: Split
  /** No solution of the whole is cheaper. */
  bound = -Infinity
  /** Cost of the best mixture of known ways; the bound cannot rise above it once they are all known. */
  ceiling = Infinity
  /** The best bound by prices, and those prices. */
  private priced = -Infinity
  private prices: Float64Array
  readonly ways: Way[] = []
  private readonly options: RelaxOptions
  private readonly known = new Set<string>()

  constructor(problem: SparseProblem, options: RelaxOptions) {
    this.options = options
    this.split = split(problem, options.owner, options.blockCount)
    this.prices = new Float64Array(this.split.linkRows.length)
  }

  /** The ways of a solution of the whole; the first call comes before everything else. */
  learn(values: Float64Array): void {
    this.split.blocks.forEach((block, index) =>
      this.keep(
        index,
        Float64Array.from(block.columns, (column) => values[column]!),
      ),
    )
  }

  /**
   * Each block by itself, nothing linked: quick, and already telling where one block is the trouble.
   * Only blocks that cost something in the solution are solved; the others cost their floor.
   */
  solveAlone(values: Float64Array, isEnough: () => boolean, onBound: () => void): void {
    const { blocks, shared, problem } = this.split
    const floors = blocks.map((block) => floorOf(block.problem))
    const spent = blocks.map((block) =>
      block.columns.reduce((sum, column) => sum + problem.cost[column]! * values[column]!, 0),
    )
    let total = floors.reduce((sum, floor) => sum + floor, 0)
    for (const column of shared.columns) total += floorAt(problem, column)
    for (const index of [...blocks.keys()].sort((one, other) => spent[other]! - spent[one]!)) {
      if (isEnough() || spent[index]! <= floors[index]! + 1e-9) return
      const least = this.solveBlock(index, blocks[index]!.problem.cost, LONGEST_ALONE)
      if (least <= floors[index]!) continue
      total += least - floors[index]!
      if (total <= this.bound) continue
      this.bound = total
      onBound()
    }
  }

  /** One round of all blocks at the prices of rows of the whole problem; `false`: cut short. */
  priceWhole(rowPrices: Float64Array): boolean {
    return this.price(Float64Array.from(this.split.linkRows, (row) => rowPrices[row]!))
  }

  /** Rounds until the bound meets the ceiling (true), no longer rises, `isEnough`, or the time is over. */
  run(isEnough: () => boolean, onBound: () => void): boolean {
    for (let idle = 0; idle < PATIENCE && !this.options.isOver();) {
      const before = this.priced
      const wayCount = this.ways.length
      const master = this.solveMaster()
      if (!master) return false
      if (this.ceiling - this.bound < 1e-4 * Math.max(1, Math.abs(this.ceiling))) return true
      // The master's prices swing; halfway from the best ones they are worth more.
      const keep = before === -Infinity || idle > 2 ? 0 : KEEP
      if (!this.price(master.map((price, row) => keep * this.prices[row]! + (1 - keep) * price)))
        return false
      if (this.ways.length === wayCount && keep === 0) return true
      idle = this.priced <= before + 1e-7 ? idle + 1 : 0
      if (this.priced > before) onBound()
      if (isEnough()) return false
    }
    return false
  }

  /** The cheapest whole mixture of known ways, as values of all columns. */
  mix(seconds: number): Float64Array | null {
    const { blocks, shared, problem } = this.split
    const master = masterOf(this.split, this.ways)
    const integer = new Int32Array(master.columns).fill(1, shared.columns.length)
    const outcome = this.options.solver({ ...master, integer }, this.options.slice(seconds))
    this.options.onWork(outcome.work + master.rows / 10)
    if (!outcome.values) return null
    const values = new Float64Array(problem.columns)
    shared.columns.forEach((column, i) => (values[column] = outcome.values![i]!))
    this.ways.forEach((way, nth) => {
      if (outcome.values![shared.columns.length + nth]! < 0.5) return
      blocks[way.block]!.columns.forEach((column, i) => (values[column] = way.values[i]!))
    })
    return values
  }

  private price(wanted: Float64Array): boolean {
    const { problem, linkRows, shared, blocks } = this.split
    let total = 0
    const prices = wanted.map((price, link) => {
      const row = linkRows[link]!
      const limit = price > 0 ? problem.rowLower[row]! : problem.rowUpper[row]!
      if (!Number.isFinite(limit) || Math.abs(price) < 1e-9) return 0
      total += price * limit
      return price
    })
    const cost = Float64Array.from(shared.columns, (column) => problem.cost[column]!)
    reducedCosts(cost, shared.links, prices).forEach((price, i) => {
      const column = shared.columns[i]!
      if (Math.abs(price) > 1e-12)
        total += price * (price > 0 ? problem.lower[column]! : problem.upper[column]!)
    })
    for (let index = 0; index < blocks.length; index++) {
      if (this.options.isOver()) return false
      const bound = this.solveBlock(
        index,
        reducedCosts(blocks[index]!.problem.cost, blocks[index]!.links, prices),
      )
      if (bound === -Infinity) return false
      total += bound
    }
    if (total > this.priced) Object.assign(this, { priced: total, prices })
    this.bound = Math.max(this.bound, total)
    return true
  }

  /** The least that a block costs, at these prices of its columns. */
  private solveBlock(index: number, cost: Float64Array, most = LONGEST_BLOCK): number {
    const { solver, slice, onWork } = this.options
    const { problem } = this.split.blocks[index]!
    const outcome = solver({ ...problem, cost }, { ...slice(most), gap: 1e-4 })
    onWork(outcome.work + problem.rows / 10)
    if (outcome.status === 'infeasible') return Infinity
    if (outcome.values) this.keep(index, outcome.values)
    // Whole numbers are whole to some digits only, and prices of many rows add that up.
    const weighed = outcome.values?.reduce((sum, value, i) => sum + Math.abs(value * cost[i]!), 0)
    const doubt = DOUBT * Math.max(1, weighed ?? Math.abs(outcome.bound))
    return Number.isFinite(outcome.bound) ? outcome.bound - doubt : -Infinity
  }

  private keep(index: number, values: Float64Array): void {
    const { problem, links } = this.split.blocks[index]!
    const name = `${index}:${values.map((value, i) => (problem.integer?.[i] ? Math.round(value) : 0)).join('')}`
    if (this.known.has(name)) return
    this.known.add(name)
    let cost = 0
    values.forEach((value, i) => (cost += value * problem.cost[i]!))
    const weights = new Map<number, number>()
    for (let i = 0; i < links.rows.length; i++) {
      const weight = links.weights[i]! * values[links.columns[i]!]!
      if (weight !== 0) weights.set(links.rows[i]!, (weights.get(links.rows[i]!) ?? 0) + weight)
    }
    this.ways.push({
      ...{ block: index, values, cost },
      rows: [...weights.keys()],
      weights: [...weights.values()],
    })
  }

  /** Prices of the linking rows when known ways are mixed as cheaply as possible. */
  private solveMaster(): Float64Array | null {
    const problem = masterOf(this.split, this.ways)
    const { solver, slice, onWork } = this.options
    const outcome = solver(problem, { ...slice(LONGEST_MASTER), relaxed: true, interior: true })
    onWork(problem.indices.length / 20)
    if (outcome.status !== 'optimal' || !outcome.rowDuals) return null
    this.ceiling = outcome.objective
    return outcome.rowDuals.slice(0, this.split.linkRows.length)
  }
}

/** What a column costs at least by its limits alone. */
function floorAt({ cost, lower, upper }: SparseProblem, column: number): number {
  const price = cost[column]!
  return price === 0 ? 0 : price * (price > 0 ? lower[column]! : upper[column]!)
}

function floorOf(problem: SparseProblem): number {
  return problem.cost.reduce((sum, _, column) => sum + floorAt(problem, column), 0)
}

/** Linking rows, then one row for each block: its ways are shares that add up to 1. */
function masterOf(parts: Split, ways: readonly Way[]): SparseProblem {
  const { problem, shared, linkRows, blocks } = parts
  const sparse = new RowLists(linkRows.length + blocks.length)
  shared.columns.forEach((column) =>
    sparse.addColumn(problem.cost[column]!, problem.lower[column]!, problem.upper[column]!),
  )
  const { links } = shared
  for (let i = 0; i < links.rows.length; i++)
    sparse.put(links.rows[i]!, links.columns[i]!, links.weights[i]!)
  for (const way of ways) {
    const column = sparse.addColumn(way.cost, 0, 1)
    way.rows.forEach((row, i) => sparse.put(row, column, way.weights[i]!))
    sparse.put(linkRows.length + way.block, column, 1)
  }
  const limits = (values: Float64Array) =>
    Float64Array.from([...Array.from(linkRows, (row) => values[row]!), ...blocks.map(() => 1)])
  return sparse.finish(limits(problem.rowLower), limits(problem.rowUpper))
}
