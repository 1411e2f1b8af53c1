// Stretches of minutes: joined, cut, measured. All lists are in order and do not overlap.

/** From a minute to the one after its last. */
export type Stretch = { start: number; end: number }

/** One after the other; with a gap of at most `gap` minutes they are one. Expects them by start. */
export function join<Piece extends Stretch>(pieces: readonly Piece[], gap = 0): Stretch[] {
  const out: Stretch[] = []
  for (const { start, end } of pieces) {
    const last = out.at(-1)
    if (last && start <= last.end + gap) last.end = Math.max(last.end, end)
    else out.push({ start, end })
  }
  return out
}

/** Minutes that both hold. */
export const shared = (one: Stretch, other: Stretch): number =>
  Math.max(0, Math.min(one.end, other.end) - Math.max(one.start, other.start))

/** The first whose end is after the minute, by halving. */
export function firstAfter(list: readonly Stretch[], minute: number): number {
  let low = 0
  let high = list.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (list[middle]!.end <= minute) low = middle + 1
    else high = middle
  }
  return low
}

/** Minutes of a joined list within a stretch. */
export function minutesIn(list: readonly Stretch[], within: Stretch): number {
  let sum = 0
  for (let at = firstAfter(list, within.start); at < list.length; at++) {
    const one = list[at]!
    if (one.start >= within.end) break
    sum += shared(one, within)
  }
  return sum
}

/** What is left of `within` without the joined list. */
export function gapsIn(list: readonly Stretch[], within: Stretch): Stretch[] {
  const gaps: Stretch[] = []
  let next = within.start
  for (let at = firstAfter(list, within.start); at < list.length; at++) {
    const one = list[at]!
    if (one.start >= within.end) break
    if (one.start > next) gaps.push({ start: next, end: one.start })
    next = Math.max(next, one.end)
  }
  if (next < within.end) gaps.push({ start: next, end: within.end })
  return gaps
}
