// How do rows and marks take changes, and how do they move into a plan that has changed meanwhile?
import { EMPTY, type World } from '../../planning/world.ts'
import type { Mark } from '../schema.ts'
import type { Change } from './clipboard.ts'
import type { Rows } from './plan-model.ts'

export type CellMark = { pinned: boolean; note: string }
export type RowMarks = ReadonlyMap<number, CellMark>
export type MarkChange = Partial<CellMark> & { p: number; t: number }

export function withChanges(rows: Rows, changes: readonly Change[]): Rows {
  if (changes.length === 0) return rows
  const copy = [...rows]
  const fresh = new Set<number>()
  for (const { p, t, after } of changes) {
    if (!fresh.has(p)) copy[p] = copy[p]!.slice()
    fresh.add(p)
    copy[p]![t] = after
  }
  return copy
}

/** Nothing stands there but what was pinned beforehand: a year that nobody has begun. */
export function isBlank(rows: Rows, marks: readonly RowMarks[]): boolean {
  return rows.every((row, p) =>
    row.every((work, t) => work === EMPTY || marks[p]?.get(t)?.pinned === true),
  )
}

/** Rows with the same content keep their identity, so that they are not drawn again. */
export function keepSame(old: Rows, fresh: Rows): Rows {
  return fresh.map((row, p) => {
    const known = old[p]
    return known?.length === row.length && row.every((work, t) => work === known[t]) ? known : row
  })
}

export function marksOf(world: World, marks: readonly Mark[]): RowMarks[] {
  const maps = world.problem.people.map(() => new Map<number, CellMark>())
  for (const { person, period, pinned, note } of marks)
    if (world.has('person', person) && world.has('period', period) && (pinned || note))
      maps[world.person(person)]!.set(world.period(period), { pinned, note })
  return maps
}

export function withMarks(
  marks: readonly RowMarks[],
  changes: readonly MarkChange[],
): readonly RowMarks[] {
  const copy = [...marks]
  for (const { p, t, pinned, note } of changes) {
    const map = new Map(copy[p])
    const old = map.get(t) ?? { pinned: false, note: '' }
    const fresh = { pinned: pinned ?? old.pinned, note: note ?? old.note }
    if (fresh.pinned || fresh.note) map.set(t, fresh)
    else map.delete(t)
    copy[p] = map
  }
  return copy
}

export function keepSameMarks(old: readonly RowMarks[], fresh: readonly RowMarks[]): RowMarks[] {
  return fresh.map((map, p) => (old[p] && sameMarks(map, old[p]) ? old[p] : map))
}

function sameMarks(one: RowMarks, other: RowMarks): boolean {
  if (one.size !== other.size) return false
  for (const [t, mark] of one) {
    const match = other.get(t)
    if (!match || match.pinned !== mark.pinned || match.note !== mark.note) return false
  }
  return true
}

/** Where people, blocks and works of one world stand in another; -1 = there no more, or nothing. */
export type Passage = {
  to: World
  p: (p: number) => number
  t: (t: number) => number
  work: (w: number) => number
}

export function passage(from: World, to: World): Passage {
  const find = (kind: 'person' | 'period' | 'work', id: string | undefined) =>
    id !== undefined && to.has(kind, id) ? to[kind](id) : -1
  const { people, periods, work } = from.problem
  const [ps, ts, ws] = [
    people.map(({ id }) => find('person', id)),
    periods.map(({ id }) => find('period', id)),
    work.map(({ id }) => find('work', id)),
  ]
  return { to, p: (p) => ps[p]!, t: (t) => ts[t]!, work: (w) => (w === EMPTY ? EMPTY : ws[w]!) }
}

export function moveRows(rows: Rows, over: Passage): Rows {
  const fresh = over.to.problem.people.map(() => new Int16Array(over.to.periodCount).fill(EMPTY))
  rows.forEach((row, p) => {
    const there = fresh[over.p(p)]
    row.forEach((work, t) => {
      if (there && over.t(t) >= 0) there[over.t(t)] = over.work(work)
    })
  })
  return fresh
}

export function moveMarks(marks: readonly RowMarks[], over: Passage): RowMarks[] {
  const fresh = over.to.problem.people.map(() => new Map<number, CellMark>())
  marks.forEach((map, p) => {
    for (const [t, mark] of map) if (over.t(t) >= 0) fresh[over.p(p)]?.set(over.t(t), mark)
  })
  return fresh
}

/** Cells of people or blocks that are gone fall away; there is nowhere left to put them. */
export function moveCells<C extends { p: number; t: number }>(
  cells: readonly C[],
  over: Passage,
): C[] {
  return cells
    .map((cell) => ({ ...cell, p: over.p(cell.p), t: over.t(cell.t) }))
    .filter(({ p, t }) => p >= 0 && t >= 0)
}
