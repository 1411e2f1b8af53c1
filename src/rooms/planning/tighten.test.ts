// Tight rows mean what loose ones mean for whole numbers, and bound better where fractions are let in.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, day } from '../../kernel/day.ts'
import { loadSolver } from '../../platform/solver/highs.ts'
import { compile } from './compile.ts'
import { LEVELS, MUST } from './flat.ts'
import { reduce } from './linear.ts'
import { totalsOf } from './score.ts'
import { everyRoster, randomPlan } from './search/random.fixture.ts'
import { planOf, type Post, problemOf } from './search/year.fixture.ts'
import { tiesOf } from './ties.ts'
import { type Columns, tighten } from './tighten.ts'

/** Every column a cell of its own that may be empty. */
const alone: Columns = {
  leadOf: (column) => column,
  cellOf: (column) => column,
  sizeOf: () => 1,
  mayBeEmpty: () => true,
}
const about = { says: () => 'as it is' }

test('a column that alone keeps the limit weighs only as much as that needs', () => {
  // 1 - 2a - b <= amount: a alone is enough.
  expect(tighten({ columns: [0, 1], weights: [-2, -1], limit: -1 }, alone)).toEqual({
    ...{ columns: [0, 1], weights: [-1, -1], limit: -1 },
  })
})

test('a column without which the limit is never reached loses what it weighs too much', () => {
  // 5a + b + c <= 5: with a, neither b nor c; without a, nothing is asked.
  expect(tighten({ columns: [0, 1, 2], weights: [5, 1, 1], limit: 5 }, alone)).toEqual({
    ...{ columns: [0, 1, 2], weights: [2, 1, 1], limit: 2 },
  })
})

test('columns that must be equal are one, with the weights of both', () => {
  const tied: Columns = { ...alone, leadOf: (column) => Math.min(column, 1) }
  // 1 - a - b <= amount where a = b.
  expect(tighten({ columns: [1, 2], weights: [-1, -1], limit: -1 }, tied)).toEqual({
    ...{ columns: [1], weights: [-1], limit: -1 },
  })
})

test('no whole numbers change their amount by it, and no fraction becomes cheaper', () => {
  const row = fc.record({
    weights: fc.array(fc.integer({ min: -4, max: 4 }), { minLength: 5, maxLength: 5 }),
    limit: fc.integer({ min: -4, max: 6 }),
    pairs: fc.boolean(),
  })
  fc.assert(
    fc.property(row, ({ weights, limit, pairs }) => {
      // Columns 0 and 1 share a cell, which holds one of the two when `pairs`.
      const about: Columns = {
        leadOf: (column) => column,
        cellOf: (column) => Math.max(1, column),
        sizeOf: (cell) => (cell === 1 ? 2 : 1),
        mayBeEmpty: (cell) => cell !== 1 || !pairs,
      }
      const loose = { columns: [0, 1, 2, 3, 4], weights, limit }
      const tight = tighten(loose, about)
      const amount = ({ columns, weights: own, limit: most }: typeof loose, at: number[]) =>
        Math.max(
          0,
          columns.reduce((sum, column, i) => sum + at[column]! * own[i]!, -most),
        )
      for (let bits = 0; bits < 32; bits++) {
        const at = Array.from({ length: 5 }, (_, i) => (bits >> i) & 1)
        const held = at[0]! + at[1]!
        if (held > 1 || (pairs && held === 0)) continue
        expect(amount(tight, at)).toBeCloseTo(amount(loose, at), 9)
        const half = at.map((value, i) => (i < 2 ? value : 0.5))
        expect(amount(tight, half)).toBeGreaterThanOrEqual(amount(loose, half) - 1e-9)
      }
    }),
  )
})

/** Three people, a course of two blocks, one of whom it can hold; everybody wishes for it. */
function coursePlan() {
  const start = day('2026-07-06')
  const problem = problemOf({
    periods: [0, 1].map((t) => {
      const date = addDays(start, t)
      return { id: `t${t}`, from: date, to: date }
    }),
    people: [0, 1, 2].map((p) => ({ id: `p${p}`, name: `P${p}` })),
    work: [{ id: 'course' }],
  })
  const whole: Post = {
    says: 'The course is whole, and holds one person.',
    strength: 'must',
    post: (model) => {
      for (const t of [0, 1])
        model.atMost(
          1,
          [0, 1, 2].map((p) => ({ lit: model.lit(p, t, 0), weight: 1 })),
          about,
        )
      for (const p of [0, 1, 2]) {
        const [one, other] = [model.lit(p, 0, 0), model.lit(p, 1, 0)]
        model.notAll([one, model.not(other)], about)
        model.atLeast(
          0,
          [
            { lit: one, weight: 1 },
            { lit: other, weight: -1 },
          ],
          about,
        )
      }
    },
  }
  const wish: Post = {
    says: 'Everybody would like to be there some time.',
    strength: { prefer: 'wish', price: 1 },
    post: (model) => {
      for (const p of [0, 1, 2])
        model.atLeast(
          1,
          [0, 1].map((t) => ({ lit: model.lit(p, t, 0), weight: 1 })),
          about,
        )
    },
  }
  return planOf(problem, [whole, wish])
}

test('who is in one week of a course is in the other, so two of three miss it even in fractions', async () => {
  const solver = await loadSolver()
  const compiled = compile(coursePlan())
  const leaderOf = tiesOf(compiled, ({ level }) => level === MUST)
  expect([0, 1, 2, 3, 4, 5].map(leaderOf)).toEqual([0, 0, 2, 2, 4, 4])
  const roster = compiled.world.emptyRoster()
  const free = new Uint8Array(roster.length).fill(1)
  const costs = Array.from({ length: LEVELS }, (_, level) => (level === MUST ? Infinity : 1))
  const boundOf = (tight: boolean) =>
    solver(reduce(compiled, roster, { free, costs, tight }).problem, { relaxed: true }).objective
  expect(boundOf(false)).toBeCloseTo(1, 6)
  expect(boundOf(true)).toBeCloseTo(2, 6)
})

test('the relaxation of tight rows is never cheaper, and never dearer than the best roster', async () => {
  const solver = await loadSolver()
  const costs = [Infinity, 5, 4, 3, 2, 1]
  let better = 0
  for (let seed = 0; seed < 60; seed++) {
    const shape = { people: 2, periods: 3, works: 2, counts: 10, musts: 2, ties: 2 }
    const plan = randomPlan(seed, shape)
    const compiled = compile(plan)
    const free = new Uint8Array(6).fill(1)
    const boundOf = (tight: boolean, relaxed: boolean) => {
      const { problem, constant } = reduce(compiled, compiled.world.emptyRoster(), {
        ...{ free, costs, tight },
      })
      return solver(problem, { relaxed }).objective + constant
    }
    let best = Infinity
    for (const roster of everyRoster(plan)) {
      const totals = totalsOf(compiled, roster)
      if (totals[MUST]! > 1e-9) continue
      best = Math.min(
        best,
        totals.reduce((sum, total, level) => sum + (level === MUST ? 0 : total * costs[level]!), 0),
      )
    }
    if (best === Infinity) continue
    const [loose, tight] = [boundOf(false, true), boundOf(true, true)]
    expect(tight).toBeGreaterThanOrEqual(loose - 1e-6)
    expect(tight).toBeLessThanOrEqual(best + 1e-6)
    expect(boundOf(true, false)).toBeCloseTo(best, 5)
    if (tight > loose + 1e-6) better++
  }
  expect(better).toBeGreaterThan(0)
})
