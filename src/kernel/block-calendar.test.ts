// Blocks: every cut that programmes use, and every way in which a calendar can be broken.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkBlocks, monthBlocks, weekBlocks } from './block-calendar.ts'
import { addDays, day } from './day.ts'
import { sharedDays, spanDays } from './span.ts'

const start = day('2026-07-01')
const end = day('2027-06-30')
const repeat = (length: number, count: number) => Array.from({ length: count }, () => length)

describe('a year cut into', () => {
  test.each([
    ['12 months', monthBlocks(start), 12],
    ['13 x 4 weeks', weekBlocks(start, repeat(4, 13), end), 13],
    ['26 x 2 weeks', weekBlocks(start, repeat(2, 26), end), 26],
    ['52 weeks', weekBlocks(start, repeat(1, 52), end), 52],
    ['17 x 3 weeks and one of one', weekBlocks(start, [...repeat(3, 17), 1], end), 18],
    ['a mixture', weekBlocks(start, [4, 4, 5, 2, 2, 1, 34], end), 7],
  ])('%s has no fault and 365 days', (_, blocks, count) => {
    expect(checkBlocks(blocks)).toEqual([])
    expect(blocks).toHaveLength(count)
    expect(blocks.reduce((sum, block) => sum + spanDays(block), 0)).toBe(365)
  })
  test('any lengths of weeks: no day is lost or counted twice', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 8 }), { minLength: 1, maxLength: 30 }),
        (weeks) => {
          const blocks = weekBlocks(start, weeks)
          expect(checkBlocks(blocks)).toEqual([])
          const days = weeks.reduce((sum, count) => sum + count * 7, 0)
          expect(blocks.at(-1)!.to).toBe(addDays(start, days - 1))
        },
      ),
    )
  })
})

describe('a broken calendar says', () => {
  const blocks = () => weekBlocks(start, repeat(2, 3))
  test('which days no block holds', () => {
    const [one, , three] = blocks()
    expect(checkBlocks([one!, three!]).map((entry) => entry.says)).toEqual([
      'No block holds 15 Jul to 28 Jul, between block 1 and block 3.',
    ])
  })
  test('which blocks overlap, and where to begin', () => {
    const [one, two, three] = blocks()
    const [fault] = checkBlocks([one!, { ...two!, from: day('2026-07-10') }, three!])
    expect(fault).toMatchObject({ path: 'periods[1]', can: 'Begin block 2 on 15 Jul.' })
  })
  test('which block ends before it begins, and which ids are twice', () => {
    const [one, two] = blocks()
    const says = checkBlocks([one!, { ...two!, id: one!.id, to: day('2026-07-14') }]).map(
      (entry) => entry.says,
    )
    expect(says).toEqual([
      'Two blocks have the id "b01".',
      'Block 2 ends on 14 Jul 2026, before it begins on 15 Jul 2026.',
    ])
  })
  test('that there is none', () => {
    expect(checkBlocks([])).toHaveLength(1)
  })
})

test('shared days are the same from both sides, and never more than either span', () => {
  const span = fc
    .tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 40 }))
    .map(([from, length]) => ({ from: addDays(start, from), to: addDays(start, from + length) }))
  fc.assert(
    fc.property(span, span, (one, other) => {
      const shared = sharedDays(one, other)
      expect(shared).toBe(sharedDays(other, one))
      expect(shared).toBeLessThanOrEqual(Math.min(spanDays(one), spanDays(other)))
      expect(sharedDays(one, one)).toBe(spanDays(one))
    }),
  )
})
