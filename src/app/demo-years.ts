// Which academic year does the demo show? The one in which it is first started.
import { addMonths, isDay } from '../kernel/day.ts'
import type { Moment } from '../kernel/moment.ts'

/** The academic year for which the demo is written: 2026-27. */
export const DEMO_YEAR = 2026

/** The year in whose July the academic year of this moment began. */
export function academicYear(now: Moment): number {
  const [year, month] = now.split('-').map(Number) as [number, number]
  return month >= 7 ? year : year - 1
}

/** The same with every day so many years later, and `2026-27` in words said anew. */
export function moveYears<T>(value: T, years: number): T {
  if (years === 0) return value
  if (typeof value === 'string') {
    if (isDay(value)) return addMonths(value, years * 12) as unknown as T
    return value.replace(/\b(20\d\d)([-–])(\d\d)\b/g, (said, year: string, dash: string) =>
      isYearPair(said)
        ? `${Number(year) + years}${dash}${String(Number(year) + years + 1).slice(2)}`
        : said,
    ) as unknown as T
  }
  if (Array.isArray(value)) return value.map((one) => moveYears(one, years)) as unknown as T
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, moveYears(inner, years)]),
  ) as T
}

/** `2026-27`, not `2026-12` of a date. */
const isYearPair = (said: string) => (Number(said.slice(2, 4)) + 1) % 100 === Number(said.slice(5))
