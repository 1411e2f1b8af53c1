// Does the demo move to the academic year in which it is looked at?
import { describe, expect, test } from 'vitest'
import { academicYear, moveYears } from './demo-years.ts'

describe('the academic year of a moment', () => {
  test.each([
    ['2026-06-30T23:59:59Z', 2025],
    ['2026-07-01T00:00:00Z', 2026],
    ['2026-12-31T12:00:00Z', 2026],
    ['2027-01-01T00:00:00Z', 2026],
    ['2031-06-30T00:00:00Z', 2030],
  ])('%s lies in the one that began in July %i', (now, year) => {
    expect(academicYear(now)).toBe(year)
  })
})

describe('moving what is written for one year', () => {
  test('days move with their leap days, words that name the year are said anew', () => {
    const plan = {
      title: 'Residents 2026-27',
      dash: 'Year 2026–27',
      from: '2026-07-01',
      list: ['2028-02-29', 7, null],
    }
    expect(moveYears(plan, 1)).toEqual({
      title: 'Residents 2027-28',
      dash: 'Year 2027–28',
      from: '2027-07-01',
      list: ['2029-02-28', 7, null],
    })
    expect(moveYears(plan, 0)).toBe(plan)
  })
  test.each(['in 2026-12', 'since 2019', '2026-07-01T08:00', 'bwh-r1r3-2026'])(
    '“%s” names no academic year and stays',
    (said) => expect(moveYears(said, 3)).toBe(said),
  )
})
