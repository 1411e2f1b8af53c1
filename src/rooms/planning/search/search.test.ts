// The search finds what trying every roster finds, the same again from the same seed, and stops when told.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compile } from '../compile.ts'
import { compareTotals, totalsOf } from '../score.ts'
import { bruteForce, randomPlan } from './random.fixture.ts'
import { search } from './search.ts'
import { residencyYear } from './year.fixture.ts'

const seeds = fc.integer({ min: 0, max: 1_000_000 })

test('small problems end with the best of all rosters, proven', async () => {
  await fc.assert(
    fc.asyncProperty(seeds, async (seed) => {
      const plan = randomPlan(seed, { people: 2, periods: 3, works: 2, counts: 9, musts: 2 })
      const compiled = compile(plan)
      const best = bruteForce(plan, compiled)
      const result = await search(compiled, { seconds: 60, seed })
      if (!best) return void expect(result.status).toBe('impossible')
      expect(result.status).toBe('proven-best')
      expect(compareTotals(result.totals, best)).toBe(0)
      expect(compareTotals(totalsOf(compiled, result.roster), best)).toBe(0)
    }),
    { numRuns: 40 },
  )
}, 120_000)

test('a bound is never above what some roster reaches', async () => {
  const tooHigh: number[] = []
  for (let seed = 0; seed < 20; seed++) {
    const plan = randomPlan(seed, { people: 2, periods: 3, works: 2, counts: 9, musts: 1 })
    const compiled = compile(plan)
    const best = bruteForce(plan, compiled)
    if (!best) continue
    const { bounds } = await search(compiled, { seconds: 60, seed, role: 'prove' })
    const first = best.findIndex((total) => total > 1e-6)
    if (first > 0 && (bounds[first] ?? 0) > best[first]! + 1e-6) tooHigh.push(seed)
  }
  expect(tooHigh).toEqual([])
}, 120_000)

test('the same seed and the same budget give the same roster', async () => {
  const run = () =>
    search(compile(residencyYear(1, 3)), { seconds: 1, seed: 7, deterministic: true })
  const [one, other] = [await run(), await run()]
  expect([...one.roster]).toEqual([...other.roster])
  expect(one.iterations).toBe(other.iterations)
}, 60_000)

test('a search that is told to stop does no further piece of work', async () => {
  let asked = 0
  let askedAfter = 0
  const shouldStop = () => {
    asked++
    if (asked < 300) return false
    askedAfter++
    return true
  }
  const result = await search(compile(residencyYear()), { seconds: 600, shouldStop })
  expect(result.status).toBe('cancelled')
  // Each level of the search asks once more on its way out; none begins anew.
  expect(askedAfter).toBeLessThan(60)
}, 120_000)
