// What may somebody still take of a kind of leave in an academic year?
import { addDays, type Day } from '../../kernel/day.ts'
import { sharedDays, type Span, spanDays } from '../../kernel/span.ts'
import type { LeaveType, LeaveWorld, Taken } from './schema.ts'
import { daysOf, isWorkday, yearOf } from './workdays.ts'

export type Balance = Span & {
  type: LeaveType
  /** By the share of the year that lies in the training. */
  allowed: number
  carried: number
  taken: number
  asked: number
  left: number
}

/** The paid time off: of it days are carried over (LV-3) and a week is kept (LV-1). */
export const VACATION = 'vacation'

type World = Pick<LeaveWorld, 'policy' | 'types' | 'taken' | 'training'>

/** Days of these stretches that count, within a year. */
export function countDays(
  type: Pick<LeaveType, 'counts'>,
  stretches: readonly Span[],
  year: Span,
): number {
  return daysOf(stretches).filter(
    (day) => day >= year.from && day <= year.to && (type.counts === 'days' || isWorkday(day)),
  ).length
}

/** Null when nothing is limited. `plus`: leave that is thought of, beside what is in the world. */
export function balanceOf(
  world: World,
  id: string,
  on: Day,
  plus: readonly Taken[] = [],
): Balance | null {
  const type = world.types.find((one) => one.id === id)
  if (!type || type.daysAYear === null) return null
  const year = yearOf(on)
  const allowed = prorated(type.daysAYear, world.training, year)
  const drawn = (stretches: readonly Taken[], within: Span) =>
    stretches.length === 0
      ? 0
      : world.types
          .filter(({ balance }) => balance === id)
          .reduce((sum, { id: of, counts }) => {
            const mine = stretches.filter((one) => one.type === of)
            return sum + countDays({ counts }, mine, within)
          }, 0)
  const stands = world.taken.filter(({ isAsked }) => !isAsked)
  const before = yearOf(addDays(year.from, -1))
  const lastYear = prorated(type.daysAYear, world.training, before) - drawn(stands, before)
  const most = id === VACATION ? world.policy.carryOver : 0
  const carried = Math.max(0, Math.min(most, lastYear))
  const taken = drawn(stands, year)
  const asked = drawn([...world.taken.filter(({ isAsked }) => isAsked), ...plus], year)
  return {
    ...{ ...year, type, allowed, carried, taken, asked },
    left: allowed + carried - taken - asked,
  }
}

/** Whole days, rounded: half a year of twenty is ten. */
export function prorated(daysAYear: number, training: Span, year: Span): number {
  return Math.round((daysAYear * sharedDays(training, year)) / spanDays(year))
}

/** Balances of the year of a day, in the order of the types. */
export const balancesOf = (world: World, on: Day): Balance[] =>
  world.types.flatMap(({ id }) => balanceOf(world, id, on) ?? [])
