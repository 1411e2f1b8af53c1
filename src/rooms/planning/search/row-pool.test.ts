// What a master says that known rows cost together is what the roster made of them misses.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { loadSolver } from '../../../platform/solver/highs.ts'
import { compile } from '../compile.ts'
import { type Flat, fitOptions, LEVELS, MUST } from '../flat.ts'
import { amountOf } from '../score.ts'
import type { Roster } from '../world.ts'
import { makeRandom } from './budget.ts'
import { randomPlan, randomRoster } from './random.fixture.ts'
import { RowPool } from './row-pool.ts'

const seeds = fc.integer({ min: 0, max: 1_000_000 })

test('the cheapest choice from known rows costs what its roster misses, and no other choice less', async () => {
  const solver = await loadSolver()
  let compared = 0
  fc.assert(
    fc.property(seeds, (seed) => {
      const plan = randomPlan(seed, { people: 2, periods: 4, works: 3, counts: 14, musts: 0 })
      const compiled = compile(plan)
      const random = makeRandom(seed)
      const rosters = [0, 1, 2].map(() => fitOptions(compiled, randomRoster(plan, random)))
      const pool = new RowPool(compiled)
      for (const roster of rosters) pool.learn(roster)
      const costs = Array.from({ length: LEVELS }, (_, level) => (level === MUST ? Infinity : 1))
      const { problem, slacks } = pool.master(costs)
      const integer = new Int32Array(problem.columns).fill(1, slacks.length)
      const { objective } = solver({ ...problem, integer }, {})
      const { periodCount } = plan.world
      const parts = rosters.flatMap((one) =>
        rosters.map((other) =>
          Int16Array.from([...one.slice(0, periodCount), ...other.slice(periodCount)]),
        ),
      )
      // A spread over several people is more than a master can say, and what no cell decides less.
      const said = compiled.flats.filter(
        ({ index, kind }) => kind === 'excess' || pool.owners[index]! >= 0,
      )
      const missed = (roster: Roster, flats: readonly Flat[]) =>
        flats.reduce((sum, flat) => sum + flat.price * amountOf(compiled, roster, flat), 0)
      const fixed = missed(
        rosters[0]!,
        said.filter(({ index }) => pool.owners[index]! < -1),
      )
      const least = Math.min(...parts.map((roster) => missed(roster, said)))
      compared++
      expect(objective + fixed).toBeCloseTo(least, 4)
    }),
    { numRuns: 60 },
  )
  expect(compared).toBeGreaterThan(50)
}, 60_000)
