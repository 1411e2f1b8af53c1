// The words of hours that were worked: a week, planned and real, and what the rules say of them.
import { z } from 'zod'
import { daySchema } from '../../kernel/day.ts'
import { intervalSchema, verdictSchema } from '../hours/schema.ts'
import { idSchema, lineSchema } from '../../kernel/id.ts'

/** Weeks that end so many days ago are closed for the one who worked them. */
export const CLOSED_AFTER_DAYS = 14

export const weekStates = ['ahead', 'running', 'open', 'confirmed', 'closed'] as const
export type WeekState = (typeof weekStates)[number]

export const weekViewSchema = z.object({
  monday: daySchema,
  state: z.enum(weekStates),
  version: z.int(),
  /** As the record says now. */
  planned: z.array(intervalSchema.extend({ name: z.string() })),
  /** As it was confirmed; null = not yet. */
  actual: z.array(intervalSchema).nullable(),
  hours: z.object({ planned: z.number(), actual: z.number().nullable() }),
  reason: z.string(),
})
export type WeekView = z.infer<typeof weekViewSchema>

export const causes = [
  'schedule',
  'staffing',
  'handover',
  'late-work',
  'own-choice',
  'entry',
  'other',
] as const
export type Cause = (typeof causes)[number]

/** What a broken rule came of and what will be done; by rule and the first day of its window. */
export const causeSchema = z.object({
  ...{ person: z.string(), rule: z.string(), from: daySchema, cause: z.enum(causes) },
  ...{ says: z.string(), plan: z.string(), version: z.int(), by: z.string() },
})
export type CauseView = z.infer<typeof causeSchema>

export const causeWordsSchema = z.strictObject({
  rule: idSchema,
  from: daySchema,
  cause: z.enum(causes),
  /** No names, no patients. */
  says: lineSchema(300).default(''),
  plan: lineSchema(400).default(''),
  /** As it was seen; 0 = nothing was written yet. */
  version: z.int().min(0),
})
export type CauseWords = z.infer<typeof causeWordsSchema>

export const myHoursSchema = z.object({
  programme: z.object({ id: z.string(), name: z.string() }),
  person: z.object({ id: z.string(), name: z.string() }),
  zone: z.string(),
  today: daySchema,
  pack: z.string(),
  week: weekViewSchema,
  /** The last weeks, the newest first. */
  weeks: z.array(z.object({ monday: daySchema, state: z.enum(weekStates) })),
  /** Of what was confirmed and what is planned; broken and to be looked at. */
  verdicts: z.array(verdictSchema),
  causes: z.array(causeSchema),
  plans: z.boolean(),
  /** Hours a week on the average of the four weeks that end on a day: a picture, nothing is judged by it. */
  rolling: z.array(z.object({ day: daySchema, hours: z.number().nullable() })),
})
export type MyHours = z.infer<typeof myHoursSchema>

export const confirmSchema = z.strictObject({
  version: z.int().min(0),
  entries: z.array(intervalSchema).max(100),
  /** Needed by who changes a closed week. */
  reason: lineSchema(400).default(''),
})
export type ConfirmWords = z.infer<typeof confirmSchema>

export const classHoursSchema = z.object({
  programme: z.object({ id: z.string(), name: z.string() }),
  pack: z.string(),
  today: daySchema,
  /** What broken rules of the last weeks came of, without names; `unsaid` = nobody has said. */
  causes: z.array(z.object({ cause: z.enum(causes), count: z.int() })),
  unsaid: z.int(),
  people: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      /** Of the last four weeks that are over: how many are confirmed. */
      confirmed: z.int(),
      /** Hours of each of the next four weeks, as planned. */
      ahead: z.array(z.number()),
      past: z.array(verdictSchema),
      predicted: z.array(verdictSchema),
    }),
  ),
})
export type ClassHours = z.infer<typeof classHoursSchema>
