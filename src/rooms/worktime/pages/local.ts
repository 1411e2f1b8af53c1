// A time of an entry, as the clock of the zone shows it.
import { type Day, fromDayNumber } from '../../../kernel/day.ts'
import { zoneOf } from '../../hours/clock.ts'

/** The day on which it begins there. */
export function localDay(text: string, zone: string): Day {
  const clock = zoneOf(zone)
  const minute = clock.read(text)
  return typeof minute === 'number'
    ? fromDayNumber(clock.dayOf(minute))
    : (text.slice(0, 10) as Day)
}

/** `07:30`. */
export function localTime(text: string, zone: string): string {
  const clock = zoneOf(zone)
  const minute = clock.read(text)
  return typeof minute === 'number' ? clock.sayTime(minute) : text.slice(11, 16)
}
