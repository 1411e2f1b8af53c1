// Does a promise fail on a random market? Brute force, lies and the verifier try; seeded faults show that they would see.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { faults } from './faults.fixture.ts'
import {
  everyAllocation,
  findBreaches,
  findMechanismBreaches,
  isTiny,
  marketOf,
  settleSome,
} from './laws.fixture.ts'
import { Market } from './market.ts'

/** `npm run verify:electives` tries a hundred thousand. */
const RUNS = 2000

test('no market breaks a promise, the bound, or the verifier', () => {
  fc.assert(
    fc.property(fc.nat(1_000_000_000), (nth) => {
      expect(findBreaches(marketOf(nth), `seed ${nth}`, nth)).toEqual([])
    }),
    { numRuns: RUNS },
  )
}, 240_000)

test('a track over two services with other tiers is not left empty, each refusing whom the other keeps', () => {
  expect(findBreaches(marketOf(326_499_583), 'seed 326499583', 326_499_583)).toEqual([])
})

test('the same holds beside places that are fixed, and with turns', () => {
  let fixedCount = 0
  fc.assert(
    fc.property(fc.nat(1_000_000_000), (nth) => {
      const data = settleSome(marketOf(nth), `first ${nth}`)
      fixedCount += data.people.flatMap(({ fixed }) => fixed).length
      expect(findBreaches(data, `seed ${nth}`, nth)).toEqual([])
    }),
    { numRuns: 400 },
  )
  expect(fixedCount).toBeGreaterThan(200)
}, 120_000)

test.each(faults)(
  'a mechanism that $says is noticed',
  ({ of, run }) => {
    const isNoticed = (nth: number) => {
      const market = new Market(marketOf(nth))
      const all = isTiny(market.data) ? everyAllocation(market, 4000) : undefined
      return findMechanismBreaches(market, of, run, `seed ${nth}`, { all }).length > 0
    }
    expect(Array.from({ length: 1300 }, (_, nth) => nth + 1).some(isNoticed)).toBe(true)
  },
  60_000,
)
