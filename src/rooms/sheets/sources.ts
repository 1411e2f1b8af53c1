// What kind of sheet is this: a year as a grid, a list of stretches, weeks side by side? And its rows.
import { type Finding, sayCount } from '../../kernel/finding.ts'
import { type Block, findLayout } from './headings.ts'
import { readRows, type SheetRow } from './importing.ts'
import {
  type ColumnPart,
  columnParts,
  findList,
  headKey,
  type ListColumns,
  type ListLayout,
  readList,
} from './lists.ts'
import type { Alias, Table } from './schema.ts'

export type Source = {
  table: Table
  /** Undefined: nobody could tell yet where names, days and work stand. */
  rows: SheetRow[] | undefined
  says: string
  /** Seen and left out before any cell was looked at. */
  left: Finding[]
  /** Only of a list: its columns, for who wants to correct them. */
  list?: Extract<ListLayout, { kind: 'list' }>
  /** How many cells would come of it. */
  size: number
}

/** `chosen`: columns that somebody pointed out by hand. */
export function readSource(
  table: Table,
  blocks: readonly Block[],
  aliases: readonly Alias[],
  chosen?: ListColumns,
): Source {
  const year = { from: blocks[0]!.from, to: blocks.at(-1)!.to }
  const learnt = new Map(
    aliases.flatMap(({ kind, label, means }) =>
      kind === 'column' && means ? [[label, means] as const] : [],
    ),
  )
  const heads = (table.rows[0] ?? []).map((cell) => cell?.text ?? '')
  const byHand = chosen && { kind: 'list' as const, firstRow: 1, columns: chosen, heads }
  const list = byHand ?? findList(table, year, learnt)
  if (list) {
    const { rows, left } = readList(table, list, blocks)
    const what =
      list.kind === 'weeks' ? 'weeks side by side' : 'a list with a line for each day or stretch'
    const says = `This is ${what}; a block is what most of its days are, the rest becomes its note.`
    return {
      table,
      rows,
      left,
      says,
      size: sizeOf(rows),
      ...(list.kind === 'list' ? { list } : {}),
    }
  }
  const layout = findLayout(table, blocks)
  const rows = layout ? readRows(table, layout) : []
  // Days in every line are no heads of blocks: then it is a list whose columns somebody has to name.
  if (!layout || !rows.some(({ kind }) => kind === 'person'))
    return { table, rows: undefined, left: [], says: '', size: 0 }
  const count = layout.columns.length
  const says = `The blocks are named in row ${layout.headRow + 1}; ${sayCount(count, 'column')} of the sheet ${count === 1 ? 'is a block' : 'are blocks'} of this year.`
  return { table, rows, left: [], says, size: sizeOf(rows) }
}

const sizeOf = (rows: readonly SheetRow[]) =>
  rows.reduce((sum, { kind, cells }) => sum + (kind === 'person' ? cells.length : 0), 0)

/** Headings with what they turned out to mean, to be remembered; columns without a heading are not. */
export function learntColumns({ heads, columns }: Extract<ListLayout, { kind: 'list' }>): Alias[] {
  const { name, given, from, to, work } = columns
  const parts: Partial<Record<ColumnPart, number | null>> = {
    [given === null ? 'name' : 'family']: name,
    given,
    from,
    to,
    work,
  }
  return columnParts.flatMap((part) => {
    const at = parts[part]
    const label = at === null || at === undefined ? '' : headKey(heads[at] ?? '')
    return label === ''
      ? []
      : [{ kind: 'column' as const, label: label.slice(0, 120), means: part }]
  })
}
