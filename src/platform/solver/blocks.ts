// How does a problem fall into blocks that only some rows link, and what does each block cost alone?
import type { SparseProblem } from './highs.ts'

/** One block: its columns, the rows inside it, and what its columns weigh in the linking rows. */
export type Block = {
  problem: SparseProblem
  /** Of the whole problem, in the order of the block's own columns. */
  columns: Int32Array
  links: Entries
}

/** Entries of a sparse matrix: row (of the linking rows), column (of the block), weight. */
export type Entries = { rows: Int32Array; columns: Int32Array; weights: Float64Array }

export type Split = {
  problem: SparseProblem
  blocks: Block[]
  /** Columns of no block, and what they weigh in the linking rows. */
  shared: { columns: Int32Array; links: Entries }
  /** Rows of the whole problem that are not inside one block. */
  linkRows: Int32Array
}

type Draft = { columns: number[]; rows: number[]; links: [number, number, number][] }

/** `owner`: block of each column, -1 = none. A row belongs to a block when all its columns do. */
export function split(problem: SparseProblem, owner: Int32Array, blockCount: number): Split {
  const drafts = Array.from({ length: blockCount + 1 }, (): Draft => ({
    columns: [],
    rows: [],
    links: [],
  }))
  const shared = drafts[blockCount]!
  const draftOf = (column: number) => (owner[column]! < 0 ? shared : drafts[owner[column]!]!)
  const place = new Int32Array(problem.columns)
  for (let column = 0; column < problem.columns; column++)
    place[column] = draftOf(column).columns.push(column) - 1
  const linkRows: number[] = []
  for (let row = 0; row < problem.rows; row++) {
    const columns = problem.indices.subarray(problem.starts[row], problem.starts[row + 1])
    if (columns.length === 0) continue
    const first = owner[columns[0]!]!
    if (first >= 0 && columns.every((column) => owner[column] === first)) {
      drafts[first]!.rows.push(row)
      continue
    }
    const link = linkRows.push(row) - 1
    for (let i = problem.starts[row]!; i < problem.starts[row + 1]!; i++) {
      const column = problem.indices[i]!
      draftOf(column).links.push([link, place[column]!, problem.values[i]!])
    }
  }
  return {
    problem,
    blocks: drafts.slice(0, blockCount).map((draft) => ({
      problem: cut(problem, draft, place),
      columns: Int32Array.from(draft.columns),
      links: entriesOf(draft),
    })),
    shared: { columns: Int32Array.from(shared.columns), links: entriesOf(shared) },
    linkRows: Int32Array.from(linkRows),
  }
}

function entriesOf({ links }: Draft): Entries {
  return {
    rows: Int32Array.from(links, (link) => link[0]),
    columns: Int32Array.from(links, (link) => link[1]),
    weights: Float64Array.from(links, (link) => link[2]),
  }
}

function cut(whole: SparseProblem, { columns, rows }: Draft, place: Int32Array): SparseProblem {
  const pick = (values: Float64Array, at: number[]) => Float64Array.from(at, (i) => values[i]!)
  const starts = [0]
  const indices: number[] = []
  const values: number[] = []
  for (const row of rows) {
    for (let i = whole.starts[row]!; i < whole.starts[row + 1]!; i++) {
      indices.push(place[whole.indices[i]!]!)
      values.push(whole.values[i]!)
    }
    starts.push(indices.length)
  }
  return {
    columns: columns.length,
    rows: rows.length,
    cost: pick(whole.cost, columns),
    lower: pick(whole.lower, columns),
    upper: pick(whole.upper, columns),
    integer: Int32Array.from(columns, (column) => whole.integer?.[column] ?? 0),
    rowLower: pick(whole.rowLower, rows),
    rowUpper: pick(whole.rowUpper, rows),
    starts: Int32Array.from(starts),
    indices: Int32Array.from(indices),
    values: Float64Array.from(values),
  }
}

/** Cost of the columns after the linking rows have been paid for at these prices. */
export function reducedCosts(cost: Float64Array, links: Entries, prices: Float64Array) {
  const reduced = cost.slice()
  const { rows, columns, weights } = links
  for (let i = 0; i < rows.length; i++) reduced[columns[i]!]! -= prices[rows[i]!]! * weights[i]!
  return reduced
}

/**
 * No solution, whole or in fractions, is cheaper than this, whatever the prices of the rows: what the
 * rows pay at their limits, and each column at its better end. With the prices of a solved relaxation
 * it is the objective, without the solver's rounding. -Infinity where a column that pays has no end.
 */
export function boundAt(problem: SparseProblem, prices: Float64Array): number {
  const { cost, lower, upper, rowLower, rowUpper, starts, indices, values } = problem
  const reduced = cost.slice()
  let bound = 0
  for (let row = 0; row < problem.rows; row++) {
    const price = prices[row]!
    const limit = price > 0 ? rowLower[row]! : rowUpper[row]!
    // A price on a side that has no limit is rounding; the row is then taken as not there.
    if (price === 0 || !Number.isFinite(limit)) continue
    bound += price * limit
    for (let i = starts[row]!; i < starts[row + 1]!; i++)
      reduced[indices[i]!]! -= price * values[i]!
  }
  for (let column = 0; column < problem.columns; column++) {
    const each = reduced[column]!
    if (each !== 0) bound += each * (each > 0 ? lower[column]! : upper[column]!)
  }
  return bound
}
