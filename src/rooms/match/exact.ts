// Is there a stable matching at all? A market with couples as a whole-number problem, solved to the end.
import type { Solver, SparseProblem } from '../../platform/solver/highs.ts'
import { type Held } from './engine.ts'
import { type Market, NONE } from './market.ts'

/** Beyond so many entries of lists it is not asked: minutes, and memory. */
export const MOST_ENTRIES = 20_000

/**
 * One column for each entry that could come true. Nobody may object: for each entry either its
 * agent has one at least as dear, or one of its programmes is full with people whom it ranks higher
 * (a pair does not count itself). Null: proven that there is none. Undefined: not decided in time.
 */
export function findStable(
  market: Market,
  quotas: Int32Array,
  solver: Solver,
  seconds: number,
): Held | null | undefined {
  const model = new Model()
  const { agentAt, firstProgramme: p1, secondProgramme: p2, firstRank: r1, secondRank: r2 } = market
  /** Those who would sit at a programme: agent, rank, column. */
  const seats: Seat[][] = market.programmes.map(() => [])
  const columns: number[][] = []
  const columnOf = new Int32Array(p1.length).fill(NONE)
  for (let g = 0; g < market.agents; g++) {
    const mine: number[] = []
    for (let entry = agentAt[g]!; entry < agentAt[g + 1]!; entry++) {
      if (!isPossible(market, quotas, entry)) continue
      const column = model.add(1)
      columnOf[entry] = column
      mine.push(column)
      if (p1[entry] !== NONE)
        seats[p1[entry]!]!.push({ agent: g, isFirst: true, rank: r1[entry]!, column })
      if (p2[entry] !== NONE)
        seats[p2[entry]!]!.push({ agent: g, isFirst: false, rank: r2[entry]!, column })
    }
    columns.push(mine)
    if (mine.length > 0)
      model.row(
        mine.map((column) => [column, 1]),
        -Infinity,
        1,
      )
  }
  for (const [p, there] of seats.entries())
    if (there.length > 0)
      model.row(
        there.map(({ column }) => [column, 1]),
        -Infinity,
        quotas[p]!,
      )
  /** A column that may be 1 only when `p` is full with `count` of these. */
  const full = (p: number, count: number, isAbove: (seat: Seat) => boolean): number => {
    const column = model.add(1)
    const above = seats[p]!.filter(isAbove)
    model.row([...above.map((seat): Term => [seat.column, 1]), [column, -count]], 0, Infinity)
    return column
  }
  /** By others above this rank; the place of one's partner is no room either. */
  const fullFor = (p: number, rank: number, agent: number, isFirst: boolean) =>
    full(p, quotas[p]!, (seat) =>
      seat.agent === agent ? seat.isFirst !== isFirst : seat.rank < rank,
    )
  for (let g = 0; g < market.agents; g++) {
    const soFar: Term[] = []
    for (let entry = agentAt[g]!; entry < agentAt[g + 1]!; entry++) {
      if (columnOf[entry] === NONE) continue
      soFar.push([columnOf[entry]!, 1])
      const [p, q] = [p1[entry]!, p2[entry]!]
      if (p === NONE && q === NONE) break
      const last = Math.max(r1[entry]!, r2[entry]!)
      const reasons =
        p === q
          ? [full(p, quotas[p]! - 1, (seat) => seat.agent !== g && seat.rank < last)]
          : [
              ...(p === NONE ? [] : [fullFor(p, r1[entry]!, g, true)]),
              ...(q === NONE ? [] : [fullFor(q, r2[entry]!, g, false)]),
            ]
      model.row([...soFar, ...reasons.map((column): Term => [column, 1])], 1, Infinity)
    }
  }
  const { status, values } = solver(model.problem(), { seconds, target: 0 })
  if (values) {
    const held = new Int32Array(market.agents).fill(NONE)
    for (let g = 0; g < market.agents; g++)
      for (let entry = agentAt[g]!; entry < agentAt[g + 1]!; entry++)
        if (columnOf[entry] !== NONE && values[columnOf[entry]!]! > 0.5) held[g] = entry
    return held
  }
  return status === 'infeasible' ? null : undefined
}

function isPossible(market: Market, quotas: Int32Array, entry: number): boolean {
  const { firstProgramme: p1, secondProgramme: p2, firstRank: r1, secondRank: r2 } = market
  const [p, q] = [p1[entry]!, p2[entry]!]
  if (p !== NONE && (r1[entry] === NONE || quotas[p] === 0)) return false
  if (q !== NONE && (r2[entry] === NONE || quotas[q] === 0)) return false
  return p === NONE || p !== q || quotas[p]! >= 2
}

type Seat = { agent: number; isFirst: boolean; rank: number; column: number }
type Term = [column: number, factor: number]

class Model {
  private columns = 0
  private readonly upper: number[] = []
  private readonly starts = [0]
  private readonly indices: number[] = []
  private readonly values: number[] = []
  private readonly rowLower: number[] = []
  private readonly rowUpper: number[] = []

  add(upper: number): number {
    this.upper.push(upper)
    return this.columns++
  }

  row(terms: readonly Term[], lower: number, upper: number): void {
    // A pair at one programme takes two places there: its column comes twice.
    const sums = new Map<number, number>()
    for (const [column, factor] of terms) sums.set(column, (sums.get(column) ?? 0) + factor)
    for (const [column, factor] of sums) {
      this.indices.push(column)
      this.values.push(factor)
    }
    this.starts.push(this.indices.length)
    this.rowLower.push(lower)
    this.rowUpper.push(upper)
  }

  problem(): SparseProblem {
    return {
      ...{ columns: this.columns, rows: this.rowLower.length },
      cost: new Float64Array(this.columns),
      lower: new Float64Array(this.columns),
      upper: Float64Array.from(this.upper),
      integer: new Int32Array(this.columns).fill(1),
      rowLower: Float64Array.from(this.rowLower),
      rowUpper: Float64Array.from(this.rowUpper),
      starts: Int32Array.from(this.starts),
      indices: Int32Array.from(this.indices),
      values: Float64Array.from(this.values),
    }
  }
}
