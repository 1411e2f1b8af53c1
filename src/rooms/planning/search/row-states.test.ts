// Of states that agree the cheapest remains, and of all the cheapest so many.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { RowStates } from './row-states.ts'

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
