// May approved leave end on that day? The days that are over stay; what comes after is given back.
import { addDays, type Day, sayDay } from '../../kernel/day.ts'
import { type Finding, finding } from '../../kernel/finding.ts'
import type { Span } from '../../kernel/span.ts'

/** The last days that it may have: from yesterday, or its first day, to the day before its last. */
export function endsOf(parts: readonly Span[], today: Day): Span | null {
  const first = parts[0]
  const last = parts.at(-1)
  if (!first || !last) return null
  const yesterday = addDays(today, -1)
  const from = first.from > yesterday ? first.from : yesterday
  const to = addDays(last.to, -1)
  return from <= to ? { from, to } : null
}

export function checkEnd(parts: readonly Span[], until: Day, today: Day): Finding[] {
  const ends = endsOf(parts, today)
  const last = parts.at(-1)?.to
  if (!ends || !last)
    return [finding('leave.over', 'This leave is over; there is nothing left of it to give back.')]
  if (until > ends.to)
    return [
      finding('leave.longer', `It ends on ${sayDay(last)}; ${sayDay(until)} is no earlier.`, {
        path: 'until',
        can: `Choose ${sayDay(ends.to)} or an earlier day; for more days, ask for more.`,
      }),
    ]
  if (until >= ends.from) return []
  const isAhead = parts[0]!.from >= today
  return [
    finding(
      'leave.past',
      isAhead
        ? `It begins on ${sayDay(parts[0]!.from)}, after ${sayDay(until)}.`
        : `${sayDay(until)} is too early: the days until ${sayDay(addDays(today, -1))} are over, and stay.`,
      {
        path: 'until',
        can: isAhead ? 'Take it back whole.' : `Choose ${sayDay(ends.from)} or a later day.`,
      },
    ),
  ]
}

/** What is left of the parts. */
export const cutAt = (parts: readonly Span[], until: Day): Span[] =>
  parts
    .filter(({ from }) => from <= until)
    .map(({ from, to }) => ({ from, to: to < until ? to : until }))
