// What would the rules about hours find if something planned were published, and where does it come from?
import { addDays, type Day, dayNumber, sayDay } from '../../kernel/day.ts'
import { sayCount } from '../../kernel/finding.ts'
import type { Span } from '../../kernel/span.ts'
import { judgeInForce, type PacksInForce } from '../hours/in-force.ts'
import type { Foreseen, TimelinePerson, Verdict } from '../hours/schema.ts'
import type { CallPerson, PlannedKind } from './asked.ts'
import { type PlannedCall, plannedTimeline } from './timeline.ts'

/** Averages look at four weeks, so that much around the range is judged with it. */
const AROUND = 28
/** Calls named one by one; more are counted. */
const MOST_CALLS = 3

export type Side = {
  people: readonly CallPerson[]
  calls: readonly (PlannedCall & { person: string })[]
}
type About = {
  span: Span
  zone: string
  packs: PacksInForce
  kinds: readonly PlannedKind[]
  holidays: Parameters<typeof plannedTimeline>[2]['holidays']
  /** All that is published, and all that there would be. */
  before: Side
  after: Side
}

const keyOf = ({ rule, window, says }: Verdict) => `${rule} ${window?.from} ${says}`

/** Those that are new first; of the range and the weeks around it. */
export function foreseenIn(about: About): Foreseen[] {
  const { before, after } = about
  const kinds = new Map(about.kinds.map(({ id, facts }) => [id, facts]))
  const around = { from: addDays(about.span.from, -AROUND), to: addDays(about.span.to, AROUND) }
  const timelineOf = (person: CallPerson, { calls }: Side): TimelinePerson =>
    plannedTimeline(
      {
        ...{ person: person.id, name: person.name, zone: about.zone },
        ...{ rotations: person.rotations, leave: person.leave },
        ...(person.conferences ? { conferences: person.conferences } : {}),
        calls: calls.filter((call) => call.person === person.id),
      },
      around,
      { kinds, holidays: about.holidays },
    )
  const brokenIn = (timeline: TimelinePerson) =>
    judgeInForce(timeline, about.packs).filter(
      ({ state, window }) => state === 'broken' && meets(window, about.span),
    )
  return after.people
    .flatMap((person) => {
      const found = brokenIn(timelineOf(person, after))
      if (found.length === 0) return []
      const was = before.people.find(({ id }) => id === person.id)
      const old = new Set(was ? brokenIn(timelineOf(was, before)).map(keyOf) : [])
      return found.map((verdict) => ({
        ...say(person, verdict, old.has(keyOf(verdict))),
        causes: causesOf(verdict, person, after.calls, about.kinds),
      }))
    })
    .sort(
      (one, other) =>
        Number(one.isOld) - Number(other.isOld) ||
        Number(other.level === 'core') - Number(one.level === 'core') ||
        ((one.on ?? '') < (other.on ?? '') ? -1 : 1),
    )
}

const meets = (window: Verdict['window'], { from, to }: Span): boolean =>
  window === null ||
  (dayNumber(window.from) <= dayNumber(to) && dayNumber(window.to) >= dayNumber(from))

function say({ id, name }: CallPerson, verdict: Verdict, isOld: boolean) {
  const { window, says, rule, clause, level, measured, limit, unit } = verdict
  return {
    ...{ person: id, name, on: window?.from ?? null, says, rule, clause, level },
    ...{ measured, limit, unit, isOld },
  }
}

/** The rotations, calls and conferences of the plan behind it: what could be planned otherwise. */
function causesOf(
  { evidence, weeks }: Verdict,
  person: CallPerson,
  calls: Side['calls'],
  kinds: readonly PlannedKind[],
): string[] {
  const days = new Map<string, number>()
  const named: string[] = []
  let conferences = 0
  for (const id of evidence) {
    const call = calls.find((one) => one.id === id && one.person === person.id)
    if (call) {
      const kind = kinds.find((one) => one.id === call.kind)?.name ?? call.kind
      named.push(`${kind} on ${sayDay(call.on, { weekday: true })}`)
    } else if (id.startsWith('day ')) {
      const [, , ...work] = id.split(' ')
      days.set(work.join(' '), (days.get(work.join(' ')) ?? 0) + 1)
    } else conferences++
  }
  const nameOf = (work: string) => person.rotations.find((one) => one.work === work)?.name ?? work
  const more = named.length - MOST_CALLS
  return [
    ...[...days].map(([work, count]) => `${sayCount(count, 'day')} of ${nameOf(work)}`),
    ...named.slice(0, more > 1 ? MOST_CALLS : named.length),
    ...(more > 1 ? [`${sayCount(more, 'more call')}`] : []),
    ...(conferences > 0 ? [sayCount(conferences, 'conference')] : []),
    ...(weeks && weeks.length > 1 ? [`week by week ${weeks.join(', ')} hours`] : []),
  ]
}

/** A day of an answer about the past says nothing to who plans. */
export const aheadOf = (span: Span, today: Day): Span => ({
  from: span.from > today ? span.from : today,
  to: span.to,
})
