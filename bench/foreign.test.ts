// Does the table say honestly what was reached?
import { describe, expect, test } from 'vitest'
import { compare, gapTo, type Goal, goalOfReal } from './foreign-goals.ts'
import { worstOf } from './foreign.ts'
import type { Run } from './foreign-solve.ts'
import { spreadOf } from './real-checker-days.ts'
import { readJson, type Source } from './real-source.ts'

const goal = (more: Partial<Goal>): Goal => ({ sense: 'max', best: 100, says: '', ...more })
const reached = (score: number | null, first = 1, last = 1) => ({
  ...{ score, first, last, limit: null },
})

describe('What is said of a score', () => {
  test('as good as the target is met, unless it is to be passed', () => {
    const target = { score: 95, isStrict: false }
    expect(compare(goal({ target }), reached(95))).toBe('met')
    expect(compare(goal({ target }), reached(94))).toBe('missed by 1; 6.0 % off the best known')
    const strict = { score: 95, isStrict: true }
    expect(compare(goal({ target: strict }), reached(95))).toMatch(/^missed: only as good/)
    expect(compare(goal({ target: strict }), reached(96))).toBe('met')
  })

  test('a target that nobody can pass is not called missed', () => {
    const target = { score: 95, isStrict: true }
    expect(compare(goal({ target, limit: 95 }), reached(95))).toMatch(/^as good as can be/)
    expect(compare(goal({ target, limit: 95 }), reached(94))).toMatch(/^missed by 1/)
  })

  test('less is better where a cost is counted, and negative scores are compared by their size', () => {
    const target = { score: 7950, isStrict: true }
    expect(compare(goal({ sense: 'min', best: 4459, target }), reached(7949))).toBe('met')
    expect(compare(goal({ sense: 'min', best: 4459, target }), reached(8000))).toMatch(/by 50/)
    expect(gapTo(-20, -26, 'max')).toBe(30)
    expect(gapTo(1000, 1100, 'min')).toBe(10)
  })

  test('a good roster that comes too late misses its goal', () => {
    const late = goal({ target: { score: 95, isStrict: false }, within: { first: 2 } })
    expect(compare(late, reached(99, 2.5))).toBe('missed: first legal after 2.5 CPU s')
    expect(compare(late, reached(99, 1.5))).toBe('met')
  })

  test('a limit that the best known passes is told as the error it is', () => {
    expect(compare(goal({}), { ...reached(90), limit: 99 })).toMatch(/^WRONG/)
    expect(compare(goal({}), { ...reached(90), limit: 100 })).toBe('10.0 % off the best known')
    const cost = goal({ sense: 'min' })
    expect(compare(cost, { ...reached(110), limit: 101 })).toMatch(/^WRONG/)
    expect(compare(cost, { ...reached(110), limit: 99 })).toBe('10.0 % off the best known')
  })

  test('no roster is a miss', () => {
    expect(compare(goal({ target: { score: 1, isStrict: false } }), reached(null))).toMatch(
      /^missed/,
    )
  })
})

describe('The worst of several seeds', () => {
  const run = (score: number | null, broken = 0): Run => ({
    ...{ size: '', rules: '', first: null, last: null, marks: {}, says: '' },
    ...{ cpu: 0, wall: 0, memory: 0 },
    end: { score, broken, limit: null },
  })

  test('is the one without a roster, then a broken one, then the lowest', () => {
    const runs = [run(5), run(3), run(9, 1), run(null)]
    expect(worstOf(runs, goal({})).end.score).toBe(null)
    expect(worstOf(runs.slice(0, 3), goal({})).end.score).toBe(9)
    expect(worstOf(runs.slice(0, 2), goal({})).end.score).toBe(3)
    expect(worstOf(runs.slice(0, 2), goal({ sense: 'min' })).end.score).toBe(5)
  })
})

const ophthalmology = readJson<Source>('real', 'ophthalmology-call-5x366.json')

describe.skipIf(!ophthalmology)('The calls of five ophthalmologists', () => {
  test('differ by 20 at least, because a Friday and its Sunday go together', () => {
    const { time, people } = ophthalmology!
    const excluded = new Set(time.excluded)
    const weekday = (k: number) =>
      (new Date(Date.parse(time.start!) + k * 864e5).getUTCDay() + 6) % 7
    const open = Array.from({ length: time.count }, (_, k) => k).filter((k) => !excluded.has(k))
    const on = (...days: number[]) => open.filter((k) => days.includes(weekday(k)))
    const evenly = (count: number) => {
      const more = count % people.length
      return more * (people.length - more)
    }
    const fridays = on(4).filter((k) => k + 2 < time.count && !excluded.has(k + 2))
    const alone = on(4, 6).length - 2 * fridays.length
    expect([fridays.length, alone]).toEqual([46, 1])
    const least = leastOfPairs(fridays.length, people.length)
    expect(evenly(on(0, 1, 2, 3).length) + evenly(on(5).length) + least).toBe(20)
    expect(goalOfReal(ophthalmology!).limit).toBe(-20)
  })
})

/** So many weekends of two calls and one call alone, shared out in every way that is not absurd. */
function leastOfPairs(weekends: number, people: number): number {
  let least = Infinity
  const mean = Math.floor(weekends / people)
  const share = (counts: number[], left: number): void => {
    if (counts.length < people) {
      for (let count = mean - 4; count <= mean + 4; count++) share([...counts, count], left - count)
      return
    }
    if (left !== 0) return
    for (let one = 0; one < people; one++)
      least = Math.min(least, spreadOf(counts.map((count, p) => 2 * count + (p === one ? 1 : 0))))
  }
  share([], weekends)
  return least
}
