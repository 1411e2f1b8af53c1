// In which order are the cells of one person decided, and which counts are open meanwhile?
import type { Compiled } from '../flat.ts'
import { type Lines, linesOf } from './lines.ts'

/**
 * Something a row can cost: max(0, sign * line + offset), by the weight of the count. A count is one
 * part; a spread in which the person has one load is two, by how far that load passes the others.
 */
export type Part = { line: number; count: number; sign: number }

/** One cell with a choice; `parts` and `works` index the deltas as `work * parts + part`. */
export type RowStep = {
  cell: number
  works: Int16Array
  /** Parts that only this cell of the row decides, and what each work adds to them. */
  alone: Int32Array
  aloneDeltas: Float64Array
  /** Parts that other cells decide as well, their counts, and where a state keeps their values. */
  shared: Int32Array
  counts: Int32Array
  slots: Int32Array
  deltas: Float64Array
  /** Where the deltas of a work that are not 0 stand: `entries` from `entryStarts[nth]` on. */
  entryStarts: Int32Array
  entries: Int32Array
  /** The least that a work of this cell adds; what later cells add at least and at most. */
  least: Float64Array
  low: Float64Array
  high: Float64Array
  /** Parts that begin here, and their slots. */
  begins: Int32Array
  beginSlots: Int32Array
  /** 1 where this is the last cell of the part. */
  ends: Uint8Array
}
/** `spanning`: the parts that more than one cell decides. */
export type RowPlan = { steps: RowStep[]; parts: Part[]; spanning: number[]; slotCount: number }

const FINEST = 65_536
/** A multiple of a power of two, so that sums in any order are the same number. */
export const tidy = (value: number): number => Math.round(value * FINEST) / FINEST

const planned = new WeakMap<Lines, Map<number, RowPlan>>()

/** Kept: every round of annealing asks for every person. */
export function planRow(compiled: Compiled, p: number): RowPlan {
  const lines = linesOf(compiled)
  const known = planned.get(lines) ?? new Map<number, RowPlan>()
  planned.set(lines, known)
  const plan = known.get(p) ?? writePlan(compiled, lines, p)
  known.set(p, plan)
  return plan
}

/** What the works of one cell add to a part, by the place of the work among the options. */
type Touch = { part: number; deltas: number[]; least: number; most: number }
type Cell = { cell: number; works: Int16Array; touches: Touch[] }

function writePlan(compiled: Compiled, lines: Lines, p: number): RowPlan {
  const { periodCount } = compiled.world
  const cells = Array.from({ length: periodCount }, (_, t) => p * periodCount + t).filter(
    (cell) => compiled.options[cell]!.length > 1,
  )
  const byLine = new Map<number, number>()
  const touched = cells.map((cell): Cell => {
    const works = compiled.options[cell]!
    return { cell, works, touches: touchesOf(compiled, lines, cell, byLine) }
  })
  const { parts, twins } = partsOf(compiled, lines, [...byLine.keys()])
  for (const { touches } of touched) splitTouches(touches, twins)
  const { steps, slotCount } = writeSteps(order(touched, parts.length), parts)
  const spanning = new Set(steps.flatMap(({ shared }) => [...shared]))
  return { steps, slotCount, parts, spanning: [...spanning] }
}

/** Lines are numbered as they are met; `touches` name these numbers until they are split. */
function touchesOf(
  { options, world }: Compiled,
  { starts, line, weight }: Lines,
  cell: number,
  byLine: Map<number, number>,
): Touch[] {
  const works = options[cell]!
  const found = new Map<number, Touch>()
  works.forEach((work, nth) => {
    if (work < 0) return
    const variable = cell * world.workCount + work
    for (let at = starts[variable]!; at < starts[variable + 1]!; at++) {
      const number = byLine.get(line[at]!) ?? byLine.size
      byLine.set(line[at]!, number)
      const touch =
        found.get(number) ??
        touchOf(
          number,
          Array.from(works, () => 0),
        )
      touch.deltas[nth]! += weight[at]!
      found.set(number, touch)
    }
  })
  return [...found.values()]
}

/** The parts that each numbered line becomes; none where a spread compares loads of this person. */
function partsOf({ flats }: Compiled, lines: Lines, met: readonly number[]) {
  const parts: Part[] = []
  const counts = met.map((line) =>
    line < flats.length ? line : lines.spreadOf[line - flats.length]!,
  )
  const loads = new Map<number, number>()
  for (const count of counts) loads.set(count, (loads.get(count) ?? 0) + 1)
  const twins = met.map((line, number): number[] => {
    const count = counts[number]!
    if (line < flats.length) return [parts.push({ line, count, sign: 1 }) - 1]
    if (loads.get(count)! > 1) return []
    return [1, -1].map((sign) => parts.push({ line, count, sign }) - 1)
  })
  return { parts, twins }
}

const touchOf = (part: number, deltas: number[]): Touch => ({
  ...{ part, deltas, least: Math.min(...deltas), most: Math.max(...deltas) },
})

function splitTouches(touches: Touch[], twins: readonly number[][]): void {
  const split = touches.flatMap(({ part, deltas }) =>
    twins[part]!.map((each, nth) =>
      touchOf(
        each,
        deltas.map((delta) => tidy(nth === 0 ? delta : -delta)),
      ),
    ),
  )
  touches.splice(0, touches.length, ...split)
}

/**
 * By the calendar, but a cell that closes more parts than it opens comes at once: the fewer parts are
 * open, the more ways to come so far are the same for all that follows.
 */
function order(cells: readonly Cell[], partCount: number): Cell[] {
  const left = new Int32Array(partCount)
  for (const { touches } of cells) for (const { part } of touches) left[part]!++
  const isOpen = new Uint8Array(partCount)
  const waiting = [...cells]
  const ordered: Cell[] = []
  const gain = ({ touches }: Cell) =>
    touches.reduce((sum, { part }) => {
      if (left[part] === 1) return sum + isOpen[part]!
      return isOpen[part] === 1 ? sum : sum - 1
    }, 0)
  while (waiting.length > 0) {
    const gains = waiting.map(gain)
    const best = Math.max(...gains)
    const [next] = waiting.splice(best > 0 ? gains.indexOf(best) : 0, 1)
    ordered.push(next!)
    for (const { part } of next!.touches) {
      left[part]!--
      isOpen[part] = 1
    }
  }
  return ordered
}

/** How many cells decide each part, the last of them, and what those still to come can add. */
function survey(cells: readonly Cell[], partCount: number) {
  const last = new Int32Array(partCount)
  const count = new Int32Array(partCount)
  const low = new Float64Array(partCount)
  const high = new Float64Array(partCount)
  cells.forEach(({ touches }, at) => {
    for (const { part, least, most } of touches) {
      last[part] = at
      count[part]!++
      low[part]! += least
      high[part]! += most
    }
  })
  return { last, count, low, high }
}

function writeSteps(cells: readonly Cell[], parts: readonly Part[]) {
  const { last, count, low, high } = survey(cells, parts.length)
  const slotOf = new Int32Array(parts.length).fill(-1)
  const idle: number[] = []
  let slotCount = 0
  const steps = cells.map(({ cell, works, touches }, at): RowStep => {
    const alone = touches.filter(({ part }) => count[part] === 1)
    const shared = touches.filter(({ part }) => count[part]! > 1)
    const begins = shared.map(({ part }) => part).filter((part) => slotOf[part]! < 0)
    for (const part of begins) slotOf[part] = idle.pop() ?? slotCount++
    for (const { part, least, most } of shared) {
      low[part]! -= least
      high[part]! -= most
      if (last[part] === at) idle.push(slotOf[part]!)
    }
    const each = (value: (touch: Touch) => number) => Float64Array.from(shared, value)
    return {
      ...{ cell, works },
      alone: Int32Array.from(alone, ({ part }) => part),
      aloneDeltas: byWork(works.length, alone),
      shared: Int32Array.from(shared, ({ part }) => part),
      counts: Int32Array.from(shared, ({ part }) => parts[part]!.count),
      slots: Int32Array.from(shared, ({ part }) => slotOf[part]!),
      ...deltasOf(works.length, shared),
      least: each(({ least }) => least),
      low: each(({ part }) => low[part]!),
      high: each(({ part }) => high[part]!),
      begins: Int32Array.from(begins),
      beginSlots: Int32Array.from(begins, (part) => slotOf[part]!),
      ends: Uint8Array.from(shared, ({ part }) => (last[part] === at ? 1 : 0)),
    }
  })
  return { steps, slotCount }
}

const byWork = (workCount: number, touches: readonly Touch[]): Float64Array =>
  Float64Array.from({ length: workCount * touches.length }, (_, at) => {
    const nth = Math.floor(at / touches.length)
    return touches[at % touches.length]!.deltas[nth]!
  })

function deltasOf(workCount: number, shared: readonly Touch[]) {
  const deltas = byWork(workCount, shared)
  const entryStarts = new Int32Array(workCount + 1)
  const entries: number[] = []
  for (let nth = 0; nth < workCount; nth++) {
    for (let i = 0; i < shared.length; i++)
      if (deltas[nth * shared.length + i] !== 0) entries.push(i)
    entryStarts[nth + 1] = entries.length
  }
  return { deltas, entryStarts, entries: Int32Array.from(entries) }
}
