// The words of planning: people, periods, work, rules as data; the file format of the command line.
import { z } from 'zod'
import { daySchema } from '../../kernel/day.ts'
import { findingSchema } from '../../kernel/finding.ts'
import { idSchema as ref, lineSchema } from '../../kernel/id.ts'
import { not } from '../../kernel/schemas.ts'
import { workKinds } from '../programme/schema.ts'

export { workKinds }

/** One column of the roster; first and last day included. Periods follow one another without a hole. */
export const periodSchema = z.strictObject({
  id: ref,
  label: lineSchema(40).optional(),
  from: daySchema,
  to: daySchema,
})

/** A level from a day on (`R1` from 1 July); the list is in time order, history is never rewritten. */
export const datedLevelSchema = z.strictObject({ level: ref, from: daySchema.optional() })

export const personSchema = z.strictObject({
  id: ref,
  name: lineSchema(120).min(1),
  /** Short for `levels: [{ level }]`. */
  level: ref.optional(),
  levels: z.array(datedLevelSchema).optional(),
  groups: z.array(ref).default([]),
  /** First and last day in the programme; absent = the whole time line. */
  from: daySchema.optional(),
  to: daySchema.optional(),
  /** Months of training completed before the first period. */
  monthsTrained: z.number().min(0).max(240).default(0),
  /** Part of full time, 0.1 to 1. */
  share: z.number().min(0.1).max(1).default(1),
})

export const workSchema = z.strictObject({
  id: ref,
  /** Two to four letters for the cell; defaults to the id. */
  code: lineSchema(8).min(1).optional(),
  name: lineSchema(120).optional(),
  kind: z.enum(workKinds).default('rotation'),
  /** Free groups that rules may name: `msk`, `night`, `subspecialty:neuro`. */
  categories: z.array(ref).default([]),
  /** The limited thing it needs, for example a magnet; see `resources`. */
  resource: ref.optional(),
  site: ref.optional(),
})

/** Something that takes at most `capacity` people at once, from its commissioning to its end. */
export const resourceSchema = z.strictObject({
  id: ref,
  name: lineSchema(120).optional(),
  capacity: z.int().min(0),
  /** Usable from this day on; absent = always. Under construction: give the expected day. */
  from: daySchema.optional(),
  to: daySchema.optional(),
  /** `false`: not usable at all (under construction without a date). */
  usable: z.boolean().default(true),
})

/** Approved absence. Stored once; every view of it derives from here. */
export const absenceSchema = z.strictObject({
  person: ref,
  from: daySchema,
  to: daySchema,
  /** Id of a work of kind `leave`; absent = any. */
  work: ref.optional(),
})

/** A wish of a person: to have (or, `avoid`, not to have) this work, in these periods or in any. */
export const wishSchema = z.strictObject({
  person: ref,
  work: ref,
  periods: z.array(ref).optional(),
  /** 1 is the dearest. */
  rank: z.int().min(1).max(20).default(1),
  avoid: z.boolean().default(false),
})

/** A cell that must stay as it is. `work: null` pins an empty cell. */
export const pinSchema = z.strictObject({
  person: ref,
  period: ref,
  work: ref.nullable(),
  reason: z.string().max(400).optional(),
})

/** Days of a work done before the first period; counts toward requirements that ask for it. */
export const historySchema = z.strictObject({ person: ref, work: ref, days: z.number().min(0) })

/** In the order in which they are satisfied; an earlier goal is never given up for a later one. */
export const goals = ['coverage', 'requirement', 'fairness', 'shape', 'wish'] as const
export const goalSchema = z.enum(goals)
export type Goal = z.infer<typeof goalSchema>

export const strengthSchema = z.union(
  [
    z.literal('must'),
    z.strictObject({ prefer: goalSchema, price: z.number().positive().max(1000).default(1) }),
  ],
  {
    error: ({ input }) =>
      `must be "must" or {"prefer": GOAL, "price": NUMBER}${not(input)}; a goal is one of ${goals.join(', ')}, a price is above 0 and at most 1000`,
  },
)
export type Strength = z.infer<typeof strengthSchema>

/** A programme's choice of a rule. `params` is checked against the rule's own schema. */
export const ruleChoiceSchema = z.strictObject({
  id: ref.optional(),
  rule: ref,
  params: z.record(z.string(), z.unknown()).default({}),
  strength: strengthSchema.default('must'),
  author: lineSchema(120).optional(),
  reason: z.string().max(2000).optional(),
})
export type RuleChoice = z.infer<typeof ruleChoiceSchema>

export const FORMAT = 'isocenter.problem'
export const ROSTER_FORMAT = 'isocenter.roster'

export const problemSchema = z.strictObject({
  format: z.literal(FORMAT),
  version: z.literal(1),
  title: lineSchema(200).optional(),
  periods: z.array(periodSchema).min(1).max(1100),
  people: z.array(personSchema).min(1).max(2000),
  work: z.array(workSchema).min(1).max(500),
  resources: z.array(resourceSchema).default([]),
  absences: z.array(absenceSchema).default([]),
  wishes: z.array(wishSchema).default([]),
  pins: z.array(pinSchema).default([]),
  history: z.array(historySchema).default([]),
  rules: z.array(ruleChoiceSchema).default([]),
})
export type Problem = z.infer<typeof problemSchema>
export type ProblemInput = z.input<typeof problemSchema>

/** Per person one entry a period: the id of the work, or null for nothing. */
export const cellsSchema = z.record(ref, z.array(ref.nullable()))

export const levelScoreSchema = z.object({
  goal: goalSchema,
  /** Priced amount by which the wishes of this goal are missed; 0 is perfect. */
  amount: z.number(),
  /** No roster can miss less than this; null while unknown. */
  bound: z.number().nullable(),
})

export const scoreSchema = z.object({
  /** Amount by which musts are broken; 0 for every roster that may be saved. */
  broken: z.number(),
  levels: z.array(levelScoreSchema),
  /** All goals in one number, prices far enough apart. */
  total: z.number(),
  bound: z.number().nullable(),
  /**
   * `(amount - bound) / amount` of the first goal that is not proven; 0 = proven best; null = the
   * bound is too weak for a percentage to mean something.
   */
  gap: z.number().nullable(),
})
export type Score = z.infer<typeof scoreSchema>

export const rosterFileSchema = z.strictObject({
  format: z.literal(ROSTER_FORMAT),
  version: z.literal(1),
  title: z.string().optional(),
  cells: cellsSchema,
  score: scoreSchema.optional(),
  findings: z.array(findingSchema).optional(),
})
export type RosterFile = z.infer<typeof rosterFileSchema>
export type Cells = z.infer<typeof cellsSchema>
