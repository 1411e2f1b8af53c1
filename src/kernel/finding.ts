// The domain's "no" is a value, never an exception: what happened, with the values, what one can do.
import './schemas.ts'
import { z } from 'zod'

/** One thing that is wrong. `by` is how much, in the unit that `says` names; never negative. */
export const findingSchema = z.object({
  /** Stable id of the rule or check, for example `rota.coverage`. */
  rule: z.string(),
  /** A whole sentence with names, dates and values. */
  says: z.string(),
  by: z.number().default(1),
  /** Ids of the people concerned. */
  who: z.array(z.string()).default([]),
  /** Ids of the blocks concerned, in time order. */
  periods: z.array(z.string()).default([]),
  /** Ids of the work concerned. */
  works: z.array(z.string()).default([]),
  /** What one can do about it. */
  can: z.string().optional(),
  /** Where in the input, for example `people[3].name`. */
  path: z.string().optional(),
})
export type Finding = z.infer<typeof findingSchema>

/** The outcome of an action: its value, or every reason why not. */
export type Outcome<T> = { ok: true; value: T } | { ok: false; findings: Finding[] }

export function done<T>(value: T): Outcome<T> {
  return { ok: true, value }
}

export function refused<T = never>(...findings: Finding[]): Outcome<T> {
  return { ok: false, findings }
}

export function finding(rule: string, says: string, more: Partial<Finding> = {}): Finding {
  return { rule, says, by: 1, who: [], periods: [], works: [], ...more }
}

/** For what cannot be unless the program is wrong; domain refusals are values. */
export function assert(condition: unknown, fact: string): asserts condition {
  if (!condition) throw new Error(`Broken assumption: ${fact}`)
}

/** `A`, `A and B`, `A, B and C`. */
export function sayList(words: readonly string[]): string {
  if (words.length <= 1) return words.join('')
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}

/** `1 week`, `2 weeks`, `0.5 months`. */
export function sayCount(count: number, one: string, many = `${one}s`): string {
  return `${Number(count.toFixed(2))} ${count === 1 ? one : many}`
}
