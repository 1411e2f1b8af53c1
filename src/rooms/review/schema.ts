// The words of reviewing: what is scored, what a reviewer says, what the programme decides.
import { z } from 'zod'
import { idSchema, lineSchema, nameSchema } from '../../kernel/id.ts'

/** In the order of the keys 1 to 4. What a reviewer recommends and what is decided are two things. */
export const verdicts = ['interview', 'waitlist', 'hold', 'reject'] as const
export type VerdictName = (typeof verdicts)[number]
export const verdictSchema = z.enum(verdicts)

/** What is scored from 1 to `most`. */
export const criterionSchema = z.strictObject({
  id: idSchema,
  name: nameSchema,
  /** What a high and a low score mean, in a sentence. */
  says: z.string().trim().max(300),
  most: z.int().min(2).max(10),
})
export type Criterion = z.infer<typeof criterionSchema>

/** The letter that goes out with a decision; {name}, {programme} and {season} are put in. */
export const templateSchema = z.strictObject({
  subject: lineSchema(120).min(1),
  text: z.string().trim().min(1).max(4000),
})

export const reviewSetupSchema = z.strictObject({
  criteria: z.array(criterionSchema).min(1).max(12),
  /** Reviewers see neither name nor documents before they have scored the form. */
  isBlinded: z.boolean(),
  /** Reviewers of each application. */
  each: z.int().min(1).max(10),
  templates: z.strictObject({
    interview: templateSchema,
    waitlist: templateSchema,
    hold: templateSchema,
    reject: templateSchema,
  }),
})
export type ReviewSetup = z.infer<typeof reviewSetupSchema>

export const scoresSchema = z.record(idSchema, z.int().min(1).max(10))
export type Scores = z.infer<typeof scoresSchema>

/** `conflict`: this reviewer should not judge this applicant, says the reviewer. */
export const reviewStates = ['assigned', 'done', 'conflict'] as const
export type ReviewState = (typeof reviewStates)[number]

export const reviewWordsSchema = z.strictObject({
  scores: scoresSchema,
  recommendation: verdictSchema.nullable(),
  note: z.string().trim().max(4000),
})
export type ReviewWords = z.infer<typeof reviewWordsSchema>

export const reviewSchema = reviewWordsSchema.extend({
  reviewer: z.string(),
  reviewerName: z.string(),
  state: z.enum(reviewStates),
  /** Why there is a conflict; only planners and the reviewer read it. */
  conflict: z.string(),
  version: z.int(),
  doneAt: z.string().nullable(),
})
export type Review = z.infer<typeof reviewSchema>

export const decisionSchema = z.object({
  verdict: verdictSchema,
  by: z.string(),
  at: z.string(),
  note: z.string(),
  /** When the applicant was told. */
  toldAt: z.string().nullable(),
})
export type Decision = z.infer<typeof decisionSchema>

/** Shares from 0 to 100. `adjusted`: without what is peculiar to the reviewers; see `calibrate`. */
export const markSchema = z.object({
  reviews: z.int(),
  mean: z.number().nullable(),
  adjusted: z.number().nullable(),
  /** The highest less the lowest. */
  spread: z.number().nullable(),
})
export type Mark = z.infer<typeof markSchema>

export const reviewerFigureSchema = z.object({
  reviewer: z.string(),
  name: z.string(),
  assigned: z.int(),
  done: z.int(),
  mean: z.number().nullable(),
  /** Standard deviation of their scores. */
  deviation: z.number().nullable(),
  /** How much more than the others this reviewer gives to the same applicants; null with nobody to compare. */
  leniency: z.number().nullable(),
})
export type ReviewerFigure = z.infer<typeof reviewerFigureSchema>
