// Over which days is an average taken? Per rotation or four weeks, never over two rotations, never rolling.
import { type Day, dayNumber, fromDayNumber } from '../../kernel/day.ts'
import type { Span } from '../../kernel/span.ts'
import type { Stretch } from './stretches.ts'
import type { Zone } from './clock.ts'

export type Window = Span &
  Stretch & {
    name: string
    /** Hours a week that are approved for the rotation; null = what the pack says. */
    approvedHours: number | null
    days: number
    /** Days that are not leave. */
    eligibleDays: number
  }

const FOUR_WEEKS = 28
/** A rotation of a calendar month is one window, however long the month is. */
const MOST_OF_A_MONTH = 31

/** Numbers of days: first and last. */
type Cut = { from: number; to: number }

/** 42 days are 28 and 14, a month of 31 is 31, 21 are 21. */
export function cutRotation({ from, to }: Span): Span[] {
  const first = dayNumber(from)
  const last = dayNumber(to)
  const length = last - first + 1
  const isMonth = from.slice(0, 7) === to.slice(0, 7) && from.endsWith('-01') && isMonthEnd(to)
  if (length <= FOUR_WEEKS || (isMonth && length <= MOST_OF_A_MONTH)) return [{ from, to }]
  const cuts: Cut[] = []
  for (let at = first; at <= last; at += FOUR_WEEKS)
    cuts.push({ from: at, to: Math.min(last, at + FOUR_WEEKS - 1) })
  return cuts.map((cut) => ({ from: fromDayNumber(cut.from), to: fromDayNumber(cut.to) }))
}

const WEEK = 7
/** A Monday; windows of no rotation begin every four weeks from it, whatever somebody works. */
const ANCHOR = 4

const cellOf = (day: number) => Math.floor((day - ANCHOR) / FOUR_WEEKS)
const onGrid = ({ from, to }: Cut): Cut => ({
  from: ANCHOR + cellOf(from) * FOUR_WEEKS,
  to: ANCHOR + (cellOf(to) + 1) * FOUR_WEEKS - 1,
})

/** Whole cells of the grid; less than a week between two rotations is judged by nothing. */
function cutGap({ from, to }: Cut): Span[] {
  const cuts: Cut[] = []
  for (let at = from; at <= to; at = ANCHOR + (cellOf(at) + 1) * FOUR_WEEKS)
    cuts.push({ from: at, to: Math.min(to, ANCHOR + (cellOf(at) + 1) * FOUR_WEEKS - 1) })
  return cuts
    .filter((cut) => cut.to - cut.from + 1 >= WEEK)
    .map((cut) => ({ from: fromDayNumber(cut.from), to: fromDayNumber(cut.to) }))
}

const isMonthEnd = (value: Day) => fromDayNumber(dayNumber(value) + 1).endsWith('-01')

type Rotation = Span & { id: string; name?: string | undefined; approvedHours?: number | undefined }

/**
 * The windows of somebody in the order of time. Days that belong to no rotation are windows of four
 * weeks of their own where there is something on them. `leave`: numbers of days.
 */
export function windowsOf(
  rotations: readonly Rotation[],
  leave: ReadonlySet<number>,
  worked: (Cut & { isIn: (stretch: Stretch) => boolean }) | null,
  zone: Zone,
): Window[] {
  const ordered = [...rotations].sort((one, other) => (one.from < other.from ? -1 : 1))
  const windows: Window[] = []
  const add = (span: Span, of: { name: string; approvedHours: number | null }) => {
    const [first, last] = [dayNumber(span.from), dayNumber(span.to)]
    let away = 0
    for (let at = first; at <= last; at++) if (leave.has(at)) away++
    windows.push({
      ...{ from: span.from, to: span.to, ...of },
      ...{ start: zone.midnight(first), end: zone.midnight(last + 1) },
      ...{ days: last - first + 1, eligibleDays: last - first + 1 - away },
    })
  }
  for (const rotation of ordered)
    for (const span of cutRotation(rotation))
      add(span, {
        name: rotation.name ?? rotation.id,
        approvedHours: rotation.approvedHours ?? null,
      })
  if (worked)
    for (const gap of uncovered(ordered, onGrid(worked)))
      for (const span of cutGap(gap)) {
        const start = zone.midnight(dayNumber(span.from))
        if (worked.isIn({ start, end: zone.midnight(dayNumber(span.to) + 1) }))
          add(span, { name: 'no rotation', approvedHours: null })
      }
  return windows.sort((one, other) => one.start - other.start)
}

function uncovered(ordered: readonly Span[], { from, to }: Cut): Cut[] {
  const gaps: Cut[] = []
  let next = from
  for (const rotation of ordered) {
    const [first, last] = [dayNumber(rotation.from), dayNumber(rotation.to)]
    if (first > next) gaps.push({ from: next, to: Math.min(first - 1, to) })
    next = Math.max(next, last + 1)
    if (next > to) break
  }
  if (next <= to) gaps.push({ from: next, to })
  return gaps
}
