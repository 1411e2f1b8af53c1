// The words of the road to graduation: what is required, what is done, what is waived, which pathway.
import { z } from 'zod'
import { daySchema } from '../../kernel/day.ts'
import { idSchema, lineSchema, nameSchema } from '../../kernel/id.ts'

export const groupNames = ['time', 'breadth', 'counts', 'deliverables', 'reviews', 'leave'] as const
export type GroupName = (typeof groupNames)[number]

/** Time is counted in days of rotations; a rotation, and a month of rotations, is four weeks. */
export const timeUnits = ['weeks', 'rotations', 'months'] as const
export type TimeUnit = (typeof timeUnits)[number]

const amount = z.number().min(0).max(20_000)
/** Ids of work, or categories or kinds that work has. */
const works = z.array(idSchema).max(60)

const partSchema = z.strictObject({
  id: idSchema,
  name: nameSchema,
  works: works.default([]),
  /** Entries under this word count as well, in the same unit. */
  counter: idSchema.nullable().default(null),
})
const termSchema = z.strictObject({
  says: nameSchema,
  unit: nameSchema,
  /** `most`: so much of the part counts in this sum. */
  sum: z
    .array(z.strictObject({ part: idSchema, most: amount.nullable().default(null) }))
    .min(1)
    .max(10),
  least: amount,
})

export const measureSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('time'),
    works: works.min(1),
    least: amount,
    unit: z.enum(timeUnits),
    /** Requirements that take their days first: no day counts for both. */
    after: z.array(idSchema).max(20).default([]),
  }),
  z.strictObject({
    kind: z.literal('breadth'),
    areas: z
      .array(z.strictObject({ name: nameSchema, works }))
      .min(1)
      .max(30),
    most: amount,
    unit: z.enum(timeUnits),
  }),
  z.strictObject({ kind: z.literal('length'), months: z.int().min(1).max(120) }),
  z.strictObject({
    kind: z.literal('count'),
    counter: idSchema,
    unit: nameSchema,
    bound: z.enum(['at-least', 'at-most']),
    amount,
    /** `elsewhere`: another room gives the entries, nobody types them here. */
    entered: z.enum(['here', 'elsewhere']),
  }),
  z.strictObject({
    kind: z.literal('deliverable'),
    evidences: z
      .array(z.strictObject({ id: idSchema, name: nameSchema }))
      .min(1)
      .max(10),
  }),
  z.strictObject({
    kind: z.literal('formula'),
    unit: z.enum(timeUnits),
    parts: z.array(partSchema).min(1).max(10),
    terms: z.array(termSchema).min(1).max(10),
  }),
  z.strictObject({ kind: z.literal('leave'), workdaysAYear: z.int().min(0).max(260) }),
])
export type Measure = z.infer<typeof measureSchema>

export const requirementSchema = z.strictObject({
  id: idSchema,
  name: nameSchema,
  group: z.enum(groupNames),
  /** Binds only those who are on this pathway. */
  pathway: idSchema.nullable().default(null),
  /** Asked by an elective that somebody takes; no curriculum has such a one. */
  isElective: z.literal(true).optional(),
  /** Requirements that do not bind whoever is bound by this one. */
  replaces: z.array(idSchema).max(20).default([]),
  /** Only time at these levels counts; empty = all of the training. */
  levels: z.array(idSchema).max(10).default([]),
  /** `default`: nobody has confirmed the number yet. */
  source: z.enum(['program', 'default']),
  basis: lineSchema(200).default(''),
  measure: measureSchema,
})
export type Requirement = z.infer<typeof requirementSchema>

/** `here`: admitted by this programme. `elsewhere`: one applies to another programme. */
export const pathwayEntries = ['here', 'elsewhere'] as const

export const pathwaySchema = z.strictObject({
  id: idSchema,
  name: nameSchema,
  summary: lineSchema(400),
  entry: z.enum(pathwayEntries),
  /** Levels from which one may apply; empty = all. */
  levels: z.array(idSchema).max(10).default([]),
  needsGoodStanding: z.boolean().default(false),
  /** Places for each class that entered together; null = no limit. */
  capacity: z.int().min(0).max(200).nullable().default(null),
  leadsTo: lineSchema(200).default(''),
})
export type Pathway = z.infer<typeof pathwaySchema>

/** What holds for whoever begins on `since` or later, until a newer one. */
export const curriculumSchema = z.strictObject({
  since: daySchema,
  requirements: z.array(requirementSchema).max(80),
  pathways: z.array(pathwaySchema).max(20),
})
export type Curriculum = z.infer<typeof curriculumSchema>

export const memberStates = ['applied', 'approved', 'declined', 'withdrawn', 'completed'] as const
export type MemberState = (typeof memberStates)[number]

export const stateNames = ['done', 'on-the-way', 'behind', 'waived', 'open'] as const
export type StateName = (typeof stateNames)[number]

const proofSchema = z.object({
  /** Of an entry that somebody made here and that may be taken back. */
  entry: z.string().nullable(),
  says: z.string(),
  amount: z.number(),
  unit: z.string(),
  from: daySchema,
  to: daySchema,
  isAhead: z.boolean(),
  /** An entry of the trainee's own counts, and is shown as such until somebody confirms it. */
  isConfirmed: z.boolean(),
})
export type Proof = z.infer<typeof proofSchema>

export const goalViewSchema = z.object({
  says: z.string(),
  bound: z.enum(['at-least', 'at-most']),
  unit: z.string(),
  state: z.enum(stateNames),
  /** Until today, and with all that is planned. */
  value: z.number(),
  planned: z.number(),
  needed: z.number(),
})
export type GoalView = z.infer<typeof goalViewSchema>

export const itemSchema = goalViewSchema.extend({
  id: z.string(),
  name: z.string(),
  group: z.enum(groupNames),
  /** The pathway that asks for it; null = the curriculum. */
  pathway: z.object({ id: z.string(), name: z.string() }).nullable(),
  isElective: z.boolean(),
  source: z.enum(['program', 'default']),
  basis: z.string(),
  /** The day by which it will be done, and the block that holds it. */
  by: daySchema.nullable(),
  block: z.string().nullable(),
  goals: z.array(goalViewSchema),
  evidence: z.array(proofSchema),
  /** Under which words something can be entered here. */
  enters: z.array(z.object({ counter: z.string(), name: z.string(), unit: z.string() })),
  waiver: z
    .object({ id: z.string(), reason: z.string(), by: z.string(), on: daySchema })
    .nullable(),
})
export type Item = z.infer<typeof itemSchema>

export const memberSchema = z.object({
  id: z.string(),
  pathway: z.string(),
  pathwayName: z.string(),
  entry: z.enum(pathwayEntries),
  person: z.object({ id: z.string(), name: z.string(), level: z.string().nullable() }),
  state: z.enum(memberStates),
  statement: z.string(),
  /** What was said with the last decision. */
  note: z.string(),
  appliedOn: daySchema,
  decidedOn: daySchema.nullable(),
  decidedBy: z.string().nullable(),
  /** Of those of the same class that are taken. */
  place: z.int().nullable(),
})
export type Member = z.infer<typeof memberSchema>
