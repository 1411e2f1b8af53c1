// Flat counts, rows and options mean the same as the language of the rules.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { loadSolver } from '../../platform/solver/highs.ts'
import { compile } from './compile.ts'
import { reduce } from './linear.ts'
import { amount } from './model.ts'
import { amountOf, Ledger, totalsOf } from './score.ts'
import { makeRandom } from './search/budget.ts'
import { everyRoster, randomPlan, randomRoster } from './search/random.fixture.ts'

const shape = { people: 3, periods: 4, works: 3, counts: 12, musts: 4 }
const seeds = fc.integer({ min: 0, max: 1_000_000 })

describe('flat counts', () => {
  test('have the amounts of the counts they came from', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const plan = randomPlan(seed, shape)
        const compiled = compile(plan)
        const roster = randomRoster(plan, makeRandom(seed + 1))
        for (const flat of compiled.flats)
          expect(amountOf(compiled, roster, flat)).toBeCloseTo(
            amount(plan.world, roster, compiled.counts[flat.index]!),
            9,
          )
      }),
    )
  })
  test('kept cell by cell are the same as counted anew', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const random = makeRandom(seed)
        const plan = randomPlan(seed, shape)
        const compiled = compile(plan)
        const ledger = new Ledger(compiled, randomRoster(plan, random))
        const target = randomRoster(plan, random)
        target.forEach((work, cell) => ledger.set(cell, work))
        const anew = totalsOf(compiled, target)
        anew.forEach((total, level) => expect(ledger.totals[level]).toBeCloseTo(total, 9))
      }),
    )
  })
})

describe('a reduction', () => {
  test('costs exactly what the roster misses, whichever cells are free', async () => {
    const solver = await loadSolver()
    fc.assert(
      fc.property(seeds, (seed) => {
        const random = makeRandom(seed)
        const plan = randomPlan(seed, shape)
        const compiled = compile(plan, { reduce: false })
        const roster = randomRoster(plan, random)
        const free = Uint8Array.from(roster, () => (random() < 0.6 ? 1 : 0))
        const costs = [32, 16, 8, 4, 2, 1]
        const tight = random() < 0.5
        const { problem, start, variables, constant } = reduce(compiled, roster, {
          ...{ free, costs, tight },
        })
        const lower = problem.lower.slice()
        const upper = problem.upper.slice()
        variables.forEach((_, column) => (lower[column] = upper[column] = start[column]!))
        const outcome = solver({ ...problem, lower, upper })
        const priced = totalsOf(compiled, roster).reduce(
          (sum, total, i) => sum + total * costs[i]!,
          0,
        )
        expect(outcome.objective + constant).toBeCloseTo(priced, 5)
      }),
      { numRuns: 60 },
    )
  })
  test('holds a roster exactly when the roster keeps the musts', async () => {
    const solver = await loadSolver()
    fc.assert(
      fc.property(seeds, (seed) => {
        const plan = randomPlan(seed, { ...shape, musts: 12 })
        const compiled = compile(plan, { reduce: false })
        const roster = randomRoster(plan, makeRandom(seed))
        const free = new Uint8Array(roster.length).fill(1)
        const costs = [Infinity, 0, 0, 0, 0, 0]
        const tight = seed % 2 === 0
        const { problem, start, variables, hopeless } = reduce(compiled, roster, {
          ...{ free, costs, tight },
        })
        const lower = problem.lower.slice()
        const upper = problem.upper.slice()
        variables.forEach((_, column) => (lower[column] = upper[column] = start[column]!))
        const holds = !hopeless && solver({ ...problem, lower, upper }).status === 'optimal'
        expect(holds).toBe(totalsOf(compiled, roster)[0]! < 1e-9)
      }),
      { numRuns: 60 },
    )
  })
})

test('an option is only taken from a cell when no roster that keeps every must needs it', () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const plan = randomPlan(seed, { people: 2, periods: 2, works: 2, counts: 4, musts: 4 })
      const compiled = compile(plan)
      for (const roster of everyRoster(plan)) {
        if (totalsOf(compiled, roster)[0]! > 1e-9) continue
        expect(compiled.clashes).toEqual([])
        roster.forEach((work, cell) => expect([...compiled.options[cell]!]).toContain(work))
      }
    }),
  )
})
