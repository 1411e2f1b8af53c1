// Which periods, offers, wishes and markets does a round have?
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, day } from '../../kernel/day.ts'
import { allocate } from '../allocation/allocate.ts'
import { checkMarket } from '../allocation/check-market.ts'
import { mechanisms } from '../allocation/schema.ts'
import {
  countDemand,
  judgeWishes,
  marketOf,
  numbersOf,
  overfull,
  periodsOf,
  placesOf,
  soundMarket,
} from './rules.ts'
import { takesRoom } from './offers.ts'
import type { Offer } from './schema.ts'

const blocks = Array.from({ length: 10 }, (_, nth) => {
  const from = addDays(day('2026-07-01'), nth * 7)
  return { id: `b${nth}`, label: `${nth}`, from, to: addDays(from, 6) }
})
const offer = (id: string, more: Partial<Offer> = {}): Offer => ({
  ...{ id, code: id, name: id.toUpperCase(), section: '', places: 1, length: 1, needs: [] },
  ...{ shut: null, elective: id, pool: null, isAlwaysOpen: false, parts: [], prerequisites: [] },
  ...more,
})
const periods = periodsOf(blocks, { from: 'b0', to: 'b9', size: 2 })
const round = { title: 'A round', periods, places: 1, mostWishes: 3 }

describe('periods', () => {
  test('are whole, meet, and what is left at the end is not used', () => {
    const made = periodsOf(blocks, { from: 'b1', to: 'b9', size: 4 })
    expect(made.map(({ id, from, to }) => [id, from, to])).toEqual([
      ['b1', '2026-07-08', '2026-08-04'],
      ['b5', '2026-08-05', '2026-09-01'],
    ])
  })
  test('are none when the blocks are unknown or in the wrong order', () => {
    expect(periodsOf(blocks, { from: 'b5', to: 'b1', size: 1 })).toEqual([])
    expect(periodsOf(blocks, { from: 'x', to: 'b1', size: 1 })).toEqual([])
  })
})

test('numbers sort as text in the order of the people', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1200 }), (count) => {
      const numbers = numbersOf(count)
      expect(new Set(numbers).size).toBe(count)
      expect([...numbers].sort()).toEqual(numbers)
    }),
    { numRuns: 50 },
  )
})

test('wishes are judged all at once, and a closed offer is said before a full one', () => {
  const offers = [offer('a'), offer('b', { places: 0 }), offer('c', { length: 6 })]
  const me = { person: 'x', number: 'p01', barred: [] }
  const why = (...wishes: string[]) =>
    judgeWishes({ ...round, offers }, me, wishes).map(({ says }) => says)
  expect(why('a')).toEqual([])
  expect(why()).toEqual([])
  expect(why('z', 'a', 'a', 'y')).toHaveLength(4)
  expect(why('b', 'c')).toEqual([
    'B is full: it has no place in this round.',
    'C takes 6 periods, and this round has 5.',
  ])
})

const ids = ['a', 'b', 'c', 'd', 'e']
const wishLists = fc.array(fc.subarray(ids, { minLength: 0 }), { minLength: 1, maxLength: 6 })

test('whatever people wish for, a sound market is allotted by every mechanism', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ places: fc.nat(2), length: fc.integer({ min: 1, max: 6 }) }), {
        minLength: 5,
        maxLength: 5,
      }),
      wishLists,
      fc.integer({ min: 1, max: 3 }),
      (rooms, lists, places) => {
        const offers = ids.map((id, nth) => offer(id, rooms[nth]!))
        const numbers = numbersOf(lists.length)
        const choosers = lists.map((wishes, nth) => ({
          ...{ person: `x${nth}`, name: `X ${nth}`, number: numbers[nth]!, wishes },
          barred: nth === 0 ? [{ offer: 'a', reason: 'A course is missing.' }] : [],
        }))
        const { market, leftOut } = soundMarket({ ...round, places, offers }, choosers)
        expect(checkMarket(market)).toEqual([])
        const kept = market.people.reduce((sum, { wishes }) => sum + wishes.length, 0)
        expect(kept + leftOut.length).toBe(lists.reduce((sum, { length }) => sum + length, 0))
        for (const mechanism of mechanisms) {
          const made = allocate(market, mechanism, 'seed')
          expect(made.ok).toBe(true)
          if (!made.ok) continue
          for (const chooser of choosers)
            for (const place of placesOf(made.value, { periods, offers }, chooser)) {
              expect(chooser.wishes[place.rank - 1]).toBe(place.offer)
              expect(place.days.length).toBe(1)
            }
          for (const { id, places: room } of offers)
            expect(
              overfull(
                made.value.places,
                (place, period) => takesRoom(offers, id, place, period),
                room,
                periods,
              ),
            ).toBe(undefined)
        }
      },
    ),
    { numRuns: 60 },
  )
})

test('demand counts wishes and first wishes of each offer', () => {
  const demand = countDemand([['a', 'b'], ['b'], []])
  expect(Object.fromEntries(demand)).toEqual({
    a: { wishes: 1, first: 1 },
    b: { wishes: 2, first: 1 },
  })
})

test('what is overfull names the first period and who is there', () => {
  const places = [
    { person: 'p01', rank: 1, offer: 'a', periods: ['b2'] },
    { person: 'p02', rank: 1, offer: 'a', periods: ['b2'] },
  ]
  const inA = (place: (typeof places)[number], period: string) =>
    takesRoom([offer('a')], 'a', place, period)
  expect(overfull(places, inA, 1, periods)?.people).toEqual(['p01', 'p02'])
  expect(overfull(places, inA, 2, periods)).toBe(undefined)
  expect(marketOf({ ...round, offers: [offer('a')] }, []).people).toEqual([])
})
