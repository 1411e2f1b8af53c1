// Invented seasons: matched as the real engine would, and they learn from the seasons that were.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkMarket } from './market.ts'
import { matchMarket } from './matching.ts'
import { numbersFrom, Season } from './season.ts'
import {
  addTallies,
  addUp,
  checkSeasons,
  drawSeasons,
  sayDepth,
  type SeasonModel,
  seasonModelSchema,
  simulateSeasons,
  weigh,
} from './seasons.ts'

const model = (more: object = {}): SeasonModel =>
  seasonModelSchema.parse({
    ...{ format: 'isocenter.seasons', version: 1 },
    ours: { quota: 3, ranked: 17 },
    ...more,
  })
const small = { applicants: 30, programmes: 8, positions: 20 }

test('law: what a season gives is what the engine of the match gives, place for place', () => {
  fc.assert(
    fc.property(fc.integer(), fc.constantFrom(-1, 0, 1.5), (seed, appeal) => {
      const season = new Season(model(small), numbersFrom(seed))
      season.draw(appeal)
      const ranks = season.match()
      const file = season.asMarket()
      expect(checkMarket(file)).toEqual([])
      const { places, state } = matchMarket(file)
      const list = file.programmes[0]!.list
      const theirs = places
        .filter(({ programme }) => programme === 'ours')
        .map(({ applicant }) => list.indexOf(applicant) + 1)
      expect(state).toBe('stable')
      expect(ranks).toEqual(theirs.sort((one, other) => one - other))
    }),
    { numRuns: 300 },
  )
})

test('law: shares are shares, and add up', () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const { comes, filledBy, open } = simulateSeasons(model(small), 60, seed)
      expect(open.reduce((one, other) => one + other, 0)).toBeCloseTo(1)
      expect(filledBy.at(-1)).toBeCloseTo(open[0]!)
      const meant = open.reduce((sum, share, left) => sum + share * (3 - left), 0)
      expect(comes.reduce((one, other) => one + other, 0)).toBeCloseTo(meant)
      for (const [nth, share] of filledBy.entries())
        expect(share).toBeGreaterThanOrEqual(filledBy[nth - 1] ?? 0)
    }),
    { numRuns: 30 },
  )
})

test('seasons of the standard figures fill as the published one: 82 % of positions, 30 % of programmes open', () => {
  const season = new Season(model(), numbersFrom(1))
  const count = { seasons: 60, filled: 0, open: 0 }
  for (let nth = 0; nth < count.seasons; nth++) {
    season.draw(0)
    const file = season.asMarket()
    const { figures, places } = matchMarket(file)
    count.filled += figures.filled
    for (const { id, quota } of file.programmes)
      if (places.filter(({ programme }) => programme === id).length < quota) count.open++
  }
  expect(count.filled / count.seasons / 204).toBeCloseTo(168 / 204, 1.4)
  expect(count.open / count.seasons / 81).toBeCloseTo(24 / 81, 1.4)
})

test('the same model, number and seed give the same answer', () => {
  expect(simulateSeasons(model(), 200, 7)).toEqual(simulateSeasons(model(), 200, 7))
  expect(simulateSeasons(model(), 200, 7)).not.toEqual(simulateSeasons(model(), 200, 8))
})

test('two parts that are added are the whole', () => {
  const weights = weigh(model(), 1)
  const both = addTallies(
    drawSeasons(model(), weights, 100, 1),
    drawSeasons(model(), weights, 50, 2),
  )
  expect(both.seasons).toBe(150)
  expect(addUp(both).open.reduce((one, other) => one + other, 0)).toBeCloseTo(1)
})

describe('what changes the depth', () => {
  test('a longer list leaves fewer places open', () => {
    const openOf = (ranked: number) =>
      1 - simulateSeasons(model({ ours: { quota: 3, ranked } }), 2_000, 1).open[0]!
    const [short, middle, long] = [openOf(5), openOf(12), openOf(30)] as const
    expect(short).toBeGreaterThan(middle)
    expect(middle).toBeGreaterThan(long)
  })

  test('who filled early in earlier seasons is taken to be sought after, who stayed open is not', () => {
    const past = (filled: number, deepest: number) => ({ quota: 3, ranked: 18, filled, deepest })
    const good = simulateSeasons(model({ history: [past(3, 4), past(3, 5), past(3, 4)] }), 2_000, 1)
    const none = simulateSeasons(model(), 2_000, 1)
    const bad = simulateSeasons(model({ history: [past(1, 16), past(0, 0), past(1, 9)] }), 2_000, 1)
    expect(good.appeal).toBeGreaterThan(none.appeal + 0.5)
    expect(bad.appeal).toBeLessThan(none.appeal - 0.5)
    expect(good.depth!.half).toBeLessThan(none.depth!.half)
    expect(bad.open[0]!).toBeLessThan(none.open[0]!)
  })

  test('a season that nothing explains does not make the answer nothing', () => {
    const odd = { quota: 100, ranked: 170, filled: 0, deepest: 0 }
    const { appeal, open } = simulateSeasons(model({ history: [odd] }), 200, 1)
    expect(Number.isFinite(appeal)).toBe(true)
    expect(open.reduce((one, other) => one + other, 0)).toBeCloseTo(1)
  })
})

describe('bad models are refused with what is wrong', () => {
  const past = { quota: 2, ranked: 10, filled: 2, deepest: 5 }
  test.each([
    [{ ours: { quota: 3, ranked: 171 } }, '171 are ranked and there are 170 applicants.'],
    [
      { positions: 82 },
      '82 positions are too few for 81 programmes: each has one at least, and ours 3.',
    ],
    [{ history: [{ ...past, filled: 3 }] }, '3 came and there were 2 places.'],
    [{ history: [{ ...past, deepest: 11 }] }, 'Rank 11 came and 10 were ranked.'],
    [{ history: [{ ...past, deepest: 1 }] }, '2 came and the last of them stood on rank 1.'],
  ])('%j', (more, says) => {
    expect(checkSeasons(model(more)).map((one) => one.says)).toContain(says)
  })

  test('one position for each programme is enough', () => {
    expect(checkSeasons(model({ positions: 83 }))).toEqual([])
    expect(simulateSeasons(model({ positions: 83 }), 20, 1).seasons).toBe(20)
  })
})

test('the edges: one programme, one place, one applicant', () => {
  const alone = model({
    ...{ applicants: 1, programmes: 1, positions: 1 },
    ours: { quota: 1, ranked: 1 },
  })
  expect(checkSeasons(alone)).toEqual([])
  const found = simulateSeasons(alone, 10, 1)
  expect(found.open).toEqual([1, 0])
  expect(found.depth).toEqual({ ten: 1, half: 1, ninety: 1 })
})

test('it is always said to be a simulation', () => {
  const said = sayDepth(model(), simulateSeasons(model(), 50, 1))
  expect(said[0]).toBe('A simulation of 50 invented seasons, not the official match.')
})

test('a longer list is advised while there can be one', () => {
  const short = model({ ours: { ...model().ours, ranked: 1 } })
  const found = { ...simulateSeasons(model(), 50, 1), open: [0.2, 0.8] }
  const says = (isOver: boolean) => sayDepth(short, found, isOver).at(-1)
  expect(says(false)).toBe(
    'With 1 on the list a place stays open in 80 %; a longer list is the cheapest help.',
  )
  expect(says(true)).toBe('With 1 on the list a place stays open in 80 %.')
})
