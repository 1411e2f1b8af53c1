// How is a year cut into blocks? Any cut is allowed as long as no day is lost or counted twice.
import { addDays, addMonths, type Day, sayDay } from './day.ts'
import { type Finding, finding } from './finding.ts'
import { meets, saySpan, type Span } from './span.ts'

/** One column of the year: an id that is stable, the words at its head, its days. */
export type Block = Span & { id: string; label: string }

/** Twelve calendar months, or any other number of them. */
export function monthBlocks(start: Day, count = 12): Block[] {
  return Array.from({ length: count }, (_, index) => {
    const from = addMonths(start, index)
    return { ...named(index), from, to: addDays(addMonths(start, index + 1), -1) }
  })
}

/**
 * Blocks of the given lengths in weeks, one after another; the last one ends on `end` when given,
 * so that 52 weeks cover a year of 365 or 366 days.
 *
 * @example weekBlocks('2026-07-01', [4, 4, 5])  // 13 weeks in three blocks
 */
export function weekBlocks(start: Day, lengthsWeeks: readonly number[], end?: Day): Block[] {
  let from = start
  return lengthsWeeks.map((weeks, index) => {
    const isLast = index === lengthsWeeks.length - 1
    const to = isLast && end ? end : addDays(from, weeks * 7 - 1)
    const block = { ...named(index), from, to }
    from = addDays(to, 1)
    return block
  })
}

function named(index: number) {
  return { id: `b${String(index + 1).padStart(2, '0')}`, label: String(index + 1) }
}

/** Holes, overlaps, backward blocks and repeated ids; empty when every day has exactly one block. */
export function checkBlocks(blocks: readonly Block[]): Finding[] {
  const findings: Finding[] = []
  const seen = new Set<string>()
  const bad = (says: string, index: number, can: string) =>
    findings.push(finding('kernel.block-calendar', says, { can, path: `periods[${index}]` }))
  if (blocks.length === 0)
    findings.push(
      finding('kernel.block-calendar', 'There is no block.', { can: 'Give at least one.' }),
    )
  blocks.forEach((block, index) => {
    if (seen.has(block.id))
      bad(`Two blocks have the id "${block.id}".`, index, 'Rename one of them.')
    seen.add(block.id)
    if (block.to < block.from)
      bad(
        `Block ${block.label} ends on ${sayDay(block.to, { year: true })}, before it begins on ${sayDay(block.from, { year: true })}.`,
        index,
        'Exchange its first and last day.',
      )
    const before = blocks[index - 1]
    if (!before || meets(before, block)) return
    if (block.from > before.to) {
      const hole = { from: addDays(before.to, 1), to: addDays(block.from, -1) }
      bad(
        `No block holds ${saySpan(hole)}, between block ${before.label} and block ${block.label}.`,
        index,
        `Begin block ${block.label} on ${sayDay(hole.from)} or add a block.`,
      )
    } else
      bad(
        `Block ${block.label} begins on ${sayDay(block.from)}, but block ${before.label} ends on ${sayDay(before.to)}.`,
        index,
        `Begin block ${block.label} on ${sayDay(addDays(before.to, 1))}.`,
      )
  })
  return findings
}
