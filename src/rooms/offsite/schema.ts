// The words of time at another hospital: the stay, its tasks, the agreement, what the director there says.
import { z } from 'zod'
import { daySchema } from '../../kernel/day.ts'
import { idSchema, lineSchema, nameSchema } from '../../kernel/id.ts'

export const stayStates = ['draft', 'asked', 'confirmed', 'declined', 'withdrawn'] as const
export const stayStateSchema = z.enum(stayStates)
export type StayState = (typeof stayStates)[number]

export const taskKinds = [
  'contact',
  'agreement',
  'credentialing',
  'malpractice',
  'travel',
  'visa',
  'vaccination',
  'funding',
  'risk',
  'log',
  'other',
] as const
export type TaskKind = (typeof taskKinds)[number]
export const taskStates = ['open', 'done', 'not-needed'] as const
export type TaskState = (typeof taskStates)[number]

const emailSchema = z.union([z.literal(''), z.email().max(200)])

/** What is asked for. A site is a record of the institution; `place` is the hospital by its name. */
export const stayWordsSchema = z.strictObject({
  elective: idSchema.nullable(),
  site: idSchema,
  place: nameSchema,
  abroad: z.boolean(),
  from: daySchema,
  to: daySchema,
  aim: z.string().trim().max(2000),
  directorName: lineSchema(120),
  directorEmail: emailSchema,
})
export type StayWords = z.infer<typeof stayWordsSchema>

export const taskSchema = z.object({
  id: z.string(),
  kind: z.enum(taskKinds),
  name: z.string(),
  /** Null: the office of the programme. */
  owner: z.object({ id: z.string(), name: z.string() }).nullable(),
  due: daySchema.nullable(),
  state: z.enum(taskStates),
  note: z.string(),
  changed: z.object({ by: z.string(), on: daySchema }).nullable(),
})
export type Task = z.infer<typeof taskSchema>

export const agreementSchema = z.object({
  id: z.string(),
  site: z.string(),
  siteName: z.string(),
  title: z.string(),
  from: daySchema,
  to: daySchema,
  alarmDays: z.int(),
  note: z.string(),
  state: z.enum(['ahead', 'valid', 'lapsing', 'over']),
  /** Confirmed stays that rest on it. */
  stays: z.int(),
})
export type Agreement = z.infer<typeof agreementSchema>

export const newAgreementSchema = z.strictObject({
  site: idSchema,
  title: nameSchema,
  from: daySchema,
  to: daySchema,
  alarmDays: z.int().min(0).max(400),
  note: lineSchema(500),
})
export type NewAgreement = z.infer<typeof newAgreementSchema>

export const staySummarySchema = z.object({
  id: z.string(),
  programme: z.string(),
  person: z.object({ id: z.string(), name: z.string() }),
  elective: z.object({ id: z.string(), name: z.string() }).nullable(),
  site: z.string(),
  place: z.string(),
  abroad: z.boolean(),
  from: daySchema,
  to: daySchema,
  state: stayStateSchema,
  /** Tasks that are settled, of all. */
  settled: z.int(),
  tasks: z.int(),
  /** The first day that one of the open tasks is due. */
  nextDue: daySchema.nullable(),
})
export type StaySummary = z.infer<typeof staySummarySchema>

export const stayViewSchema = staySummarySchema.extend({
  version: z.int(),
  aim: z.string(),
  note: z.string(),
  director: z.object({
    name: z.string(),
    email: z.string(),
    says: z.enum(['agrees', 'declines']).nullable(),
    note: z.string(),
    on: daySchema.nullable(),
    /** A link is out, good until then. */
    askedUntil: z.iso.datetime().nullable(),
  }),
  decided: z.object({ by: z.string(), on: daySchema }).nullable(),
  list: z.array(taskSchema),
  /** Agreements with the site that hold on all of its days. */
  rests: z.array(agreementSchema),
  /** Why it cannot be confirmed now; empty = it can. */
  lacks: z.array(z.string()),
  may: z.object({ change: z.boolean(), decide: z.boolean() }),
})
export type StayView = z.infer<typeof stayViewSchema>

/** What the director there reads, without an account. */
export const outsideViewSchema = z.object({
  institution: z.string(),
  programme: z.string(),
  trainee: z.string(),
  place: z.string(),
  from: daySchema,
  to: daySchema,
  aim: z.string(),
  elective: z.string().nullable(),
  directorName: z.string(),
  until: z.iso.datetime(),
})
export type OutsideView = z.infer<typeof outsideViewSchema>
