// Does presenting go round fairly?
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, day } from '../../kernel/day.ts'
import { type Candidate, type OpenSession, presenceIn, proposeTurns } from './presenting.ts'

const session = (nth: number, step = 7): OpenSession => {
  const on = addDays(day('2026-12-01'), nth * step)
  return {
    id: `s${nth}`,
    series: 'x',
    on,
    begins: `${on}T17:00:00.000Z`,
    ends: `${on}T18:00:00.000Z`,
  }
}
const weeks = (many: number) => Array.from({ length: many }, (_, nth) => session(nth))
const who = (id: string, more: Partial<Candidate> = {}): Candidate => ({
  ...{ id, presentDays: 300, presents: [], ...more },
})
const turns = (
  sessions: OpenSession[],
  people: Candidate[],
  can: (person: string, session: OpenSession) => boolean = () => true,
) =>
  proposeTurns(sessions, people, can)
    .map(({ presenter }) => presenter)
    .join(' ')

describe('a turn', () => {
  test('goes round in the order of who waited longest', () => {
    expect(
      turns(
        weeks(6),
        ['a', 'b', 'c'].map((id) => who(id)),
      ),
    ).toBe('a b c a b c')
  })
  test('is first of those who have presented least', () => {
    const before = [session(-9), session(-8)]
    expect(turns(weeks(4), [who('a', { presents: before }), who('b')])).toBe('b b a b')
  })
  test('comes half as often to who is there half the time', () => {
    const people = [who('a'), who('b', { presentDays: 150 })]
    expect(
      turns(weeks(6), people)
        .split(' ')
        .filter((id) => id === 'b'),
    ).toHaveLength(2)
  })
  test('is not of who cannot be there, and comes later', () => {
    const can = (person: string, { id }: OpenSession) => !(person === 'a' && id === 's0')
    expect(turns(weeks(3), [who('a'), who('b')], can)).toBe('b a b')
  })
  test('is not twice within a week while somebody else can, and is where nobody else can', () => {
    const daily = [session(0, 1), session(1, 1), session(2, 1)]
    expect(turns(daily, [who('a'), who('b')])).toBe('a b a')
    expect(turns(daily, [who('a')])).toBe('a a a')
    const often = [-9, -8, -7, -6].map((nth) => session(nth))
    const people = [who('a', { presents: [session(-1, 1)] }), who('b', { presents: often })]
    expect(turns([session(0)], people), 'a has less, and presented yesterday').toBe('b')
    expect(turns([session(1)], people)).toBe('a')
  })
  test('is nobody’s where nobody can, nor at an hour at which they present already', () => {
    expect(turns(weeks(2), [who('a')], () => false)).toBe('')
    expect(turns(weeks(1), [who('a', { presents: [session(0)] })])).toBe('')
    expect(turns(weeks(1), [who('a', { presentDays: 0 })])).toBe('')
  })
})

test('whoever is there all the time presents as often as anybody else, or once more', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 0, max: 40 }), (people, many) => {
      const ids = Array.from({ length: people }, (_, nth) => `p${nth}`)
      const given = proposeTurns(
        weeks(many),
        ids.map((id) => who(id)),
        () => true,
      )
      const counts = ids.map((id) => given.filter(({ presenter }) => presenter === id).length)
      expect(given).toHaveLength(many)
      expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1)
    }),
  )
})

test('presence counts the days that one is there', () => {
  const span = { from: day('2026-12-01'), to: day('2026-12-10') }
  expect(presenceIn(span, (one) => one >= '2026-12-08')).toBe(3)
})
