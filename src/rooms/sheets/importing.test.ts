// Sheets as people keep them: headings, two rows a person, halves of blocks, variants, colours.
import { Workbook } from '@cj-tech-master/excelts'
import { describe, expect, test } from 'vitest'
import { day } from '../../kernel/day.ts'
import { findLayout, readHeading } from './headings.ts'
import { labelsIn, makeImport, namesIn, readRows } from './importing.ts'
import { formsOf, matchLabel, plainWords } from './matching.ts'
import { readBook } from './reading.ts'
import type { Table } from './schema.ts'

const year = { from: day('2026-07-01'), to: day('2027-06-30') }
const blocks = [
  ['b1', '1', '2026-07-01', '2026-07-28'],
  ['b2', '2', '2026-07-29', '2026-08-25'],
  ['b3', '3', '2026-08-26', '2026-09-22'],
].map(([id, label, from, to]) => ({ id: id!, label: label!, from: day(from!), to: day(to!) }))

describe('a heading', () => {
  test.each([
    ['2026-07-01', { day: '2026-07-01' }],
    ['7/1', { day: '2026-07-01' }],
    ['7/1/26', { day: '2026-07-01' }],
    ['7/1 - 7/28', { day: '2026-07-01' }],
    ['7/1-7/28', { day: '2026-07-01' }],
    ['Jul 1', { day: '2026-07-01' }],
    ['July 29–Aug 25', { day: '2026-07-29' }],
    ['1 Jul', { day: '2026-07-01' }],
    ['1-Jul-26', { day: '2026-07-01' }],
    ['Sept 3rd', { day: '2026-09-03' }],
    ['1/15', { day: '2027-01-15' }],
    ['6/29', { day: '2027-06-29' }],
    ['6/30', { day: '2027-06-30' }],
    ['6/29/26', { day: '2026-07-01' }],
    ['6/1/26', undefined],
    ['Block 3', { nth: 3 }],
    ['3', { nth: 3 }],
    ['Blk #12', { nth: 12 }],
    ['3a', { nth: 3 }],
    ['July', { month: 7 }],
    ['Sept.', { month: 9 }],
    ['Name', undefined],
    ['Marathon', undefined],
    ['2/30', undefined],
    ['', undefined],
  ])('%j is read as %j', (text, meaning) => {
    expect(readHeading(text, year)).toEqual(meaning)
  })
})

async function messy(): Promise<Table> {
  const book = new Workbook()
  const page = book.addWorksheet('26-27')
  page.addRow(['Radiology residents, DRAFT do not forward'])
  page.addRow(['', 'Start', '7/1', '7/15', '7/29', '8/12', '8/26', '9/9'])
  page.addRow(['', '', 'Block 1', '', 'Block 2', '', 'Block 3', ''])
  for (const range of ['C3:D3', 'E3:F3', 'G3:H3']) page.mergeCells(range)
  page.addRow(['PGY2 Rotations'])
  page.mergeCells('A4:H4')
  page.addRow(['Lin, Amy', 'R1', 'Body CT', '', 'MSK', '', 'Neuro', 'US'])
  page.mergeCells('C5:D5')
  page.mergeCells('E5:F5')
  page.addRow(['', '', '', 'July 20-24', '', '', '', ''])
  page.addRow(['O’Neil Zoë', 'R1', 'body ct ', 'BODY CT', '', '', 'NF', 'NF'])
  page.addRow(['', '', '', '', '', '', '', ''])
  page.addRow(['Mystery, Max', 'R1', 'VAC', '', '??', '', '', ''])
  page.addRow(['On CT', '', 2, 2, 0, 0, 1, 0])
  page.getCell('E7').fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FF00B050' } }
  page.getCell('C5').fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFFC000' } }
  page.getCell('G7').note = 'swapped with Amy'
  const read = await readBook(new Uint8Array(await book.xlsx.writeBuffer()))
  if (!read.ok) throw new Error(read.findings[0]!.says)
  return read.value.tables[0]!
}

describe('a messy workbook', () => {
  test('its blocks, names and kinds of rows are found', async () => {
    const table = await messy()
    const layout = findLayout(table, blocks)!
    expect(layout).toMatchObject({ headRow: 1, firstRow: 3, nameColumn: 0 })
    expect(layout.columns.map(({ period }) => period)).toEqual(['b1', 'b1', 'b2', 'b2', 'b3', 'b3'])
    const rows = readRows(table, layout)
    expect(rows.map(({ kind }) => kind)).toEqual([
      'heading',
      'person',
      'second',
      'person',
      'empty',
      'person',
      'numbers',
    ])
    expect(namesIn(rows)).toEqual(['Lin, Amy', 'O’Neil Zoë', 'Mystery, Max'])
    expect(labelsIn(rows).slice(0, 2)).toEqual([
      { label: 'Body CT', count: 4, fill: '#ffc000' },
      { label: 'MSK', count: 2, fill: undefined },
    ])
  })
  test('what comes of it names everything that does not come in', async () => {
    const table = await messy()
    const rows = readRows(table, findLayout(table, blocks)!)
    const made = makeImport(rows, {
      people: new Map([
        ['Lin, Amy', 'amy'],
        ['O’Neil Zoë', 'zoe'],
        ['Mystery, Max', null],
      ]),
      labels: new Map([
        ['body ct', 'ct'],
        ['msk', 'msk'],
        ['neuro', 'neuro'],
        ['us', 'us'],
      ]),
    })
    expect(made.cells).toEqual([
      { person: 'amy', period: 'b1', work: 'ct' },
      { person: 'amy', period: 'b2', work: 'msk' },
      { person: 'amy', period: 'b3', work: 'neuro' },
      { person: 'zoe', period: 'b1', work: 'ct' },
    ])
    expect(made.notes).toEqual([
      { person: 'amy', period: 'b1', note: 'July 20-24' },
      { person: 'zoe', period: 'b3', note: 'swapped with Amy' },
    ])
    const says = (list: { says: string }[]) => list.map((entry) => entry.says)
    expect(says(made.report.errors)).toEqual([
      'G7: it is not decided what “NF” means.',
      'H7: it is not decided what “NF” means.',
    ])
    expect(says(made.report.warnings)).toEqual([
      'G5 and H5 are of one block and say different things; the first one is taken.',
    ])
    expect(says(made.report.left)).toEqual([
      'E7 has a colour (#00b050) and no text.',
      '“Mystery, Max” is left out.',
      'A row of numbers (“On CT”) is no roster.',
    ])
    expect(made.report).toMatchObject({ rows: 7, people: 2, total: 10, valid: 8 })
  })
  test('an undecided person is one open question and takes nothing from the count of others', async () => {
    const table = await messy()
    const rows = readRows(table, findLayout(table, blocks)!)
    const labels = new Map(labelsIn(rows).map(({ label }) => [plainWords(label), 'ct']))
    const { report } = makeImport(rows, { people: new Map([['Lin, Amy', 'amy']]), labels })
    expect(report.errors.map(({ says }) => says)).toEqual([
      'It is not decided who “O’Neil Zoë” is.',
      'It is not decided who “Mystery, Max” is.',
    ])
    expect(report).toMatchObject({ people: 1, total: 6, valid: 6 })
  })
  test('a sheet without blocks has no layout', () => {
    const rows = [
      [{ text: 'Name' }, { text: 'Pager' }],
      [{ text: 'Amy Lin' }, { text: '7' }],
    ]
    expect(findLayout({ name: 'x', hidden: false, rows }, blocks)).toBeUndefined()
  })
})

describe('names and labels', () => {
  const people = [
    { id: 'amy', words: formsOf('Amy', 'Lin') },
    { id: 'ann', words: formsOf('Ann', 'Lin') },
    { id: 'zoe', words: formsOf('Zoë', 'O’Neil') },
  ]
  test.each([
    ['Amy Lin', 'amy'],
    ['LIN, Amy', 'amy'],
    ["O'Neil Zoe", 'zoe'],
    ['Z. O’Neil', 'zoe'],
    ['ONeil', 'zoe'],
  ])('%s is surely %s', (label, means) => {
    expect(matchLabel(label, people, [])).toMatchObject({ means, how: 'same' })
  })
  test.each(['Lin', 'A. Lin', 'Amy Linn', 'Zoe Oneill'])('%s is only suggested', (label) => {
    const match = matchLabel(label, people, [])
    expect([match.means, match.how]).toEqual([undefined, 'open'])
    expect(match.suggested.length).toBeGreaterThan(0)
  })
  test('nobody like that has no suggestion', () => {
    expect(matchLabel('Quentin Xu', people, []).suggested).toEqual([])
  })
  test('what was explained before is remembered, unless it is no longer there', () => {
    const aliases = [{ kind: 'person' as const, label: 'Amelia L', means: 'amy' }]
    expect(matchLabel('amelia l.', people, aliases)).toMatchObject({
      means: 'amy',
      how: 'remembered',
    })
    expect(matchLabel('Amelia L', people.slice(1), aliases).how).toBe('open')
  })
  test('labels differ in more than case, accents and marks', () => {
    expect(plainWords('  Body–CT ')).toBe('body ct')
    expect(plainWords('CT/MR')).not.toBe(plainWords('CT MR'))
  })
})
