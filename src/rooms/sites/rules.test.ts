// Totals that do not add up are warned about, softly; those that do are not.
import { describe, expect, test } from 'vitest'
import { checkHeadlines, checkPurposes } from './rules.ts'
import type { Equipment } from './schema.ts'

const group = (id: string, count: number | null, facts = {}): Equipment => ({
  ...{
    id,
    site: null,
    class: 'MR',
    name: id,
    count,
    status: 'in use',
    from: null,
    to: null,
    facts,
  },
})
const headline = (count: number) => ({ id: 'h', about: 'Magnets', count, itemised: ['a', 'b'] })

describe('a headline', () => {
  test.each([
    [6, 1],
    [7, 0],
    [8, 1],
  ])('of %i over items that make 7 gives %i warnings', (count, warnings) => {
    expect(checkHeadlines([headline(count)], [group('a', 3), group('b', 4)])).toHaveLength(warnings)
  })
  test('over an item of unknown number is left alone', () => {
    expect(checkHeadlines([headline(1)], [group('a', 3), group('b', null)])).toEqual([])
  })
})

describe('purposes', () => {
  test.each([
    [7, 0],
    [8, 1],
  ])('that claim %i of 7 give %i warnings', (clinical, warnings) => {
    const found = checkPurposes([group('a', 7, { purposeCounts: { clinical } })])
    expect(found).toHaveLength(warnings)
  })
})
