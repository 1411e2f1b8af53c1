// Does the whole year come into sight where it can still be read, and only there?
import { expect, test } from 'vitest'
import { columnsFor } from './zoom.ts'

const wide = { blocks: 13, room: 1200, totals: 180 }
const weeks = { blocks: 52, room: 1170, totals: 0 }

test('blocks that have room share it, whatever is wished', () => {
  for (const wish of ['auto', 'fit', 'wide'] as const)
    expect(columnsFor(wish, wide)).toEqual({
      ...{ width: 1020 / 13, behind: false, shrunk: false, choice: false },
    })
})
test('52 blocks come into sight by themselves on a desk, not on a phone', () => {
  expect(columnsFor('auto', weeks)).toMatchObject({ width: 22.5, shrunk: true, choice: true })
  expect(columnsFor('auto', { ...weeks, room: 270 })).toMatchObject({ width: 30, shrunk: false })
  expect(columnsFor('fit', { ...weeks, room: 270 })).toMatchObject({ width: 270 / 52 })
  expect(columnsFor('wide', weeks)).toMatchObject({ width: 30, shrunk: false, choice: true })
})
test('totals give way to the year only when both cannot be read', () => {
  expect(columnsFor('auto', { ...weeks, totals: 180 })).toMatchObject({ behind: false })
  expect(columnsFor('auto', { ...weeks, totals: 360 })).toMatchObject({ width: 22.5, behind: true })
})
test('a year of 26 blocks is shrunk only when asked', () => {
  const half = { blocks: 26, room: 700, totals: 0 }
  expect(columnsFor('auto', half)).toMatchObject({ width: 30 })
  expect(columnsFor('fit', half)).toMatchObject({ width: 700 / 26, shrunk: true })
})
