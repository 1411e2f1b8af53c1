// Somebody's sheet, row by row: who is in it, what stands in the cells, and what would come of it.
import { type Finding, finding, sayCount } from '../../kernel/finding.ts'
import { columnLetters } from './columns.ts'
import type { Layout } from './headings.ts'
import { plainWords } from './matching.ts'
import type { Table } from './schema.ts'

export type SheetCell = {
  period: string
  text: string
  fill: string | undefined
  note: string | undefined
  where: string
}
/** `second`: a line under a person, with remarks such as free text about leave. */
export type SheetRow = {
  kind: 'person' | 'second' | 'heading' | 'numbers' | 'empty'
  row: number
  name: string
  cells: SheetCell[]
}

export function readRows(table: Table, layout: Layout): SheetRow[] {
  const rows: SheetRow[] = []
  for (let r = layout.firstRow; r < table.rows.length; r++) {
    const line = table.rows[r]!
    const nameCell = line[layout.nameColumn]
    const name = nameCell?.covered ? '' : (nameCell?.text ?? '')
    const cells = layout.columns.flatMap(({ column, period }) => {
      const cell = line[column]
      if (!cell) return []
      const { text, fill, note } = cell
      return [{ period, text, fill, note, where: `${columnLetters(column)}${r + 1}` }]
    })
    rows.push({ kind: kindOf(name, cells, rows), row: r, name, cells })
  }
  return rows
}

function kindOf(name: string, cells: SheetCell[], above: SheetRow[]): SheetRow['kind'] {
  const texts = cells.map(({ text }) => text).filter((text) => text !== '')
  if (name === '' && texts.length === 0) return 'empty'
  if (texts.length > 0 && texts.every((text) => /^\d+([.,/]\d+)?$/.test(text))) return 'numbers'
  // A heading runs over the blocks as one merged cell, or stands alone before empty ones.
  if (name !== '' && texts.every((text) => text === name) && cells.every(({ note }) => !note))
    return cells.some(({ fill, text }) => fill && text === '') &&
      texts.length === 0 &&
      isPerson(name)
      ? 'person'
      : 'heading'
  if (name !== '') return 'person'
  const last = above.findLast(({ kind }) => kind !== 'empty')
  return last?.kind === 'person' || last?.kind === 'second' ? 'second' : 'heading'
}

const isPerson = (name: string) => !/\d|rotation|class|resident|fellow|total|pgy/i.test(name)

export type LabelUse = { label: string; count: number; fill: string | undefined }

/** The names in the sheet, in its order, each once. */
export function namesIn(rows: readonly SheetRow[]): string[] {
  return [...new Set(rows.flatMap(({ kind, name }) => (kind === 'person' ? [name] : [])))]
}

/** What stands in the cells of people, the commonest first; variants of case and space are one. */
export function labelsIn(rows: readonly SheetRow[]): LabelUse[] {
  const uses = new Map<string, LabelUse>()
  for (const { kind, cells } of rows)
    if (kind === 'person')
      for (const { text, fill } of cells) {
        const key = plainWords(text)
        if (key === '') continue
        const use = uses.get(key) ?? { label: text, count: 0, fill }
        use.count++
        use.fill ??= fill
        uses.set(key, use)
      }
  return [...uses.values()].sort((one, other) => other.count - one.count)
}

export type Meanings = {
  /** By name in the sheet; null = left out, absent = not decided yet. */
  people: ReadonlyMap<string, string | null>
  /** By label, as `plainWords` writes it. */
  labels: ReadonlyMap<string, string | null>
}

export type Import = {
  cells: { person: string; period: string; work: string }[]
  notes: { person: string; period: string; note: string }[]
  report: {
    rows: number
    people: number
    /** Cells with something in them, of people who come in. */
    total: number
    valid: number
    /** Cannot be brought in before something is decided. */
    errors: Finding[]
    /** Brought in, but look at it. */
    warnings: Finding[]
    /** Seen and left out. */
    left: Finding[]
  }
}

/** What would be made of the sheet. Nothing is left out without being named. */
export function makeImport(rows: readonly SheetRow[], { people, labels }: Meanings): Import {
  const errors: Finding[] = []
  const warnings: Finding[] = []
  const left: Finding[] = []
  const cells = new Map<string, { person: string; period: string; work: string; where: string }>()
  const notes = new Map<string, { person: string; period: string; lines: string[] }>()
  const came = new Map<string, number>()
  let [total, valid] = [0, 0]
  let person: string | null | undefined
  for (const row of rows) {
    if (row.kind === 'person') {
      person = people.get(row.name)
      if (person === undefined) errors.push(say(`It is not decided who “${row.name}” is.`, row))
      else if (person === null) left.push(say(`“${row.name}” is left out.`, row))
      else if (came.has(person))
        warnings.push(say(`“${row.name}” stands in two rows; later cells go before.`, row))
      if (person) came.set(person, row.row)
    }
    if (row.kind === 'numbers')
      left.push(say(`A row of numbers${row.name ? ` (“${row.name}”)` : ''} is no roster.`, row))
    if (!person || (row.kind !== 'person' && row.kind !== 'second')) continue
    for (const cell of row.cells) {
      if (row.kind === 'second' || cell.note) addNote(notes, person, cell, row.kind === 'second')
      if (row.kind === 'second') continue
      if (cell.text === '') {
        if (cell.fill)
          left.push(at(`${cell.where} has a colour (${cell.fill}) and no text.`, cell, person))
        continue
      }
      total++
      const work = labels.get(plainWords(cell.text))
      if (work === undefined)
        errors.push(at(`${cell.where}: it is not decided what “${cell.text}” means.`, cell, person))
      else if (work === null)
        left.push(at(`${cell.where}: “${cell.text}” is left out.`, cell, person))
      else {
        valid++
        const key = `${person} ${cell.period}`
        const other = cells.get(key)
        if (other && other.work !== work)
          warnings.push(
            at(
              `${other.where} and ${cell.where} are of one block and say different things; the first one is taken.`,
              cell,
              person,
            ),
          )
        else cells.set(key, { person, period: cell.period, work, where: cell.where })
      }
    }
  }
  const list = [...cells.values()]
  return {
    cells: list.map(({ person: who, period, work }) => ({ person: who, period, work })),
    notes: [...notes.values()].map(({ person: who, period, lines }) => ({
      ...{ person: who, period, note: [...new Set(lines)].join('\n').slice(0, 1_000) },
    })),
    report: {
      rows: rows.length,
      people: came.size,
      total,
      valid,
      errors,
      warnings,
      left: folded(left),
    },
  }

  function at(says: string, { period, where }: SheetCell, who: string): Finding {
    return finding('sheets.cell', says, { path: where, who: [who], periods: [period] })
  }
  function say(says: string, { row }: SheetRow): Finding {
    return finding('sheets.row', says, { path: `row ${row + 1}` })
  }
}

function addNote(
  notes: Map<string, { person: string; period: string; lines: string[] }>,
  person: string,
  { period, text, note }: SheetCell,
  isSecond: boolean,
): void {
  const line = [isSecond ? text : '', note ?? ''].filter(Boolean).join(' ')
  if (line === '') return
  const key = `${person} ${period}`
  const entry = notes.get(key) ?? { person, period, lines: [] }
  entry.lines.push(line)
  notes.set(key, entry)
}

const MOST_ALIKE = 30

/** A long list of the like is cut, with how many there are. */
function folded(findings: Finding[]): Finding[] {
  const more = findings.length - MOST_ALIKE
  if (more <= 0) return findings
  return [
    ...findings.slice(0, MOST_ALIKE),
    finding('sheets.more', `And ${sayCount(more, 'more cell')}.`),
  ]
}
