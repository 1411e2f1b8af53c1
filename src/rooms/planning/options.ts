// Which works may a cell still hold, by what single musts forbid?
import { cellOf, type Compiled, type Flat, type Form, literalIs, MUST } from './flat.ts'
import type { Lit } from './model.ts'
import type { World } from './world.ts'

const EPSILON = 1e-9

/**
 * Removes from each cell what some must forbids on its own (blackouts, pins, full leave), until
 * nothing changes. A removal that would leave a cell nothing is not made; its count is returned.
 */
export function reduceOptions(compiled: Compiled): number[] {
  const { flats, options, touching, world } = compiled
  const clashes = new Set<number>()
  const isOpen = markOptions(compiled)
  const slots = world.workCount + 1
  const removedBy = new Int32Array(options.length * slots).fill(-1)
  compiled.removedBy = removedBy
  const isMust = (flat: Flat) => flat.level === MUST && flat.kind === 'excess'
  const queue = flats.filter(isMust).map(({ index }) => index)
  const isQueued = Uint8Array.from(flats, (flat) => (isMust(flat) ? 1 : 0))
  for (let at = 0; at < queue.length; at++) {
    const flat = flats[queue[at]!]!
    isQueued[flat.index] = 0
    const kept = reduceByCount(compiled, flat, isOpen)
    if (kept === null) continue
    if (kept === 'clash') {
      clashes.add(flat.index)
      continue
    }
    for (const [cell, list] of kept) {
      if (list.length === 0) {
        clashes.add(flat.index)
        continue
      }
      const [from, to] = [cell * world.workCount, (cell + 1) * world.workCount]
      isOpen.fill(0, from, to)
      for (const work of options[cell]!)
        if (!list.includes(work)) removedBy[cell * slots + work + 1] = flat.index
      for (const work of list) if (work >= 0) isOpen[from + work] = 1
      options[cell] = list
      for (let i = touching.starts[from]!; i < touching.starts[to]!; i++) {
        const other = touching.list[i]!
        if (isQueued[other] || !isMust(flats[other]!)) continue
        isQueued[other] = 1
        queue.push(other)
      }
    }
  }
  return [...clashes]
}

/** 1 for every variable whose cell may hold its work. */
export function markOptions({ options, world }: Compiled): Uint8Array {
  const isOpen = new Uint8Array(options.length * world.workCount)
  options.forEach((list, cell) => {
    for (const work of list) if (work >= 0) isOpen[cell * world.workCount + work] = 1
  })
  return isOpen
}

/** The cells whose options shrink, with what remains of them; null when none does. */
function reduceByCount(
  compiled: Compiled,
  flat: Flat,
  isOpen: Uint8Array,
): Map<number, Int16Array> | 'clash' | null {
  const { options, world } = compiled
  const form = flat.forms[0]!
  const { lowest, widest } = measure(compiled, form, isOpen)
  if (lowest + widest <= EPSILON && (flat.when.length === 0 || lowest <= EPSILON)) return null
  const open = [...flat.when].filter((lit) => !isCertain(compiled, lit))
  if (open.some((lit) => isCertain(compiled, ~lit)) || open.length > 1) return null
  const found = new Map<number, Int16Array>()
  if (open.length === 1) {
    if (lowest <= EPSILON) return null
    const cell = cellOf(world, open[0]!)
    const kept = options[cell]!.filter((work) => !literalIs(world, open[0]!, work))
    return found.set(cell, kept)
  }
  if (lowest > EPSILON) return 'clash'
  for (const span of cellSpans(compiled, form)) {
    const kept = options[span.cell]!.filter(
      (work) => lowest - span.low + weightOf(world, form, span, work) <= EPSILON,
    )
    if (kept.length < options[span.cell]!.length) found.set(span.cell, kept)
  }
  return found
}

/** The least and the most that a form can become, and the most that one cell can add to the least. */
export function measure(
  { options, world }: Compiled,
  { vars, weights, constant }: Form,
  isOpen: Uint8Array,
): { lowest: number; highest: number; widest: number } {
  let lowest = constant
  let highest = constant
  let widest = 0
  for (let from = 0; from < vars.length;) {
    const cell = Math.floor(vars[from]! / world.workCount)
    const end = (cell + 1) * world.workCount
    let [low, high, met] = [Infinity, -Infinity, 0]
    for (; from < vars.length && vars[from]! < end; from++) {
      if (!isOpen[vars[from]!]) continue
      met++
      const weight = weights[from]!
      if (weight < low) low = weight
      if (weight > high) high = weight
    }
    if (met < options[cell]!.length) {
      if (low > 0) low = 0
      if (high < 0) high = 0
    }
    lowest += low
    highest += high
    if (high - low > widest) widest = high - low
  }
  return { lowest, highest, widest }
}

function isCertain(compiled: Compiled, lit: Lit): boolean {
  return compiled.options[cellOf(compiled.world, lit)]!.every((work) =>
    literalIs(compiled.world, lit, work),
  )
}

/** One cell's part of a form: where its variables stand, the least and the most it can add. */
export type CellSpan = { cell: number; from: number; to: number; low: number; high: number }

export function cellSpans(compiled: Compiled, form: Form): CellSpan[] {
  const { world, options } = compiled
  const spans: CellSpan[] = []
  for (let from = 0; from < form.vars.length;) {
    const cell = cellOf(world, form.vars[from]!)
    let to = from + 1
    while (to < form.vars.length && cellOf(world, form.vars[to]!) === cell) to++
    const span = { cell, from, to, low: Infinity, high: -Infinity }
    for (const work of options[cell]!) {
      const weight = weightOf(world, form, span, work)
      span.low = Math.min(span.low, weight)
      span.high = Math.max(span.high, weight)
    }
    spans.push(span)
    from = to
  }
  return spans
}

export function weightOf(world: World, form: Form, span: CellSpan, work: number): number {
  for (let i = span.from; i < span.to; i++)
    if (form.vars[i]! % world.workCount === work) return form.weights[i]!
  return 0
}
