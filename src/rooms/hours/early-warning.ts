// How does the load run? Rolling four weeks, for a picture; no rule is judged by it.
import { type Day, dayNumber, fromDayNumber } from '../../kernel/day.ts'
import type { Span } from '../../kernel/span.ts'
import { hoursOf } from './rules/rule.ts'
import { minutesIn } from './stretches.ts'
import type { Worker } from './worker.ts'

const FOUR_WEEKS = 28
const WEEK = 7

/** For each day of the span: hours a week on the average of the 28 days that end on it; null = all leave. */
export function rollingHours(worker: Worker, span: Span): { day: Day; hours: number | null }[] {
  const rows: { day: Day; hours: number | null }[] = []
  for (let at = dayNumber(span.from); at <= dayNumber(span.to); at++) {
    let away = 0
    for (let day = at - FOUR_WEEKS + 1; day <= at; day++) if (worker.leave.has(day)) away++
    const days = FOUR_WEEKS - away
    const within = {
      start: worker.zone.midnight(at - FOUR_WEEKS + 1),
      end: worker.zone.midnight(at + 1),
    }
    rows.push({
      day: fromDayNumber(at),
      hours: days === 0 ? null : hoursOf((WEEK * minutesIn(worker.counted, within)) / days),
    })
  }
  return rows
}
