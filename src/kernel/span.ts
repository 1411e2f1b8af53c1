// A stretch of days, first and last day included, as people say it: "1 July to 14 July".
import { z } from 'zod'
import { addDays, type Day, dayNumber, daySchema, sayDay } from './day.ts'

/** Both ends are included; `to` is the last day, never before `from`. */
export type Span = { from: Day; to: Day }

export function spanDays(span: Span): number {
  return dayNumber(span.to) - dayNumber(span.from) + 1
}

/** Days that both spans hold; 0 when they do not meet. */
export function sharedDays(one: Span, other: Span): number {
  const from = one.from > other.from ? one.from : other.from
  const to = one.to < other.to ? one.to : other.to
  return from > to ? 0 : spanDays({ from, to })
}

export function holds(span: Span, value: Day): boolean {
  return span.from <= value && value <= span.to
}

export function meets(one: Span, next: Span): boolean {
  return addDays(one.to, 1) === next.from
}

/** `'1 Jul to 14 Jul'`, or one day alone. */
export function saySpan(span: Span): string {
  return span.from === span.to ? sayDay(span.from) : `${sayDay(span.from)} to ${sayDay(span.to)}`
}

export const spanSchema = z
  .object({ from: daySchema, to: daySchema })
  .refine((span) => span.from <= span.to, { error: 'ends before it begins', path: ['to'] })
