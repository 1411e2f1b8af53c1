// Is the first day of the next academic year found, whenever it is?
import { expect, test } from 'vitest'
import { day } from '../../kernel/day.ts'
import { nextYear } from './year-begin.ts'

test.each([
  ['2026-06-30', '07-01', [], '2026-07-01'],
  ['2026-07-01', '07-01', [], '2027-07-01'],
  ['2026-11-27', '07-01', ['2027-07-01'], '2028-07-01'],
  ['2026-11-27', '01-01', [], '2027-01-01'],
  ['2026-07-31', '08-01', [], '2026-08-01'],
  ['2026-11-27', '02-29', [], '2027-03-01'],
  ['2027-11-27', '02-29', [], '2028-02-29'],
])('after %s, with years from %s on, and %j taken: %s', (today, begin, taken, next) => {
  expect(nextYear(day(today), begin, taken.map(day))).toBe(next)
})
