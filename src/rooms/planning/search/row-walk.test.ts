// Rows at a time find a roster where there is one, and of states that agree the cheapest remain.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compile } from '../compile.ts'
import { fitOptions, MUST } from '../flat.ts'
import { totalsOf } from '../score.ts'
import { bruteForce, randomPlan } from './random.fixture.ts'
import { RowStates } from './row-states.ts'
import { RowWalk } from './row-walk.ts'
import { residencyYear } from './year.fixture.ts'

test('rows at a time find a roster wherever there is one, on small problems', () => {
  const missed: number[] = []
  for (let seed = 0; seed < 60; seed++) {
    const plan = randomPlan(seed, { people: 2, periods: 3, works: 2, counts: 7, musts: 7 })
    const compiled = compile(plan)
    if (!bruteForce(plan, compiled)) continue
    const walk = new RowWalk(compiled, fitOptions(compiled, plan.world.emptyRoster()), seed)
    for (let step = 0; step < 500 && !walk.isLegal(); step++) walk.step()
    if (!walk.isLegal() || totalsOf(compiled, walk.best)[MUST]! > 1e-9) missed.push(seed)
  }
  expect(missed).toEqual([])
})

test('a row for each of 44 people leaves a tenth of what is broken in an empty year', () => {
  const plan = residencyYear()
  const compiled = compile(plan)
  const start = fitOptions(compiled, plan.world.emptyRoster())
  const walk = new RowWalk(compiled, start, 2)
  for (let p = 0; p < plan.world.personCount; p++) walk.step()
  const [first, last] = [totalsOf(compiled, start), totalsOf(compiled, walk.best)]
  expect(last[MUST]).toBeLessThan(first[MUST]! / 10)
})

const found = fc.array(fc.record({ kind: fc.nat(20), cost: fc.nat(12) }), { maxLength: 80 })

test('of states that agree the cheapest is kept, and of all the cheapest so many', () => {
  fc.assert(
    fc.property(found, fc.integer({ min: 1, max: 12 }), (list, most) => {
      const states = new RowStates()
      states.clear(list.length)
      list.forEach(({ kind, cost }, origin) => states.add(cost, kind % 3, kind, origin))
      const least = new Map<number, number>()
      for (const { kind, cost } of list)
        least.set(kind, Math.min(cost, least.get(kind) ?? Infinity))
      const all = [...least.values()].sort((one, other) => one - other)
      expect(states.count).toBe(all.length)
      expect(states.keepCheapest(most)).toBe(all.length <= most)
      const kept = [...states.costs.subarray(0, states.count)].sort((one, other) => one - other)
      expect(kept).toEqual(all.slice(0, most))
      for (let i = 0; i < states.count; i++)
        expect(list[states.origins[i]!]).toEqual({
          kind: states.checks[i],
          cost: states.costs[i],
        })
    }),
  )
})
