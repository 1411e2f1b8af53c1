// Trades help somebody and hurt nobody; where one exists among few people, it is found.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { allocate } from './allocate.ts'
import { market } from './example.fixture.ts'
import { marketOf } from './laws.fixture.ts'
import type { Allotted, MarketData } from './schema.ts'
import { applyTrade, findTrades } from './trades.ts'
import { Ledger } from './verify/ledger.ts'
import { checkTrade } from './verify/trade.ts'
import { findExchange, readUnitMarket } from './verify/unit.ts'

const place = (person: string, rank: number, offer: string, period = 't1'): Allotted => ({
  ...{ person, rank, offer, periods: [period] },
})
const circle = (count: number) => {
  const ids = Array.from({ length: count }, (_, nth) => nth)
  return {
    data: market({
      room: Object.fromEntries(ids.map((nth) => [`e${nth}`, 1])),
      wishes: Object.fromEntries(ids.map((nth) => [`p${nth}`, `e${(nth + 1) % count} e${nth}`])),
    }),
    places: ids.map((nth) => place(`p${nth}`, 2, `e${nth}`)),
  }
}

test.each([2, 3, 4, 5])('a circle of %i is found and helps all of them', (count) => {
  const { data, places } = circle(count)
  const { trades } = findTrades(data, places)
  expect(trades[0]).toMatchObject({ helped: count })
  expect(applyTrade(data, places, trades[0]!).every(({ rank }) => rank === 1)).toBe(true)
})

test('a circle of six is too long', () => {
  const { data, places } = circle(6)
  expect(findTrades(data, places)).toEqual({ trades: [], isComplete: true })
  expect(findTrades(data, places, { people: 6 }).trades).toHaveLength(1)
})

test('a chain that ends in free room comes before the move into it alone', () => {
  const data = market({ room: { a: 1, b: 1, c: 1 }, wishes: { p1: 'a b', p2: 'b c' } })
  const { trades } = findTrades(data, [place('p1', 2, 'b'), place('p2', 2, 'c')])
  expect(trades.map(({ helped, steps }) => [helped, steps.length])).toEqual([
    [2, 2],
    [1, 1],
  ])
  const full = market({ room: { b: 1, c: 1 }, wishes: { p1: 'b c', p2: 'b c', p3: '' } })
  expect(findTrades(full, [place('p1', 1, 'b'), place('p2', 2, 'c')]).trades).toEqual([])
})

test('somebody who does not mind makes room for somebody who gains', () => {
  const periods = [{ id: 't1' }, { id: 't2' }]
  const about = { p1: { places: 1 }, p2: { places: 1 } }
  const data = market({ periods, about, room: { a: 1 }, wishes: { p1: 'a', p2: 'a@t1' } })
  const { trades } = findTrades(data, [place('p1', 1, 'a')])
  expect(trades).toEqual([
    {
      helped: 1,
      steps: [
        { person: 'p2', gives: [], takes: place('p2', 1, 'a'), gains: true },
        {
          person: 'p1',
          gives: [place('p1', 1, 'a')],
          takes: place('p1', 1, 'a', 't2'),
          gains: false,
        },
      ],
    },
  ])
})

test('a trade that hurts, helps nobody or takes what is not there is refused by the verifier', () => {
  const data = market({ room: { a: 1, b: 1 }, wishes: { p1: 'a b', p2: 'a b' } })
  const places = [place('p1', 1, 'a'), place('p2', 2, 'b')]
  const step = (person: string, gives: Allotted, takes: Allotted) => ({
    person,
    gives: [gives],
    takes,
  })
  const check = (...steps: ReturnType<typeof step>[]) =>
    checkTrade(data, places, { steps }).map(({ says }) => says)
  expect(
    check(step('p1', places[0]!, place('p1', 2, 'b')), step('p2', places[1]!, place('p2', 1, 'a'))),
  ).toEqual(['p1 would be worse off.'])
  expect(check(step('p1', places[0]!, places[0]!))).toEqual(['Nobody would be better off.'])
  expect(check(step('p2', places[1]!, place('p2', 1, 'a')))).toContain(
    '2 people in a at t1; there is room for 1.',
  )
  expect(check(step('p2', place('p2', 1, 'a'), places[1]!))).toEqual(['p2 does not hold a.'])
})

/** Trades until there are none; every one of them is looked at by the verifier. */
function tradeOut(data: MarketData, places: Allotted[]): Allotted[] {
  for (let rest = places; ;) {
    const { trades, isComplete } = findTrades(data, rest, { effort: 50_000 })
    expect(isComplete).toBe(true)
    for (const trade of trades) expect(checkTrade(data, rest, trade)).toEqual([])
    const [best] = trades
    if (!best) return rest
    rest = applyTrade(data, rest, best)
  }
}

/** The places that these people would get had each turned their list about: much is left to trade. */
function allotUpsideDown(data: MarketData, seed: string): Allotted[] {
  const people = data.people.map((person) => ({ ...person, wishes: person.wishes.toReversed() }))
  const made = allocate({ ...data, people }, 'deferred-acceptance', seed)
  if (!made.ok) throw new Error('refused')
  return made.value.places.map((one) => {
    const { wishes } = data.people.find(({ id }) => id === one.person)!
    return { ...one, rank: wishes.length + 1 - one.rank }
  })
}

test('trading ends, and with one place each among at most five people nothing is left to trade', () => {
  let [traded, compared] = [0, 0]
  fc.assert(
    fc.property(fc.nat(1_000_000), (nth) => {
      const data = marketOf(nth)
      const places = allotUpsideDown(data, `seed ${nth}`)
      const rest = tradeOut(data, places)
      if (JSON.stringify(rest) !== JSON.stringify(places)) traded++
      const unit = readUnitMarket(new Ledger(data, rest))
      if (!unit) return
      compared++
      expect(findExchange(unit)).toBeUndefined()
    }),
    { numRuns: 400, seed: 11 },
  )
  expect(traded).toBeGreaterThan(200)
  expect(compared).toBeGreaterThan(100)
}, 120_000)
