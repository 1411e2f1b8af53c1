// How many workdays is somebody away, how much is too much, and until when does it make the training longer?
import {
  addDays,
  addMonths,
  type Day,
  dayNumber,
  fromDayNumber,
  weekday,
} from '../../kernel/day.ts'
import type { Span } from '../../kernel/span.ts'

/** Mondays to Fridays; holidays are days of leave like others, as boards count them. */
export const isWorkday = (day: Day): boolean => weekday(day) % 6 !== 0

/** Mondays to Fridays of these stretches within a span, up to `until`; no day counts twice. */
export function leaveWorkdays(stretches: readonly Span[], within: Span, until: Day): number {
  let count = 0
  for (const day of daysOf(stretches))
    if (day >= within.from && day <= within.to && day <= until && isWorkday(day)) count++
  return count
}

/** Every day of these stretches once, in order. */
export function daysOf(stretches: readonly Span[]): Day[] {
  const days = new Set<number>()
  for (const { from, to } of stretches)
    for (let at = dayNumber(from); at <= dayNumber(to); at++) days.add(at)
  return [...days].sort((one, other) => one - other).map(fromDayNumber)
}

/** Whole months from the first day to the end of `until`. */
export function monthsUntil(from: Day, until: Day): number {
  const after = fromDayNumber(dayNumber(until) + 1)
  let months = 0
  while (addMonths(from, months + 1) <= after) months++
  return months
}

/** Years of a training, by its months: 2.5 for thirty. */
export const yearsOf = (training: Span): number => monthsUntil(training.from, training.to) / 12

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

/** The academic year of a day: July to June. */
export function yearOf(day: Day): Span {
  const year = Number(day.slice(0, 4)) - (day.slice(5) < '07-01' ? 1 : 0)
  return { from: `${year}-07-01` as Day, to: `${year + 1}-06-30` as Day }
}
