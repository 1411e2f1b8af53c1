// Is every day in exactly one part, and do parts become again what they were?
import { expect, test } from 'vitest'
import { checkBlocks, monthBlocks, weekBlocks } from '../../../kernel/block-calendar.ts'
import { day } from '../../../kernel/day.ts'
import { spanDays } from '../../../kernel/span.ts'
import { joinBlocks, type Parts, splitBlock } from './cutting.ts'

const months = monthBlocks(day('2026-07-01'))

test.each<[Parts, number[], string[]]>([
  ['halves', [14, 17], ['5a', '5b']],
  ['weeks', [7, 7, 7, 9], ['5.1', '5.2', '5.3', '5.4']],
])('a month in %s has parts of %j days, and joined is the month again', (into, lengths, labels) => {
  const finer = splitBlock(months, 4, into)
  expect(checkBlocks(finer)).toEqual([])
  const parts = finer.slice(4, 4 + lengths.length)
  const november = parts.map(spanDays)
  expect(november.slice(0, -1)).toEqual(lengths.slice(0, -1))
  expect(parts.map(({ label }) => label)).toEqual(labels)
  expect(parts[0]!.id).toBe(months[4]!.id)
  expect(joinBlocks(finer, 4, 3 + lengths.length)).toEqual(months)
})

test('a block of one week has two halves, days, and no weeks', () => {
  const weeks = weekBlocks(day('2026-07-01'), [1, 1])
  expect(splitBlock(weeks, 0, 'halves').map(spanDays)).toEqual([3, 4, 7])
  expect(splitBlock(weeks, 0, 'days')).toHaveLength(8)
  expect(splitBlock(weeks, 0, 'weeks')).toEqual(weeks)
})

test('neighbours that never were one say both names', () => {
  expect(joinBlocks(months, 0, 1)[0]).toMatchObject({ label: '1–2', to: '2026-08-31' })
  const quarters = splitBlock(months, 4, 'weeks')
  expect(joinBlocks(quarters, 4, 5)[4]).toMatchObject({ label: '5.1–5.2' })
})
