// How much leave is too much, and until when does it make the training longer?
import { addDays, type Day, dayNumber, weekday } from '../../kernel/day.ts'
import type { Span } from '../../kernel/span.ts'
import { monthsUntil, type Stretch } from './training.ts'

const isWorkday = (day: Day) => weekday(day) % 6 !== 0

/** Mondays to Fridays on leave up to `until`; no day counts twice. */
export function leaveWorkdays(stretches: readonly Stretch[], within: Span, until: Day): number {
  const days = new Set<Day>()
  for (const { from, to, isAway } of stretches) {
    if (!isAway) continue
    const first = from > within.from ? from : within.from
    const last = [to, within.to, until].reduce((one, other) => (one < other ? one : other))
    for (let day = first; day <= last; day = addDays(day, 1)) if (isWorkday(day)) days.add(day)
  }
  return days.size
}

/** Years of a training, by its months: 2.5 for thirty. */
export const yearsOf = (training: Span) => monthsUntil(training.from, training.to) / 12

/** Workdays beyond the allowance, averaged over the training: so much longer it becomes. */
export function extensionWorkdays(leave: number, workdaysAYear: number, years: number): number {
  return Math.max(0, Math.ceil(leave - workdaysAYear * years))
}

/** The last day of a training that is so many workdays longer. */
export function extendedTo(last: Day, workdays: number): Day {
  let day = last
  for (let left = workdays; left > 0;) {
    day = addDays(day, 1)
    if (isWorkday(day)) left--
  }
  return day
}

/** For a bar: the share of the training that is over, 0 to 1. */
export function shareOver(training: Span, today: Day): number {
  const all = dayNumber(training.to) - dayNumber(training.from) + 1
  return Math.min(1, Math.max(0, (dayNumber(today) - dayNumber(training.from) + 1) / all))
}
