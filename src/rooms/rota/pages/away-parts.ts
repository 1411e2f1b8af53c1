// Which part of a block is somebody away with approval, and how is it said?
import { dayNumber } from '../../../kernel/day.ts'
import { sayList } from '../../../kernel/finding.ts'
import { saySpan, sharedDays, type Span, spanDays } from '../../../kernel/span.ts'
import type { World } from '../../planning/world.ts'

/** The whole absence, and where it lies in the block: `start` and `length` as parts of 1. */
export type AwayPart = Span & { start: number; length: number }

/** By cell of the world; only cells in which somebody is away. */
export function awayParts(world: World): ReadonlyMap<number, readonly AwayPart[]> {
  const parts = new Map<number, AwayPart[]>()
  for (const { person, from, to } of world.problem.absences)
    world.problem.periods.forEach((period, t) => {
      const shared = sharedDays({ from, to }, period)
      if (shared === 0) return
      const days = spanDays(period)
      const start = Math.max(0, dayNumber(from) - dayNumber(period.from)) / days
      const key = world.cell(world.person(person), t)
      const known = parts.get(key) ?? []
      parts.set(key, [...known, { from, to, start, length: shared / days }])
    })
  return parts
}

/** `Away 12 Apr to 23 Apr`. */
export function sayAway(away: readonly Span[]): string {
  return `Away ${sayList(away.map(saySpan))}`
}
