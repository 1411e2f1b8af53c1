// What does it mean to carry blocks elsewhere: move them, swap them, push the others along?
import { EMPTY } from '../../planning/world.ts'
import type { Change } from './clipboard.ts'
import type { PlanModel, Rows } from './plan-model.ts'
import type { Area, Cell } from './selection.ts'

export type Way = 'move' | 'swap' | 'push'
export const WAY_WORDS: Record<Way, string> = {
  move: 'Move',
  swap: 'Swap',
  push: 'Push along',
}
/** Rows down and columns right; negative = up and left. */
export type Shift = { rows: number; columns: number }
export type Carried = { ok: true; changes: Change[]; target: Area } | { ok: false; says: string }

/**
 * `move` empties where it came from and overwrites where it goes. `swap` exchanges two areas of the
 * same shape. `push` takes the blocks out and puts them in elsewhere: what lies between closes the
 * gap; in another person's row the blocks behind make room as far as the next free one.
 */
export function carry(
  model: PlanModel,
  rows: Rows,
  from: Area,
  { by, way }: { by: Shift; way: Way },
): Carried {
  const target: Area = {
    ...{ p1: from.p1 + by.rows, p2: from.p2 + by.rows },
    ...{ t1: from.t1 + by.columns, t2: from.t2 + by.columns },
  }
  if (by.rows === 0 && by.columns === 0) return { ok: false, says: 'Nothing was moved.' }
  const { personCount, periodCount } = model.world
  const isInside = target.p1 >= 0 && target.p2 < personCount && target.t1 >= 0
  if (!isInside || target.t2 >= periodCount)
    return { ok: false, says: 'That would reach beyond the year.' }
  const after = way === 'push' ? pushed(rows, from, target) : exchanged(rows, from, target, way)
  if (typeof after === 'string') return { ok: false, says: after }
  const changes = after.filter((change) => rows[change.p]![change.t] !== change.after)
  const gone = changes.find(({ p, t, after: w }) => w !== EMPTY && !model.world.isPresent(p, t))
  if (gone) {
    const block = model.heads[gone.t]!.label
    return { ok: false, says: `${model.names[gone.p]} is not in the programme in block ${block}.` }
  }
  return { ok: true, changes, target }
}

export function cellsIn({ p1, p2, t1, t2 }: Area): Cell[] {
  const cells: Cell[] = []
  for (let p = p1; p <= p2; p++) for (let t = t1; t <= t2; t++) cells.push({ p, t })
  return cells
}

function exchanged(rows: Rows, from: Area, target: Area, way: 'move' | 'swap'): Change[] | string {
  const [sources, goals] = [cellsIn(from), cellsIn(target)]
  if (way === 'swap' && overlap(from, target))
    return 'A block cannot be swapped with itself. Push it along instead.'
  // Written in order: where both overlap, what arrives stands, not what left.
  const cells = new Map<string, Change>()
  const put = (cell: Cell, after: number) => cells.set(`${cell.p}/${cell.t}`, { ...cell, after })
  sources.forEach((cell, nth) => {
    const goal = goals[nth]!
    put(cell, way === 'swap' ? rows[goal.p]![goal.t]! : EMPTY)
  })
  sources.forEach((cell, nth) => put(goals[nth]!, rows[cell.p]![cell.t]!))
  return [...cells.values()]
}

function overlap(one: Area, other: Area): boolean {
  return one.p1 <= other.p2 && other.p1 <= one.p2 && one.t1 <= other.t2 && other.t1 <= one.t2
}

function pushed(rows: Rows, from: Area, target: Area): Change[] | string {
  const isOwnRow = from.p1 === target.p1
  if (!isOwnRow && from.p1 <= target.p2 && target.p1 <= from.p2)
    return 'These rows overlap. Push one person at a time.'
  const changes: Change[] = []
  for (let row = 0; row <= from.p2 - from.p1; row++) {
    const p = from.p1 + row
    const carriedOn = [...rows[p]!.slice(from.t1, from.t2 + 1)]
    if (isOwnRow) {
      const [first, last] = [Math.min(from.t1, target.t1), Math.max(from.t2, target.t2)]
      const before = [...rows[p]!.slice(first, from.t1)]
      const behind = [...rows[p]!.slice(from.t2 + 1, last + 1)]
      const isLater = target.t1 > from.t1
      const order = isLater ? [...before, ...behind, ...carriedOn] : [...carriedOn, ...before]
      order.forEach((after, nth) => changes.push({ p, t: first + nth, after }))
      continue
    }
    const goal = target.p1 + row
    const inserted = insert(rows[goal]!, target.t1, carriedOn)
    if (!inserted) return 'No block behind it is free, so the others cannot be pushed along.'
    inserted.forEach((after, nth) => changes.push({ p: goal, t: target.t1 + nth, after }))
    for (let t = from.t1; t <= from.t2; t++) changes.push({ p, t, after: EMPTY })
  }
  return changes
}

/** The row from `at` on, once the works stand there; null when its end is reached too soon. */
function insert(row: Int16Array, at: number, works: readonly number[]): number[] | null {
  const waiting = [...works]
  const after: number[] = []
  for (let t = at; waiting.length > 0; t++) {
    if (t >= row.length) return null
    if (row[t] !== EMPTY) waiting.push(row[t]!)
    after.push(waiting.shift()!)
  }
  return after
}
