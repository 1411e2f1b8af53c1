// Planned hours of somebody: what rotations, calls and leave make of their days.
import { addDays, type Day, dayNumber, fromDayNumber, weekday } from '../../kernel/day.ts'
import { dayAt, type Moment } from '../../kernel/moment.ts'
import type { Span } from '../../kernel/span.ts'
import type { IntervalData, IntervalKind, TimelinePerson } from '../hours/schema.ts'
import type { CallFacts } from './schema.ts'

/** Working hours of a rotation; days as 1 (Monday) to 7. */
export type WorkingHours = { days: readonly number[]; from: string; to: string }

/** Where a rotation says nothing. */
const USUAL_HOURS: WorkingHours = { days: [1, 2, 3, 4, 5], from: '07:30', to: '17:00' }

const NO_WORK: readonly string[] = ['leave', 'rest']

/** As the programme has written them down with the work, else the usual ones; null = no work. */
export function hoursOfWork(
  kind: string,
  facts: Record<string, unknown> = {},
): WorkingHours | null {
  if (NO_WORK.includes(kind)) return null
  const hours = facts['hours'] as Partial<WorkingHours> | undefined
  return hours?.from && hours.to && hours.days
    ? { from: hours.from, to: hours.to, days: hours.days }
    : USUAL_HOURS
}

export type PlannedRotation = Span & {
  work: string
  name: string
  categories: readonly string[]
  /** Null = no work: time off that is no leave. */
  hours: WorkingHours | null
}
export type PlannedCall = {
  id: string
  kind: string
  on: Day
  begins: Moment
  ends: Moment
}
export type PlannedTime = {
  person: string
  name: string
  zone: string
  rotations: readonly PlannedRotation[]
  calls: readonly PlannedCall[]
  leave: readonly Span[]
  conferences?: readonly PlannedConference[]
}
/** A conference that somebody attends or holds; whatever lies over a day of work counts once. */
export type PlannedConference = { id: string; begins: Moment; ends: Moment }

const KIND: Record<CallFacts['where'], IntervalKind> = {
  'in-house': 'in-house-call',
  home: 'home-call',
}

/** Whole nights of a night float are no call, whatever the programme calls them. */
const kindOf = ({ form, where, tier }: CallFacts): IntervalKind => {
  if (tier !== 'primary' && where === 'home') return 'jeopardy'
  return form === 'night-float' ? 'night-float' : KIND[where]
}

/**
 * What the record says that somebody will work, within the span. Clinic hours on holidays and on days
 * of leave are left out; the day after a call that frees it as well.
 */
export function plannedTimeline(
  time: PlannedTime,
  span: Span,
  about: { kinds: ReadonlyMap<string, CallFacts>; holidays: ReadonlySet<Day> },
): TimelinePerson {
  const away = new Set(time.leave.flatMap(daysIn))
  const freed = new Set(
    time.calls
      .filter(({ kind }) => about.kinds.get(kind)?.freeAfter)
      .map(({ on }) => dayNumber(on) + 1),
  )
  const intervals: IntervalData[] = []
  for (const rotation of time.rotations) {
    if (!rotation.hours) continue
    const { days, from, to } = rotation.hours
    for (const number of daysIn(cut(rotation, span))) {
      const day = fromDayNumber(number)
      if (!days.includes(weekday(day) || 7)) continue
      if (away.has(number) || freed.has(number) || about.holidays.has(day)) continue
      const last = to <= from ? addDays(day, 1) : day
      const isNight = rotation.categories.includes('night')
      intervals.push({
        id: `day ${day} ${rotation.work}`,
        kind: isNight ? 'night-float' : 'clinical',
        ...{ start: `${day}T${from}`, end: `${last}T${to}` },
      })
    }
  }
  for (const { id, kind, on, begins, ends } of time.calls) {
    const facts = about.kinds.get(kind)
    if (!facts || on < span.from || on > span.to) continue
    intervals.push({ id, kind: kindOf(facts), start: minutesOnly(begins), end: minutesOnly(ends) })
  }
  for (const { id, begins, ends } of time.conferences ?? []) {
    const day = dayAt(begins, time.zone)
    if (day < span.from || day > span.to || away.has(dayNumber(day))) continue
    intervals.push({ id, kind: 'education', start: minutesOnly(begins), end: minutesOnly(ends) })
  }
  return {
    ...{ id: time.person, name: time.name, zone: time.zone },
    rotations: time.rotations
      .filter(({ from, to }) => from <= span.to && to >= span.from)
      .map(({ from, to, work, name }) => ({ id: `${work} ${from}`, name, from, to })),
    leave: time.leave.map(({ from, to }) => ({ from, to })),
    ...{ permissions: [], intervals },
  }
}

function daysIn({ from, to }: Span): number[] {
  const days: number[] = []
  for (let at = dayNumber(from); at <= dayNumber(to); at++) days.push(at)
  return days
}

const cut = (one: Span, within: Span): Span => ({
  from: one.from > within.from ? one.from : within.from,
  to: one.to < within.to ? one.to : within.to,
})

/** `2026-11-01T06:30:00.000Z` as `2026-11-01T06:30Z`. */
const minutesOnly = (moment: Moment) => `${new Date(moment).toISOString().slice(0, 16)}Z`
