// The words of call: its kinds with hours, needs, points and rest, and the days that are no ordinary ones.
import { z } from 'zod'
import { daySchema } from '../../kernel/day.ts'
import { idSchema, lineSchema, nameSchema } from '../../kernel/id.ts'
import { foreseenSchema } from '../hours/schema.ts'

/** Days of call: a holiday is one whatever day of the week it is. */
export const callDays = ['weekday', 'friday', 'saturday', 'sunday', 'holiday'] as const
export type CallDay = (typeof callDays)[number]

const clockSchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, {
  error: 'is not a time such as 17:00',
})
/** From a time to a time; an end that is not after the begin is on the day after. */
export const hoursSchema = z.strictObject({ from: clockSchema, to: clockSchema })

const ofDays = <Value extends z.ZodType>(value: Value) =>
  z.strictObject({ weekday: value, friday: value, saturday: value, sunday: value, holiday: value })

/** Words for people; what counts is hours, place and tier. */
export const callForms = [
  'overnight',
  'night-float',
  'short',
  'swing',
  'weekend',
  'holiday',
  'tandem',
  'buddy',
  'home',
  'week',
] as const

export const callFactsSchema = z.strictObject({
  form: z.enum(callForms),
  /** `backup` steps in with notice, `jeopardy` when nobody else is left. */
  tier: z.enum(['primary', 'backup', 'jeopardy']).default('primary'),
  where: z.enum(['in-house', 'home']),
  site: idSchema.nullable().default(null),
  /** Null = there is none on such a day. */
  hours: ofDays(hoursSchema.nullable()),
  /** People that are needed on such a day. */
  needs: ofDays(z.int().min(0).max(50)),
  /** What one of it weighs when burdens are compared. */
  points: ofDays(z.number().min(0).max(20)),
  /** One person has it for so many days on end, from a Monday on; 1 = day by day. */
  days: z.union([z.literal(1), z.literal(7)]).default(1),
  /** Levels that may have it; empty = all. */
  levels: z.array(idSchema).max(12).default([]),
  /** Months of training before the first one. */
  fromMonths: z.int().min(0).max(120).default(0),
  /** A competency that must be signed off before. */
  signOff: idSchema.nullable().default(null),
  /** Call belongs to the rotation: only during these works or categories; empty = during any. */
  rotations: z.array(idSchema).max(60).default([]),
  /** Not during these works or categories. */
  notDuring: z.array(idSchema).max(60).default([]),
  /** From one to the next of the same person. */
  nightsApart: z.int().min(1).max(28).default(1),
  /** The day after is free. */
  freeAfter: z.boolean().default(false),
  /** Under the eyes of whoever has this kind on the same day. */
  supervisedBy: idSchema.nullable().default(null),
  /** Standby: minutes until one is there, hours of notice, and what stepping in is paid back with. */
  responseMinutes: z.int().min(1).max(600).nullable().default(null),
  noticeHours: z.int().min(0).max(168).nullable().default(null),
  payback: z.number().min(0).max(10).nullable().default(null),
  note: lineSchema(400).default(''),
})
export type CallFacts = z.infer<typeof callFactsSchema>
export type CallFactsInput = z.input<typeof callFactsSchema>

export const callKindSchema = z.object({
  id: z.string(),
  code: z.string(),
  name: z.string(),
  color: z.int(),
  version: z.int(),
  facts: callFactsSchema,
})
export type CallKind = z.infer<typeof callKindSchema>

export const holidaySchema = z.object({
  id: z.string(),
  on: daySchema,
  name: nameSchema,
  isMajor: z.boolean(),
  /** Null = of the whole institution. */
  programme: z.string().nullable(),
})
export type Holiday = z.infer<typeof holidaySchema>

export const proposalStates = ['waiting', 'ready', 'failed', 'published', 'discarded'] as const
export type ProposalState = (typeof proposalStates)[number]

const tallySchema = z.object({ days: z.int(), points: z.number() })
export const ledgerSchema = z.object({
  /** The most burdened first. */
  rows: z.array(
    z.object({
      ...{ person: z.string(), name: z.string(), presence: z.number() },
      byDay: ofDays(tallySchema),
      byKind: z.record(z.string(), tallySchema),
      ...{ majorDays: z.int(), points: z.number(), fair: z.number() },
      /** Points above (or below) the fair share of the year before. */
      carried: z.number(),
    }),
  ),
  ...{ points: z.number(), most: z.number() },
  /** Nobody could have shared these calls out so that the most burdened has less. */
  leastMost: z.number(),
})
export type LedgerView = z.infer<typeof ledgerSchema>

export const givenCallSchema = z.object({ kind: z.string(), person: z.string(), on: daySchema })
export const publishedCallSchema = givenCallSchema.extend({
  ...{ id: z.string(), isPinned: z.boolean(), isTraded: z.boolean() },
})

/** How far planning is: pools, seconds, and how uneven the best roster of the pool still is. */
export const progressSchema = z.object({
  ...{ nth: z.int(), of: z.int(), pool: z.string(), found: z.boolean() },
  ...{ missed: z.number().nullable(), bound: z.number().nullable(), seconds: z.number() },
})
export type CallProgress = z.infer<typeof progressSchema>

/** Planned and not published. */
export const proposalSchema = z.object({
  ...{ id: z.string(), from: daySchema, to: daySchema, state: z.enum(proposalStates) },
  says: z.string(),
  /** Asked for; at most so long each pool is searched. */
  seconds: z.int(),
  progress: progressSchema.nullable(),
  calls: z.array(givenCallSchema),
  /** Of the year, as it would be with them. */
  ledger: ledgerSchema,
  ...{ added: z.int(), removed: z.int() },
  foreseen: z.array(foreseenSchema),
  /** By which pack. */
  pack: z.string(),
  /** Wishes that it does not grant, in sentences. */
  unmet: z.array(z.string()),
})
export type ProposalView = z.infer<typeof proposalSchema>

export const planWordsSchema = z
  .strictObject({ from: daySchema, to: daySchema, seconds: z.int().min(1).max(300).default(20) })
  .refine(({ from, to }) => from <= to, { error: 'ends before it begins', path: ['to'] })
export type PlanWords = z.infer<typeof planWordsSchema>

/** Days on which somebody would like call, or rather none. */
export const wishWordsSchema = z
  .strictObject({
    ...{ from: daySchema, to: daySchema, avoid: z.boolean() },
    kind: idSchema.nullable().default(null),
    note: lineSchema(200).default(''),
  })
  .refine(({ from, to }) => from <= to, { error: 'ends before it begins', path: ['to'] })
export type WishWords = z.infer<typeof wishWordsSchema>
export const wishSchema = z.object({
  ...{ id: z.string(), person: z.string(), kind: z.string().nullable() },
  ...{ from: daySchema, to: daySchema, avoid: z.boolean(), note: z.string() },
})
export type WishView = z.infer<typeof wishSchema>

export const kindWordsSchema = z.strictObject({
  code: lineSchema(6).min(1),
  name: nameSchema,
  color: z.int().min(0).max(11),
  facts: callFactsSchema,
})
export type KindWords = z.infer<typeof kindWordsSchema>

export const holidayWordsSchema = z.strictObject({
  on: daySchema,
  name: nameSchema,
  isMajor: z.boolean().default(false),
})
export type HolidayWords = z.infer<typeof holidayWordsSchema>
