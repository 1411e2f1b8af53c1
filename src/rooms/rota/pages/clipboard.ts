// How do cells travel to a spreadsheet and back? As tab-separated codes.
import { EMPTY } from '../../planning/world.ts'
import type { PlanModel, Rows } from './plan-model.ts'
import type { Area, Cell } from './selection.ts'

export type Change = Cell & { after: number }
export type Table = readonly (readonly string[])[]

/** `people`: the rows that are on screen, for nothing unseen is copied. */
export function copyArea(
  model: PlanModel,
  rows: Rows,
  area: Area,
  people: readonly number[],
): string {
  const lines: string[] = []
  for (const p of people) {
    const line: string[] = []
    for (let t = area.t1; t <= area.t2; t++) line.push(model.works[rows[p]![t]!]?.code ?? '')
    lines.push(line.join('\t'))
  }
  return lines.join('\n')
}

export function readTable(text: string): Table {
  const lines = text.replace(/\r/g, '').replace(/\n$/, '').split('\n')
  return lines.map((line) => line.split('\t'))
}

/**
 * A spreadsheet also says which cells were merged: there a run of ours is one wide cell, and in the
 * plain text it leaves blanks behind. Null when nothing was merged, so that the plain text counts.
 */
export function readMerged(html: string): Table | null {
  if (!/colspan/i.test(html)) return null
  const rows = [...new DOMParser().parseFromString(html, 'text/html').querySelectorAll('tr')]
  let merged = false
  const table = rows.map((row) =>
    [...row.querySelectorAll('td, th')].flatMap((cell) => {
      const width = Math.min(400, (cell as HTMLTableCellElement).colSpan || 1)
      merged ||= width > 1
      return Array.from({ length: width }, () => (cell.textContent ?? '').trim())
    }),
  )
  return merged ? table : null
}

const isBlank = (text: string) => text.trim() === ''

/** Every blank takes the value on its left, as far as there is one. */
export function fillBlanks(table: Table): Table {
  return table.map((line) => {
    let last = ''
    return line.map((text) => (last = isBlank(text) ? last : text))
  })
}

/** Is there a blank with a value on its left: perhaps the rest of a merged run? */
export function hasBlanks(table: Table): boolean {
  return table.some((line) => {
    const first = line.findIndex((text) => !isBlank(text))
    return first >= 0 && line.slice(first).some(isBlank)
  })
}

/** Where a table goes when it is pasted; one value fills the whole area, as in a spreadsheet. */
export function pasteInto(
  model: PlanModel,
  area: Area,
  table: Table,
  /** The rows on screen, from the first of the area down. */
  below: readonly number[] = model.names.map((_, p) => p).slice(area.p1),
): { changes: Change[]; unknown: string[] } {
  const height = Math.max(table.length, below.filter((p) => p <= area.p2).length)
  const width = Math.max(...table.map((line) => line.length), area.t2 - area.t1 + 1)
  const fills = table.length === 1 && table[0]!.length === 1
  const changes: Change[] = []
  const unknown = new Set<string>()
  for (let row = 0; row < height; row++)
    for (let column = 0; column < width; column++) {
      const source = fills ? table[0]![0] : table[row % table.length]?.[column]
      const p = below[row]
      const t = area.t1 + column
      if (source === undefined || p === undefined || t >= model.world.periodCount) continue
      const work = readCode(model, source)
      if (work === undefined) unknown.add(source.trim())
      else changes.push({ p, t, after: work })
    }
  return { changes, unknown: [...unknown] }
}

/** A code or a full name, in any case; blank or a dot = nothing. */
export function readCode(model: PlanModel, text: string): number | undefined {
  const word = text.trim()
  if (word === '' || word === '.' || word === '-') return EMPTY
  const byCode = model.byCode.get(word.toUpperCase())
  if (byCode !== undefined) return byCode
  const index = model.works.findIndex((work) => work.name.toLowerCase() === word.toLowerCase())
  return index < 0 ? undefined : index
}

/** Ctrl+D and Ctrl+R: the first row or column of the area goes into all the others. */
export function fill(
  rows: Rows,
  area: Area,
  way: 'down' | 'right',
  people: readonly number[],
): Change[] {
  const changes: Change[] = []
  for (const p of people)
    for (let t = area.t1; t <= area.t2; t++) {
      if (way === 'down' ? p === area.p1 : t === area.t1) continue
      changes.push({ p, t, after: way === 'down' ? rows[area.p1]![t]! : rows[p]![area.t1]! })
    }
  return changes
}
