// Which kind of day is it, when does a call of that day begin and end, and what does it weigh?
import { addDays, type Day, weekday } from '../../kernel/day.ts'
import { type Moment, momentAt } from '../../kernel/moment.ts'
import type { CallDay, CallFacts, Holiday } from './schema.ts'

const BY_WEEKDAY: Record<number, CallDay> = { 5: 'friday', 6: 'saturday', 0: 'sunday' }

/** `holidays`: days of the institution and the programme. */
export const callDayOf = (day: Day, holidays: ReadonlySet<Day>): CallDay =>
  holidays.has(day) ? 'holiday' : (BY_WEEKDAY[weekday(day)] ?? 'weekday')

export const holidaySet = (holidays: readonly Pick<Holiday, 'on'>[]): Set<Day> =>
  new Set(holidays.map(({ on }) => on))

/** The instants of a call that begins on this day; undefined = there is none on such a day. */
export function callHours(
  facts: Pick<CallFacts, 'hours'>,
  day: Day,
  holidays: ReadonlySet<Day>,
  zone: string,
): { begins: Moment; ends: Moment } | undefined {
  const hours = facts.hours[callDayOf(day, holidays)]
  if (!hours) return undefined
  const isOverMidnight = hours.to <= hours.from
  return {
    begins: momentAt(day, hours.from, zone),
    ends: momentAt(isOverMidnight ? addDays(day, 1) : day, hours.to, zone),
  }
}

export const callPoints = (facts: CallFacts, day: Day, holidays: ReadonlySet<Day>): number =>
  facts.points[callDayOf(day, holidays)]

export const callNeeds = (facts: CallFacts, day: Day, holidays: ReadonlySet<Day>): number =>
  facts.needs[callDayOf(day, holidays)]
