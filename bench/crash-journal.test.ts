// The journal finds what was lost, and nothing else.
import { expect, test } from 'vitest'
import { findLost, type Journal, settle } from './crash-journal.ts'
import { replaceSection } from './verification.ts'

const journal = (more: Partial<Journal> = {}): Journal => ({
  ...{ draft: 'd', acked: new Map([['ada/0', 'MR']]), version: 2, pending: undefined },
  ...more,
})
const read = (value: string | null, version = 2) => ({ version, cells: { ada: [value] } })

test.each([
  ['what was acknowledged is there', journal(), read('MR'), 0],
  ['it is not', journal(), read(null), 1],
  ['an older value is', journal(), read('CT'), 1],
  [
    'what was on its way took its place',
    journal({ pending: { cell: 'ada/0', value: 'CT' } }),
    read('CT', 3),
    0,
  ],
  [
    'what was on its way did not arrive',
    journal({ pending: { cell: 'ada/0', value: 'CT' } }),
    read('MR'),
    0,
  ],
  [
    'something on its way elsewhere',
    journal({ pending: { cell: 'ada/1', value: 'CT' } }),
    read('CT'),
    1,
  ],
  ['a version went back', journal(), read('MR', 1), 1],
  ['a version that nobody asked for', journal(), read('MR', 3), 1],
])('%s', (_, kept, there, lost) => {
  expect(findLost(kept, there)).toHaveLength(lost)
})

test('after a crash it goes on from what is there', () => {
  const kept = journal({ pending: { cell: 'ada/0', value: 'CT' } })
  settle(kept, read('CT', 3))
  expect([kept.acked.get('ada/0'), kept.version, kept.pending]).toEqual(['CT', 3, undefined])
})

test('a section of the table of figures takes the place of its own and of no other', () => {
  const one = replaceSection('# V\n\nHead.\n', 'A', 'a1')
  const two = replaceSection(one, 'B', 'b1')
  expect(two).toBe('# V\n\nHead.\n\n## A\n\na1\n\n## B\n\nb1\n')
  expect(replaceSection(two, 'A', 'a2')).toBe('# V\n\nHead.\n\n## A\n\na2\n\n## B\n\nb1\n')
  expect(replaceSection(two, 'B', 'b2')).toBe('# V\n\nHead.\n\n## A\n\na1\n\n## B\n\nb2\n')
})
