// What does leave do to the service: who remains, which calls are in the way, does the rotation still count?
import { addDays, type Day, dayNumber, sayDay, weekday } from '../../kernel/day.ts'
import { finding, sayCount, sayList } from '../../kernel/finding.ts'
import type { Span } from '../../kernel/span.ts'
import { saySpan } from '../../kernel/span.ts'
import type { LeaveFinding, LeaveType, LeaveWorld } from './schema.ts'
import { daysOf, isWorkday } from './workdays.ts'

type Rotation = LeaveWorld['rotations'][number]
const review = (
  rule: string,
  says: string,
  days: Day[],
  more: { by?: number; can?: string; works?: string[] } = {},
): LeaveFinding => ({ ...finding(`leave.${rule}`, says, more), level: 'review', days })

/** `world.taken` is without the request itself. */
export function checkDuty(
  world: LeaveWorld,
  type: LeaveType,
  parts: readonly Span[],
): LeaveFinding[] {
  return [
    ...world.rotations.flatMap((rotation) => [
      ...checkCompany(world, rotation, parts),
      ...checkRotation(world, rotation, parts),
    ]),
    ...checkCalls(world, type, parts),
  ]
}

const SATURDAY = 6
const MONDAY = 1
const FRIDAY = 5

/** Workdays only: the weekend is covered by calls. */
function checkCompany(
  { policy }: LeaveWorld,
  rotation: Rotation,
  parts: readonly Span[],
): LeaveFinding[] {
  const days = within(parts, rotation)
  const { min, name, work } = rotation
  const at = (day: Day) => dayNumber(day) - dayNumber(rotation.from)
  const findings: LeaveFinding[] = []
  const short = min === null ? [] : days.filter((day) => (rotation.present[at(day)] ?? 0) < min)
  if (short.length > 0) {
    const least = Math.min(...short.map((day) => rotation.present[at(day)] ?? 0))
    findings.push(
      review(
        'coverage',
        `${name} would drop to ${least} on ${sayCount(short.length, 'day')}: ${sayDays(short)}; it needs ${min}.`,
        short,
        { by: short.length, works: [work], can: 'Choose days on which more of you are there.' },
      ),
    )
  }
  const most = policy.maxOffPerServicePerDay
  const crowded = days.filter((day) => (rotation.away[at(day)] ?? 0) + 1 > most)
  if (crowded.length > 0) {
    const count = Math.max(...crowded.map((day) => rotation.away[at(day)] ?? 0))
    findings.push(
      review(
        'company',
        `${sayCount(count, 'other')} of ${name} ${count === 1 ? 'is' : 'are'} away on ${sayDays(crowded)}; at most ${most} at a time.`,
        crowded,
        { by: crowded.length, works: [work] },
      ),
    )
  }
  return findings
}

const WORKDAYS_OF_FOUR_WEEKS = 20

/** LV-3: how much of a rotation may be missed, and beyond what it may not count. */
function checkRotation(
  { policy, taken }: LeaveWorld,
  rotation: Rotation,
  parts: readonly Span[],
): LeaveFinding[] {
  const days = within(parts, rotation)
  if (days.length === 0) return []
  const before = within(
    taken.filter(({ isAsked }) => !isAsked),
    rotation,
  )
  const missed = new Set([...days, ...before]).size
  const name = `${rotation.name}, ${saySpan(rotation)}`
  const findings: LeaveFinding[] = []
  const { maxDaysPerRotation: most, creditLossThreshold } = policy
  if (missed > most)
    findings.push(
      review(
        'rotation',
        `${sayCount(missed, 'workday')} of ${name}; at most ${most} of a rotation.`,
        days,
        { by: missed - most, works: [rotation.work], can: 'Split it across two rotations.' },
      ),
    )
  const length = within([rotation], rotation).length
  // The threshold is of four weeks; a longer or shorter rotation has its share of it.
  if (missed * WORKDAYS_OF_FOUR_WEEKS > creditLossThreshold * length)
    findings.push(
      review(
        'credit',
        `${rotation.name} may not count: ${missed} of ${sayCount(length, 'workday')} missed, more than ${sayCount(creditLossThreshold, 'day')} of four weeks.`,
        days,
        { works: [rotation.work] },
      ),
    )
  return findings
}

/** PC-3: no call over the night before; PC-9: the weekends beside a vacation free where possible. */
function checkCalls(
  { calls }: LeaveWorld,
  type: LeaveType,
  parts: readonly Span[],
): LeaveFinding[] {
  const findings: LeaveFinding[] = []
  const trade = { can: 'Trade it under “My calls”.' }
  for (const part of parts) {
    const during = calls.filter(({ on, endsOn }) => on <= part.to && endsOn >= part.from)
    const meant = during.filter(({ on }) => on >= part.from)
    if (meant.length > 0)
      findings.push(
        review(
          'calls',
          `There ${meant.length === 1 ? 'is a call' : `are ${meant.length} calls`} in these days: ${sayList(meant.map(sayCall))}.`,
          [...new Set(meant.map(({ on }) => on))],
          { by: meant.length, ...trade },
        ),
      )
    const night = during.filter(({ on }) => on < part.from)
    if (night.length > 0)
      findings.push(
        review(
          type.freeNightBefore ? 'night-before' : 'calls',
          `${sayList(night.map(sayCall))} goes on into ${sayDay(part.from, { weekday: true })}.`,
          [part.from],
          trade,
        ),
      )
    const beside = type.freeNightBefore ? weekendsBeside(part) : []
    const near = calls.filter(
      ({ on, id }) => beside.includes(on) && !night.some((one) => one.id === id),
    )
    if (near.length > 0)
      findings.push({
        ...finding(
          'leave.weekend',
          `${sayList(near.map(sayCall))} ${near.length === 1 ? 'is' : 'are'} on the weekend beside it.`,
          trade,
        ),
        level: 'hint',
        days: near.map(({ on }) => on),
      })
  }
  return findings
}

const sayCall = ({ name, on }: { name: string; on: Day }) =>
  `${name} on ${sayDay(on, { weekday: true })}`

/** Saturday and Sunday before a Monday, and after a Friday; the rest of a weekend that is begun. */
function weekendsBeside({ from, to }: Span): Day[] {
  const first = weekday(from)
  const last = weekday(to)
  return [
    ...(first === MONDAY ? [addDays(from, -2), addDays(from, -1)] : []),
    ...(first === 0 ? [addDays(from, -1)] : []),
    ...(last === FRIDAY ? [addDays(to, 1), addDays(to, 2)] : []),
    ...(last === SATURDAY ? [addDays(to, 1)] : []),
  ]
}

const within = (parts: readonly Span[], { from, to }: Span): Day[] =>
  daysOf(parts).filter((day) => day >= from && day <= to && isWorkday(day))

const MANY = 8
/** `4, 5 and 6 May`; from first to last when there are many. */
export function sayDays(days: readonly Day[]): string {
  if (days.length > MANY) return `${sayDay(days[0]!)} to ${sayDay(days.at(-1)!)}`
  const byMonth = new Map<string, Day[]>()
  for (const day of days) {
    const month = day.slice(0, 7)
    byMonth.set(month, [...(byMonth.get(month) ?? []), day])
  }
  return sayList(
    [...byMonth.values()].map((of) => {
      const words = of.map((day) => String(Number(day.slice(8))))
      return `${sayList(words)} ${sayDay(of[0]!).split(' ')[1]}`
    }),
  )
}
