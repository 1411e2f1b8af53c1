// Does what is typed make a programme, and is every wrong field said in its own step?
import { expect, test } from 'vitest'
import { day } from '../../kernel/day.ts'
import { foundingSchema } from './schema.ts'
import { emptyTyped, makeFounding, readRange, steps } from './typed.ts'
import { takeFromWorkbook } from './from-workbook.ts'

test.each([
  ['2', { least: 2, most: 2 }],
  [' 2 - 3 ', { least: 2, most: 3 }],
  ['2–3', { least: 2, most: 3 }],
  ['2+', { least: 2, most: null }],
  ['2-', { least: 2, most: null }],
  ['-3', { least: 0, most: 3 }],
  ['0', { least: 0, most: 0 }],
  ['3-2', undefined],
  ['2+3', undefined],
  ['+', undefined],
  ['-', undefined],
  ['two', undefined],
  ['2 3', undefined],
  ['', undefined],
])('“%s” is read as a number of blocks or people', (text, range) => {
  expect(readRange(text)).toEqual(range)
})

test('a beginning begins with the next academic year', () => {
  expect(emptyTyped(day('2026-06-30')).from).toBe('2026-07-01')
  expect(emptyTyped(day('2026-07-01')).from).toBe('2027-07-01')
})

test('an empty beginning says what each step lacks', () => {
  const { faults } = makeFounding({ ...emptyTyped(day('2026-11-21')), levels: '', from: 'soon' })
  expect(steps.map((step) => faults[step].map(({ says }) => says))).toEqual([
    ['The programme has no name.', 'There is no level.'],
    ['“soon” is no day.'],
    ['Nobody is in the list yet.'],
    ['No rotation is in the list yet.'],
    [],
  ])
})

test('five steps make a programme', () => {
  const { founding, faults, sums } = makeFounding({
    ...emptyTyped(day('2026-11-21')),
    name: 'Night hawks',
    levels: 'R1, R2',
    people: 'Okafor, Amara, R1\nVarga, Ilse, R2',
    works: 'CHT Chest\nNF Night float\nVAC Vacation',
    demands: { 'CHT R1': '3+', 'NF R2': '2', 'GONE R1': '9', 'CHT R2': ' ' },
    services: { CHT: '0-1' },
  })
  expect(Object.values(faults).flat()).toEqual([])
  expect(sums).toEqual([])
  expect(founding.title).toBe('Night hawks, 2027-28')
  expect(founding.demands).toEqual([
    { work: 'CHT', level: 'R1', least: 3, most: null },
    { work: 'NF', level: 'R2', least: 2, most: 2 },
  ])
  expect(founding.services).toEqual([{ work: 'CHT', least: 0, most: 1 }])
  expect(foundingSchema.safeParse(founding).success).toBe(true)
})

test('a workbook gives its people with the level of their heading, its labels and its cut', () => {
  const line = (...texts: string[]) => texts.map((text) => (text ? { text } : null))
  const months = [
    'Jul',
    'Aug',
    'Sep',
    'Oct',
    'Nov',
    'Dec',
    'Jan',
    'Feb',
    'Mar',
    'Apr',
    'May',
    'Jun',
  ]
  const rows = [
    line('Residents', ...months),
    line('R2 class'),
    line('Okafor, Amara', 'Chest', 'Chest', 'NF'),
    line('R1 class'),
    line('Varga, Ilse', 'NF', '', 'Chest'),
  ]
  const book = { tables: [{ name: 'Year', hidden: false, rows }], remarks: [] }
  expect(takeFromWorkbook(book, day('2027-07-01'), ['R1', 'R2'])).toEqual({
    ...{ sheet: 'Year', cut: 'months' },
    people: 'Okafor, Amara\tR2\nVarga, Ilse\tR1',
    works: 'Chest\nNF',
  })
  expect(takeFromWorkbook({ ...book, tables: [] }, day('2027-07-01'), [])).toBeUndefined()
})

test('a block whose day is none is said as that, and nothing else breaks over it', () => {
  const read = foundingSchema.safeParse({
    ...{
      name: 'X',
      kind: 'residency',
      specialty: 'X',
      title: 'X',
      levels: [{ id: 'a', label: 'A' }],
    },
    blocks: [
      { id: 'b1', label: '1', from: '2026-02-30', to: '' },
      { id: 'b2', label: '2', from: '2026-07-01', to: '2026-07-28' },
    ],
    people: [{ given: 'A', family: 'B', level: 'a' }],
    works: [{ code: 'A', name: 'A', kind: 'rotation' }],
  })
  expect(read.success).toBe(false)
  expect(read.error!.issues.map(({ path }) => path.join('.'))).toEqual(
    expect.arrayContaining(['blocks.0.from', 'blocks.0.to']),
  )
})
