// Is a series held on the days that its rhythm says, and at the hours that the clock of the house shows?
import fc from 'fast-check'
// Node reads it as CommonJS, whose one export is the default.
// oxlint-disable-next-line import/default
import library, { type Options } from 'rrule'
import { describe, expect, test } from 'vitest'
import { addDays, type Day, day, dayNumber, fromDayNumber } from '../../kernel/day.ts'
import type { Span } from '../../kernel/span.ts'
import { daysOf, hoursOn, nextDays, sayRhythm } from './rhythm.ts'
import { type Rhythm, seriesFactsSchema } from './schema.ts'

const ZONE = 'America/New_York'
const NONE: ReadonlySet<Day> = new Set()
const facts = (rhythm: Rhythm, from: string, until: string | null = null) =>
  seriesFactsSchema.parse({ rhythm, from, until, hours: { from: '12:00', to: '13:00' } })
const inSpan = (rhythm: Rhythm, begin: string, from: string, to: string) =>
  daysOf(facts(rhythm, begin), { from: day(from), to: day(to) }, NONE).map((one) => one.slice(5))
const weekly = (every: number, ...weekdays: number[]): Rhythm => ({
  ...{ kind: 'weekly', every, weekdays },
})
const monthly = (nths: number[], weekdays: number[], every = 1): Rhythm => ({
  ...{ kind: 'monthly', every, nths, weekdays },
})
const dates = (...on: number[]): Rhythm => ({ kind: 'dates', every: 1, dates: on })

describe('the days of', () => {
  test.each<[string, Rhythm, string, string, string, string[]]>([
    [
      'every week, over the year',
      weekly(1, 2),
      '2026-12-01',
      '2026-12-21',
      '2027-01-06',
      ['12-22', '12-29', '01-05'],
    ],
    [
      'two weekdays',
      weekly(1, 1, 5),
      '2026-11-01',
      '2026-11-02',
      '2026-11-09',
      ['11-02', '11-06', '11-09'],
    ],
    [
      'every second week counts from the week of its begin',
      weekly(2, 2),
      '2026-11-11',
      '2026-11-09',
      '2026-12-10',
      ['11-24', '12-08'],
    ],
    [
      'every third week',
      weekly(3, 3),
      '2026-11-04',
      '2026-11-01',
      '2026-12-31',
      ['11-04', '11-25', '12-16'],
    ],
    [
      'the first and third Thursday',
      monthly([1, 3], [4]),
      '2026-11-01',
      '2026-11-01',
      '2026-12-31',
      ['11-05', '11-19', '12-03', '12-17'],
    ],
    [
      'a first Sunday that is the first',
      monthly([1], [7]),
      '2026-11-01',
      '2026-11-01',
      '2026-11-30',
      ['11-01'],
    ],
    [
      'the last Friday, of months with four and five',
      monthly([-1], [5]),
      '2026-11-01',
      '2026-11-01',
      '2027-01-31',
      ['11-27', '12-25', '01-29'],
    ],
    [
      'a fifth Monday only where there is one',
      monthly([5], [1]),
      '2026-11-01',
      '2026-11-01',
      '2027-03-31',
      ['11-30', '03-29'],
    ],
    [
      'the second Monday and Tuesday',
      monthly([2], [1, 2]),
      '2026-12-01',
      '2026-12-01',
      '2026-12-31',
      ['12-08', '12-14'],
    ],
    [
      'every third month',
      monthly([1], [3], 3),
      '2026-11-01',
      '2026-11-01',
      '2027-06-30',
      ['11-04', '02-03', '05-05'],
    ],
    [
      'the 31st only where there is one',
      dates(31),
      '2026-11-01',
      '2026-11-01',
      '2027-03-31',
      ['12-31', '01-31', '03-31'],
    ],
    ['the 29th of a February', dates(29), '2027-02-01', '2027-02-01', '2027-03-31', ['03-29']],
    [
      'the 29th of a February of a leap year',
      dates(29),
      '2028-02-01',
      '2028-02-01',
      '2028-03-31',
      ['02-29', '03-29'],
    ],
    [
      'the last day of the month',
      dates(-1),
      '2028-01-15',
      '2028-01-01',
      '2028-03-31',
      ['01-31', '02-29', '03-31'],
    ],
    ['a single day', { kind: 'once' }, '2027-02-28', '2027-01-01', '2027-12-31', ['02-28']],
    [
      'a single day that lies outside',
      { kind: 'once' },
      '2027-02-28',
      '2027-03-01',
      '2027-12-31',
      [],
    ],
  ])('%s', (_, rhythm, begin, from, to, expected) => {
    expect(inSpan(rhythm, begin, from, to)).toEqual(expected)
  })
  test('a series end with it, the last day included', () => {
    const of = facts(weekly(1, 2), '2026-12-01', '2026-12-15')
    const span = { from: day('2026-11-01'), to: day('2027-02-01') }
    expect(daysOf(of, span, NONE)).toEqual(['2026-12-01', '2026-12-08', '2026-12-15'])
    expect(daysOf({ ...of, until: day('2026-12-14') }, span, NONE)).toHaveLength(2)
  })
  test('holidays are left out, and do not move what comes after; unless it is held on them', () => {
    const of = facts(monthly([4], [4]), '2026-11-01')
    const thanksgiving = new Set([day('2026-11-26')])
    const span = { from: day('2026-11-01'), to: day('2026-12-31') }
    expect(daysOf(of, span, thanksgiving)).toEqual(['2026-12-24'])
    expect(daysOf({ ...of, onHolidays: 'held' }, span, thanksgiving)).toHaveLength(2)
  })
})

const { RRule, Weekday } = library
const instant = (one: Day) => new Date(`${one}T00:00:00Z`)

/** What a library makes of it that knows nothing of ours. */
function foreign(rhythm: Rhythm, from: Day, span: Span): Day[] {
  const rule = (): Partial<Options> => {
    switch (rhythm.kind) {
      case 'once':
        return { freq: RRule.DAILY, count: 1 }
      case 'weekly':
        return {
          ...{ freq: RRule.WEEKLY, interval: rhythm.every },
          byweekday: rhythm.weekdays.map((nth) => nth - 1),
        }
      case 'dates':
        return { freq: RRule.MONTHLY, interval: rhythm.every, bymonthday: rhythm.dates }
      case 'monthly':
        return {
          ...{ freq: RRule.MONTHLY, interval: rhythm.every },
          byweekday: rhythm.nths.flatMap((nth) =>
            rhythm.weekdays.map((one) => new Weekday(one - 1, nth)),
          ),
        }
    }
  }
  return new RRule({ ...rule(), dtstart: instant(from), until: instant(span.to), wkst: RRule.MO })
    .all()
    .map((at) => day(at.toISOString().slice(0, 10)))
    .filter((one) => one >= span.from)
}

const some = (least: number, most: number) =>
  fc.uniqueArray(
    fc.integer({ min: least, max: most }).filter((n) => n !== 0),
    {
      ...{ minLength: 1, maxLength: 3 },
    },
  )
const anyRhythm: fc.Arbitrary<Rhythm> = fc.oneof(
  fc.record({
    kind: fc.constant('weekly' as const),
    every: fc.integer({ min: 1, max: 5 }),
    weekdays: some(1, 7),
  }),
  fc.record({
    kind: fc.constant('monthly' as const),
    every: fc.integer({ min: 1, max: 12 }),
    nths: some(-1, 5),
    weekdays: some(1, 7),
  }),
  fc.record({
    kind: fc.constant('dates' as const),
    every: fc.integer({ min: 1, max: 12 }),
    dates: some(-1, 31),
  }),
  fc.constant({ kind: 'once' as const }),
)

test('every rhythm gives the days that a foreign library gives', () => {
  const begin = dayNumber(day('2024-01-01'))
  fc.assert(
    fc.property(
      anyRhythm,
      fc.integer({ min: 0, max: 2_000 }),
      fc.integer({ min: -200, max: 600 }),
      fc.integer({ min: 0, max: 500 }),
      (rhythm, start, ahead, length) => {
        const from = fromDayNumber(begin + start)
        const span = { from: addDays(from, ahead), to: addDays(from, ahead + length) }
        expect(daysOf(facts(rhythm, from), span, NONE)).toEqual(foreign(rhythm, from, span))
      },
    ),
    { numRuns: 1_500 },
  )
})

describe('the hours of a session', () => {
  const at = (on: string, from: string, to: string) => hoursOn(day(on), { from, to }, ZONE)
  test.each([
    [
      'in winter',
      '2026-12-01',
      '12:00',
      '13:00',
      '2026-12-01T17:00:00.000Z',
      '2026-12-01T18:00:00.000Z',
    ],
    [
      'in summer',
      '2026-07-07',
      '12:00',
      '13:00',
      '2026-07-07T16:00:00.000Z',
      '2026-07-07T17:00:00.000Z',
    ],
    [
      'at noon of the day on which the clock goes back',
      '2026-11-01',
      '12:00',
      '13:00',
      '2026-11-01T17:00:00.000Z',
      '2026-11-01T18:00:00.000Z',
    ],
    [
      'over the hour that comes twice',
      '2026-11-01',
      '00:30',
      '02:30',
      '2026-11-01T04:30:00.000Z',
      '2026-11-01T07:30:00.000Z',
    ],
    [
      'at noon of the day on which the clock goes on',
      '2027-03-14',
      '12:00',
      '13:00',
      '2027-03-14T16:00:00.000Z',
      '2027-03-14T17:00:00.000Z',
    ],
    [
      'over the hour that is skipped',
      '2027-03-14',
      '01:30',
      '03:30',
      '2027-03-14T06:30:00.000Z',
      '2027-03-14T07:30:00.000Z',
    ],
    [
      'within the hour that is skipped',
      '2027-03-14',
      '02:15',
      '02:45',
      '2027-03-14T07:15:00.000Z',
      '2027-03-14T07:45:00.000Z',
    ],
    [
      'that begins within it and would end before it begins',
      '2027-03-14',
      '02:30',
      '03:15',
      '2027-03-14T07:30:00.000Z',
      '2027-03-14T08:15:00.000Z',
    ],
  ])('%s', (_, on, from, to, begins, ends) => {
    expect(at(on, from, to)).toEqual({ begins, ends })
  })
})

test.each<[Rhythm, string]>([
  [weekly(1, 2), 'Every week on Tuesday'],
  [weekly(2, 1, 4), 'Every 2 weeks on Monday and Thursday'],
  [monthly([1, 3], [4]), 'The first and third Thursday of every month'],
  [monthly([-1], [5], 2), 'The last Friday of every 2 months'],
  [dates(2, 12, -1), 'On the 2nd, 12th and last day of every month'],
  [{ kind: 'once' }, 'Once, on Tue 1 Dec 2026'],
])('a rhythm is said as people say it', (rhythm, says) => {
  expect(sayRhythm(facts(rhythm, '2026-12-01'))).toBe(says)
})

test('the next days are from today on, or from the begin of the series', () => {
  const of = facts(weekly(1, 2), '2026-12-01')
  expect(nextDays(of, day('2026-11-01'), NONE, 2)).toEqual(['2026-12-01', '2026-12-08'])
  expect(nextDays(of, day('2027-01-06'), NONE, 1)).toEqual(['2027-01-12'])
})
