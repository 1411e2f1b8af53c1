// What does a workbook or a CSV file say? Texts, fills, notes and merged runs; no formulas, no styles.
import { type Cell, Workbook, type Worksheet } from '@cj-tech-master/excelts'
import { parse } from 'csv-parse/sync'
import { type Finding, finding, type Outcome, done, refused } from '../../kernel/finding.ts'
import { checkArchive } from './archive.ts'
import { columnNumber } from './columns.ts'
import type { Table, TableCell, WorkbookView } from './schema.ts'

const MOST_ROWS = 5_000
/** Lists have a line a person and day: sixty people in a year. */
export const MOST_LINES = 25_000
export const MOST_COLUMNS = 500
const MOST_TEXT = 2_000

/** Reads bytes as what they are, whatever the file is called. Never throws. */
export async function readBook(bytes: Uint8Array): Promise<Outcome<WorkbookView>> {
  if (bytes.length === 0)
    return refused(finding('sheets.file', 'The file is empty.', { can: 'Choose another one.' }))
  const isArchive = bytes[0] === 0x50 && bytes[1] === 0x4b
  const isOld = bytes[0] === 0xd0 && bytes[1] === 0xcf
  if (!isArchive && !isOld) return readCsv(bytes)
  const faults = checkArchive(bytes)
  return faults.length > 0 ? refused(...faults) : readXlsx(bytes)
}

async function readXlsx(bytes: Uint8Array): Promise<Outcome<WorkbookView>> {
  const book = new Workbook()
  try {
    await book.xlsx.load(bytes as never)
  } catch {
    const says = 'The workbook cannot be read; it is damaged or of an unusual kind.'
    const can = 'Open it in a spreadsheet program and save it as .xlsx again.'
    return refused(finding('sheets.file', says, { can }))
  }
  const remarks: Finding[] = []
  const tables = book.worksheets.flatMap((page) => {
    if (page.rowCount <= MOST_ROWS && page.columnCount <= MOST_COLUMNS) return [readPage(page)]
    // Whole or not at all: a half of somebody's year would look like all of it.
    remarks.push(tooLarge(page.name, page.rowCount, page.columnCount))
    return []
  })
  if (tables.every((table) => table.hidden || table.rows.length === 0))
    return refused(
      ...(remarks.length > 0
        ? remarks
        : [finding('sheets.file', 'There is no sheet with anything in it.')]),
    )
  return done({ tables, remarks })
}

function tooLarge(name: string, rows: number, columns: number, most = MOST_ROWS): Finding {
  const says = `“${name}” has ${rows} rows and ${columns} columns; at most ${most} rows and ${MOST_COLUMNS} columns are read, so it is left out.`
  const can = 'Copy the part with the year into a sheet of its own.'
  return finding('sheets.size', says, { can })
}

function readPage(page: Worksheet): Table {
  const rows: Table['rows'] = []
  const width = page.columnCount
  for (let r = 1; r <= page.rowCount; r++) {
    const row = page.getRow(r)
    const cells = Array.from({ length: width }, (_, c) => readCell(row.getCell(c + 1)))
    while (cells.length > 0 && cells.at(-1) === null) cells.pop()
    rows.push(cells)
  }
  while (rows.length > 0 && rows.at(-1)!.length === 0) rows.pop()
  markRuns(rows, page)
  return { name: page.name, hidden: page.state !== 'visible', rows }
}

function readCell(cell: Cell): TableCell | null {
  const text = sayValue(cell).slice(0, MOST_TEXT)
  const fill = fillOf(cell)
  const note = noteOf(cell)
  if (text === '' && !fill && !note) return null
  return { text, ...(fill ? { fill } : {}), ...(note ? { note } : {}) }
}

function sayValue({ value }: Cell): string {
  if (value === null || value === undefined) return ''
  if (value instanceof Date)
    return Number.isNaN(value.getTime()) ? '' : value.toISOString().slice(0, 10)
  if (typeof value !== 'object') return String(value).trim()
  const parts = value as {
    richText?: { text: string }[]
    text?: unknown
    result?: unknown
    error?: string
  }
  if (parts.richText)
    return parts.richText
      .map(({ text }) => text)
      .join('')
      .trim()
  if (parts.error) return parts.error
  const inner = parts.result ?? parts.text
  if (inner instanceof Date) return inner.toISOString().slice(0, 10)
  return inner === undefined || typeof inner === 'object' ? '' : String(inner).trim()
}

/** A colour of the theme has no value of its own here; only that there is one can be said. */
function fillOf(cell: Cell): string | undefined {
  const fill = cell.fill as
    | { type?: string; pattern?: string; fgColor?: { argb?: string; theme?: number } }
    | undefined
  if (fill?.type !== 'pattern' || !fill.pattern || fill.pattern === 'none') return undefined
  const argb = fill.fgColor?.argb
  if (!argb) return fill.fgColor?.theme === undefined ? undefined : `theme-${fill.fgColor.theme}`
  const color = `#${argb.slice(-6).toLowerCase()}`
  return color === '#ffffff' ? undefined : color
}

function noteOf(cell: Cell): string | undefined {
  const note = cell.note as string | { texts?: { text: string }[] } | undefined
  const text = typeof note === 'string' ? note : note?.texts?.map((part) => part.text).join('')
  return text?.trim().slice(0, MOST_TEXT) || undefined
}

/** `A3:F3` of the page's list of merged ranges, as rows and columns counted from 0. */
function markRuns(rows: Table['rows'], page: Worksheet): void {
  const merges = (page.model as { merges?: string[] }).merges ?? []
  for (const range of merges) {
    const corners = /^([A-Z]+)(\d+):([A-Z]+)(\d+)$/.exec(range)
    if (!corners) continue
    const [left, top, right, bottom] = [
      columnNumber(corners[1]!),
      Number(corners[2]) - 1,
      columnNumber(corners[3]!),
      Number(corners[4]) - 1,
    ]
    const master = rows[top]?.[left]
    if (!master) continue
    const last = Math.min(right, MOST_COLUMNS - 1)
    if (last > left) master.span = last - left + 1
    for (let r = top; r <= Math.min(bottom, rows.length - 1); r++) {
      const row = rows[r]!
      while (row.length <= last) row.push(null)
      for (let c = left; c <= last; c++) {
        if (r === top && c === left) continue
        row[c] = { text: master.text, ...(master.fill ? { fill: master.fill } : {}), covered: true }
      }
    }
  }
}

function readCsv(bytes: Uint8Array): Outcome<WorkbookView> {
  const text = decode(bytes)
  if (text === undefined || text.includes('\0'))
    return refused(
      finding('sheets.file', 'This is neither a workbook nor a text table.', {
        can: 'Bring an .xlsx or a .csv file.',
      }),
    )
  const options = {
    delimiter: delimiterOf(text),
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: false,
    to: MOST_LINES + 1,
  }
  let lines: string[][]
  try {
    lines = parse(text, options)
  } catch (error) {
    const says = `The text table cannot be read: ${(error as Error).message}.`
    return refused(finding('sheets.file', says, { can: 'Save it once more as CSV or .xlsx.' }))
  }
  const widest = Math.max(0, ...lines.map((line) => line.length))
  if (lines.length > MOST_LINES || widest > MOST_COLUMNS) {
    // Only so many were taken apart; counting the rest is cheap.
    const count = text.trimEnd().split('\n').length
    return refused(tooLarge('The table', count, widest, MOST_LINES))
  }
  const rows = lines.map((line) =>
    line.map((value) => {
      const trimmed = value.trim().slice(0, MOST_TEXT)
      return trimmed === '' ? null : { text: trimmed }
    }),
  )
  if (rows.every((row) => row.every((cell) => cell === null)))
    return refused(finding('sheets.file', 'There is nothing in the table.'))
  return done({ tables: [{ name: 'CSV', hidden: false, rows }], remarks: [] })
}

/** UTF-8 when it can be, UTF-16 when it says so, otherwise the Western code page of Excel. */
function decode(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  if (bytes.includes(0)) return undefined
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

/** The separator that stands in the first lines most often, outside of quotation marks. */
function delimiterOf(text: string): string {
  const head = text
    .split('\n', 20)
    .join('\n')
    .replace(/"[^"]*"/g, '')
  const count = (mark: string) => head.split(mark).length
  return [',', ';', '\t'].reduce((best, mark) => (count(mark) > count(best) ? mark : best))
}
