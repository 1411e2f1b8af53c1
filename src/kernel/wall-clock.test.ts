// What clocks on walls show, also in the nights in which they are changed.
import { expect, test } from 'vitest'
import { clockAt, zoneNameAt } from './wall-clock.ts'

test.each([
  ['2026-12-01T04:59:00Z', 'America/New_York', '23:59'],
  ['2026-12-01T05:00:00Z', 'America/New_York', '00:00'],
  ['2026-12-01T17:05:30Z', 'America/New_York', '12:05'],
  // The hour that comes twice, before and after; and the afternoon of that day.
  ['2026-11-01T05:30:00Z', 'America/New_York', '01:30'],
  ['2026-11-01T06:30:00Z', 'America/New_York', '01:30'],
  ['2026-11-01T22:00:00Z', 'America/New_York', '17:00'],
  // The hour that is left out.
  ['2027-03-14T06:59:00Z', 'America/New_York', '01:59'],
  ['2027-03-14T07:00:00Z', 'America/New_York', '03:00'],
  ['2026-07-01T12:00:00Z', 'Asia/Kathmandu', '17:45'],
])('at %s a clock in %s shows %s', (moment, zone, shows) => {
  expect(clockAt(moment, zone)).toBe(shows)
})
test.each([
  ['2026-12-01T12:00:00Z', 'America/New_York', 'EST'],
  ['2026-07-01T12:00:00Z', 'America/New_York', 'EDT'],
  ['2026-12-01T12:00:00Z', 'Europe/London', 'GMT'],
  ['2026-07-01T12:00:00Z', 'Europe/London', 'BST'],
  ['2026-07-01T12:00:00Z', 'Australia/Sydney', 'AEST'],
  ['2026-07-01T12:00:00Z', 'Pacific/Honolulu', 'HST'],
  ['2026-07-01T12:00:00Z', 'Asia/Kathmandu', 'GMT+5:45'],
])('at %s the clock of %s is said to be %s', (moment, zone, name) => {
  expect(zoneNameAt(moment, zone)).toBe(name)
})
