// The bound beside the number: never above what some roster reaches, and reached where it is proven.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compile } from './compile.ts'
import { carriedOf } from './carried.ts'
import { fairestMost } from './fairness.ts'
import { amount } from './model.ts'
import type { Load, Plan } from './rule.ts'
import { everyRoster, randomPlan } from './search/random.fixture.ts'

/** Work 0 weighs 1, work 1 weighs 2; the second person is there for three quarters. */
const loadOf = (plan: Plan, past: readonly number[] = [0, 0]): Load => ({
  works: [0, 1],
  unit: 'periods',
  isAsked: (p) => plan.world.isPresent(p, 0),
  share: (p) => (p === 1 ? 0.75 : 1),
  past,
  weight: (p, t, w) => (plan.world.isPresent(p, t) ? w + 1 : 0),
})

test('no roster that keeps the musts has a lower highest load than the bound, and one has what was reached', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: 1_000_000 }), async (seed) => {
      const plan = randomPlan(seed, { people: 2, periods: 3, works: 2, counts: 6, musts: 3 })
      const load = loadOf(plan, [0, seed % 3])
      const musts = compile(plan).counts.filter(
        ({ choice }) =>
          plan.rules.find(({ index }) => index === choice)!.choice.strength === 'must',
      )
      let least = Infinity
      for (const roster of everyRoster(plan))
        if (musts.every((count) => amount(plan.world, roster, count) < 1e-9))
          least = Math.min(least, carriedOf(plan.world, roster, load)[0]?.load ?? 0)
      const found = await fairestMost(plan, load, { seconds: 30 })
      if (least === Infinity)
        return void expect(found).toMatchObject({ possible: false, reached: null })
      expect(found.least).toBeLessThanOrEqual(least + 1e-6)
      expect(found.reached).toBeCloseTo(least)
      expect(found.least).toBeCloseTo(least)
    }),
    { numRuns: 40 },
  )
}, 120_000)

test('the most burdened stands first, with what was carried before', () => {
  const plan = randomPlan(1, { people: 2, periods: 3, works: 2, counts: 0, musts: 0 })
  const { world } = plan
  const roster = world.emptyRoster()
  roster[world.cell(0, 0)] = 0
  roster[world.cell(1, 1)] = 1
  const carried = carriedOf(world, roster, loadOf(plan, [5, 0]))
  expect(carried.map(({ p, raw, past }) => [p, raw, past])).toEqual([
    [0, 1, 5],
    [1, 2, 0],
  ])
})
