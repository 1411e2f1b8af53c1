// Somebody's training as the rules see it: every day once, what is entered, what binds.
import { type Day, dayNumber } from '../../kernel/day.ts'
import type { Span } from '../../kernel/span.ts'
import type { MemberState, TimeUnit } from './schema.ts'

/** Published time, or planned time of a draft; whole days. */
export type Stretch = Span & {
  work: string
  name: string
  kind: string
  categories: readonly string[]
  /** Absence takes its days from the work under it. */
  isAway: boolean
  /** Absence that the board does not count, by its type: a meeting, an exam. */
  isUncounted?: boolean
}

/** Something entered under a word: so many procedures, a project handed in. */
export type Entry = {
  id: string
  counter: string
  on: Day
  amount: number
  note: string
  by: string
  /** Made in this room, so it may be taken back here. */
  isOwn: boolean
  /** By somebody other than the trainee. */
  isConfirmed: boolean
}

export type Waiver = { id: string; requirement: string; reason: string; by: string; on: Day }

export type Training = Span & {
  today: Day
  levels: readonly (Span & { level: string })[]
  stretches: readonly Stretch[]
  entries: readonly Entry[]
  waivers: readonly Waiver[]
  pathways: readonly { id: string; state: MemberState }[]
  blocks: readonly (Span & { label: string })[]
}

/** A rotation is four weeks, and so is a month of rotations. */
export const DAYS_OF: Record<TimeUnit, number> = { weeks: 7, rotations: 28, months: 28 }

/** What each day is spent on; absence wins over work. Days as numbers, in no order. */
export function lineOf(training: Training): Map<number, Stretch> {
  const line = new Map<number, Stretch>()
  const ordered = [...training.stretches].sort(
    (one, other) => Number(one.isAway) - Number(other.isAway) || (one.work < other.work ? -1 : 1),
  )
  for (const stretch of ordered)
    for (let day = dayNumber(stretch.from); day <= dayNumber(stretch.to); day++)
      line.set(day, stretch)
  return line
}

/** By its id, its kind or one of its categories. */
export function isOf(stretch: Stretch, works: readonly string[]): boolean {
  return (
    works.includes(stretch.work) ||
    works.includes(stretch.kind) ||
    stretch.categories.some((category) => works.includes(category))
  )
}

/** The days of these works at these levels (all when there are none), in order. */
export function daysOn(
  line: Map<number, Stretch>,
  training: Training,
  works: readonly string[],
  levels: readonly string[],
): number[] {
  const spans = windowsOf(training, levels)
  const days: number[] = []
  for (const [day, stretch] of line)
    if (isOf(stretch, works) && isWithin(spans, day)) days.push(day)
  return days.sort((one, other) => one - other)
}

/** The stretches of the training in which a requirement for these levels is met. */
export function windowsOf(training: Training, levels: readonly string[]): Span[] {
  if (levels.length === 0) return [training]
  return training.levels.filter(({ level }) => levels.includes(level))
}

const isWithin = (spans: readonly Span[], day: number) =>
  spans.some(({ from, to }) => dayNumber(from) <= day && day <= dayNumber(to))

/** Days ahead, within the windows, of which nothing is known yet. */
export function freeDays(
  line: Map<number, Stretch>,
  training: Training,
  levels: readonly string[],
): number {
  const today = dayNumber(training.today)
  let free = 0
  for (const { from, to } of windowsOf(training, levels))
    for (let day = Math.max(dayNumber(from), today + 1); day <= dayNumber(to); day++)
      if (!line.has(day)) free++
  return free
}

/** How many of the ordered days are not after `until`. */
export function countUntil(days: readonly number[], until: Day): number {
  const last = dayNumber(until)
  let low = 0
  let high = days.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (days[middle]! <= last) low = middle + 1
    else high = middle
  }
  return low
}
