// On which days is a series held, and from when until when? Civil days first, instants at the end.
import { addDays, addMonths, type Day, dayNumber, sayDay, weekday } from '../../kernel/day.ts'
import { sayCount, sayList } from '../../kernel/finding.ts'
import { type Moment, momentAt } from '../../kernel/moment.ts'
import type { Span } from '../../kernel/span.ts'
import type { Rhythm, SeriesFacts } from './schema.ts'

type Timing = Pick<SeriesFacts, 'rhythm' | 'from' | 'until' | 'hours' | 'onHolidays'>

/** Days of the rhythm within the span, in order; holidays are left out unless it is held on them. */
export function daysOf(
  { rhythm, from, until, onHolidays }: Timing,
  span: Span,
  holidays: ReadonlySet<Day>,
): Day[] {
  const last = until !== null && until < span.to ? until : span.to
  const days: Day[] = []
  for (let day = span.from > from ? span.from : from; day <= last; day = addDays(day, 1))
    if (isOn(rhythm, from, day) && (onHolidays === 'held' || !holidays.has(day))) days.push(day)
  return days
}

/** Asked of one day alone; what RFC 5545 says with FREQ, INTERVAL, BYDAY and BYMONTHDAY, weeks from Monday on. */
function isOn(rhythm: Rhythm, from: Day, day: Day): boolean {
  switch (rhythm.kind) {
    case 'once':
      return day === from
    case 'weekly':
      return (
        rhythm.weekdays.includes(weekdayOf(day)) &&
        (weekOf(day) - weekOf(from)) % rhythm.every === 0
      )
    case 'monthly':
      return (
        rhythm.weekdays.includes(weekdayOf(day)) &&
        isInMonth(rhythm.every, from, day) &&
        (rhythm.nths.includes(Math.ceil(dateOf(day) / 7)) ||
          (rhythm.nths.includes(-1) && monthOf(addDays(day, 7)) !== monthOf(day)))
      )
    case 'dates':
      return (
        isInMonth(rhythm.every, from, day) &&
        (rhythm.dates.includes(dateOf(day)) ||
          (rhythm.dates.includes(-1) && monthOf(addDays(day, 1)) !== monthOf(day)))
      )
  }
}

const isInMonth = (every: number, from: Day, day: Day) =>
  (monthOf(day) - monthOf(from)) % every === 0
/** Monday 1 to Sunday 7. */
const weekdayOf = (day: Day): number => weekday(day) || 7
/** Weeks since a Monday; 1970-01-01 was a Thursday. */
const weekOf = (day: Day): number => Math.floor((dayNumber(day) + 3) / 7)
const monthOf = (day: Day): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7))
const dateOf = (day: Day): number => Number(day.slice(8))

/**
 * The instants of a session, by the clock of the house. Where the clock skips its begin or its end, it
 * lasts as long as is written; where an hour comes twice, it ends when the clock says so.
 */
export function hoursOn(
  on: Day,
  { from, to }: SeriesFacts['hours'],
  zone: string,
): { begins: Moment; ends: Moment } {
  const begins = momentAt(on, from, zone)
  const ends = momentAt(on, to, zone)
  if (ends > begins) return { begins: exact(begins), ends: exact(ends) }
  const after = Date.parse(begins) + (minutes(to) - minutes(from)) * 60_000
  return { begins: exact(begins), ends: new Date(after).toISOString() }
}

/** With milliseconds, as the database gives them back. */
const exact = (moment: Moment): Moment => new Date(moment).toISOString()

const minutes = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))

const WEEKDAYS = ['', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
const ORDINALS = ['', 'first', 'second', 'third', 'fourth', 'fifth']

const sayNth = (nth: number): string => (nth < 0 ? 'last' : ORDINALS[nth]!)
const ENDINGS: Record<number, string> = { 1: 'st', 2: 'nd', 3: 'rd' }
const sayDate = (date: number): string => {
  if (date < 0) return 'last day'
  const isTeen = date > 10 && date < 14
  return `${date}${isTeen ? 'th' : (ENDINGS[date % 10] ?? 'th')}`
}

/** `Every week on Tuesday`, `The first and third Thursday of every month`. */
export function sayRhythm({ rhythm, from }: Pick<SeriesFacts, 'rhythm' | 'from'>): string {
  if (rhythm.kind === 'once') return `Once, on ${sayDay(from, { weekday: true, year: true })}`
  const every = (unit: string) =>
    rhythm.every === 1 ? `every ${unit}` : `every ${sayCount(rhythm.every, unit)}`
  if (rhythm.kind === 'dates')
    return `On the ${sayList(rhythm.dates.map(sayDate))} of ${every('month')}`
  const weekdays = sayList(rhythm.weekdays.map((nth) => WEEKDAYS[nth]!))
  if (rhythm.kind === 'weekly') return `E${every('week').slice(1)} on ${weekdays}`
  return `The ${sayList(rhythm.nths.map(sayNth))} ${weekdays} of ${every('month')}`
}

/** With its hours. */
export const sayTiming = (facts: Pick<SeriesFacts, 'rhythm' | 'from' | 'hours'>): string =>
  `${sayRhythm(facts)}, ${facts.hours.from} to ${facts.hours.to}`

const AHEAD_MONTHS = 24

/** The next few days from a day on; looks two years ahead at most. */
export function nextDays(
  timing: Timing,
  today: Day,
  holidays: ReadonlySet<Day>,
  most: number,
): Day[] {
  const from = timing.from > today ? timing.from : today
  return daysOf(timing, { from, to: addMonths(from, AHEAD_MONTHS) }, holidays).slice(0, most)
}

/** How far two days lie apart, either way. */
export const apart = (one: Day, other: Day): number => Math.abs(dayNumber(one) - dayNumber(other))
