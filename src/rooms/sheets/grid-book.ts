// The grid as a spreadsheet: the twin that goes on the wall and into other people's mail.
import { Workbook } from '@cj-tech-master/excelts'
import { stringify } from 'csv-stringify/sync'
import { sayDay } from '../../kernel/day.ts'
import { harmless } from '../../kernel/harmless.ts'
import { rotationColors } from '../../kernel/palette.ts'
import type { Cells } from '../planning/schema.ts'
import { levelOn } from '../planning/world.ts'
import type { WorkView } from '../programme/schema.ts'
import type { Frame } from '../rota/index.ts'
import type { Mark } from '../rota/schema.ts'
import type { Origin } from './schema.ts'
import { HEAD_COLUMNS, HEAD_ROWS, HIDDEN_PAGE, TWIN_FORMAT } from './twin.ts'

export type Sheet = {
  frame: Frame
  cells: Cells
  marks: Mark[]
  title: string
  /** Where it comes from, so that the file can come back; absent = it goes out only. */
  origin?: Origin
}

export function writeCsv({ frame, cells }: Sheet): string {
  const { problem } = frame
  const codes = new Map(problem.work.map((work) => [work.id, work.code ?? work.id]))
  const head = [
    'Person',
    'Level',
    ...problem.periods.map((period) => `${period.label ?? period.id} (${period.from})`),
  ]
  const rows = problem.people.map((person) => [
    frame.listNames[person.id] ?? person.name,
    levelOf(frame, person),
    ...problem.periods.map((_, t) => codes.get(cells[person.id]?.[t] ?? '') ?? ''),
  ])
  // The mark at the beginning tells Excel that the file is UTF-8.
  return `\uFEFF${stringify([head, ...rows].map((row) => row.map(harmless)))}`
}

/** The level at the beginning of the plan. */
function levelOf({ problem }: Frame, person: Frame['problem']['people'][number]): string {
  return levelOn(person, problem.periods[0]!.from) ?? ''
}

/** Merged runs, fills, notes, totals, frozen heads; one page wide in print. */
export async function writeXlsx(sheet: Sheet): Promise<Uint8Array> {
  const { frame, cells } = sheet
  const { problem } = frame
  const book = new Workbook()
  book.creator = 'Isocenter'
  const page = book.addWorksheet('Year', {
    views: [{ state: 'frozen', xSplit: HEAD_COLUMNS, ySplit: HEAD_ROWS }],
    pageSetup: {
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 1,
      printTitlesRow: '1:2',
      printTitlesColumn: 'A:B',
    },
  })
  page.getCell(1, 1).value = harmless(`${frame.plan.programme_name}: ${sheet.title}`)
  page.getCell(2, 1).value = 'Person'
  page.getCell(2, 2).value = 'Level'
  problem.periods.forEach((period, t) => {
    page.getCell(1, t + 1 + HEAD_COLUMNS).value = period.label ?? period.id
    page.getCell(2, t + 1 + HEAD_COLUMNS).value = sayDay(period.from)
    page.getColumn(t + 1 + HEAD_COLUMNS).width = 6
  })
  page.getColumn(1).width = 24
  for (const row of [1, 2]) page.getRow(row).font = { bold: true }
  writeIds(page, sheet)
  problem.people.forEach((person, p) => {
    const row = p + 1 + HEAD_ROWS
    page.getCell(row, 1).value = harmless(frame.listNames[person.id] ?? person.name)
    page.getCell(row, 2).value = levelOf(frame, person)
    writeRuns(page, row, frame, cells[person.id] ?? [])
  })
  writeNotes(page, sheet)
  writeTotals(page, sheet)
  writeCoverage(page, sheet)
  if (sheet.origin) writeOrigin(book, sheet, sheet.origin)
  return new Uint8Array(await book.xlsx.writeBuffer())
}

/** Ids in a hidden row and a hidden column: rows may be sorted and blocks moved before it comes back. */
function writeIds(page: Page, { frame: { problem }, origin }: Sheet): void {
  page.getRow(HEAD_ROWS).hidden = true
  page.getColumn(HEAD_COLUMNS).hidden = true
  if (!origin) return
  problem.periods.forEach((period, t) => {
    page.getCell(HEAD_ROWS, t + 1 + HEAD_COLUMNS).value = harmless(period.id)
  })
  problem.people.forEach((person, p) => {
    page.getCell(p + 1 + HEAD_ROWS, HEAD_COLUMNS).value = harmless(person.id)
  })
}

/** The page that nobody sees: which year this is, which version, and every cell as it went out. */
function writeOrigin(book: Workbook, { frame: { problem }, cells }: Sheet, origin: Origin): void {
  const page = book.addWorksheet(HIDDEN_PAGE, { state: 'veryHidden' })
  page.addRow([TWIN_FORMAT, 1])
  page.addRow([JSON.stringify(origin)])
  page.addRow(['', ...problem.periods.map((period) => period.id)])
  for (const { id } of problem.people)
    page.addRow([id, ...problem.periods.map((_, t) => cells[id]?.[t] ?? '')])
}

type Page = ReturnType<Workbook['addWorksheet']>

/** A run is one merged cell, as on the screen. */
function writeRuns(page: Page, row: number, frame: Frame, cells: (string | null)[]): void {
  const works = new Map(frame.works.map((work) => [work.id, work]))
  for (let t = 0; t < cells.length;) {
    let end = t
    while (end + 1 < cells.length && cells[end + 1] === cells[t]) end++
    const work = works.get(cells[t] ?? '')
    if (work) writeRun(page, row, [t, end], work)
    t = end + 1
  }
}

function writeRun(page: Page, row: number, [from, to]: [number, number], work: WorkView): void {
  const cell = page.getCell(row, from + 1 + HEAD_COLUMNS)
  cell.value = harmless(work.code)
  cell.alignment = { horizontal: 'center' }
  cell.fill = fillOf(work.look.pattern, work.look.color)
  cell.font = {
    bold: true,
    color: { argb: work.look.pattern === 'night' ? 'FFFFFFFF' : 'FF111827' },
  }
  const line = { style: 'thin' as const, color: { argb: 'FF8A94A3' } }
  cell.border = { left: line, right: line, top: line, bottom: line }
  if (to > from) page.mergeCells(row, from + 1 + HEAD_COLUMNS, row, to + 1 + HEAD_COLUMNS)
}

function fillOf(pattern: string, color: number) {
  if (pattern === 'night') return solid('FF2E3A4D')
  if (pattern === 'leave')
    return {
      type: 'pattern' as const,
      pattern: 'lightUp' as const,
      fgColor: { argb: 'FFC4C8CF' },
      bgColor: { argb: 'FFFFFFFF' },
    }
  if (pattern === 'admin') return solid('FFFFFFFF')
  return solid(`FF${rotationColors[color]!.slice(1)}`)
}

function solid(argb: string) {
  return { type: 'pattern' as const, pattern: 'solid' as const, fgColor: { argb } }
}

/** Notes and pins of a run stand on its first cell: a merged cell keeps no other note. */
function writeNotes(page: Page, { frame, cells, marks }: Sheet): void {
  const { people, periods } = frame.problem
  const byAnchor = new Map<string, { p: number; t: number; lines: string[] }>()
  for (const mark of marks) {
    const p = people.findIndex((person) => person.id === mark.person)
    const at = periods.findIndex((period) => period.id === mark.period)
    const text = [mark.pinned ? 'Pinned.' : '', mark.note].filter(Boolean).join(' ')
    if (p < 0 || at < 0 || text === '') continue
    const row = cells[mark.person] ?? []
    let t = at
    while (t > 0 && row[at] && row[t - 1] === row[at]) t--
    const anchor = byAnchor.get(`${p}/${t}`) ?? { p, t, lines: [] }
    anchor.lines.push(t === at ? text : `Block ${periods[at]!.label ?? mark.period}: ${text}`)
    byAnchor.set(`${p}/${t}`, anchor)
  }
  for (const { p, t, lines } of byAnchor.values())
    page.getCell(p + 1 + HEAD_ROWS, t + 1 + HEAD_COLUMNS).note = lines.join('\n')
}

/** Blocks of each work per person. Numbers, not formulas: a formula sees a merged run as one cell. */
function writeTotals(page: Page, { frame, cells }: Sheet): void {
  const last = HEAD_COLUMNS + frame.problem.periods.length
  frame.works.forEach((work, index) => {
    const column = last + 2 + index
    page.getCell(2, column).value = harmless(work.code)
    page.getColumn(column).width = 6
    frame.problem.people.forEach((person, p) => {
      const count = (cells[person.id] ?? []).filter((id) => id === work.id).length
      if (count > 0) page.getCell(p + 1 + HEAD_ROWS, column).value = count
    })
  })
}

/** People on each work per block. */
function writeCoverage(page: Page, { frame, cells }: Sheet): void {
  const lastRow = HEAD_ROWS + frame.problem.people.length
  const rows = Object.values(cells)
  frame.works.forEach((work, index) => {
    const row = lastRow + 2 + index
    page.getCell(row, 1).value = harmless(work.name)
    page.getCell(row, 2).value = harmless(work.code)
    frame.problem.periods.forEach((_, t) => {
      page.getCell(row, t + 1 + HEAD_COLUMNS).value = rows.filter(
        (line) => line[t] === work.id,
      ).length
    })
  })
}
