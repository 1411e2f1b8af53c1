// Columns and rows of a linear problem while they are being collected.
import type { SparseProblem } from '../../platform/solver/highs.ts'

export class SparseBuilder {
  private readonly cost: number[] = []
  private readonly lower: number[] = []
  private readonly upper: number[] = []
  private readonly start: number[] = []
  private readonly rowLower: number[] = []
  private readonly rowUpper: number[] = []
  private readonly starts: number[] = [0]
  private readonly indices: number[] = []
  private readonly values: number[] = []

  /** Index of the new column; `start` is its value in the roster at hand. */
  addColumn(lower: number, upper: number, cost: number, start: number): number {
    this.lower.push(lower)
    this.upper.push(upper)
    this.cost.push(cost)
    this.start.push(start)
    return this.cost.length - 1
  }

  /** A column named twice gets the sum of its weights. */
  addRow(lower: number, upper: number, columns: number[], weights: number[]): void {
    const merged = new Map<number, number>()
    columns.forEach((column, i) => merged.set(column, (merged.get(column) ?? 0) + weights[i]!))
    for (const [column, weight] of merged) {
      if (weight === 0) continue
      this.indices.push(column)
      this.values.push(weight)
    }
    this.starts.push(this.indices.length)
    this.rowLower.push(lower)
    this.rowUpper.push(upper)
  }

  /** The first `wholeCount` columns are whole numbers. */
  finish(wholeCount: number): { problem: SparseProblem; start: Float64Array } {
    return {
      problem: {
        columns: this.cost.length,
        rows: this.rowLower.length,
        cost: Float64Array.from(this.cost),
        lower: Float64Array.from(this.lower),
        upper: Float64Array.from(this.upper),
        integer: new Int32Array(this.cost.length).fill(1, 0, wholeCount),
        rowLower: Float64Array.from(this.rowLower),
        rowUpper: Float64Array.from(this.rowUpper),
        starts: Int32Array.from(this.starts),
        indices: Int32Array.from(this.indices),
        values: Float64Array.from(this.values),
      },
      start: Float64Array.from(this.start),
    }
  }
}
