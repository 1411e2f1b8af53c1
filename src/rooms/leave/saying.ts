// How is something said of a request for leave, and which years does it touch?
import type { Day } from '../../kernel/day.ts'
import { finding } from '../../kernel/finding.ts'
import type { Span } from '../../kernel/span.ts'
import type { LeaveFinding, LeaveType, Taken } from './schema.ts'
import { yearOf } from './workdays.ts'

export type Level = LeaveFinding['level']
type Of = { can?: string; by?: number; works?: string[] }
export const say = (
  level: Level,
  rule: string,
  says: string,
  days: Day[] = [],
  more: Of = {},
): LeaveFinding => ({ ...finding(`leave.${rule}`, says, more), level, days })

export const asTaken = (type: LeaveType, parts: readonly Span[]): Taken[] =>
  parts.map(({ from, to }) => ({ id: '', type: type.id, from, to, isAsked: true }))

/** A day of each academic year that the parts touch. */
export const yearsIn = (parts: readonly Span[]): Day[] => [
  ...new Set(parts.flatMap(({ from, to }) => [yearOf(from).from, yearOf(to).from])),
]
