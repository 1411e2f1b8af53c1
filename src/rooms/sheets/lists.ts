// Files of other schedulers: a line for each stretch or day of somebody, or weeks as pairs of columns.
import { type Day, isDay } from '../../kernel/day.ts'
import { type Finding, finding, sayCount } from '../../kernel/finding.ts'
import { sharedDays, type Span } from '../../kernel/span.ts'
import { columnLetters } from './columns.ts'
import type { Block } from './headings.ts'
import type { SheetRow } from './importing.ts'
import { plainWords } from './matching.ts'
import type { Table } from './schema.ts'

/** Columns counted from 0; `given` only where the name stands in two columns; `to` absent = one day. */
export type ListColumns = {
  name: number
  given: number | null
  from: number
  to: number | null
  work: number
}
export type ListLayout =
  | { kind: 'list'; firstRow: number; columns: ListColumns; heads: string[] }
  /** A row of dates over each week, below it a pair of columns a day: name and work. */
  | { kind: 'weeks'; headRows: number[] }

/** What headings mean; as `plainWords` writes them, without spaces. Earlier is surer. */
const WORDS = {
  name: 'name staffname staff person resident fellow trainee provider physician learner who',
  family: 'stafflname stafflastname lastname familyname surname last',
  given: 'stafffname stafffirstname firstname givenname first',
  from: 'startdate date scheduledate start from begin begindate firstday day',
  to: 'enddate end to until through lastday',
  work: 'taskabbrev taskabbreviation taskname task rotationcode rotationname rotation assignmentname assignment service shift work code coursecode activity',
} as const
export type ColumnPart = keyof typeof WORDS
export const columnParts = Object.keys(WORDS) as ColumnPart[]
const SEARCHED_ROWS = 30

/** A heading as it is remembered. */
export const headKey = (text: string) => plainWords(text).replaceAll(' ', '')

/** Where the words of a heading stand in a row; -1 = nowhere. */
function placeOf(
  heads: readonly string[],
  of: keyof typeof WORDS,
  learnt: ReadonlyMap<string, string>,
): number {
  const taught = heads.findIndex((head) => learnt.get(headKey(head)) === of)
  if (taught >= 0) return taught
  for (const word of WORDS[of].split(' ')) {
    const at = heads.findIndex((head) => headKey(head) === word)
    if (at >= 0) return at
  }
  return -1
}

/**
 * Looks for a list with headings, for an Amion report (which has none), and for weeks side by side.
 * `learnt`: what headings have meant before in this programme.
 */
export function findList(
  table: Table,
  year: Span,
  learnt: ReadonlyMap<string, string> = new Map(),
): ListLayout | undefined {
  for (const [row, cells] of table.rows.slice(0, SEARCHED_ROWS).entries()) {
    const heads = cells.map((cell) => cell?.text ?? '')
    const at = (of: ColumnPart) => placeOf(heads, of, learnt)
    const [family, given] = [at('family'), at('given')]
    const name = family >= 0 ? family : at('name')
    const [from, to, work] = [at('from'), at('to'), at('work')]
    if (name >= 0 && from >= 0 && work >= 0 && new Set([name, from, work]).size === 3)
      return {
        ...{ kind: 'list', firstRow: row + 1, heads },
        columns: {
          ...{ name, from, work, given: family >= 0 && given >= 0 ? given : null },
          to: to >= 0 && to !== from ? to : null,
        },
      }
  }
  return findAmion(table, year) ?? findWeeks(table, year)
}

/** Fields 1, 4 and 7 of the first line whose seventh field is a day. */
function findAmion({ rows }: Table, year: Span): ListLayout | undefined {
  const firstRow = rows
    .slice(0, SEARCHED_ROWS)
    .findIndex(
      (cells) =>
        cells.length >= 9 &&
        cells.every((cell, c) => (readDate(cell?.text ?? '', year) !== undefined) === (c === 6)),
    )
  if (firstRow < 0) return undefined
  const columns = { name: 0, given: null, from: 6, to: null, work: 3 }
  return { kind: 'list', firstRow, columns, heads: [] }
}

const DAYS_OF_WEEK = 7

function findWeeks({ rows }: Table, year: Span): ListLayout | undefined {
  const headRows = rows.flatMap((cells, row) => {
    const dates = cells.flatMap((cell, c) =>
      cell && !cell.covered && readDate(cell.text, year) ? [c] : [],
    )
    return dates.length >= 5 &&
      dates.length <= DAYS_OF_WEEK &&
      dates.every((c) => c % 2 === dates[0]! % 2)
      ? [row]
      : []
  })
  return headRows.length > 0 ? { kind: 'weeks', headRows } : undefined
}

/** `2026-07-01`, `7/1/2026`, `7/1/26`, `7-1-26`, also with a time behind; a day without a year is in the year. */
export function readDate(text: string, year: Span): Day | undefined {
  const [first = ''] = text.trim().split(/[T\s]+/)
  if (isDay(first)) return first
  const parts = /^(\d{1,2})[/-](\d{1,2})(?:[/-](\d{4}|\d{2}))?$/.exec(first) ?? namedDate(text)
  if (!parts) return undefined
  const [, month, date, said] = parts
  const years = said
    ? [Number(said) % 100 === Number(said) ? 2000 + Number(said) : Number(said)]
    : yearsOf(year)
  const days = years.map((at) => `${at}-${month!.padStart(2, '0')}-${date!.padStart(2, '0')}`)
  return days.find(
    (one): one is Day => isDay(one) && (said !== undefined || (year.from <= one && one <= year.to)),
  )
}

const yearsOf = ({ from, to }: Span) => [
  ...new Set([from, to].map((one) => Number(one.slice(0, 4)))),
]

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** `Wed Jul 1`, `July 1, 2026`: the parts as those of a date in numbers. */
function namedDate(text: string): (string | undefined)[] | undefined {
  const found = /^(?:[a-z]{3,9},?\s+)?([a-z]{3})[a-z]*\.?\s+(\d{1,2})(?:,?\s+(\d{4}))?$/i.exec(
    text.trim(),
  )
  const month = MONTHS.indexOf(found?.[1]?.toLowerCase() ?? '') + 1
  return found && month > 0 ? [found[0], String(month), found[2], found[3]] : undefined
}

type Stretch = Span & {
  name: string
  work: string
  row: number
  column: number
  fill?: string | undefined
}

/**
 * People as rows, blocks as cells: a block is what most of its days are, and what else was in it
 * becomes its note. Days outside of the year, and lines that say no day, are named.
 */
export function readList(
  table: Table,
  layout: ListLayout,
  blocks: readonly Block[],
): { rows: SheetRow[]; left: Finding[] } {
  const year = { from: blocks[0]!.from, to: blocks.at(-1)!.to }
  const left: Finding[] = []
  const all =
    layout.kind === 'list'
      ? listed(table, layout, year, left)
      : weekly(table, layout.headRows, year)
  const outside = all.filter((one) => sharedDays(one, year) === 0)
  if (outside.length > 0)
    left.push(
      finding(
        'sheets.year',
        `${sayCount(outside.length, 'line')} of the file ${outside.length === 1 ? 'is' : 'are'} outside of this year, the first one in row ${outside[0]!.row + 1}.`,
      ),
    )
  const people = new Map<string, Stretch[]>()
  for (const one of all)
    if (sharedDays(one, year) > 0) people.set(one.name, [...(people.get(one.name) ?? []), one])
  const rows = [...people].map(([name, stretches]) => ({
    ...{ kind: 'person' as const, row: stretches[0]!.row, name },
    cells: blocks.flatMap((block) => cellOf(block, stretches)),
  }))
  return { rows, left }
}

function cellOf(block: Block, stretches: readonly Stretch[]): SheetRow['cells'] {
  const days = new Map<string, { count: number; first: Stretch }>()
  for (const one of stretches) {
    const count = sharedDays(one, block)
    if (count === 0) continue
    const entry = days.get(one.work) ?? { count: 0, first: one }
    days.set(one.work, { ...entry, count: entry.count + count })
  }
  const [most, ...others] = [...days].sort(([, one], [, other]) => other.count - one.count)
  if (!most) return []
  const [text, { first }] = most
  const note = others.map(([work, { count }]) => `${sayCount(count, 'day')} of ${work}`).join(', ')
  const where = `${columnLetters(first.column)}${first.row + 1}`
  return [{ period: block.id, text, fill: first.fill, note: note || undefined, where }]
}

function listed(
  table: Table,
  { firstRow, columns }: Extract<ListLayout, { kind: 'list' }>,
  year: Span,
  left: Finding[],
): Stretch[] {
  return table.rows.slice(firstRow).flatMap((cells, nth) => {
    const row = firstRow + nth
    const text = (column: number | null) => (column === null ? '' : (cells[column]?.text ?? ''))
    const [name, work] = [nameIn(text(columns.name), text(columns.given)), text(columns.work)]
    if (name === '' && work === '') return []
    const from = readDate(text(columns.from), year)
    const to = columns.to === null ? from : (readDate(text(columns.to), year) ?? from)
    const say = (says: string) => {
      left.push(finding('sheets.line', `Row ${row + 1}: ${says}`))
      return []
    }
    if (name === '' || work === '')
      return say(name === '' ? 'nobody is named.' : `${name} has nothing there.`)
    if (!from || !to) return say(`“${text(columns.from)}” is no day.`)
    if (to < from) return say(`it ends on ${to}, before it begins on ${from}.`)
    return [{ name, work, from, to, row, column: columns.work, fill: cells[columns.work]?.fill }]
  })
}

const nameIn = (name: string, given: string) => (given === '' ? name : `${name}, ${given}`)

function weekly({ rows }: Table, headRows: readonly number[], year: Span): Stretch[] {
  return headRows.flatMap((head, nth) => {
    const end = headRows[nth + 1] ?? rows.length
    return (rows[head] ?? []).flatMap((cell, column) => {
      const from = cell && !cell.covered ? readDate(cell.text, year) : undefined
      if (!from) return []
      return Array.from({ length: end - head - 1 }, (_, n) => head + 1 + n).flatMap((row) => {
        const [who, what] = [rows[row]?.[column], rows[row]?.[column + 1]]
        if (!who?.text || !what?.text || who.covered || /^printed\b/i.test(who.text)) return []
        return [
          {
            name: who.text,
            work: what.text,
            from,
            to: from,
            row,
            column: column + 1,
            fill: what.fill,
          },
        ]
      })
    })
  })
}
