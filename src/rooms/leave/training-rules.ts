// What does leave do to the training: does it become longer, is it paid, what remains beside it?
import { type Day, sayDay } from '../../kernel/day.ts'
import { sayCount, sayList } from '../../kernel/finding.ts'
import type { Span } from '../../kernel/span.ts'
import { balanceOf, VACATION } from './balances.ts'
import { asTaken, say, yearsIn } from './saying.ts'
import type { LeaveFinding, LeaveType, LeaveVerdict, LeaveWorld } from './schema.ts'
import {
  daysOf,
  extendedTo,
  extensionWorkdays,
  isWorkday,
  leaveWorkdays,
  yearOf,
  yearsOf,
} from './workdays.ts'

/** LV-2. A programme of one year sets its own limit. */
export function countAbr(
  { policy, training, types, taken }: LeaveWorld,
  type: LeaveType,
  parts: readonly Span[],
): LeaveVerdict['abr'] {
  const years = yearsOf(training)
  if (policy.abrWorkdaysAYear === null || years < 2 || !type.isAbrLeave) return null
  const counted = new Set(types.filter(({ isAbrLeave }) => isAbrLeave).map(({ id }) => id))
  const all = [
    ...taken.filter((one) => !one.isAsked && (one.type === '' || counted.has(one.type))),
    ...parts,
  ]
  const total = leaveWorkdays(all, training, training.to)
  return {
    thisYear: leaveWorkdays(all, yearOf(parts[0]!.from), training.to),
    training: total,
    allowed: Math.round(policy.abrWorkdaysAYear * years),
    extension: extensionWorkdays(total, policy.abrWorkdaysAYear, years),
  }
}

export function checkAbr(
  { policy, training }: LeaveWorld,
  abr: LeaveVerdict['abr'],
): LeaveFinding[] {
  if (!abr) return []
  if (abr.extension > 0)
    return [
      say(
        'review',
        'abr',
        `Over the training ${abr.training} workdays of leave; the board allows ${abr.allowed}. The training becomes ${sayCount(abr.extension, 'workday')} longer, until ${sayDay(extendedTo(training.to, abr.extension), { year: true })}.`,
        [],
        { by: abr.extension },
      ),
    ]
  if (abr.thisYear <= policy.abrWorkdaysAYear!) return []
  return [
    say(
      'hint',
      'abr-year',
      `${abr.thisYear} workdays of leave this year, more than ${policy.abrWorkdaysAYear}; over the training it is ${abr.training} of ${abr.allowed}.`,
    ),
  ]
}

export type Pay = { isFirst: boolean; workdays: number; paid: number }

/** LV-1: of the first qualifying leave the first weeks are paid in full; of later ones as the type says. */
export function payOf(world: LeaveWorld, type: LeaveType, parts: readonly Span[]): Pay {
  const workdays = daysOf(parts).filter(isWorkday).length
  const qualifying = new Set(world.types.filter((one) => one.isQualifying).map(({ id }) => id))
  const first = parts.reduce((least, { from }) => (from < least ? from : least), parts[0]!.from)
  const isFirst =
    type.isQualifying &&
    !world.taken.some((one) => !one.isAsked && qualifying.has(one.type) && one.from < first)
  const full = type.isPaid ? workdays : 0
  const paid = isFirst ? Math.max(full, Math.min(workdays, world.policy.paidWeeks * WEEK)) : full
  return { isFirst, workdays, paid }
}
const WEEK = 5

/** LV-1 and LV-4: pay, the days that remain beside it, and the milestones of the half-year. */
export function checkQualifying(
  world: LeaveWorld,
  type: LeaveType,
  parts: readonly Span[],
): LeaveFinding[] {
  if (!type.isQualifying) return []
  const { isFirst, workdays, paid } = payOf(world, type, parts)
  const findings = [
    say(
      'hint',
      'pay',
      isFirst
        ? `${paid} of ${sayCount(workdays, 'workday')} paid in full: the first ${world.policy.paidWeeks} weeks of the first such leave.`
        : `${paid} of ${sayCount(workdays, 'workday')} paid; the six weeks that are paid once belong to an earlier leave.`,
    ),
  ]
  const vacation = world.types.find(({ id }) => id === VACATION)
  const { reserveDays } = world.policy
  for (const on of vacation ? yearsIn(parts) : []) {
    const balance = balanceOf(world, VACATION, on, asTaken(type, parts))
    if (!balance || balance.allowed < reserveDays || balance.left >= reserveDays) continue
    findings.push(
      say(
        'review',
        'reserve',
        `${sayCount(Math.max(0, balance.left), 'day')} of ${vacation!.name} remain beside it in the year from ${sayDay(balance.from, { year: true })}; ${reserveDays} are to be kept.`,
        [],
        { by: reserveDays - balance.left },
      ),
    )
  }
  const halves = [...new Set(daysOf(parts).map(sayHalf))]
  findings.push(
    say(
      'hint',
      'milestones',
      `Once it is entered as a leave of absence, no milestone evaluation is scheduled for ${sayList(halves)}.`,
    ),
  )
  return findings
}

/** A semester of the milestones: July to December, January to June. */
const sayHalf = (day: Day): string =>
  day.slice(5) >= '07-01'
    ? `July to December ${day.slice(0, 4)}`
    : `January to June ${day.slice(0, 4)}`
