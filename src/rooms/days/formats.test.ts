// Other schedulers' files: the columns that their readers expect, days, hours, and the year's trap.
import { parse } from 'csv-parse/sync'
import { describe, expect, test } from 'vitest'
import { day } from '../../kernel/day.ts'
import { type Entry, readAmionAsk, writeAmion, writeQgenda } from './formats.ts'

const zone = 'America/Chicago'
const now = '2026-11-21T17:00:00Z'
const amy = { id: 'amy', given: 'Amy', family: 'Lin' }
const zoe = { id: 'zoe', given: 'Zoë', family: 'O’Neil' }
const ct = { id: 'ct', code: 'CT', name: 'Body "CT"' }
const call = { id: 'call', code: 'NC', name: 'Night call' }
const whole = (person: Entry['person'], from: string, to: string): Entry => ({
  ...{ person, work: ct, from: day(from), to: day(to), begins: null, ends: null },
})
const entries: Entry[] = [
  whole(zoe, '2026-11-20', '2026-11-22'),
  whole(amy, '2026-11-01', '2026-11-21'),
  {
    ...{ person: amy, work: call, from: day('2026-11-21'), to: day('2026-11-22') },
    ...{ begins: '2026-11-22T01:00:00Z', ends: '2026-11-22T13:30:00Z' },
  },
]

describe('what is asked', () => {
  const today = day('2026-11-21')
  test.each([
    ['today, when nothing is said', {}, '2026-11-21', '2026-11-21'],
    ['a month', { Month: '12', Day: '1', Year: '2026', Days: '31' }, '2026-12-01', '2026-12-31'],
    [
      'January of the academic year 2026',
      { Month: '1', Day: '5', Year: '2026' },
      '2027-01-05',
      '2027-01-05',
    ],
    ['June of the same', { Month: '6', Day: '30', Year: '26' }, '2027-06-30', '2027-06-30'],
    ['July of the same', { Month: '7', Day: '1', Year: '26' }, '2026-07-01', '2026-07-01'],
    ['never more than 400 days', { Days: '9999' }, '2026-11-21', '2027-12-25'],
  ])('%s', (_, query, from, to) => {
    expect(readAmionAsk({ Rpt: '619', ...query }, today)?.span).toEqual({ from, to })
  })
  test.each([
    ['619', '619', false],
    ['625c', '625c', false],
    ['625ctabs', '625c', true],
    ['619tabs--', '619', true],
    ['625C', '625c', false],
  ])('report %s', (Rpt, report, tabs) => {
    expect(readAmionAsk({ Rpt }, today)).toMatchObject({ report, tabs })
  })
  test.each([
    { Rpt: '999' },
    {},
    { Rpt: '619', Month: '13' },
    { Rpt: '619', Month: '2', Day: '30' },
  ])('%j is no report', (query) => expect(readAmionAsk(query, today)).toBeUndefined())
})

/** As public readers do it: the first line that begins with a quotation mark. */
function records(report: string): string[][] {
  const lines = report.split('\n')
  return parse(lines.slice(lines.findIndex((line) => line.startsWith('"'))).join('\n'))
}

describe('an Amion report', () => {
  const ask = {
    report: '619' as const,
    tabs: false,
    span: { from: day('2026-11-21'), to: day('2026-11-22') },
  }
  test('has a record of nine fields for each person and day, by day and name', () => {
    const found = records(writeAmion(entries, ask, now, zone))
    expect(found.map((record) => [record[0], record[3], ...record.slice(6)])).toEqual([
      ['Lin, Amy', 'Body "CT"', '11-21-26', '0000', '2359'],
      ['Lin, Amy', 'Night call', '11-21-26', '1900', '0730'],
      ["O'Neil, Zoë", 'Body "CT"', '11-21-26', '0000', '2359'],
      ["O'Neil, Zoë", 'Body "CT"', '11-22-26', '0000', '2359'],
    ])
    expect(found.every((record) => record.length === 9 && /^\d+$/.test(record[1]!))).toBe(true)
    expect(found[0]![1]).toBe(found[1]![1])
    expect(found[0]![1]).not.toBe(found[2]![1])
  })
  test('what Latin-1 has no letter for is written with the nearest it has', () => {
    const odd = { id: 'odd', given: 'Łukasz – “Ž”', family: 'Šimić 李' }
    const text = writeAmion([whole(odd, '2026-11-21', '2026-11-21')], ask, now, zone)
    expect(records(text)[0]![0]).toBe('Simic ?, ?ukasz - "Z"')
    expect(Buffer.from(text, 'latin1').toString('latin1')).toBe(text)
  })
  test('hours are those of the clock also on the day on which it is changed', () => {
    const night: Entry = {
      ...{ person: amy, work: call, from: day('2026-11-01'), to: day('2026-11-02') },
      ...{ begins: '2026-11-01T23:00:00Z', ends: '2026-11-02T13:30:00Z' },
    }
    const span = { from: day('2026-11-01'), to: day('2026-11-01') }
    const [record] = records(writeAmion([night], { ...ask, span }, now, zone))
    expect(record!.slice(-2)).toEqual(['1700', '0730'])
  })
  test('625c has seventeen columns; with tabs nothing is quoted', () => {
    expect(records(writeAmion(entries, { ...ask, report: '625c' }, now, zone))[0]).toHaveLength(17)
    const tabs = writeAmion(entries, { ...ask, tabs: true }, now, zone).split('\n')
    expect(tabs.filter((line) => line.split('\t').length === 9)).toHaveLength(4)
  })
})

test('the QGenda table has a line for each person and day and runs no formula', () => {
  const odd = whole({ id: 'x', given: '=1+1', family: '@x' }, '2026-11-21', '2026-11-21')
  const span = { from: day('2026-11-21'), to: day('2026-11-21') }
  const rows = parse(writeQgenda([...entries, odd], span, zone), {
    bom: true,
    columns: true,
  }) as Record<string, string>[]
  expect(rows).toHaveLength(4)
  expect(rows.find(({ StaffId }) => StaffId === 'amy')).toMatchObject({
    ...{
      Date: '2026-11-21',
      StaffLName: 'Lin',
      TaskAbbrev: 'CT',
      StartTime: '00:00',
      EndTime: '23:59',
    },
  })
  expect(rows.find(({ StaffId }) => StaffId === 'x')).toMatchObject({
    StaffLName: "'@x",
    StaffFName: "'=1+1",
  })
})
