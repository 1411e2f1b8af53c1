// Runs and gaps: how cells become stretches of time, and how leave is stored once.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { weekBlocks } from '../../kernel/block-calendar.ts'
import { addDays, day } from '../../kernel/day.ts'
import { spanDays } from '../../kernel/span.ts'
import { runsOf, withoutDays } from './runs.ts'

const start = day('2026-07-01')
const blocks = weekBlocks(start, [1, 1, 1, 1, 1])

test('successive blocks of one work are one stretch; a gap or another work ends it', () => {
  const runs = runsOf(blocks, { amy: ['a', 'a', null, 'a', 'b'] })
  expect(runs.map((run) => [run.work, spanDays(run)])).toEqual([
    ['a', 14],
    ['a', 7],
    ['b', 7],
  ])
})

describe('days cut out of a span', () => {
  const span = { from: start, to: addDays(start, 13) }
  const at = (from: number, to: number) => ({ from: addDays(start, from), to: addDays(start, to) })
  test.each([
    ['nothing', [], [at(0, 13)]],
    ['the middle', [at(3, 5)], [at(0, 2), at(6, 13)]],
    ['the beginning', [at(-5, 2)], [at(3, 13)]],
    ['all of it', [at(-1, 20)], []],
    ['two holes', [at(1, 1), at(13, 13)], [at(0, 0), at(2, 12)]],
  ])('%s', (_, cut, left) => {
    expect(withoutDays(span, cut)).toEqual(left)
  })
  test('never overlap the holes and lose no other day', () => {
    const hole = fc
      .tuple(fc.integer({ min: -5, max: 20 }), fc.integer({ min: 0, max: 10 }))
      .map(([from, length]) => at(from, from + length))
    fc.assert(
      fc.property(fc.array(hole, { maxLength: 5 }), (holes) => {
        const isCut = (offset: number) =>
          holes.some(
            (entry) => entry.from <= addDays(start, offset) && addDays(start, offset) <= entry.to,
          )
        const kept = Array.from({ length: 14 }, (_, offset) => offset).filter(
          (offset) => !isCut(offset),
        )
        const left = withoutDays(span, holes)
        expect(left.reduce((sum, part) => sum + spanDays(part), 0)).toBe(kept.length)
      }),
    )
  })
})
