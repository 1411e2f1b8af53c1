// The words of leave: types, a programme's policy, requests in parts, what is said of them.
import { z } from 'zod'
import { daySchema } from '../../kernel/day.ts'
import { findingSchema } from '../../kernel/finding.ts'
import { idSchema, lineSchema, nameSchema } from '../../kernel/id.ts'
import { spanDays, spanSchema } from '../../kernel/span.ts'

export const leaveStates = [
  'draft',
  'asked',
  'approved',
  'declined',
  'withdrawn',
  'cancelled',
] as const
export type LeaveState = (typeof leaveStates)[number]

/** Who says yes, step by step; `planner` = anybody who plans the programme. */
export const capacities = ['planner', 'chief', 'coordinator', 'director'] as const
export type Capacity = (typeof capacities)[number]

export const leaveTypeSchema = z.strictObject({
  id: idSchema,
  name: nameSchema,
  /** What stands in the year; null = the programme's work for leave. */
  work: idSchema.nullable(),
  /** Id of the type from whose days a year it is taken. */
  balance: idSchema,
  /** Null = as many as are approved. */
  daysAYear: z.int().min(0).max(366).nullable(),
  counts: z.enum(['workdays', 'days']),
  /** Null = as the programme says. */
  noticeDays: z.int().min(0).max(365).nullable(),
  /** So many days after the fact it may still be asked for. */
  pastDays: z.int().min(0).max(90),
  isPaid: z.boolean(),
  needsReason: z.boolean(),
  /** Who may read the reason: directors and coordinators, or directors alone. Chiefs never. */
  reasonFor: z.enum(['office', 'directors']),
  /** Counts as leave for the board (LV-2). */
  isAbrLeave: z.boolean(),
  /** Medical, parental, caregiver: six weeks are paid once (LV-1). */
  isQualifying: z.boolean(),
  /** No overnight call before it (PC-3). */
  freeNightBefore: z.boolean(),
})
export type LeaveType = z.infer<typeof leaveTypeSchema>

const daysSchema = z.int().min(0).max(366)
export const leavePolicySchema = z.strictObject({
  noticeDays: daysSchema,
  /** Workdays of one rotation. */
  maxDaysPerRotation: daysSchema,
  maxOffPerServicePerDay: z.int().min(1).max(99),
  blackouts: z
    .array(z.intersection(spanSchema, z.object({ name: nameSchema })))
    .max(40)
    .default([]),
  /** By work; where it says nothing, the coverage rules of the year do. */
  minStaffByService: z.record(idSchema, z.int().min(0).max(99)).default({}),
  /** Days of last year that may still be taken. */
  carryOver: daysSchema,
  /** Workdays missed of four weeks beyond which the rotation may not count. */
  creditLossThreshold: daysSchema,
  /** Paid once, of the first qualifying leave. */
  paidWeeks: z.int().min(0).max(52),
  /** Workdays of vacation that remain beside a qualifying leave. */
  reserveDays: daysSchema,
  /** Null = no board counts it (programmes of one year set their own limit). */
  abrWorkdaysAYear: daysSchema.nullable(),
  chain: z.array(z.enum(capacities)).min(1).max(4),
})
export type LeavePolicy = z.infer<typeof leavePolicySchema>

const LONGEST = 400
/** Every day of it is looked at, so it is no longer than a year and not of another century. */
export const partSchema = spanSchema.refine(
  (part) => part.from >= '2000-01-01' && part.to <= '2099-12-31' && spanDays(part) <= LONGEST,
  { error: `is longer than ${LONGEST} days, or not of this century`, path: ['to'] },
)

export const wordsSchema = z.strictObject({
  type: idSchema,
  /** In one piece or split. */
  parts: z.array(partSchema).min(1).max(8),
  reason: lineSchema(500).default(''),
})
export type LeaveWords = z.infer<typeof wordsSchema>

/** `must`: refused. `review`: somebody looks at it. `hint`: good to know, nothing more. */
export const leaveFindingSchema = findingSchema.extend({
  level: z.enum(['must', 'review', 'hint']),
  /** The days that it is about. */
  days: z.array(daySchema),
})
export type LeaveFinding = z.infer<typeof leaveFindingSchema>

export const verdictSchema = z.object({
  isClean: z.boolean(),
  findings: z.array(leaveFindingSchema),
  workdays: z.int(),
  abr: z
    .object({
      thisYear: z.int(),
      training: z.int(),
      allowed: z.int(),
      /** Workdays by which the training becomes longer. */
      extension: z.int(),
    })
    .nullable(),
})
export type LeaveVerdict = z.infer<typeof verdictSchema>

/** Leave that stands in the record, or has been asked for. */
export const takenSchema = z.object({
  /** Id of the request; else of the row. */
  id: z.string(),
  type: z.string(),
  from: daySchema,
  to: daySchema,
  isAsked: z.boolean(),
})
export type Taken = z.infer<typeof takenSchema>

/** Everything on which a judgement of somebody's request rests; the browser gets it as it is. */
export const leaveWorldSchema = z.object({
  today: daySchema,
  person: z.object({ id: z.string(), name: z.string() }),
  training: z.object({ from: daySchema, to: daySchema }),
  policy: leavePolicySchema,
  types: z.array(leaveTypeSchema),
  taken: z.array(takenSchema),
  rotations: z.array(
    z.object({
      work: z.string(),
      name: z.string(),
      from: daySchema,
      to: daySchema,
      min: z.int().nullable(),
      /** Others on the same service, day by day from `from`; and others of it who are away. */
      present: z.array(z.int()),
      away: z.array(z.int()),
    }),
  ),
  calls: z.array(z.object({ id: z.string(), name: z.string(), on: daySchema, endsOn: daySchema })),
})
export type LeaveWorld = z.infer<typeof leaveWorldSchema>

export const requestViewSchema = z.object({
  id: z.string(),
  programme: z.string(),
  person: z.object({ id: z.string(), name: z.string() }),
  type: z.string(),
  typeName: z.string(),
  state: z.enum(leaveStates),
  version: z.int(),
  parts: z.array(z.object({ from: daySchema, to: daySchema })),
  /** Null = there may be one, and it is not for the reader. */
  reason: z.string().nullable(),
  chain: z.array(z.enum(capacities)),
  agreed: z.int(),
  askedOn: daySchema.nullable(),
  decidedBy: z.string().nullable(),
  answer: z.string(),
  /** Of what is asked for or not yet; null of what is over. */
  verdict: verdictSchema.nullable(),
  may: z.object({
    change: z.boolean(),
    withdraw: z.boolean(),
    decide: z.boolean(),
    cancel: z.boolean(),
    /** It is approved, and days of it are left to give back. */
    shorten: z.boolean(),
  }),
})
export type RequestView = z.infer<typeof requestViewSchema>
