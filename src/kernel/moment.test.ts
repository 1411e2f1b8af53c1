// Moments and days: clock changes, zones, and the hour that does not exist.
import { expect, test } from 'vitest'
import { day } from './day.ts'
import { dayAt, endOfDay, momentAt } from './moment.ts'

const NEW_YORK = 'America/New_York'

test('a day begins at local midnight, in summer and in winter', () => {
  expect(momentAt(day('2026-07-01'), '00:00', NEW_YORK)).toBe('2026-07-01T04:00:00Z')
  expect(momentAt(day('2026-12-01'), '00:00', NEW_YORK)).toBe('2026-12-01T05:00:00Z')
})
test('the day of the autumn clock change has 25 hours, that of spring 23', () => {
  const hours = (value: string) =>
    (Date.parse(endOfDay(day(value), NEW_YORK)) -
      Date.parse(momentAt(day(value), '00:00', NEW_YORK))) /
    3.6e6
  expect([hours('2026-11-01'), hours('2027-03-14'), hours('2026-11-02')]).toEqual([25, 23, 24])
})
test('a time that the clock skips moves on', () => {
  expect(momentAt(day('2027-03-14'), '02:30', NEW_YORK)).toBe('2027-03-14T07:30:00Z')
})
test('one moment falls on different days in different zones', () => {
  const moment = '2026-11-22T03:00:00Z'
  expect([dayAt(moment, NEW_YORK), dayAt(moment, 'UTC')]).toEqual(['2026-11-21', '2026-11-22'])
})
