// Do the offers of a round keep the places, parts and locks of the catalogue?
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, day } from '../../kernel/day.ts'
import { allocate } from '../allocation/allocate.ts'
import { checkMarket } from '../allocation/check-market.ts'
import { mechanisms } from '../allocation/schema.ts'
import { type Catalogue, catalogueSchema, type ElectiveInput } from '../catalogue/schema.ts'
import {
  checkPlaces,
  locksOf,
  offersOf,
  poolOf,
  poolsOf,
  saySharing,
  takesRoom,
  withOffer,
} from './offers.ts'
import { numbersOf, overfull, periodsOf, soundMarket } from './rules.ts'
import { offerSchema } from './schema.ts'

const blocks = Array.from({ length: 12 }, (_, nth) => {
  const from = addDays(day('2026-07-01'), nth * 14)
  return { id: `b${nth}`, label: `${nth}`, from, to: addDays(from, 13) }
})
const periods = periodsOf(blocks, { from: 'b0', to: 'b11', size: 1 })
const elective = (id: string, more: Partial<ElectiveInput> = {}): ElectiveInput => ({
  ...{ id, code: id.slice(0, 12), name: id.toUpperCase(), section: 's', minWeeks: 2, places: 1 },
  ...more,
})
const catalogue = (electives: ElectiveInput[], more: object = {}): Catalogue =>
  catalogueSchema.parse({ sections: [{ id: 's', name: 'S' }], electives, ...more })

const thorax = elective('thorax', {
  places: 2,
  tracks: [
    { id: 'diagnosis', name: 'Diagnosis', sharesWith: ['both'] },
    { id: 'needle', name: 'Needle', sharesWith: ['both'] },
    { id: 'both', name: 'Both', sharesWith: [] },
  ],
})
const chain = (parts: [string, number][]) => ({
  miniFellowships: [
    { id: 'mini', name: 'Mini', parts: parts.map(([of, weeks]) => ({ elective: of, weeks })) },
  ],
})

describe('offers', () => {
  test('take as many periods as the least stay needs, and copy what the catalogue says', () => {
    const [made] = offersOf(
      catalogue([
        elective('bones', {
          ...{ minWeeks: 5, places: 3 },
          prerequisites: [{ says: 'A course', competencies: ['course'] }],
        }),
      ]),
      periods,
    )
    expect(made).toMatchObject({ id: 'bones', section: 's', places: 3, length: 3, pool: 'bones' })
    expect(made).toMatchObject({ needs: ['A course'], elective: 'bones', shut: null })
  })

  test('are one for each track, from one pool', () => {
    const offers = offersOf(catalogue([thorax]), periods)
    expect(offers.map(({ id }) => id)).toEqual(['thorax:diagnosis', 'thorax:needle', 'thorax:both'])
    expect(poolsOf(offers)).toEqual([{ id: 'thorax', name: 'THORAX: Diagnosis', places: 2 }])
    expect(saySharing(offers, offers[0]!)).toBe('Needle and Both')
  })

  test('of a round from before the catalogue are read as pools of their own', () => {
    const old = { id: 'a', code: 'A', name: 'A', section: '', places: 4, length: 1, needs: [] }
    const read = offerSchema.parse({ ...old, shut: null })
    expect(read).toMatchObject({ pool: null, parts: [], prerequisites: [], isAlwaysOpen: false })
    expect(poolsOf([read])).toEqual([{ id: 'a', name: 'A', places: 4 }])
  })

  test('of a mini-fellowship are parts one after the other, each from its elective', () => {
    const offers = offersOf(
      catalogue(
        [thorax, elective('heart', { places: 1 })],
        chain([
          ['thorax', 4],
          ['heart', 2],
        ]),
      ),
      periods,
    )
    const mini = offers.find(({ id }) => id === 'mini')!
    expect(mini).toMatchObject({ places: 1, length: 3 })
    expect(mini.parts).toEqual([
      { pool: 'thorax', length: 2 },
      { pool: 'heart', length: 1 },
    ])
    const place = { offer: 'mini', periods: ['b3', 'b4', 'b5'] }
    expect(['b2', 'b3', 'b4', 'b5'].map((at) => takesRoom(offers, 'thorax', place, at))).toEqual([
      ...[false, true, true, false],
    ])
    expect(takesRoom(offers, 'heart', place, 'b5')).toBe(true)
  })

  test('that draw from one pool change together, and what is made of them follows', () => {
    const offers = offersOf(catalogue([thorax], chain([['thorax', 4]])), periods)
    const next = withOffer(offers, offers[1]!, { places: 5, shut: null })
    expect(next.map(({ places }) => places)).toEqual([5, 5, 5, 5])
    const shut = { why: 'closed' as const, reason: 'Nobody teaches it.' }
    const closed = withOffer(offers, offers[1]!, { places: 2, shut })
    expect(closed.map((one) => one.shut !== null)).toEqual([false, true, false, false])
    expect(checkPlaces(offers[3]!, 9)?.says).toBe('The places of Mini are those of its parts.')
    expect(checkPlaces(offers[3]!, 2)).toBe(undefined)
  })

  test('are locked for those who lack what they ask for, with the reason', () => {
    const offers = offersOf(
      catalogue([
        elective('seeds', {
          prerequisites: [{ says: 'Safety first', competencies: ['safety'], levels: ['R4'] }],
        }),
        elective('open'),
      ]),
      periods,
    )
    const locks = (words: string[], level: string | null) =>
      locksOf(
        offers,
        { competencies: new Set(words), level },
        new Map([['safety', 'Safety course']]),
      )
    expect(locks(['safety'], 'R4')).toEqual([])
    expect(locks([], 'R3')).toEqual([
      {
        offer: 'seeds',
        reason: 'Safety first. Not recorded yet: Safety course. It is for R4, not R3.',
      },
    ])
  })
})

const rooms = fc.record({
  places: fc.nat(2),
  weeks: fc.integer({ min: 1, max: 6 }),
  tracks: fc.integer({ min: 0, max: 3 }),
  shares: fc.boolean(),
  always: fc.boolean(),
})

test('law: no pool ever holds more people than it has places, whatever is shared or chained', () => {
  fc.assert(
    fc.property(
      fc.array(rooms, { minLength: 2, maxLength: 3 }),
      fc.array(fc.array(fc.nat(30), { maxLength: 5 }), { minLength: 1, maxLength: 5 }),
      fc.constantFrom(...mechanisms),
      (made, lists, mechanism) => {
        const offers = offersOf(
          catalogue(
            made.map(({ places, weeks, tracks, shares, always }, nth) =>
              elective(`e${nth}`, {
                ...{ places, minWeeks: weeks },
                tracks: Array.from({ length: tracks }, (_, at) => ({
                  ...{ id: `t${at}`, name: `T${at}` },
                  sharesWith: shares && at > 0 ? [`t${at - 1}`] : [],
                })),
                components: always
                  ? [{ id: 'side', name: 'Side', guaranteed: true, optional: true }]
                  : [],
              }),
            ),
            chain(made.slice(0, 2).map(({ weeks }, nth) => [`e${nth}`, weeks])),
          ),
          periods.slice(0, 4),
        )
        const round = { title: 'A round', periods: periods.slice(0, 4), places: 2, offers }
        const numbers = numbersOf(lists.length)
        const choosers = lists.map((list, nth) => ({
          ...{ person: `x${nth}`, name: `X${nth}`, number: numbers[nth]!, barred: [] },
          wishes: [...new Set(list.map((at) => offers[at % offers.length]!.id))],
        }))
        const { market } = soundMarket(round, choosers)
        expect(checkMarket(market)).toEqual([])
        const result = allocate(market, mechanism, 'seed')
        if (!result.ok) throw new Error(result.findings[0]!.says)
        for (const { id, places } of poolsOf(offers))
          expect(
            overfull(
              result.value.places,
              (place, period) => takesRoom(offers, id, place, period),
              places,
              round.periods,
            ),
          ).toBe(undefined)
        // What takes nobody's place is had by everybody whose first wish it is.
        for (const { number, wishes } of choosers) {
          const first = offers.find(({ id }) => id === wishes[0])
          if (first && poolOf(first) === null && first.parts.length === 0)
            expect(
              result.value.places.some(
                (place) => place.person === number && place.offer === first.id,
              ),
            ).toBe(true)
        }
      },
    ),
    { numRuns: 150 },
  )
})
