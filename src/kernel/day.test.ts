// Civil days: arithmetic against the calendar of the language, and the days that do not exist.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  addMonths,
  day,
  dayNumber,
  daySchema,
  fromDayNumber,
  isDay,
  sayDay,
  weekday,
} from './day.ts'

const anyDay = fc.integer({ min: -100_000, max: 100_000 }).map(fromDayNumber)

describe('a day', () => {
  test.each(['2026-02-29', '2026-13-01', '2026-00-10', '2026-1-1', '20260101', '2026-04-31', ''])(
    '%s does not exist',
    (text) => {
      expect(isDay(text)).toBe(false)
      expect(daySchema.safeParse(text).success).toBe(false)
    },
  )
  test.each(['2024-02-29', '2026-12-31', '1970-01-01', '2000-02-29'])('%s exists', (text) => {
    expect(isDay(text)).toBe(true)
  })
  test('is numbered without a hole, and text order is time order', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 5000 }), (value, count) => {
        const later = addDays(value, count)
        expect(dayNumber(later) - dayNumber(value)).toBe(count)
        expect(value <= later).toBe(true)
        expect(fromDayNumber(dayNumber(value))).toBe(value)
      }),
    )
  })
  test('has the weekday that the calendar of the language gives it', () => {
    fc.assert(
      fc.property(anyDay, (value) => {
        expect(weekday(value)).toBe(new Date(`${value}T00:00:00Z`).getUTCDay())
      }),
    )
  })
})

describe('months later', () => {
  test.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2026-07-01', 12, '2027-07-01'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2026-12-15', 1, '2027-01-15'],
  ])('%s and %i is %s', (from, count, to) => {
    expect(addMonths(day(from), count)).toBe(to)
  })
})

test('days are said as people say them', () => {
  const value = day('2026-07-01')
  expect([sayDay(value), sayDay(value, { year: true }), sayDay(value, { weekday: true })]).toEqual([
    '1 Jul',
    '1 Jul 2026',
    'Wed 1 Jul',
  ])
})
