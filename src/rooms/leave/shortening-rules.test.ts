// On which days may approved leave end, when some of it is over?
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, day } from '../../kernel/day.ts'
import { spanDays } from '../../kernel/span.ts'
import { checkEnd, cutAt, endsOf } from './shortening-rules.ts'

const TODAY = day('2026-11-21')
const parts = (...list: [string, string][]) =>
  list.map(([from, to]) => ({ from: day(from), to: day(to) }))
const BEGUN = parts(['2026-11-16', '2026-11-27'])

describe('leave from the 16th to the 27th, on the 21st', () => {
  test.each([
    ['2026-11-15', 'leave.past'],
    ['2026-11-19', 'leave.past'],
    ['2026-11-20', undefined],
    ['2026-11-21', undefined],
    ['2026-11-26', undefined],
    ['2026-11-27', 'leave.longer'],
    ['2026-12-01', 'leave.longer'],
  ])('ends on %s: %s', (until, rule) => {
    expect(checkEnd(BEGUN, day(until), TODAY)[0]?.rule).toBe(rule)
  })
})

test.each<[string, [string, string][], [string, string] | null]>([
  ['not begun: from its first day', [['2026-12-01', '2026-12-04']], ['2026-12-01', '2026-12-03']],
  [
    'begins today: today may be the last',
    [['2026-11-21', '2026-11-24']],
    ['2026-11-21', '2026-11-23'],
  ],
  [
    'ends today: it may have ended yesterday',
    [['2026-11-16', '2026-11-21']],
    ['2026-11-20', '2026-11-20'],
  ],
  ['ended yesterday', [['2026-11-16', '2026-11-20']], null],
  ['one day ahead', [['2026-12-01', '2026-12-01']], null],
])('%s', (_, list, ends) => {
  expect(endsOf(parts(...list), TODAY)).toEqual(ends && { from: ends[0], to: ends[1] })
})

test('law: what is left is the part of it until that day, and nothing that is over is lost', () => {
  const gap = fc.integer({ min: 1, max: 9 })
  fc.assert(
    fc.property(
      fc.integer({ min: -20, max: 10 }),
      fc.array(fc.tuple(gap, gap), { minLength: 1, maxLength: 4 }),
      fc.integer({ min: -30, max: 60 }),
      (start, lengths, at) => {
        let next = addDays(TODAY, start)
        const list = lengths.map(([length, pause]) => {
          const part = { from: next, to: addDays(next, length - 1) }
          next = addDays(part.to, pause + 1)
          return part
        })
        const until = addDays(TODAY, at)
        if (checkEnd(list, until, TODAY).length > 0) return
        const left = cutAt(list, until)
        const daysOf = (of: typeof list) =>
          of.flatMap((part) =>
            Array.from({ length: spanDays(part) }, (_, nth) => addDays(part.from, nth)),
          )
        expect(daysOf(left)).toEqual(daysOf(list).filter((one) => one <= until))
        const isOver = (one: string) => one < TODAY
        expect(daysOf(left).filter(isOver)).toEqual(daysOf(list).filter(isOver))
        expect(daysOf(left).length).toBeLessThan(daysOf(list).length)
      },
    ),
  )
})
