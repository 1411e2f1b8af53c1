// How is one block of the year cut into parts, and how do neighbours become one again?
import type { Block } from '../../../kernel/block-calendar.ts'
import { addDays } from '../../../kernel/day.ts'
import { spanDays } from '../../../kernel/span.ts'

export type Parts = 'halves' | 'weeks' | 'days'

const WEEK = 7

/** The first part keeps the id, so that rules, pins and links still mean it. */
export function splitBlock(blocks: readonly Block[], t: number, into: Parts): Block[] {
  const block = blocks[t]!
  const days = spanDays(block)
  const lengths = lengthsOf(days, into)
  if (lengths.length < 2) return [...blocks]
  const taken = new Set(blocks.map(({ id }) => id))
  let from = block.from
  const parts = lengths.map((length, nth): Block => {
    const part = { from, to: addDays(from, length - 1) }
    from = addDays(part.to, 1)
    const label = into === 'halves' ? `${block.label}${'ab'[nth]}` : `${block.label}.${nth + 1}`
    return { ...part, label, id: nth === 0 ? block.id : freshId(`${block.id}.${nth + 1}`, taken) }
  })
  return [...blocks.slice(0, t), ...parts, ...blocks.slice(t + 1)]
}

/** On whole weeks where there are some; what is left over goes to the last part. */
function lengthsOf(days: number, into: Parts): number[] {
  if (into === 'days') return Array.from({ length: days }, () => 1)
  if (into === 'weeks') {
    const weeks = Math.floor(days / WEEK)
    if (weeks < 2) return [days]
    return Array.from({ length: weeks }, (_, nth) =>
      nth < weeks - 1 ? WEEK : days - (weeks - 1) * WEEK,
    )
  }
  const half = days / 2
  const first = days >= 2 * WEEK ? Math.round(half / WEEK) * WEEK : Math.floor(half)
  return first < 1 ? [days] : [first, days - first]
}

function freshId(wanted: string, taken: Set<string>): string {
  let id = wanted
  while (taken.has(id)) id += '_'
  taken.add(id)
  return id
}

/** From the block `t1` to the block `t2`. */
export function joinBlocks(blocks: readonly Block[], t1: number, t2: number): Block[] {
  const run = blocks.slice(t1, t2 + 1)
  const [first, last] = [run[0]!, run.at(-1)!]
  const others = [...blocks.slice(0, t1), ...blocks.slice(t2 + 1)]
  const stem = stemOf(first.label)
  const isWhole = run.every(({ label }) => stemOf(label) === stem)
  const isFree = others.every(({ label }) => label !== stem && stemOf(label) !== stem)
  const label = isWhole && isFree ? stem : `${first.label}–${last.label}`
  return [
    ...blocks.slice(0, t1),
    { id: first.id, label, from: first.from, to: last.to },
    ...blocks.slice(t2 + 1),
  ]
}

/** `5` of `5a` and of `5.2`. */
const stemOf = (label: string) => label.replace(/(?<=\d)[ab]$|\.\d+$/, '')
