// Can this timeline be judged? Ends before starts, endless entries, hours that no clock shows.
import { dayNumber } from '../../kernel/day.ts'
import { type Finding, finding } from '../../kernel/finding.ts'
import { type ClockFault, zoneOf } from './clock.ts'
import type { IntervalData, Timeline, TimelinePerson } from './schema.ts'

/** Nobody works longer in one piece; whoever writes more has mistaken a day. */
export const MOST_HOURS = 36

/** Every fault of every entry, with its place. */
export function checkTimeline(timeline: Timeline): Finding[] {
  const findings = checkIds(timeline.people, 'people', 'person')
  for (const [nth, person] of timeline.people.entries())
    findings.push(...checkPerson(person, `people[${nth}]`))
  return findings
}

export function checkPerson(person: TimelinePerson, path: string): Finding[] {
  const findings = checkIds(person.intervals, `${path}.intervals`, 'interval')
  for (const [nth, one] of person.intervals.entries())
    findings.push(...checkInterval(one, person.zone, `${path}.intervals[${nth}]`))
  const ordered = person.rotations
    .map((rotation, nth) => ({ ...rotation, nth }))
    .sort((one, other) => (one.from < other.from ? -1 : 1))
  for (const [at, next] of ordered.slice(1).entries()) {
    const before = ordered[at]!
    if (dayNumber(next.from) <= dayNumber(before.to))
      findings.push(
        finding(
          'hours.rotations',
          `${next.name ?? next.id} begins on ${next.from}, before ${before.name ?? before.id} ends on ${before.to}.`,
          { path: `${path}.rotations[${next.nth}].from`, can: 'Give every day to one rotation.' },
        ),
      )
  }
  return findings
}

export function checkInterval(one: IntervalData, zoneName: string, path: string): Finding[] {
  const zone = zoneOf(zoneName)
  const [start, end] = [zone.read(one.start), zone.read(one.end)]
  const faults = [
    ...clockFault(start, one.start, zoneName, `${path}.start`),
    ...clockFault(end, one.end, zoneName, `${path}.end`),
  ]
  if (typeof start === 'string' || typeof end === 'string') return faults
  const hours = Math.round((end - start) / 6) / 10
  if (end === start)
    return [
      finding('hours.empty', `It begins and ends at ${one.start}; it holds no time.`, {
        ...{ path: `${path}.end`, can: 'Give the time at which it ended, or leave it out.' },
      }),
    ]
  if (end < start)
    return [
      finding('hours.backwards', `It ends (${one.end}) before it begins (${one.start}).`, {
        ...{ path: `${path}.end`, can: 'A night ends on the day after: look at the date.' },
      }),
    ]
  if (end - start > MOST_HOURS * 60)
    return [
      finding('hours.endless', `${hours} hours in one piece are more than ${MOST_HOURS}.`, {
        ...{ path: `${path}.end`, can: 'Look at the date, or write what it was made of.' },
      }),
    ]
  return []
}

function clockFault(
  value: number | ClockFault,
  text: string,
  zone: string,
  path: string,
): Finding[] {
  if (value === 'skipped')
    return [
      finding('hours.skipped', `${text} does not exist in ${zone}: clocks go forward then.`, {
        ...{ path, can: 'Take the hour after, or write it with its offset.' },
      }),
    ]
  if (value === 'twice')
    return [
      finding('hours.twice', `${text} exists twice in ${zone}: clocks go back then.`, {
        ...{ path, can: 'Write which one with its offset, for example 2026-11-01T01:30-04:00.' },
      }),
    ]
  return []
}

function checkIds(list: readonly { id: string }[], path: string, what: string): Finding[] {
  const seen = new Set<string>()
  return list.flatMap(({ id }, nth) => {
    if (!seen.has(id)) {
      seen.add(id)
      return []
    }
    return [
      finding('hours.double', `The ${what} "${id}" is there twice.`, {
        ...{ path: `${path}[${nth}].id`, can: 'Give it an id of its own.' },
      }),
    ]
  })
}
