// Which columns of somebody's sheet are which blocks, and in which column do the names stand?
import { addDays, type Day, day, isDay } from '../../kernel/day.ts'
import { holds, type Span } from '../../kernel/span.ts'
import type { Table } from './schema.ts'

export type Block = { id: string; label?: string | undefined; from: Day; to: Day }
/** `row`: where the blocks are named; `columns`: which column is which block. Counted from 0. */
export type Layout = {
  headRow: number
  firstRow: number
  nameColumn: number
  columns: { column: number; period: string }[]
}

const SEARCHED_ROWS = 25
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** What a heading says: a day of the year, the number of a block, or nothing. */
type Heading = { day: Day } | { nth: number } | { month: number }

/** Looks for the row that names most blocks; undefined when no row names two. */
export function findLayout(table: Table, blocks: readonly Block[]): Layout | undefined {
  let best: { row: number; columns: Layout['columns'] } | undefined
  table.rows.slice(0, SEARCHED_ROWS).forEach((cells, row) => {
    const columns = columnsOf(cells, blocks)
    if (columns.length > (best?.columns.length ?? 1)) best = { row, columns }
  })
  if (!best) return undefined
  const first = best.columns[0]!.column
  // More rows of the head may follow: ends of blocks, numbers, a month.
  let firstRow = best.row + 1
  while (columnsOf(table.rows[firstRow] ?? [], blocks).length > best.columns.length / 2) firstRow++
  return {
    headRow: best.row,
    firstRow,
    nameColumn: findNames(table, firstRow, first),
    columns: best.columns,
  }
}

/** The column left of the blocks with most texts that look like names. */
function findNames({ rows }: Table, from: number, before: number): number {
  let best = { column: 0, count: -1 }
  for (let column = 0; column < Math.max(before, 1); column++) {
    const count = rows.slice(from).filter((row) => isName(row[column]?.text ?? '')).length
    if (count > best.count) best = { column, count }
  }
  return best.column
}

const isName = (text: string) => /\p{L}{2,}.*[\s,.]\s*\p{L}/u.test(text) && !/\d/.test(text)

function columnsOf(cells: Table['rows'][number], blocks: readonly Block[]): Layout['columns'] {
  const year: Span = { from: blocks[0]!.from, to: blocks.at(-1)!.to }
  const columns: Layout['columns'] = []
  cells.forEach((cell, column) => {
    const heading = cell && readHeading(cell.text, year)
    const block = heading && blockOf(heading, blocks)
    if (block) columns.push({ column, period: block.id })
  })
  return columns
}

function blockOf(heading: Heading, blocks: readonly Block[]): Block | undefined {
  if ('day' in heading) return blocks.find((block) => holds(block, heading.day))
  if ('nth' in heading)
    return (
      blocks.find(({ label }) => label === String(heading.nth)) ??
      // Labels of one's own: then the number counts the blocks.
      (blocks.some(({ label }) => /^\d+$/.test(label ?? '')) ? undefined : blocks[heading.nth - 1])
    )
  const within = blocks.filter(({ from }) => Number(from.slice(5, 7)) === heading.month)
  // A month names a block only where there is one block a month.
  return within.length === 1 ? within[0] : undefined
}

/** `Block 3`, `3`, `7/1`, `7/1/26`, `2026-07-01`, `Jul 1`, `1 Jul`, `1-Jul-26`, `7/1 - 7/14`, `July`. */
export function readHeading(text: string, year: Span): Heading | undefined {
  const clean = text.trim().toLowerCase()
  if (isDay(clean)) return { day: day(clean) }
  const block = /^(?:block|blk|period|rotation|week|wk|b)?\.?\s*#?(\d{1,2})[ab]?$/.exec(clean)
  if (block) return { nth: Number(block[1]) }
  const first = clean.split(/\s*(?:–|—| - | to |-(?=\s*\d{1,2}\/))\s*/)[0]!
  const slashed = /^(\d{1,2})\/(\d{1,2})(?:\/(\d{2}|\d{4}))?$/.exec(first)
  if (slashed) return within(Number(slashed[1]), Number(slashed[2]), year, slashed[3])
  const word =
    /^([a-z]{3,9})\.?(?:[\s-]+(\d{1,2})(?:st|nd|rd|th)?)?(?:-\d{1,2})?(?:,?[\s-]+(\d{2}|\d{4}))?$/.exec(
      first,
    )
  const turned = /^(\d{1,2})[\s-]+([a-z]{3,9})\.?(?:[\s-]+(\d{2}|\d{4}))?$/.exec(first)
  const month = monthOf(turned ? turned[2]! : (word?.[1] ?? ''))
  if (month === undefined) return undefined
  const date = turned ? turned[1] : word?.[2]
  const said = turned ? turned[3] : word?.[3]
  return date === undefined ? { month } : within(month, Number(date), year, said)
}

function monthOf(word: string): number | undefined {
  const index = MONTHS.findIndex((name) => word.startsWith(name))
  // `march` and `sept` are months, `marathon` is not.
  return index >= 0 &&
    /^(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)$/.test(
      word,
    )
    ? index + 1
    : undefined
}

/**
 * The day with this month and date inside the year. With a calendar year said, it may also be a
 * few days before: sheets often begin with the Monday before.
 */
function within(month: number, date: number, year: Span, said?: string): Heading | undefined {
  const first = Number(year.from.slice(0, 4))
  const last = Number(year.to.slice(0, 4))
  const wanted = said === undefined ? undefined : Number(said) % 100
  for (let at = first; at <= last; at++) {
    const text = `${at}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`
    if (!isDay(text) || (wanted !== undefined && wanted !== at % 100)) continue
    if (holds(year, day(text))) return { day: day(text) }
    if (wanted !== undefined && holds({ from: addDays(year.from, -6), to: year.to }, day(text)))
      return { day: year.from }
  }
  return undefined
}
