// On which weekdays does a rule look? Asked of the first day of a period, so mainly of day rosters.
import { z } from 'zod'
import { dayNumber, weekday } from '../../../kernel/day.ts'
import type { World } from '../../planning/world.ts'

const names = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const

export const weekdaySchema = z.enum(names)
export type Weekday = (typeof names)[number]

/** Does the period begin on one of these weekdays? Absent = any. */
export function fallsOn(world: World, t: number, days: readonly Weekday[] | undefined): boolean {
  return !days || days.includes(names[weekday(world.problem.periods[t]!.from)]!)
}

/** Friday to Tuesday round the same Sunday have the same number; the next weekend has one more. */
export function weekendOf(world: World, t: number): number {
  return Math.floor((dayNumber(world.problem.periods[t]!.from) + 1) / 7)
}

/** For the examples of rules about days: so many periods of one day, numbered from 1. */
export function dayPeriods(first: number, count: number) {
  return Array.from({ length: count }, (_, nth) => {
    const day = `2026-07-${String(first + nth).padStart(2, '0')}`
    return { id: `d${nth + 1}`, label: `day ${nth + 1}`, from: day, to: day }
  })
}
