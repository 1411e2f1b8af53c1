// The verifier sees every fault that is planted in a certificate whose hashes are right.
import { expect, test } from 'vitest'
import { allocate } from './allocate.ts'
import { hashOf } from './canonical.ts'
import { market } from './example.fixture.ts'
import { type Allocation, allocationSchema, type Mechanism } from './schema.ts'
import { verifyAllocation } from './verify.ts'

const data = market({
  periods: ['t1', 't2', 't3'].map((id) => ({ id })),
  room: { a: 1, b: 1 },
  pools: [{ id: 's', capacity: 1, tiers: [['p1'], ['p2']] }],
  offers: [
    { id: 'long', length: 2, pool: 'b', starts: ['t1'] },
    {
      id: 'track',
      parts: [
        { pool: 'a', length: 1 },
        { pool: 's', length: 1 },
      ],
    },
    { id: 'shut', shut: { why: 'closed', reason: 'No.' } },
  ],
  wishes: { p1: 'a@t1 long', p2: 'a b', p3: 'track b' },
  about: {
    p1: { budget: 3, barred: [{ offer: 'b', reason: 'No course.' }] },
    p2: { places: 1, available: ['t1', 't2'] },
  },
})

function allot(mechanism: Mechanism = 'serial-dictatorship', from = data): Allocation {
  const made = allocate(from, mechanism, 'x')
  if (!made.ok) throw new Error(made.findings.map(({ says }) => says).join('\n'))
  return made.value
}

/** As somebody would who knows how certificates are made. */
function forge(file: Allocation, places: Allocation['places']): Allocation {
  const { mechanism, seed, marketHash, order } = file
  return { ...file, places, resultHash: hashOf({ mechanism, seed, marketHash, order, places }) }
}
const place = (person: string, rank: number, offer: string, ...periods: string[]) => ({
  ...{ person, rank, offer, periods },
})
const rules = (file: Allocation) => [
  ...new Set(verifyAllocation(file).findings.map(({ rule }) => rule.replace('verify.', ''))),
]

test.each<[string, ReturnType<typeof place>[], string]>([
  ['a person who is not there', [place('p9', 1, 'a', 't1')], 'person'],
  ['an offer that is not there', [place('p1', 1, 'q', 't1')], 'offer'],
  ['a wish that was not made', [place('p1', 1, 'long', 't1', 't2')], 'wish'],
  ['a start that was not asked for', [place('p1', 1, 'a', 't2')], 'start'],
  ['a start that the offer does not have', [place('p1', 2, 'long', 't2', 't3')], 'start'],
  ['half of it', [place('p1', 2, 'long', 't1')], 'length'],
  ['pieces of what is in one piece', [place('p1', 2, 'long', 't1', 't3')], 'piece'],
  ['a track that is broken up', [place('p3', 1, 'track', 't1', 't3')], 'piece'],
  ['a time when somebody is away', [place('p2', 1, 'a', 't3')], 'time'],
  ['a period that is not there', [place('p2', 1, 'a', 't8')], 'period'],
  ['two places at once', [place('p3', 1, 'track', 't1', 't2'), place('p3', 2, 'b', 't2')], 'twice'],
  ['more places than allowed', [place('p2', 1, 'a', 't1'), place('p2', 2, 'b', 't2')], 'places'],
  ['one offer twice', [place('p3', 2, 'b', 't1'), place('p3', 2, 'b', 't2')], 'again'],
  ['more people than room', [place('p1', 1, 'a', 't1'), place('p2', 1, 'a', 't1')], 'capacity'],
  ['a full track', [place('p2', 1, 'a', 't1'), place('p3', 1, 'track', 't1', 't2')], 'capacity'],
])('%s is seen', (_, places, rule) => {
  expect(rules(forge(allot(), places))).toContain(rule)
})

test('what is shut or not open to somebody is seen in a market that was changed', () => {
  const wishes = [{ offer: 'shut' }, { offer: 'b' }]
  const people = data.people.map((person) => (person.id === 'p1' ? { ...person, wishes } : person))
  const changed = { ...data, people }
  const file = { ...allot(), market: changed, marketHash: hashOf(changed) }
  expect(rules(forge(file, [place('p1', 1, 'shut', 't1')]))).toContain('shut')
  expect(rules(forge(file, [place('p1', 2, 'b', 't1')]))).toContain('barred')
})

const small = market({
  pools: [{ id: 's', capacity: 1, tiers: [['p1'], ['p2']] }],
  room: { b: 1 },
  offers: [{ id: 'a', pool: 's' }],
  wishes: { p1: 'a b', p2: 'a b' },
})
test.each<[string, Mechanism, ReturnType<typeof place>[], string]>([
  [
    'justified envy',
    'deferred-acceptance',
    [place('p1', 2, 'b', 't1'), place('p2', 1, 'a', 't1')],
    'envy',
  ],
  ['room that is wasted', 'leximin', [place('p1', 1, 'a', 't1')], 'waste'],
  ['ranks that could be better', 'leximin', [place('p1', 1, 'a', 't1')], 'ranks'],
  ['ranks that could be better', 'rank-maximal', [place('p1', 2, 'b', 't1')], 'ranks'],
  ['a turn that was passed over', 'serial-dictatorship', [place('p1', 2, 'b', 't1')], 'turn'],
])('%s of %s is seen', (_, mechanism, places, rule) => {
  expect(rules(allot(mechanism, small))).toEqual([])
  expect(rules(forge(allot(mechanism, small), places))).toContain(rule)
})

test('an exchange that was missed is seen, of any length', () => {
  const ids = ['p1', 'p2', 'p3', 'p4', 'p5', 'p6', 'p7']
  const offers = ids.map((_, nth) => `e${nth}`)
  const circle = market({
    room: Object.fromEntries(offers.map((offer) => [offer, 1])),
    wishes: Object.fromEntries(ids.map((id, nth) => [id, `e${(nth + 1) % 7} e${nth}`])),
  })
  const file = allot('serial-dictatorship', circle)
  const places = ids.map((id, nth) => place(id, 2, `e${nth}`, 't1'))
  const figures = { ranks: [0, 7], nothing: 0, worstRank: 2 }
  expect(rules(forge({ ...file, figures }, places))).toContain('exchange')
})

/** Every leaf of the file: what stands there is replaced by something of the same kind. */
function listLeaves(value: unknown, path: (string | number)[] = []): (string | number)[][] {
  if (value === null || typeof value !== 'object') return [path]
  return Object.entries(value).flatMap(([key, each]) => listLeaves(each, [...path, key]))
}

test('whatever is changed in a certificate, the verifier finds a fault and does not fall over', () => {
  const file = allot('leximin')
  const told = ['claims', 'bound', 'format', 'version']
  const leaves = listLeaves(file).filter(([field]) => !told.includes(String(field)))
  expect(leaves.length).toBeGreaterThan(60)
  let judged = 0
  for (const path of leaves)
    for (const instead of ['x', 'p1', 'a', 't2', 'leximin', 0, 1, 2, 99, null]) {
      const changed = structuredClone(file)
      let at = changed as unknown as Record<string, unknown>
      for (const key of path.slice(0, -1)) at = at[key] as Record<string, unknown>
      const last = path.at(-1)!
      if (at[last] === instead) continue
      at[last] = instead
      const parsed = allocationSchema.safeParse(changed)
      if (!parsed.success) continue
      judged++
      expect([path.join('.'), instead, verifyAllocation(parsed.data).findings.length > 0]).toEqual([
        ...[path.join('.'), instead, true],
      ])
    }
  expect(judged).toBeGreaterThan(200)
})

test('an id may hold any words', () => {
  const odd = market({
    pools: [
      { id: 'a at t1', capacity: 1 },
      { id: 'a', capacity: 1 },
    ],
    periods: [{ id: 't1' }, { id: 't1 at t1' }],
    offers: [
      { id: 'e + f', pool: 'a at t1' },
      { id: 'e', pool: 'a' },
    ],
    wishes: { 'p 1': 'e', p1: 'e' },
  })
  expect(rules(allot('leximin', odd))).toEqual([])
})
