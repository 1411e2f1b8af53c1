// A year planned with its call: what is asked, how far it is, and the two ways beside each other.
import { z } from 'zod'
import { daySchema } from '../../kernel/day.ts'
import { idSchema } from '../../kernel/id.ts'
import { cellsSchema, goalSchema } from '../planning/schema.ts'
import { givenCallSchema } from './schema.ts'

/** `apart`: call on top of rotations that know nothing of it; `together`: both in one solve. */
export const ways = ['apart', 'together'] as const
export type Way = (typeof ways)[number]

export const measuresSchema = z.object({
  /** What the engine said, with what contradicts when there is no year. */
  says: z.string(),
  /** Pools of call that could not be planned, and why. */
  faults: z.array(z.string()),
  /** Amount by which musts of the year are broken. */
  broken: z.number(),
  /** Priced amounts missed, by goal. */
  levels: z.array(z.object({ goal: goalSchema, amount: z.number() })),
  /** Person-days of call asked for, and those that nobody has. */
  ...{ needs: z.int(), nobody: z.int() },
  /** Points of the one furthest above their fair share, and below it. */
  ...{ above: z.number(), below: z.number() },
  /** Findings of the chosen rules about hours, days ahead. */
  hours: z.int(),
  seconds: z.number(),
})
export type Measures = z.infer<typeof measuresSchema>

/** Stored; `cells` is null when no year was found. */
export type WayResult = Measures & {
  cells: z.infer<typeof cellsSchema> | null
  calls: z.infer<typeof givenCallSchema>[]
}
export type WayResults = Partial<Record<Way, WayResult>>

export const yearStates = ['waiting', 'ready', 'failed', 'taken', 'discarded'] as const

export const yearProgressSchema = z.object({
  way: z.enum(ways),
  /** Of the years and the pools of call of both ways. */
  ...{ nth: z.int(), of: z.int() },
  found: z.boolean(),
  seconds: z.number(),
})
export type YearProgress = z.infer<typeof yearProgressSchema>

const wayViewSchema = measuresSchema.extend({
  found: z.boolean(),
  calls: z.int(),
  /** Cells that differ from the draft as it is now. */
  differs: z.int(),
})
export type WayView = z.infer<typeof wayViewSchema>

export const callYearsSchema = z.object({
  programme: z.object({ id: z.string(), name: z.string() }),
  today: daySchema,
  kinds: z.int(),
  /** Of years that are not over. */
  drafts: z.array(
    z.object({
      ...{ id: z.string(), name: z.string(), plan: z.string(), title: z.string() },
      ...{ from: daySchema, to: daySchema },
    }),
  ),
  latest: z
    .object({
      ...{ id: z.string(), draft: z.string(), draftName: z.string(), plan: z.string() },
      /** Of the draft now, and when it was asked. */
      ...{ version: z.int(), askedVersion: z.int() },
      ...{ from: daySchema, to: daySchema, seconds: z.int(), says: z.string() },
      state: z.enum(yearStates),
      progress: yearProgressSchema.nullable(),
      ways: z.object({ apart: wayViewSchema.nullable(), together: wayViewSchema.nullable() }),
    })
    .nullable(),
})
export type CallYears = z.infer<typeof callYearsSchema>

export const yearWordsSchema = z.strictObject({
  draft: idSchema,
  /** For each of the two years; pools of call get at most twenty of it. */
  seconds: z.int().min(1).max(300).default(30),
})
export type YearWords = z.infer<typeof yearWordsSchema>

export const takeWordsSchema = z.strictObject({
  way: z.enum(ways),
  /** Of the draft that was seen. */
  version: z.int().min(0),
})
