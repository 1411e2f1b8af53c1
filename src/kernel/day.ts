// What is a civil day, and how far apart are two of them? No clock, no zone: see moment.ts.
import './schemas.ts'
import { z } from 'zod'

/** A civil day, `YYYY-MM-DD`, in the proleptic Gregorian calendar. Compares correctly as text. */
export type Day = string & { readonly day: unique symbol }

const SHAPE = /^(\d{4})-(\d{2})-(\d{2})$/
const MS_PER_DAY = 86_400_000
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']

/** True only for a day that exists: `2027-02-29` is not one. */
export function isDay(text: string): text is Day {
  const parts = SHAPE.exec(text)
  return parts !== null && fromDayNumber(toNumber(parts)) === text
}

/** Reads a day; throws on anything else. For text from outside use `daySchema`. */
export function day(text: string): Day {
  if (!isDay(text)) throw new Error(`"${text}" is not a day; write it as YYYY-MM-DD`)
  return text
}

// A few years of days are asked for again and again; reading one costs thirty times a look-up.
const numbers = new Map<string, number>()
const NUMBERS_MOST = 20_000

/** Days since 1970-01-01; the integer that hot loops and date ranges work on. */
export function dayNumber(value: Day): number {
  const known = numbers.get(value)
  if (known !== undefined) return known
  const count = toNumber(SHAPE.exec(value)!)
  if (numbers.size >= NUMBERS_MOST) numbers.clear()
  numbers.set(value, count)
  return count
}

function toNumber(parts: RegExpExecArray): number {
  return Date.UTC(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3])) / MS_PER_DAY
}

export function fromDayNumber(count: number): Day {
  return new Date(count * MS_PER_DAY).toISOString().slice(0, 10) as Day
}

/** `addDays('2026-12-31', 1)` is `'2027-01-01'`. */
export function addDays(value: Day, count: number): Day {
  return fromDayNumber(dayNumber(value) + count)
}

/** The same day of a later month; the last day of that month when it is shorter. */
export function addMonths(value: Day, count: number): Day {
  const [year, month, date] = value.split('-').map(Number) as [number, number, number]
  const first = Date.UTC(year, month - 1 + count, 1)
  const last = new Date(Date.UTC(year, month + count, 0)).getUTCDate()
  return fromDayNumber(first / MS_PER_DAY + Math.min(date, last) - 1)
}

/** 0 = Sunday ... 6 = Saturday. */
export function weekday(value: Day): number {
  return (((dayNumber(value) + 4) % 7) + 7) % 7
}

/** `'1 Jul'`; with the year `'1 Jul 2026'`; with the weekday `'Wed 1 Jul'`. */
export function sayDay(value: Day, style: { year?: boolean; weekday?: boolean } = {}): string {
  const [year, month, date] = value.split('-').map(Number) as [number, number, number]
  const core = `${date} ${MONTHS[month - 1]}${style.year ? ` ${year}` : ''}`
  return style.weekday ? `${WEEKDAYS[weekday(value)]} ${core}` : core
}

export const daySchema = z
  .string()
  .refine(isDay, { error: 'is not a day of the calendar; write it as YYYY-MM-DD' })
  .transform((text) => text as Day)
