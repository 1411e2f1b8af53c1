// Mechanisms side by side on the same wishes, and a market before and after a change.
import { expect, test } from 'vitest'
import { allocate } from './allocate.ts'
import { compare, compareAllocations, satisfactions } from './compare.ts'
import { market } from './example.fixture.ts'
import { type Allocation, type MarketData, mechanisms } from './schema.ts'

const data = market({
  pools: [{ id: 's', capacity: 1, tiers: [['p2'], ['p1']] }],
  room: { b: 1 },
  offers: [{ id: 'a', pool: 's' }],
  wishes: { p1: 'a', p2: 'a b', p3: '' },
})

function allot(from: MarketData): Allocation {
  const made = allocate(from, 'leximin', 'x')
  if (!made.ok) throw new Error('refused')
  return made.value
}

test('each mechanism has its row: ranks, worst-off, envy, promises, cells that differ', () => {
  const outcome = compare(data, mechanisms, 'x')
  if (!outcome.ok) throw new Error('refused')
  const row = (name: string) => outcome.value.find(({ mechanism }) => mechanism === name)!
  expect(row('deferred-acceptance')).toMatchObject({
    figures: { ranks: [1, 0], nothing: 1, worstRank: 1 },
    satisfaction: { mean: 0.5, least: 0 },
    envy: { pairs: 1, justified: 0 },
  })
  expect(row('leximin')).toMatchObject({
    figures: { ranks: [1, 1], nothing: 0, worstRank: 2 },
    satisfaction: { mean: 0.75, least: 0.5 },
    envy: { pairs: 1, justified: 1 },
    differs: [expect.any(Number), 2, 0, 0, expect.any(Number)],
  })
})

test('a market that is not sound is refused as one that is allotted', () => {
  const outcome = compare({ ...data, pools: [] }, ['leximin'], 'x')
  expect(outcome.ok).toBe(false)
})

test('a what-if says which cells change, and for whom it is better', () => {
  const before = allot(data)
  const pools = data.pools.map((pool) => (pool.id === 's' ? { ...pool, capacity: 2 } : pool))
  const after = allot({ ...data, pools })
  expect(compareAllocations(before, after)).toEqual({
    cells: [{ person: 'p2', period: 't1', before: 'b', after: 'a' }],
    better: ['p2'],
    worse: [],
  })
  expect(compareAllocations(after, before).worse).toEqual(['p2'])
  expect([...satisfactions(after)]).toEqual([
    ['p1', 1],
    ['p2', 1],
  ])
})

test('satisfaction is of what one could have had alone', () => {
  const periods = [{ id: 't1' }, { id: 't2' }]
  const long = market({
    periods,
    room: { a: 1, b: 1 },
    wishes: { p1: 'a@t1 b@t2', p2: 'a@t1 b' },
    about: { p2: { places: 1 } },
  })
  const all = satisfactions(allot(long))
  // p1 misses the second of two (a half of one and a half) or p2 gets the second of one.
  expect([...all.values()].every((each) => each > 0.3 && each <= 1)).toBe(true)
  expect(Math.max(...all.values())).toBe(1)
})
