// Timelines of examples, written down briefly.
import { addDays, type Day, day } from '../../../kernel/day.ts'
import type { IntervalData, IntervalKind, TimelinePerson } from '../schema.ts'
import type { Example } from './rule.ts'

const FIRST = day('2026-07-06')

/** On day `nth` of July 6 (0 = that Monday): `at(3, 7)` is Thursday, 07:00; hours beyond 24 go on. */
export function at(nth: number, hour: number): string {
  const minutes = Math.round((nth * 24 + hour) * 60)
  const on = addDays(FIRST, Math.floor(minutes / 1440))
  const two = (value: number) => String(value).padStart(2, '0')
  return `${on}T${two(Math.floor((minutes % 1440) / 60))}:${two(minutes % 60)}`
}

/** From an hour of a day for so many hours. */
export const piece = (
  kind: IntervalKind,
  nth: number,
  hour: number,
  hours: number,
  more: Partial<IntervalData> = {},
): IntervalData => ({
  ...{ id: `${kind}-${nth}-${hour}`, kind },
  ...{ start: at(nth, hour), end: at(nth, hour + hours) },
  ...more,
})

export const rotation = (length: number, more: object = {}, from: Day = FIRST) => ({
  ...{ id: 'r', from, to: addDays(from, length - 1) },
  ...more,
})

/** Hours of each week, spread over its first five days from seven o'clock on. */
export function days(
  length: number,
  weeks: readonly number[],
  of: Pick<Example, 'states'> & { approvedHours?: number; also?: IntervalData[] },
): Pick<Example, 'person' | 'states'> {
  const intervals = weeks.flatMap((hours, week) =>
    Array.from({ length: 6 }, (_, nth) => piece('clinical', week * 7 + nth, 3, hours / 6)),
  )
  const approved = of.approvedHours ? { approvedHours: of.approvedHours } : {}
  return {
    states: of.states,
    person: person({
      rotations: [rotation(length, approved)],
      intervals: [...intervals, ...(of.also ?? [])],
    }),
  }
}

export const person = (more: Partial<TimelinePerson>): Example['person'] => ({
  ...{ zone: 'America/New_York', intervals: [] },
  ...more,
})
