// Do rules, wishes, marks and edits name the new blocks, or say that they cannot?
import { describe, expect, test } from 'vitest'
import { monthBlocks } from '../../kernel/block-calendar.ts'
import { day } from '../../kernel/day.ts'
import { cutOf, recut, recutMarks, renamed, renamedIn } from './block-cut.ts'

const months = monthBlocks(day('2026-07-01'), 3)
const finer = [
  { ...months[0]!, to: day('2026-07-14') },
  { ...months[0]!, id: 'b01.2', from: day('2026-07-15') },
  ...months.slice(1),
]
const split = cutOf(months, finer)
const join = cutOf(finer, months)

test('a new block knows what it lies in, or what lies in it', () => {
  expect(split).toEqual([
    { id: 'b01', of: ['b01'] },
    { id: 'b01.2', of: ['b01'] },
    { id: 'b02', of: ['b02'] },
    { id: 'b03', of: ['b03'] },
  ])
  expect(join[0]).toEqual({ id: 'b01', of: ['b01', 'b01.2'] })
})

describe('names of blocks', () => {
  test('go along when a block is split, and back when all of it was named', () => {
    expect(renamed(split, ['b01', 'b03'])).toEqual(['b01', 'b01.2', 'b03'])
    expect(renamed(join, ['b01', 'b01.2'])).toEqual(['b01'])
    expect(renamed(join, ['b01.2'])).toBeNull()
  })
  test('are found anywhere in the params of a rule; other lists stay', () => {
    const blocks = new Set(months.map(({ id }) => id))
    const params = { works: ['ct'], periods: ['b01'], deep: [{ after: ['b02'] }], max: null }
    expect(renamedIn(split, blocks, params)).toEqual({ ...params, periods: ['b01', 'b01.2'] })
    const finerIds = new Set(finer.map(({ id }) => id))
    expect(renamedIn(join, finerIds, { deep: [{ after: ['b01.2'] }] })).toBeNull()
  })
})

test('an edit is said of every part; marks that come together lose nothing', () => {
  const edit = { person: 'amy', period: 'b01', before: null, after: 'ct' }
  expect(recut(split, [edit]).map(({ period }) => period)).toEqual(['b01', 'b01.2'])
  const mark = (period: string, pinned: boolean, note: string) => ({
    ...{ person: 'amy', period, pinned, note },
  })
  expect(recutMarks(join, [mark('b01', false, 'one'), mark('b01.2', true, 'two')])).toEqual([
    mark('b01', true, 'one / two'),
  ])
})
