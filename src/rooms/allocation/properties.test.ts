// What is promised where, and that everything not promised really fails somewhere.
import { expect, test } from 'vitest'
import { market } from './example.fixture.ts'
import { findFailure } from './laws.fixture.ts'
import { Market } from './market.ts'
import { propertiesOf } from './properties.ts'
import { mechanisms, properties } from './schema.ts'
import { findShape, isUnit } from './shape.ts'

const tiers = [['p1'], ['p2']]
const PERIODS = { periods: ['t1', 't2'].map((id) => ({ id })) }
const pools = [{ id: 's', capacity: 1, tiers }]
const offers = [{ id: 'a', pool: 's' }, { id: 'b' }]
const one = { places: 1 }
const shapes = {
  unit: market({
    ...PERIODS,
    pools,
    offers,
    wishes: { p1: 'a', p2: 'a b' },
    about: { p1: one, p2: one },
  }),
  'unit, pinned, without tiers': market({
    room: { a: 1 },
    wishes: { p1: 'a', p2: 'a' },
  }),
  many: market({ ...PERIODS, pools, offers, wishes: { p1: 'a', p2: 'a b' } }),
  'many, pinned': market({ ...PERIODS, pools, offers, wishes: { p1: 'a@t1', p2: 'a@t2 b@t1' } }),
}
const letter = { holds: '+', not: '-', 'with-condition': '?' }

/** Strategy-proof, no justified envy, Pareto-efficient, fair to the worst-off. */
test.each<[keyof typeof shapes, Record<string, string>]>([
  [
    'unit',
    {
      'serial-dictatorship': '+-+-',
      'deferred-acceptance': '++--',
      'rank-maximal': '--+-',
      leximin: '--++',
      rounds: '+-+-',
    },
  ],
  [
    'unit, pinned, without tiers',
    {
      'serial-dictatorship': '+++-',
      'deferred-acceptance': '+++-',
      'rank-maximal': '-++-',
      leximin: '-+++',
      rounds: '+++-',
    },
  ],
  [
    'many',
    {
      'serial-dictatorship': '+---',
      'deferred-acceptance': '----',
      'rank-maximal': '----',
      leximin: '---?',
      rounds: '----',
    },
  ],
  [
    'many, pinned',
    {
      'serial-dictatorship': '+-+-',
      'deferred-acceptance': '----',
      'rank-maximal': '--+-',
      leximin: '---?',
      rounds: '--+-',
    },
  ],
])('promises in a market of the shape: %s', (shape, expected) => {
  const made = new Market(shapes[shape])
  for (const mechanism of mechanisms) {
    const claims = propertiesOf(made, mechanism)
    expect([mechanism, claims.map(({ holds }) => letter[holds]).join('')]).toEqual([
      mechanism,
      expected[mechanism],
    ])
    for (const { says } of claims) expect(says).toMatch(/^[A-Z].*\.\)?$/)
  }
})

const kinds = ['unit', 'many'] as const
test.each(mechanisms.flatMap((mechanism) => kinds.map((kind) => ({ mechanism, kind }))))(
  'what $mechanism does not promise ($kind) fails in the market that is shown for it',
  ({ mechanism, kind }) => {
    const claims = propertiesOf(new Market(shapes[kind]), mechanism)
    expect(claims.map(({ property }) => property)).toEqual([...properties])
    for (const { property, holds, counterexample } of claims) {
      if (holds === 'holds') {
        expect(counterexample).toBeUndefined()
        continue
      }
      const { market: data, seed } = counterexample!
      const there = new Market(data)
      expect(isUnit(findShape(there))).toBe(kind === 'unit')
      expect(findFailure(data, seed, mechanism, property)).toBeDefined()
      expect(data.people.length).toBeLessThanOrEqual(3)
    }
  },
)

test('sets of wishes that were given up make a promise conditional', () => {
  const [claim] = propertiesOf(new Market(shapes.unit), 'serial-dictatorship', 3)
  expect(claim).toMatchObject({
    holds: 'with-condition',
    says: expect.stringContaining('For 3 sets'),
  })
})
