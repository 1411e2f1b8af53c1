// The words of a trainee's own plan of a year: its items, what the year leaves, who agrees to it.
import { z } from 'zod'
import { daySchema } from '../../kernel/day.ts'
import { findingSchema } from '../../kernel/finding.ts'
import { idSchema, lineSchema } from '../../kernel/id.ts'
import { catalogueSchema } from '../catalogue/schema.ts'

/** Weeks of a year are counted from 1. */
export const MOST_WEEKS = 60
const weekSchema = z.int().min(1).max(MOST_WEEKS)
/** Several lines may be typed. */
const textSchema = (most: number) => z.string().max(most)

export const studyItemSchema = z.strictObject({
  id: idSchema,
  /** `leave`: vacation, taken out of elective time. */
  kind: z.enum(['elective', 'leave']),
  /** Id of the elective, or of the work that is the leave. */
  work: idSchema,
  from: weekSchema,
  weeks: weekSchema,
  track: idSchema.nullable().default(null),
  option: idSchema.nullable().default(null),
  /** How its weeks are spent, in their order; empty = as it comes. */
  parts: z
    .array(z.strictObject({ component: idSchema, weeks: weekSchema }))
    .max(30)
    .default([]),
  /** The mini-fellowship of which it is a part. */
  mini: idSchema.nullable().default(null),
  why: textSchema(1000).default(''),
  /** Why it is shorter than usual. */
  shortened: textSchema(400).default(''),
  /** The other programme to which these weeks shall count as well. */
  creditedTo: lineSchema(120).default(''),
})
export type StudyItem = z.infer<typeof studyItemSchema>

/** What a trainee writes. */
export const studyWordsSchema = z.strictObject({
  careerIntent: textSchema(400),
  adviser: idSchema.nullable(),
  items: z.array(studyItemSchema).max(80),
})
export type StudyWords = z.infer<typeof studyWordsSchema>

export const studyStates = ['draft', 'submitted', 'approved'] as const
export type StudyState = (typeof studyStates)[number]

export const capacities = ['trainee', 'adviser', 'section', 'director', 'planner'] as const
export type Capacity = (typeof capacities)[number]

/** `who`: ids of those who may agree here; empty = whoever directs the programme. */
export const stationSchema = z.object({
  capacity: z.enum(['adviser', 'section', 'director']),
  section: z.string(),
  who: z.array(z.string()),
})
export type Station = z.infer<typeof stationSchema>

export const stepKinds = [
  'submitted',
  'withdrawn',
  'approved',
  'returned',
  'taken-back',
  'reopened',
  'placed',
] as const
export type StepKind = (typeof stepKinds)[number]

export const studyStepSchema = z.object({
  seq: z.int(),
  kind: z.enum(stepKinds),
  capacity: z.enum(capacities),
  station: z.int().nullable(),
  by: z.string(),
  byName: z.string(),
  comment: z.string(),
  version: z.int(),
  at: z.iso.datetime(),
})
export type StudyStep = z.infer<typeof studyStepSchema>

/** A week that is not the trainee's to fill. */
export const fixedWeekSchema = z.object({
  week: z.int(),
  work: z.string(),
  code: z.string(),
  name: z.string(),
  color: z.int(),
  /** `elective`: promised or published already. */
  kind: z.enum(['required', 'leave', 'elective']),
  isPublished: z.boolean(),
})
export type FixedWeek = z.infer<typeof fixedWeekSchema>

/** What the year asks of this person besides electives: so many weeks, each stay at least `run`. */
export const requiredWorkSchema = z.object({
  ...{ work: z.string(), code: z.string(), name: z.string(), color: z.int() },
  ...{ weeks: z.int(), run: z.int() },
})

/** Another rule of the year about electives or leave. */
export const askSchema = z.object({
  reason: z.string(),
  works: z.array(z.string()),
  /** In words: the works that it names. */
  says: z.string(),
  least: z.number(),
  most: z.number().nullable(),
})

export const yearFactsSchema = z.object({
  weeks: z.array(z.object({ from: daySchema, to: daySchema })),
  level: z.string().nullable(),
  /** Competencies on record; null = nobody keeps a record of them. */
  held: z.array(z.string()).nullable(),
  catalogue: catalogueSchema,
  required: z.array(requiredWorkSchema),
  fixed: z.array(fixedWeekSchema),
  /** Weeks with published duty on top of the day's work. */
  callWeeks: z.array(z.int()),
  leaves: z.array(z.object({ id: z.string(), code: z.string(), name: z.string() })),
  asks: z.array(askSchema),
  /** By pool (`poolOf`): how many others are there in each week, the first at 0. */
  taken: z.record(z.string(), z.array(z.int())),
  /** Weeks of stays elsewhere that are confirmed, by elective. */
  confirmed: z.record(z.string(), z.array(z.int())),
  /** What of the person's other years is credited elsewhere. */
  credited: z.array(z.object({ work: z.string(), year: z.string() })),
})
export type YearFacts = z.infer<typeof yearFactsSchema>

/** `must`: with it the plan cannot be handed in. */
export const studyNoteSchema = findingSchema.extend({
  must: z.boolean(),
  weeks: z.array(z.int()),
  items: z.array(z.string()),
})
export type StudyNote = z.infer<typeof studyNoteSchema>

const personSchema = z.object({ id: z.string(), name: z.string() })
export const studySchema = studyWordsSchema.extend({
  state: z.enum(studyStates),
  version: z.int(),
  step: z.int(),
  savedAt: z.iso.datetime().nullable(),
  approvedAt: z.iso.datetime().nullable(),
  chain: z.array(stationSchema),
  taken: z.int(),
})
export type Study = z.infer<typeof studySchema>

export const studyViewSchema = z.object({
  person: personSchema.extend({ level: z.string().nullable() }),
  programme: personSchema,
  year: z.object({ id: z.string(), title: z.string() }),
  facts: yearFactsSchema,
  study: studySchema,
  steps: z.array(studyStepSchema),
  comments: z.array(
    z.object({
      id: z.string(),
      by: z.string(),
      byName: z.string(),
      week: z.int().nullable(),
      says: z.string(),
      at: z.iso.datetime(),
    }),
  ),
  /** Faculty whom one may ask for advice. */
  advisers: z.array(personSchema.extend({ section: z.string() })),
  /** What the acting person may do here now. */
  may: z.object({
    edit: z.boolean(),
    judge: z.enum(['adviser', 'section', 'director']).nullable(),
    takeBack: z.boolean(),
    reopen: z.boolean(),
    withdraw: z.boolean(),
    place: z.boolean(),
  }),
  /** Names of the people in the chain. */
  names: z.record(z.string(), z.string()),
})
export type StudyView = z.infer<typeof studyViewSchema>

export const classRowSchema = z.object({
  person: personSchema.extend({ level: z.string().nullable() }),
  state: z.enum(['none', ...studyStates]),
  /** Who is waited for: a capacity; null = nobody. */
  waits: z.enum(['adviser', 'section', 'director']).nullable(),
  careerIntent: z.string(),
  items: z.array(studyItemSchema),
  fixed: z.array(fixedWeekSchema),
  weeks: z.int(),
  musts: z.int(),
  comments: z.int(),
  placed: z.boolean(),
})
export const studyClassSchema = z.object({
  programme: personSchema,
  year: z.object({ id: z.string(), title: z.string() }).nullable(),
  years: z.array(z.object({ id: z.string(), title: z.string() })),
  weeks: z.array(z.object({ from: daySchema, to: daySchema })),
  budget: z.int(),
  works: z.array(
    z.object({
      id: z.string(),
      code: z.string(),
      name: z.string(),
      color: z.int(),
      kind: z.string(),
    }),
  ),
  rows: z.array(classRowSchema),
})
export type StudyClass = z.infer<typeof studyClassSchema>

export const placementSchema = z.object({
  draft: z.object({ id: z.string(), name: z.string(), plan: z.string() }),
  cells: z.int(),
  /** What did not fit, and what the rules of the year say of this person afterwards. */
  left: z.array(findingSchema),
  judged: z.array(findingSchema),
})
export type Placement = z.infer<typeof placementSchema>
