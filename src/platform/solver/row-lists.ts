// How is a sparse problem written whose rows grow column by column?
import type { SparseProblem } from './highs.ts'

export class RowLists {
  private readonly rows: { columns: number[]; weights: number[] }[]
  private readonly cost: number[] = []
  private readonly lower: number[] = []
  private readonly upper: number[] = []

  constructor(rowCount: number) {
    this.rows = Array.from({ length: rowCount }, () => ({ columns: [], weights: [] }))
  }

  /** Index of the new column. */
  addColumn(cost: number, lower: number, upper: number): number {
    this.lower.push(lower)
    this.upper.push(upper)
    return this.cost.push(cost) - 1
  }

  /** A column stands in a row once at most. */
  put(row: number, column: number, weight: number): void {
    this.rows[row]!.columns.push(column)
    this.rows[row]!.weights.push(weight)
  }

  finish(rowLower: Float64Array, rowUpper: Float64Array): SparseProblem {
    const starts = new Int32Array(this.rows.length + 1)
    this.rows.forEach(({ columns }, i) => (starts[i + 1] = starts[i]! + columns.length))
    return {
      columns: this.cost.length,
      rows: this.rows.length,
      cost: Float64Array.from(this.cost),
      lower: Float64Array.from(this.lower),
      upper: Float64Array.from(this.upper),
      ...{ rowLower, rowUpper, starts },
      indices: Int32Array.from(this.rows.flatMap(({ columns }) => columns)),
      values: Float64Array.from(this.rows.flatMap(({ weights }) => weights)),
    }
  }
}
