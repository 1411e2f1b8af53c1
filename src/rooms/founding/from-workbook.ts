// Which people and rotations stand in somebody's workbook, and how is its year cut?
import type { Day } from '../../kernel/day.ts'
import { findLayout } from '../sheets/headings.ts'
import { labelsIn, readRows } from '../sheets/importing.ts'
import type { WorkbookView } from '../sheets/schema.ts'
import { type Cut, cuts, cutYear } from './rules.ts'

export type Taken = { sheet: string; cut: Cut; people: string; works: string }

/** The sheet that names most blocks of the year; undefined when none names two. */
export function takeFromWorkbook(
  book: WorkbookView,
  from: Day,
  levels: readonly string[],
): Taken | undefined {
  let best: { columns: number; taken: Taken } | undefined
  for (const table of book.tables.filter(({ hidden }) => !hidden))
    for (const cut of cuts) {
      const blocks = cutYear(from, cut)
      const layout = findLayout(table, blocks)
      // A cut of 52 weeks knows every day of a cut of 13 blocks; what is filled most is meant.
      const share = layout ? layout.columns.length / blocks.length : 0
      if (!layout || layout.columns.length * share <= (best?.columns ?? 0)) continue
      const rows = readRows(table, layout)
      let level = ''
      const people = rows.flatMap((row) => {
        if (row.kind === 'heading')
          level = levelIn(`${row.name} ${row.cells[0]?.text ?? ''}`, levels)
        return row.kind === 'person' ? [level ? `${row.name}\t${level}` : row.name] : []
      })
      const works = labelsIn(rows).map(({ label }) => label)
      best = {
        columns: layout.columns.length * share,
        taken: { sheet: table.name, cut, people: people.join('\n'), works: works.join('\n') },
      }
    }
  return best?.taken
}

/** `R2 residents` is R2; a heading that names no level leaves it open. */
function levelIn(heading: string, levels: readonly string[]): string {
  const words = heading.toLowerCase().split(/[^\p{L}\p{N}]+/u)
  return levels.find((id) => words.includes(id.toLowerCase())) ?? ''
}
