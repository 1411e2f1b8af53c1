// Which state is a week in, may it be confirmed, and what are its hours?
import { addDays, type Day, sayDay, weekday } from '../../kernel/day.ts'
import { type Finding, finding } from '../../kernel/finding.ts'
import { checkInterval } from '../hours/check.ts'
import { zoneOf } from '../hours/clock.ts'
import { KINDS } from '../hours/kinds.ts'
import type { IntervalData } from '../hours/schema.ts'
import { join } from '../hours/stretches.ts'
import { CLOSED_AFTER_DAYS, type WeekState } from './schema.ts'

export const mondayOf = (day: Day): Day => addDays(day, -((weekday(day) + 6) % 7))

export function weekState(monday: Day, isConfirmed: boolean, today: Day): WeekState {
  const last = addDays(monday, 6)
  if (addDays(last, CLOSED_AFTER_DAYS) < today) return 'closed'
  if (isConfirmed) return 'confirmed'
  if (monday > today) return 'ahead'
  return last >= today ? 'running' : 'open'
}

/** Hours that count, overlapping ones once. Expects intervals without findings. */
export function hoursIn(intervals: readonly IntervalData[], zone: string): number {
  const clock = zoneOf(zone)
  const pieces = intervals
    .filter(({ kind }) => KINDS[kind].hours)
    .map(({ start, end }) => ({
      start: clock.read(start) as number,
      end: clock.read(end) as number,
    }))
    .sort((one, other) => one.start - other.start)
  const minutes = join(pieces).reduce((sum, { start, end }) => sum + end - start, 0)
  return Math.round((minutes / 60) * 100) / 100
}

/** Why this cannot be confirmed; every fault with its place. */
export function judgeConfirming(
  week: { monday: Day; state: WeekState; version: number; zone: string },
  words: { version: number; entries: readonly IntervalData[]; reason: string },
  by: { isOwn: boolean; plans: boolean },
): Finding[] {
  const { monday, state, zone } = week
  const findings: Finding[] = []
  const name = `the week of ${sayDay(monday, { year: true })}`
  if (weekday(monday) !== 1)
    return [
      finding('worktime.monday', `${monday} is no Monday.`, {
        path: 'monday',
        can: 'Give the Monday of the week.',
      }),
    ]
  if (words.version !== week.version)
    findings.push(
      finding(
        'worktime.stale',
        `Somebody has confirmed ${name} meanwhile (version ${week.version}, you saw ${words.version}).`,
        {
          can: 'Look at it again; nothing of yours was lost on this page.',
        },
      ),
    )
  if (state === 'ahead')
    findings.push(
      finding('worktime.ahead', `${name} has not begun; only what was worked is confirmed.`),
    )
  if (state === 'closed' && (by.isOwn || !by.plans))
    findings.push(
      finding(
        'worktime.closed',
        `${name} is closed: it ended more than ${CLOSED_AFTER_DAYS} days ago.`,
        {
          can: 'Tell who plans the programme what was different; they change it with the reason.',
        },
      ),
    )
  if ((state === 'closed' || !by.isOwn) && words.reason.trim().length < 3)
    findings.push(
      finding('worktime.reason', 'Why is it changed?', {
        path: 'reason',
        can: 'Write the reason; it stays with the week.',
      }),
    )
  const clock = zoneOf(zone)
  const [from, to] = [clock.midnight(dayOf(monday)), clock.midnight(dayOf(addDays(monday, 7)))]
  const seen = new Set<string>()
  for (const [nth, entry] of words.entries.entries()) {
    const path = `entries[${nth}]`
    const faults = checkInterval(entry, zone, path)
    findings.push(...faults)
    if (seen.has(entry.id))
      findings.push(
        finding('worktime.double', `The entry "${entry.id}" is there twice.`, {
          path: `${path}.id`,
        }),
      )
    seen.add(entry.id)
    if (faults.length > 0) continue
    const start = clock.read(entry.start) as number
    if (start < from || start >= to)
      findings.push(
        finding('worktime.week', `${entry.start} is not in ${name}.`, {
          path: `${path}.start`,
          can: 'Enter it in the week in which it began.',
        }),
      )
  }
  return findings
}

const dayOf = (day: Day) => Math.round(Date.parse(`${day}T00:00:00Z`) / 86_400_000)
