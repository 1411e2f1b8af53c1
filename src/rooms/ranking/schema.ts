// The words of ranking: the list, what it is certified as, and the roster that comes back.
import { z } from 'zod'
import { idSchema, lineSchema } from '../../kernel/id.ts'

/** Longer ones are written in the same three digits; the match itself sets no limit to a programme. */
export const MOST_RANKED = 999

/** One who is ranked; whoever applied and is not on the list is not ranked. */
export const entrySchema = z.strictObject({
  application: idSchema,
  /** A band of those who are thought alike; 1 is the highest. Never lower than that of whoever stands above. */
  tier: z.int().min(1).max(20),
  /** Of the discussion; nobody outside of the selection reads it. */
  note: lineSchema(500),
})
export type Entry = z.infer<typeof entrySchema>
export const entriesSchema = z.array(entrySchema).max(MOST_RANKED)

/** Who could be ranked, with what the list is made from. */
export const candidateSchema = z.object({
  application: z.string(),
  name: z.string(),
  given: z.string(),
  family: z.string(),
  aamcId: z.string().nullable(),
  nrmpId: z.string().nullable(),
  state: z.string(),
  /** Of the reviews, 0 to 100; each with its reviewer. */
  scores: z.array(
    z.object({ by: z.string(), score: z.number(), source: z.enum(['review', 'interview']) }),
  ),
  mean: z.number().nullable(),
  adjusted: z.number().nullable(),
})
export type Candidate = z.infer<typeof candidateSchema>

export const certificationSchema = z.object({
  nth: z.int(),
  hash: z.string(),
  ranked: z.int(),
  by: z.string(),
  at: z.string(),
  /** When the list was changed after it, so that it has to be certified anew; null = it holds. */
  reopenedAt: z.string().nullable(),
  reopenedBy: z.string().nullable(),
})
export type Certification = z.infer<typeof certificationSchema>

export const exportForms = ['nrmp', 'natmatch'] as const
export type ExportForm = (typeof exportForms)[number]

/** One line of the roster that comes back, as it was read. */
export const rosterLineSchema = z.object({
  line: z.int(),
  id: z.string(),
  name: z.string(),
  code: z.string(),
  status: z.string(),
})
export type RosterLine = z.infer<typeof rosterLineSchema>

/** `held`: nobody is made from it before somebody has said what it means. */
export const rosterVerdictSchema = z.object({
  line: z.int(),
  id: z.string(),
  name: z.string(),
  state: z.enum(['matched', 'not-ours', 'not-matched', 'held']),
  application: z.string().nullable(),
  rank: z.int().nullable(),
  says: z.string(),
})
export type RosterVerdict = z.infer<typeof rosterVerdictSchema>

/** Of a season, of those who do not come. */
export const recordClasses = ['files', 'letters', 'forms', 'judgements', 'lists'] as const
export type RecordClass = (typeof recordClasses)[number]
const monthsSchema = z.int().min(1).max(600).nullable()
/** Months after match day; null: kept. */
export const retentionSchema = z.strictObject({
  files: monthsSchema,
  letters: monthsSchema,
  forms: monthsSchema,
  judgements: monthsSchema,
  lists: monthsSchema,
})
export type RetentionMonths = z.infer<typeof retentionSchema>
