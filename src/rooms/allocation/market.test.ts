// What a market says: ways of having an offer, wishes that cannot be granted, faults, shapes.
import { expect, test } from 'vitest'
import { allocate } from './allocate.ts'
import { checkMarket } from './check-market.ts'
import { checkWish } from './check-wish.ts'
import { market, type Sketch } from './example.fixture.ts'
import { listPeriods, Market } from './market.ts'
import { mechanisms } from './schema.ts'
import { findShape } from './shape.ts'
import { estimateMarket } from './size.ts'

const T4 = { periods: ['t1', 't2', 't3', 't4'].map((id) => ({ id })) }
const any = (count: number) => Array.from({ length: count }, () => true)

test.each([
  { length: 1, least: 1, ways: ['0', '1', '2', '3'] },
  { length: 4, least: 4, ways: ['0123'] },
  { length: 5, least: 5, ways: [] },
  { length: 2, least: 2, ways: ['01', '12', '23'] },
  { length: 2, least: 1, ways: ['01', '02', '03', '12', '13', '23'] },
  { length: 3, least: 1, ways: ['012', '013', '023', '123'] },
  { length: 3, least: 2, ways: ['012', '123'] },
])('$length of four periods in pieces of $least', ({ length, least, ways }) => {
  const found = listPeriods(any(4), length, least, 100).map((periods) => periods.join(''))
  expect(found.toSorted()).toEqual(ways)
})

test('two pieces of two need five periods or lie side by side', () => {
  const found = listPeriods(any(5), 4, 2, 100).map((periods) => periods.join(''))
  expect(found.toSorted()).toEqual(['0123', '0134', '1234'])
})

test('a piece begins only where the offer may begin', () => {
  expect(listPeriods([true, false, true, false], 2, 2, 100)).toEqual([
    [0, 1],
    [2, 3],
  ])
})

test('a track draws from the pool of each part, one after the other', () => {
  const offers = [
    { id: 'x', parts: [{ pool: 'a', length: 1 }, { length: 1 }, { pool: 'b', length: 1 }] },
  ]
  const made = new Market(
    market({ ...T4, room: { a: 1, b: 1 }, offers, wishes: { p1: 'x', p2: '' } }),
  )
  expect(
    made.sittings[2]!.map(({ periods, cells }) => [periods.join(''), cells.join(' ')]),
  ).toEqual([
    ['012', '0 6'],
    ['123', '1 7'],
  ])
})

test('room for everybody is no room to look after', () => {
  const made = new Market(market({ room: { a: 2 }, wishes: { p1: 'a', p2: 'a' } }))
  expect(made.sittings[0]![0]!.cells).toEqual([])
})

const shut = (why: 'closed' | 'lapsed') => ({
  offers: [{ id: 'x', shut: { why, reason: 'The magnet is being built.' } }],
})
test.each<{ case: string; of: Sketch; rule: string | undefined }>([
  { case: 'it can be granted', of: { room: { a: 1 }, wishes: { p1: 'a' } }, rule: undefined },
  { case: 'closed', of: { ...shut('closed'), wishes: { p1: 'x' } }, rule: 'closed' },
  { case: 'lapsed', of: { ...shut('lapsed'), wishes: { p1: 'x' } }, rule: 'lapsed' },
  {
    case: 'prerequisite missing',
    of: {
      room: { a: 1 },
      wishes: { p1: 'a' },
      about: { p1: { barred: [{ offer: 'a', reason: 'No safety course yet.' }] } },
    },
    rule: 'barred',
  },
  { case: 'no room at all', of: { room: { a: 0 }, wishes: { p1: 'a' } }, rule: 'full' },
  {
    case: 'full by what is fixed',
    of: {
      room: { a: 1 },
      wishes: { p1: 'a', p2: '' },
      about: { p2: { fixed: [{ offer: 'a', periods: ['t1'] }] } },
    },
    rule: 'full',
  },
  {
    case: 'full in the one period in which the person is there',
    of: {
      ...T4,
      room: { a: [1, 0, 1, 1] },
      wishes: { p1: 'a', p2: 'a' },
      about: { p1: { available: ['t2'] } },
    },
    rule: 'full',
  },
  {
    case: 'had already',
    of: {
      ...T4,
      room: { a: 1 },
      wishes: { p1: 'a' },
      about: { p1: { fixed: [{ offer: 'a', periods: ['t1'] }] } },
    },
    rule: 'had',
  },
  {
    case: 'longer than the budget',
    of: {
      ...T4,
      offers: [{ id: 'x', length: 2 }],
      wishes: { p1: 'x' },
      about: { p1: { budget: 1 } },
    },
    rule: 'budget',
  },
  {
    case: 'no place at all',
    of: { room: { a: 1 }, wishes: { p1: 'a' }, about: { p1: { places: 0 } } },
    rule: 'budget',
  },
  {
    case: 'never free long enough',
    of: {
      ...T4,
      offers: [{ id: 'x', length: 2 }],
      wishes: { p1: 'x' },
      about: { p1: { available: ['t1', 't3'] } },
    },
    rule: 'time',
  },
  {
    case: 'begun where it does not begin',
    of: { ...T4, offers: [{ id: 'x', starts: ['t1'] }], wishes: { p1: 'x@t2' } },
    rule: 'start',
  },
])('a wish is judged: $case', ({ of, rule }) => {
  const data = market(of)
  const findings = checkWish(new Market(data), 0, 0)
  expect(findings.map((finding) => finding.rule)).toEqual(rule ? [`allocation.${rule}`] : [])
  for (const { says, can, path, who } of findings) {
    expect(says).toMatch(/wish 1 of p1/)
    expect(can).toMatch(/\.$/)
    expect([path, who]).toEqual(['people[0].wishes[0]', ['p1']])
  }
  expect(allocate(data, 'leximin', 'x').ok).toBe(rule === undefined)
})

test('capacities below what is fixed are refused with the names of those who are there', () => {
  const fixed = [{ offer: 'a', periods: ['t1'] }]
  const about = { p1: { fixed }, p2: { fixed }, p3: { fixed } }
  const data = market({ room: { a: 1 }, wishes: { p1: '', p2: '', p3: '' }, about })
  const made = allocate(data, 'rounds', 'x')
  expect(made).toMatchObject({
    ok: false,
    findings: [
      {
        rule: 'allocation.capacity',
        says: 'a has room for 1 in t1, but 3 are fixed there: p1, p2 and p3.',
        can: 'Raise the capacity to 3, or take 2 of the fixed places away.',
        by: 2,
        who: ['p1', 'p2', 'p3'],
      },
    ],
  })
})

test.each(mechanisms)(
  '%s gives nothing to somebody without wishes and counts them nowhere',
  (mechanism) => {
    const data = market({ room: { a: 1 }, wishes: { p1: '', p2: 'a' } })
    const made = allocate(data, mechanism, 'x')
    if (!made.ok) throw new Error('refused')
    expect(made.value.places.map(({ person }) => person)).toEqual(['p2'])
    expect(made.value.figures).toEqual({ ranks: [1], nothing: 0, worstRank: 1 })
  },
)

test.each(mechanisms)('%s of nobody is nothing', (mechanism) => {
  const made = allocate(market({}), mechanism, 'x')
  expect(made).toMatchObject({ ok: true, value: { places: [], figures: { worstRank: null } } })
})

test('what names nothing, stands twice or does not fit is found, all at once', () => {
  const data = market({
    room: { a: [1, 1] },
    offers: [
      { id: 'a' },
      { id: 'x', parts: [{ pool: 'b', length: 2 }], piece: 1 },
      { id: 'y', length: 1, piece: 2 },
    ],
    pools: [{ id: 'c', capacity: 1, tiers: [['p1'], ['p1', 'p9']] }],
    wishes: { p1: 'a a z' },
    about: { p1: { available: ['t7'], fixed: [{ offer: 'q', periods: ['t1'] }] } },
  })
  expect(checkMarket(data).map(({ path }) => path)).toEqual([
    'offers[1].id',
    'pools[1].tiers[1][1]',
    'offers[2].parts[0].pool',
    'people[0].available[0]',
    'people[0].fixed[0].offer',
    'people[0].wishes[2].offer',
    'pools[0].capacity',
    'offers[2]',
    'offers[2]',
    'offers[3].piece',
    'pools[1].tiers',
    'people[0].wishes',
  ])
})

test('fixed places are whole and one at a time', () => {
  const data = market({
    ...T4,
    room: { a: 2 },
    offers: [{ id: 'x', length: 2 }],
    wishes: { p1: '' },
    about: {
      p1: {
        fixed: [
          { offer: 'x', periods: ['t1'] },
          { offer: 'a', periods: ['t1'] },
        ],
      },
    },
  })
  expect(checkMarket(data).map(({ says }) => says)).toEqual([
    '"x" takes 2 periods, but is fixed for p1 in 1.',
    'p1 has two fixed places in t1.',
  ])
})

test('pieces that could lie in countless ways are refused with their number', () => {
  const periods = Array.from({ length: 52 }, (_, nth) => ({ id: `t${nth}` }))
  const data = market({ periods, offers: [{ id: 'x', length: 8, piece: 1 }], wishes: { p1: 'x' } })
  expect(estimateMarket(data).refusal?.says).toBe(
    '"x" can be taken in more than 2,000 ways: 8 of 52 periods in pieces of 1.',
  )
  expect(allocate(data, 'leximin', 'x').ok).toBe(false)
})

test('the shape is read off the market and not off the wishes', () => {
  const unit = market({
    ...T4,
    room: { a: 1 },
    wishes: { p1: 'a', p2: '' },
    about: { p1: { places: 1 }, p2: { places: 1 } },
  })
  expect(findShape(new Market(unit))).toEqual({
    single: true,
    slotted: true,
    pinned: false,
    equal: true,
  })
  const more = { ...unit, offers: [...unit.offers, { id: 'x', pool: 'a', length: 2 }] }
  expect(findShape(new Market(more))).toMatchObject({ single: true, slotted: false })
  const raster = more.offers.map((offer) => ({ ...offer, length: 2, starts: ['t1', 't3'] }))
  expect(findShape(new Market({ ...more, offers: raster }))).toMatchObject({ slotted: true })
  const two = { ...unit, people: unit.people.map((person) => ({ ...person, places: 2 })) }
  expect(findShape(new Market(two)).single).toBe(true)
  expect(
    findShape(new Market({ ...two, offers: [...unit.offers, { id: 'b', length: 1 }] })).single,
  ).toBe(false)
})
