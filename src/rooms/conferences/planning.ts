// Which sessions does the rhythm make, which does it drop, and what becomes of who presents?
import type { Day } from '../../kernel/day.ts'
import type { Moment } from '../../kernel/moment.ts'
import type { Span } from '../../kernel/span.ts'
import { apart, daysOf, hoursOn } from './rhythm.ts'
import type { SeriesFacts } from './schema.ts'

export type PlannedSeries = { id: string; isEnded: boolean; facts: SeriesFacts }
export type StoredSession = {
  id: string
  series: string
  onDay: Day
  on: Day
  begins: Moment
  ends: Moment
  state: 'planned' | 'cancelled'
  isDropped: boolean
  isMoved: boolean
  presenter: string | null
  topic: string
}
export type NewSession = Pick<
  StoredSession,
  'series' | 'onDay' | 'begins' | 'ends' | 'presenter' | 'topic'
>
export type SessionPlan = { fresh: NewSession[]; altered: StoredSession[] }
/** A time at which somebody presents elsewhere. */
export type Taken = { presenter: string; begins: Moment; ends: Moment }

/** A presenter whose session falls away has the next one of the series that is so near. */
const NEAR_DAYS = 6

type About = {
  span: Span
  zone: string
  now: Moment
  holidays: ReadonlySet<Day>
  /** Of other programmes. */
  taken: readonly Taken[]
}

/** What has begun is not looked at: it stays as it was. */
export function planSessions(
  series: readonly PlannedSeries[],
  stored: readonly StoredSession[],
  about: About,
): SessionPlan {
  const plan: SessionPlan = { fresh: [], altered: [] }
  for (const one of series) {
    const mine = stored.filter((session) => session.series === one.id)
    const part = planOne(one, mine, about)
    plan.fresh.push(...part.fresh)
    plan.altered.push(...part.altered)
  }
  return withoutClashes(plan, stored, about)
}

function planOne(
  series: PlannedSeries,
  stored: readonly StoredSession[],
  about: About,
): SessionPlan {
  const { span, zone, now, holidays } = about
  const days = series.isEnded ? [] : daysOf(series.facts, span, holidays)
  const wanted = new Set(days)
  const known = new Set(stored.map(({ onDay }) => onDay))
  const fresh = days
    .filter((day) => !known.has(day))
    .map((day): NewSession => ({
      ...{ series: series.id, onDay: day, presenter: null, topic: '' },
      ...hoursOn(day, series.facts.hours, zone),
    }))
    .filter(({ begins }) => begins > now)
  const altered: StoredSession[] = []
  const homeless: StoredSession[] = []
  for (const session of stored) {
    if (session.begins <= now) continue
    const isDropped = !wanted.has(session.onDay)
    const hours = hoursOn(session.onDay, series.facts.hours, zone)
    const keeps = session.isMoved || isDropped || hours.begins <= now
    const next = {
      ...session,
      isDropped,
      ...(keeps ? {} : { ...hours, on: session.onDay }),
    }
    if (isDropped && !session.isDropped && session.presenter !== null) homeless.push(session)
    if (isChanged(session, next)) altered.push(next)
  }
  for (const { presenter, topic, onDay } of homeless) {
    const [near] = fresh
      .filter((one) => one.presenter === null && apart(one.onDay, onDay) <= NEAR_DAYS)
      .toSorted((one, other) => apart(one.onDay, onDay) - apart(other.onDay, onDay))
    if (near) Object.assign(near, { presenter, topic })
  }
  return { fresh, altered }
}

const isChanged = (one: StoredSession, other: StoredSession): boolean =>
  one.isDropped !== other.isDropped ||
  one.begins !== other.begins ||
  one.ends !== other.ends ||
  one.on !== other.on

/** Where new hours would let somebody present twice at once, the session that has moved has nobody. */
function withoutClashes(
  plan: SessionPlan,
  stored: readonly StoredSession[],
  about: About,
): SessionPlan {
  const moving = new Set(plan.altered.map(({ id }) => id))
  const taken: Taken[] = [...about.taken]
  for (const { id, presenter, begins, ends, isDropped, state } of stored)
    if (presenter !== null && !isDropped && state === 'planned' && !moving.has(id))
      taken.push({ presenter, begins, ends })
  const settle = <One extends NewSession | StoredSession>(one: One): One => {
    const { presenter, begins, ends } = one
    const isOff = 'isDropped' in one && (one.isDropped || one.state === 'cancelled')
    if (presenter === null || isOff) return one
    const isTaken = taken.some(
      (other) => other.presenter === presenter && other.begins < ends && other.ends > begins,
    )
    if (isTaken) return { ...one, presenter: null }
    taken.push({ presenter, begins, ends })
    return one
  }
  return { fresh: plan.fresh.map(settle), altered: plan.altered.map(settle) }
}
