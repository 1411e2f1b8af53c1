// Does every day of the next year lie in exactly one block, and is a level above another one?
import { expect, test } from 'vitest'
import { addDays, day } from '../../kernel/day.ts'
import { levelAbove, monthsBetween, moveDays, yearAfter } from './year-after.ts'

test.each([
  ['R1', 'R2'],
  ['PGY-4', 'PGY-5'],
  ['9', '10'],
  ['Fellow', null],
])('above %s is %s', (level, above) => expect(levelAbove(level, [])).toBe(above))

test('where a programme names its levels, their order counts and not their numbers', () => {
  const order = ['Junior', 'R2', 'Senior']
  expect(['Junior', 'R2', 'Senior'].map((level) => levelAbove(level, order))).toEqual([
    'R2',
    'Senior',
    null,
  ])
})

const block = (id: string, from: string, to: string) => ({
  ...{ id, label: id, from: day(from), to: day(to) },
})
const plan = {
  ...{
    id: 'mayo-2026',
    title: 'Fellows, Mayo, 2026-27',
    from: day('2026-07-01'),
    to: day('2027-06-30'),
  },
  blocks: [
    block('a', '2026-07-01', '2027-02-14'),
    block('b', '2027-02-15', '2027-02-28'),
    block('c', '2027-03-01', '2027-06-30'),
  ],
}

test('the next year goes on the day after, in the same blocks, over a 29 February too', () => {
  const next = yearAfter(plan)
  expect(next).toMatchObject({ id: 'mayo-2027', title: 'Fellows, Mayo, 2027-28' })
  expect([next.from, next.to]).toEqual(['2027-07-01', '2028-06-30'])
  expect(next.blocks.map(({ id }) => id)).toEqual(['a', 'b', 'c'])
  expect(next.blocks[0]!.from).toBe(next.from)
  expect(next.blocks.at(-1)!.to).toBe(next.to)
  next.blocks
    .slice(1)
    .forEach(({ from }, nth) => expect(from).toBe(addDays(next.blocks[nth]!.to, 1)))
  expect(next.blocks[1]!.to).toBe('2028-02-29')
})

test('days in a rule come a year later, other words stay', () => {
  const params = { days: [{ from: '2026-12-24', to: '2026-12-26' }], works: ['ct'], most: 2 }
  expect(moveDays(params)).toEqual({
    ...params,
    days: [{ from: '2027-12-24', to: '2027-12-26' }],
  })
})

test('months are whole months', () => {
  expect(monthsBetween(day('2026-07-01'), day('2027-07-01'))).toBe(12)
  expect(monthsBetween(day('2027-01-15'), day('2027-07-01'))).toBe(5)
})
