// The bridge between moments and civil days: it always needs a zone.
import { Temporal } from 'temporal-polyfill'
import { addDays, type Day, day } from './day.ts'

/** An instant in UTC, ISO 8601 with `Z`. */
export type Moment = string

/** The civil day that a moment falls on in a zone such as `America/New_York`. */
export function dayAt(moment: Moment, zone: string): Day {
  return day(Temporal.Instant.from(moment).toZonedDateTimeISO(zone).toPlainDate().toString())
}

/** The instant at which a wall-clock time of a day begins; a time skipped by a clock change moves on. */
export function momentAt(value: Day, time: string, zone: string): Moment {
  return Temporal.PlainDate.from(value)
    .toZonedDateTime({ timeZone: zone, plainTime: time })
    .toInstant()
    .toString()
}

/** Midnight after the last day: the end of a stretch of whole days. */
export function endOfDay(value: Day, zone: string): Moment {
  return momentAt(addDays(value, 1), '00:00', zone)
}
