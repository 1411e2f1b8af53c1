// Which musts had to be kept one after another for a cell's options to become as narrow as they are?
import { cellOf, type Compiled, type Flat, literalIs } from '../flat.ts'
import { cellSpans, weightOf } from '../options.ts'

/**
 * The counts, and every must that had to take something out of a cell for them to clash. What is
 * impossible with narrowed options is impossible with all options and these.
 */
export function withReasons(compiled: Compiled, counts: Iterable<number>): number[] {
  const all = new Set(counts)
  // A set that grows while it is walked: every must brings those on which it relied itself.
  for (const index of all)
    for (const reason of reasonsOf(compiled, compiled.flats[index]!)) all.add(reason)
  return [...all].sort((one, other) => one - other)
}

/** The musts that removed what would have kept this count, or would have stopped it removing more. */
function reasonsOf(compiled: Compiled, flat: Flat): Set<number> {
  const { world, removedBy } = compiled
  const found = new Set<number>()
  if (!removedBy) return found
  const slots = world.workCount + 1
  const remember = (cell: number, counts: (work: number) => boolean) => {
    for (let slot = 0; slot < slots; slot++) {
      const reason = removedBy[cell * slots + slot]!
      if (reason >= 0 && reason !== flat.index && counts(slot - 1)) found.add(reason)
    }
  }
  for (const lit of flat.when) remember(cellOf(world, lit), (work) => !literalIs(world, lit, work))
  for (const form of flat.forms)
    for (const span of cellSpans(compiled, form))
      remember(span.cell, (work) => weightOf(world, form, span, work) < span.low)
  return found
}
