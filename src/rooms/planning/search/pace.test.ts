// The time goes to what lately gained more, rounds become longer, and the last one ends with the time.
import { expect, test } from 'vitest'
import { LEVELS } from '../flat.ts'
import { Pace, type Way } from './pace.ts'

const totals = (wish: number) =>
  Float64Array.from({ length: LEVELS }, (_, n) => (n === 5 ? wish : 0))

/** Ways and seconds of a search in which a second of each way gains so much of what is missed. */
function spend(total: number, gains: Record<Way, number>) {
  const pace = new Pace(1, total)
  const stints = []
  let missed = 1000
  for (let used = 0; used < total - 1e-6;) {
    const stint = pace.next(total - used)
    const after = missed * (1 - gains[stint.way]) ** stint.seconds
    pace.learn(stint, totals(missed), totals(after), stint.seconds)
    missed = after
    used += stint.seconds
    stints.push({ ...stint, end: used })
  }
  return stints
}

const secondsOf = (stints: ReturnType<typeof spend>, way: Way) =>
  stints.reduce((sum, stint) => sum + (stint.way === way ? stint.seconds : 0), 0)

test.each([
  ['anneal', 'neighbourhoods'],
  ['neighbourhoods', 'anneal'],
] as const)(
  '%s has most of the time when it gains more, %s is tried now and then',
  (one, other) => {
    const gains = { anneal: 0.001, neighbourhoods: 0.001, [one]: 0.05 }
    const stints = spend(100, gains)
    expect(secondsOf(stints, one)).toBeGreaterThan(secondsOf(stints, other))
    expect(stints.filter(({ way }) => way === other).length).toBeGreaterThan(1)
  },
)

test('the last stint ends with the time, and no scrap is left for a round', () => {
  for (const total of [0.3, 5, 30, 300]) {
    const stints = spend(total, { anneal: 0.02, neighbourhoods: 0.001 })
    expect(stints.at(-1)!.end).toBeCloseTo(total, 6)
  }
})

test('a goal that is as it was has gained nothing, and an earlier goal that is worse neither', () => {
  const pace = new Pace(1, 100)
  const stint = pace.next(100)
  expect(stint.way).toBe('anneal')
  pace.learn(stint, totals(10), totals(10), 1)
  const next = pace.next(99)
  expect(next.way).toBe('neighbourhoods')
  pace.learn(next, totals(10), totals(9), 1)
  expect(pace.next(98).way).toBe('neighbourhoods')
})

test('where neither way gains any more they take turns', () => {
  const stints = spend(100, { anneal: 0, neighbourhoods: 0 })
  const ways = stints.slice(4).map(({ way }) => way)
  expect(ways.length).toBeGreaterThan(4)
  ways.forEach((way, nth) => expect(way).not.toBe(ways[nth - 1]))
  const [one, other] = [secondsOf(stints, 'anneal'), secondsOf(stints, 'neighbourhoods')]
  expect(Math.abs(one - other)).toBeLessThan(0.25 * (one + other))
})

test('near the bound, annealing that gains nothing has every fourth turn only', () => {
  const pace = new Pace(1, 200)
  const totals = Float64Array.of(0, 0, 0, 0, 0, 118)
  const ways: string[] = []
  for (let left = 200; left > 1;) {
    const stint = pace.next(left, true)
    ways.push(stint.way)
    pace.learn(stint, totals, totals, stint.seconds)
    left -= stint.seconds
  }
  const later = ways.slice(4)
  expect(later.length).toBeGreaterThan(8)
  const annealed = later.filter((way) => way === 'anneal').length
  expect(annealed / later.length).toBeGreaterThan(0.15)
  expect(annealed / later.length).toBeLessThan(0.35)
})
