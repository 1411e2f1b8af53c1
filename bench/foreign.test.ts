// Does the table say honestly what was reached?
import { describe, expect, test } from 'vitest'
import { compare, gapTo, type Goal } from './foreign-goals.ts'
import { worstOf } from './foreign.ts'
import type { Run } from './foreign-solve.ts'

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
    ...{ size: '', rules: '', first: 0, last: 0, marks: {}, cpu: 0, wall: 0, memory: 0, says: '' },
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
