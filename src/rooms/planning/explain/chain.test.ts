// A clash followed back to its reasons is a contradiction by itself, without any narrowed option.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compile } from '../compile.ts'
import { amount } from '../model.ts'
import { everyRoster, randomPlan } from '../search/random.fixture.ts'
import { withReasons } from './chain.ts'

test('the musts behind a clash cannot be kept together by any roster', () => {
  let clashes = 0
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1_000_000 }), (seed) => {
      const plan = randomPlan(seed, { people: 2, periods: 2, works: 2, counts: 12, musts: 12 })
      const compiled = compile(plan)
      for (const clash of compiled.clashes) {
        clashes++
        const chain = withReasons(compiled, [clash]).map((index) => compiled.counts[index]!)
        for (const roster of everyRoster(plan))
          expect(chain.some((count) => amount(plan.world, roster, count) > 1e-9)).toBe(true)
      }
    }),
    { numRuns: 200 },
  )
  expect(clashes).toBeGreaterThan(50)
})
