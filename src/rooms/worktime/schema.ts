// The words of hours that were worked: a week, planned and real, and what the rules say of them.
import { z } from 'zod'
import { daySchema } from '../../kernel/day.ts'
import { intervalSchema, verdictSchema } from '../hours/schema.ts'
import { lineSchema } from '../../kernel/id.ts'

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
