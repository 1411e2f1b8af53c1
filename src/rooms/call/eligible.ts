// May this person have this kind of call on this day, and do two calls of one person go together?
import { addDays, addMonths, type Day, dayNumber } from '../../kernel/day.ts'
import { holds } from '../../kernel/span.ts'
import type { CallPerson, GivenCall, PlannedKind } from './asked.ts'
import { callDayOf } from './days.ts'
import type { CallDay, CallFacts } from './schema.ts'

export const reasons = ['stay', 'level', 'months', 'sign-off', 'leave', 'rotation'] as const
export type Reason = (typeof reasons)[number]

/** Hours between two calls in the house, and after a whole day of it. */
const REST = 8
const REST_AFTER_A_DAY = 14

/** The first reason against it; undefined = there is none. No call the night before leave either. */
export function whyNot(facts: CallFacts, person: CallPerson, on: Day): Reason | undefined {
  const level = person.levels.find((one) => holds(one, on))?.level
  if (level === undefined) return 'stay'
  if (facts.levels.length > 0 && !facts.levels.includes(level)) return 'level'
  if (addMonths(person.since, facts.fromMonths) > on) return 'months'
  if (facts.signOff && !person.competencies.has(facts.signOff)) return 'sign-off'
  const next = addDays(on, 1)
  if (person.leave.some(({ from, to }) => from <= next && to >= on)) return 'leave'
  const now = person.rotations.filter((one) => holds(one, on))
  const isAmong = (words: readonly string[]) =>
    now.some(({ work, categories }) =>
      words.some((word) => word === work || categories.includes(word)),
    )
  if (facts.rotations.length > 0 && !isAmong(facts.rotations)) return 'rotation'
  return isAmong(facts.notDuring) ? 'rotation' : undefined
}

const minutes = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))

/** Both in the house, the other on the day after: is the time between them too short to rest? */
export function isTooSoon(
  one: CallFacts,
  oneDay: CallDay,
  other: CallFacts,
  otherDay: CallDay,
): boolean {
  const [first, next] = [one.hours[oneDay], other.hours[otherDay]]
  if (one.where !== 'in-house' || other.where !== 'in-house' || !first || !next) return false
  const begins = minutes(first.from)
  const ends = minutes(first.to) + (first.to <= first.from ? 1440 : 0)
  const rest = ends - begins >= 1440 ? REST_AFTER_A_DAY : REST
  return 1440 + minutes(next.from) - ends < rest * 60
}

/** Two calls of one person that may not stand both. Days of one week of call do not hinder each other. */
export function clash(
  one: GivenCall,
  other: GivenCall,
  about: { kinds: ReadonlyMap<string, PlannedKind>; holidays: ReadonlySet<Day> },
): boolean {
  const [early, late] = one.on <= other.on ? [one, other] : [other, one]
  const apart = dayNumber(late.on) - dayNumber(early.on)
  if (apart === 0) return true
  const [first, next] = [early, late].map(({ kind }) => about.kinds.get(kind)?.facts)
  if (early.kind === late.kind && first?.days === 7) return false
  if (early.kind === late.kind && first && apart < first.nightsApart) return true
  if (apart !== 1 || !first) return false
  if (first.freeAfter) return true
  const dayOf = ({ on }: GivenCall) => callDayOf(on, about.holidays)
  return next !== undefined && isTooSoon(first, dayOf(early), next, dayOf(late))
}
