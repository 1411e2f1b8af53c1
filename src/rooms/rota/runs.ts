// Stretches of time: of successive blocks with the same work, and what is left of one without some days.
import { addDays } from '../../kernel/day.ts'
import { meets, type Span } from '../../kernel/span.ts'
import type { Cells } from '../planning/schema.ts'

export type Run = Span & { person: string; work: string }

/** Successive blocks with the same work are one stretch of time. */
export function runsOf(blocks: readonly Span[], cells: Cells): Run[] {
  return Object.entries(cells).flatMap(([person, row]) => {
    const runs: Run[] = []
    row.forEach((work, t) => {
      const block = blocks[t]
      if (work === null || !block) return
      const last = runs.at(-1)
      if (last && last.work === work && meets(last, block)) last.to = block.to
      else runs.push({ person, work, from: block.from, to: block.to })
    })
    return runs
  })
}

/** What is left of a span when others are cut out of it. */
export function withoutDays(span: Span, cut: readonly Span[]): Span[] {
  let left: Span[] = [{ from: span.from, to: span.to }]
  for (const hole of cut)
    left = left.flatMap((part) => {
      if (hole.to < part.from || part.to < hole.from) return [part]
      const parts: Span[] = []
      if (part.from < hole.from) parts.push({ from: part.from, to: addDays(hole.from, -1) })
      if (hole.to < part.to) parts.push({ from: addDays(hole.to, 1), to: part.to })
      return parts
    })
  return left
}
