// Are the files of other schedulers understood: headings of any order, reports without any, weeks side by side?
import { describe, expect, test } from 'vitest'
import { day } from '../../kernel/day.ts'
import { findList, readDate, readList } from './lists.ts'
import { readBook } from './reading.ts'
import type { Table } from './schema.ts'

const YEAR = { from: day('2026-07-01'), to: day('2026-08-25') }
const BLOCKS = [
  { id: 'b1', label: '1', from: day('2026-07-01'), to: day('2026-07-28') },
  { id: 'b2', label: '2', from: day('2026-07-29'), to: day('2026-08-25') },
]
async function tableOf(text: string): Promise<Table> {
  const read = await readBook(new TextEncoder().encode(text))
  if (!read.ok) throw new Error(read.findings[0]!.says)
  return read.value.tables[0]!
}
async function cellsOf(text: string, learnt?: ReadonlyMap<string, string>) {
  const table = await tableOf(text)
  const layout = findList(table, YEAR, learnt)
  if (!layout) return undefined
  const { rows, left } = readList(table, layout, BLOCKS)
  return {
    cells: rows.map(
      ({ name, cells }) =>
        `${name}: ${cells.map(({ period, text: label, note }) => `${period} ${label}${note ? ` (${note})` : ''}`).join(', ')}`,
    ),
    left: left.map(({ says }) => says),
  }
}

describe('a day', () => {
  test.each([
    ['2026-07-01', '2026-07-01'],
    ['2026-07-01T00:00:00', '2026-07-01'],
    ['7/1/2026', '2026-07-01'],
    ['7/1/2026 12:00:00 AM', '2026-07-01'],
    ['7-1-26', '2026-07-01'],
    ['6-20-18', '2018-06-20'],
    ['7/1', '2026-07-01'],
    ['6/30', undefined],
    ['Wed Jul 1', '2026-07-01'],
    ['July 29, 2026', '2026-07-29'],
    ['2/30/2026', undefined],
    ['Chest', undefined],
    ['12', undefined],
    ['', undefined],
  ])('%j is read as %j', (text, meaning) => {
    expect(readDate(text, YEAR)).toBe(meaning)
  })
})

test('a QGenda export: days add up to blocks, the rest of a block is its note', async () => {
  const days = Array.from({ length: 28 }, (_, n) => `2026-07-${String(n + 1).padStart(2, '0')}`)
  const lines = days.map((on, n) => `${on},Okafor,Amara,${n < 5 ? 'NF' : 'CHT'}`)
  const text = `Schedule Date,Staff Last Name,Staff First Name,Task Abbreviation\n${lines.join('\n')}\n2026-07-29,Okafor,Amara,CHT\n2027-01-01,Okafor,Amara,CHT`
  expect(await cellsOf(text)).toEqual({
    cells: ['Okafor, Amara: b1 CHT (5 days of NF), b2 CHT'],
    left: ['1 line of the file is outside of this year, the first one in row 31.'],
  })
})

test('rotations from a day to a day, with semicolons, in any order of columns', async () => {
  const text =
    'Rotation;End;Start;Resident\nChest;7/28/2026;7/1/2026;Okafor, Amara\nNight float;8/25/2026;7/29/2026;Okafor, Amara\n;;;\nChest;soon;soon;Varga, Ilse\nChest;7/1/2026;7/2/2026;Varga, Ilse\nChest;7/1/2026;7/1/2026;'
  expect(await cellsOf(text)).toEqual({
    cells: ['Okafor, Amara: b1 Chest, b2 Night float'],
    left: [
      'Row 5: “soon” is no day.',
      'Row 6: it ends on 2026-07-01, before it begins on 2026-07-02.',
      'Row 7: nobody is named.',
    ],
  })
})

test('an Amion report, after its preamble', async () => {
  const text = `Assignments for 7-1-26 (as of Jun 20 16:34 2026 eastern time)
Field 1 - 3: Staff name, unique ID, backup ID
Field 4 - 6: Assignment name, unique ID, backup ID
Field 7 - 9: Date, start time, end time

"Okafor, Amara",12,900,"Chest",4,77,7-1-26,0700,1700
"Okafor, Amara",12,900,"Chest",4,77,7-2-26,0700,1700
"Varga, Ilse",13,901,"Night float",5,78,7-1-26,2000,0700
`
  expect((await cellsOf(text))!.cells).toEqual([
    'Okafor, Amara: b1 Chest',
    'Varga, Ilse: b1 Night float',
  ])
})

test('weeks side by side: pairs of columns below their dates, without the footer', async () => {
  const week = (first: number, name: string, task: string) => {
    const dates = Array.from({ length: 7 }, (_, n) => `7/${first + n}/2026,`).join(',')
    return `${dates}\n${Array.from({ length: 7 }, () => `${name},${task}`).join(',')}\n`
  }
  const text = `${week(6, 'Okafor A', 'CHT')}${week(13, 'Okafor A', 'NF')}Printed 7/1/2026,`
  expect((await cellsOf(text))!.cells).toEqual(['Okafor A: b1 CHT (7 days of NF)'])
})

test('headings of one’s own are found once they were explained', async () => {
  const text = 'Kolléga,Kezdet,Hely\nOkafor Amara,2026-07-01,Chest'
  expect(await cellsOf(text)).toBeUndefined()
  const learnt = new Map([
    ['kollega', 'name'],
    ['kezdet', 'from'],
    ['hely', 'work'],
  ])
  expect((await cellsOf(text, learnt))!.cells).toEqual(['Okafor Amara: b1 Chest'])
})

test('a year as a grid is no list', async () => {
  expect(findList(await tableOf('Name,7/1,7/29\nOkafor,CHT,NF'), YEAR)).toBeUndefined()
})
