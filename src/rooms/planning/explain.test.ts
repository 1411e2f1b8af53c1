// A conflict is a real one, and the smallest: leave out any part, and the others hold together.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compile } from './compile.ts'
import { explain } from './explain.ts'
import { bruteForce, everyRoster, randomPlan } from './search/random.fixture.ts'
import { amount } from './model.ts'
import { impossibleYears } from './search/impossible.fixture.ts'
import {
  coverEach,
  leaveEach,
  planOf,
  problemOf,
  requireEach,
  residencyYear,
} from './search/year.fixture.ts'

const seeds = fc.integer({ min: 0, max: 1_000_000 })
const shape = { people: 2, periods: 2, works: 2, counts: 10, musts: 10 }

test('random contradictions come out minimal, and nothing else is called one', async () => {
  await fc.assert(
    fc.asyncProperty(seeds, async (seed) => {
      const plan = randomPlan(seed, shape)
      const compiled = compile(plan)
      const { status, parts, minimal } = await explain(plan, { seconds: 10 })
      if (bruteForce(plan, compiled)) return void expect(status).toBe('feasible')
      expect(status).toBe('conflict')
      expect(minimal).toBe(true)
      const counts = parts.map(({ choice }) =>
        compiled.counts.find((one) => one.choice === choice)!,
      )
      const canHold = (some: typeof counts) => {
        for (const roster of everyRoster(plan))
          if (some.every((count) => amount(plan.world, roster, count) < 1e-9)) return true
        return false
      }
      expect(canHold(counts)).toBe(false)
      for (const left of counts) expect(canHold(counts.filter((one) => one !== left))).toBe(true)
    }),
    { numRuns: 40 },
  )
}, 120_000)

const people = ['Amy', 'Ben', 'Eve'].map((id) => ({ id, name: id, level: 'R2' }))
const periods = Array.from({ length: 5 }, (_, t) => ({
  id: `b${t + 1}`,
  from: `2026-07-0${t + 1}`,
  to: `2026-07-0${t + 1}`,
}))
const work = [{ id: 'NF', name: 'Night float' }, { id: 'CT' }, { id: 'LV', kind: 'leave' as const }]

test('arithmetic is said with its numbers', async () => {
  const plan = planOf(problemOf({ people, periods, work }), [
    coverEach('Two on nights.', undefined, ['NF'], 2, 2),
    requireEach('Nights at most three times.', undefined, ['NF'], 0, 3),
  ])
  const { headline, parts } = await explain(plan)
  expect(headline).toBe(
    'Night float needs 5 × 2 = 10 person-blocks, but 3 people may give at most 3 each: 9.',
  )
  expect(parts).toHaveLength(8)
})

test('two demands on one cell come out as exactly these two', async () => {
  const plan = planOf(problemOf({ people, periods, work }), [
    coverEach('One on CT.', undefined, ['CT'], 1, 3),
    leaveEach([[1, 2]]),
    {
      says: 'Fixed cells stay.',
      post: (model) =>
        model.atLeast(1, model.any(1, 2, [1]), {
          people: [1],
          periods: [2],
          says: () => 'Ben has CT in b3',
        }),
    },
  ])
  const { headline, parts, minimal } = await explain(plan)
  expect(minimal).toBe(true)
  expect(parts.map(({ says }) => says).sort()).toEqual(['Ben has CT in b3', 'leave'])
  expect(headline).toBe('These cannot hold together: leave; Ben has CT in b3.')
})

// The other five take some seconds each; `explainAll` measures all ten.
const quick = impossibleYears().filter((_, nth) => [1, 2, 4, 5, 7].includes(nth))
test.each(quick)('44 x 26: $title', async ({ plan, names }) => {
  const { status, parts, minimal, headline } = await explain(plan, { seconds: 30 })
  expect({ status, minimal }).toEqual({ status: 'conflict', minimal: true })
  expect(parts.length).toBeLessThan(70)
  for (const name of names) expect(headline).toContain(name)
})

test('a residency year without a contradiction is called feasible', async () => {
  expect((await explain(residencyYear(), { seconds: 20 })).status).toBe('feasible')
}, 60_000)
