// The solver answers small problems as one can check by hand, and obeys its limits.
import { expect, test } from 'vitest'
import { boundAt } from './blocks.ts'
import { loadSolver, type SparseProblem } from './highs.ts'

const solver = await loadSolver()

/** Rows as lists of [column, weight]. */
function problemOf(
  cost: number[],
  rows: { low: number; high: number; terms: [number, number][] }[],
  upper = 1,
): SparseProblem {
  const starts = [0]
  for (const row of rows) starts.push(starts.at(-1)! + row.terms.length)
  return {
    columns: cost.length,
    rows: rows.length,
    cost: Float64Array.from(cost),
    lower: new Float64Array(cost.length),
    upper: new Float64Array(cost.length).fill(upper),
    integer: new Int32Array(cost.length).fill(1),
    rowLower: Float64Array.from(rows, ({ low }) => low),
    rowUpper: Float64Array.from(rows, ({ high }) => high),
    starts: Int32Array.from(starts),
    indices: Int32Array.from(rows.flatMap(({ terms }) => terms.map(([column]) => column))),
    values: Float64Array.from(rows.flatMap(({ terms }) => terms.map(([, weight]) => weight))),
  }
}

const knapsack = problemOf(
  [-6, -10, -12],
  [
    {
      low: -Infinity,
      high: 5,
      terms: [
        [0, 1],
        [1, 2],
        [2, 3],
      ],
    },
  ],
)

test('a knapsack is filled as well as possible', () => {
  const { status, values, objective, bound } = solver(knapsack)
  expect(status).toBe('optimal')
  expect([...values!]).toEqual([0, 1, 1])
  expect(objective).toBe(-22)
  expect(bound).toBeCloseTo(-22)
})

test('without whole numbers the row has a price', () => {
  const { objective, rowDuals } = solver(knapsack, { relaxed: true })
  expect(objective).toBeCloseTo(-24)
  expect(rowDuals![0]).toBeCloseTo(-4)
})

test('whatever the prices, no solution is cheaper than the bound that they give', () => {
  const { objective, rowDuals } = solver(knapsack, { relaxed: true })
  expect(boundAt(knapsack, rowDuals!)).toBeCloseTo(objective, 6)
  const { objective: whole } = solver(knapsack)
  for (const price of [-1000, -5, -3.9, -0.1, 0, 0.1, 7, 1000])
    expect(boundAt(knapsack, Float64Array.of(price))).toBeLessThanOrEqual(whole + 1e-9)
})

test('what cannot be is called infeasible, with columns and without', () => {
  const rows = [{ low: 2, high: Infinity, terms: [[0, 1]] as [number, number][] }]
  expect(solver(problemOf([1], rows)).status).toBe('infeasible')
  expect(
    solver({
      ...problemOf([], []),
      rows: 1,
      rowLower: Float64Array.of(1),
      rowUpper: Float64Array.of(1),
      starts: Int32Array.of(0, 0),
    }).status,
  ).toBe('infeasible')
})

/** Market split: small, and far beyond what branching can finish in a moment. */
function marketSplit(): SparseProblem {
  let count = 0
  const next = () => Math.floor(Math.abs(Math.sin(++count) * 1e4) % 100)
  const columns = 40
  const rows = Array.from({ length: 5 }, () => {
    const weights = Array.from({ length: columns }, next)
    const half = Math.floor(weights.reduce((sum, weight) => sum + weight, 0) / 2)
    return { low: half, high: half, terms: weights.map((w, i): [number, number] => [i, w]) }
  })
  return problemOf(
    Array.from({ length: columns }, () => 0),
    rows,
  )
}

test('it stops at a time limit, at a work limit and when told to', () => {
  const hard = marketSplit()
  expect(solver(hard, { seconds: 0.3 }).status).toBe('limit')
  const [one, other] = [solver(hard, { work: 2000 }), solver(hard, { work: 2000 })]
  expect(one.status).toBe('limit')
  expect(one.work).toBe(other.work)
  let asked = 0
  expect(solver(hard, { stop: () => ++asked >= 40 }).status).toBe('limit')
  // It is asked in several places, and asks no further round once it has been told.
  expect(asked).toBeGreaterThanOrEqual(40)
  expect(asked).toBeLessThan(60)
})
