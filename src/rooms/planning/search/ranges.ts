// What can weighed cells add up to, at least and at most, while every must holds? Without whole numbers.
import { boundAt } from '../../../platform/solver/blocks.ts'
import { LEVELS, MUST } from '../flat.ts'
import { reduce } from '../linear.ts'
import type { Hunt } from './hunt.ts'

export type Range = { least: number; most: number }
export type RangeOf = (variables: ArrayLike<number>, weights: ArrayLike<number>) => Range | null

/** The rows of the musts are written once for all questions. */
export function rangesOf(hunt: Hunt): RangeOf {
  const { compiled, roster, budget } = hunt
  const costs = Array.from({ length: LEVELS }, (_, level) => (level === MUST ? Infinity : 0))
  const free = new Uint8Array(roster.length).fill(1)
  const { problem, variables } = reduce(compiled, roster, { free, costs, tight: true })
  const columns = new Map([...variables].map((variable, column) => [variable, column]))
  const solve = (cost: Float64Array) => {
    const limits = budget.slice(budget.left() / 4)
    const priced = { ...problem, cost }
    const { rowDuals } = hunt.solver(priced, { ...limits, relaxed: true, interior: true })
    budget.spend(problem.indices.length / 20)
    return rowDuals && boundAt(priced, rowDuals)
  }
  return (asked, weights) => {
    const cost = new Float64Array(problem.columns)
    for (let i = 0; i < asked.length; i++) {
      const column = columns.get(asked[i]!)
      if (column !== undefined) cost[column]! += weights[i]!
    }
    const least = solve(cost)
    const most = least === null ? null : solve(cost.map((value) => -value))
    return least === null || most === null ? null : { least, most: -most }
  }
}
