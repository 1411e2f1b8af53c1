// Which old blocks does each new one hold, and how do rules, wishes and edits name them then?
import type { Block } from '../../kernel/block-calendar.ts'
import { sharedDays } from '../../kernel/span.ts'
import type { Mark } from './schema.ts'

/** Per new block the old ones that lie in it, or in which it lies. */
export type Cut = { id: string; of: string[] }[]

export function cutOf(old: readonly Block[], fresh: readonly Block[]): Cut {
  return fresh.map((block) => ({
    id: block.id,
    of: old.filter((one) => sharedDays(one, block) > 0).map(({ id }) => id),
  }))
}

/** Blocks named by a rule or a wish; null when a new block would be named only in part. */
export function renamed(cut: Cut, names: readonly string[]): string[] | null {
  const named = new Set(names)
  const ids: string[] = []
  for (const { id, of } of cut) {
    const held = of.filter((one) => named.has(one)).length
    if (held > 0 && held < of.length) return null
    if (held > 0) ids.push(id)
  }
  return ids
}

/** In lists of blocks anywhere in the params; null when one of them cannot be said any more. */
export function renamedIn(cut: Cut, blocks: ReadonlySet<string>, value: unknown): unknown {
  if (Array.isArray(value)) {
    if (value.length > 0 && value.every((one) => typeof one === 'string' && blocks.has(one)))
      return renamed(cut, value as string[])
    const inner = value.map((one) => renamedIn(cut, blocks, one))
    return inner.includes(null) && !value.includes(null) ? null : inner
  }
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([key, one]) => [key, renamedIn(cut, blocks, one), one])
  if (entries.some(([, after, before]) => after === null && before !== null)) return null
  return Object.fromEntries(entries.map(([key, after]) => [key, after]))
}

/** What an edit or a mark said of a block is said of every new one that it lies in, once. */
export function recut<Entry extends { person: string; period: string }>(
  cut: Cut,
  entries: readonly Entry[],
): Entry[] {
  const at = new Map(entries.map((entry) => [`${entry.person} ${entry.period}`, entry]))
  const people = [...new Set(entries.map(({ person }) => person))]
  return people.flatMap((person) =>
    cut.flatMap(({ id, of }) => {
      const held = of.flatMap((one) => at.get(`${person} ${one}`) ?? [])
      return held[0] ? [{ ...held[0], period: id }] : []
    }),
  )
}

/** Pinned when one of them was; no word of a note is lost. */
export function recutMarks(cut: Cut, marks: readonly Mark[]): Mark[] {
  return recut(cut, marks).map((mark) => {
    const { of } = cut.find(({ id }) => id === mark.period)!
    const held = marks.filter(({ person, period }) => person === mark.person && of.includes(period))
    const notes = [...new Set(held.map(({ note }) => note).filter(Boolean))]
    return { ...mark, pinned: held.some(({ pinned }) => pinned), note: notes.join(' / ') }
  })
}
