// How the office sees its seasons and files: the shapes of the answers.
import { z } from 'zod'
import { daySchema } from '../../kernel/day.ts'
import { idSchema } from '../../kernel/id.ts'
import { documentSchema, itemSchema } from './applicant-schema.ts'
import { verdicts } from './rules/eligibility.ts'
import {
  applicationStates,
  cycleSchema,
  cycleWordsSchema,
  formSchema,
  letterStates,
} from './schema.ts'

const named = z.object({ id: z.string(), name: z.string() })
const momentSchema = z.iso.datetime()

const countsSchema = z.object({
  begun: z.int(),
  submitted: z.int(),
  withdrawn: z.int(),
  complete: z.int(),
})
const phaseSchema = z.enum(['ahead', 'open', 'closed'])

export const pageStateSchema = z.object({
  isPublic: z.boolean(),
  version: z.int(),
  changedOn: daySchema,
  lookedOverOn: daySchema,
  lookedOverBy: z.string().nullable(),
  owner: named.nullable(),
  staleDays: z.int(),
  isStale: z.boolean(),
})
export type PageState = z.infer<typeof pageStateSchema>

export const recruitmentViewSchema = z.object({
  programme: named,
  institution: z.string(),
  /** On whose clock the dates of a new cycle are. */
  zone: z.string(),
  today: daySchema,
  cycles: z.array(cycleSchema.extend({ phase: phaseSchema, counts: countsSchema })),
  /** What a new cycle begins with: the last one a year later, or the usual. */
  next: cycleWordsSchema,
  page: pageStateSchema.nullable(),
  /** Who could look after the page. */
  owners: z.array(named),
})
export type RecruitmentView = z.infer<typeof recruitmentViewSchema>

export const applicationSummarySchema = z.object({
  id: z.string(),
  name: z.string(),
  state: z.enum(applicationStates),
  submittedAt: momentSchema.nullable(),
  file: z.enum(['complete', 'letters', 'incomplete']),
  letters: z.object({ received: z.int(), asked: z.int(), wanted: z.int() }),
  eligibility: z.enum(verdicts),
  /** Files that are read by eye only. */
  scans: z.int(),
})
export type ApplicationSummary = z.infer<typeof applicationSummarySchema>

export const seasonViewSchema = z.object({
  programme: named,
  cycle: cycleSchema.extend({ phase: phaseSchema }),
  applications: z.array(applicationSummarySchema),
})
export type SeasonView = z.infer<typeof seasonViewSchema>

const fileDocumentSchema = documentSchema.extend({
  source: z.enum(['applicant', 'writer', 'office']),
  /** Not shown yet: a photo, until the interview. */
  isHidden: z.boolean(),
})

export const fileViewSchema = z.object({
  programme: named,
  cycle: cycleSchema,
  id: z.string(),
  state: z.enum(applicationStates),
  submittedAt: momentSchema.nullable(),
  applicant: z.object({
    name: z.string(),
    email: z.string(),
    phone: z.string(),
    zone: z.string(),
    aamcId: z.string().nullable(),
    nrmpId: z.string().nullable(),
  }),
  form: formSchema,
  items: z.array(itemSchema),
  documents: z.array(fileDocumentSchema),
  letters: z.array(
    z.object({
      id: z.string(),
      writerName: z.string(),
      writerEmail: z.string(),
      writerRole: z.string(),
      waived: z.boolean(),
      state: z.enum(letterStates),
      askedAt: momentSchema.nullable(),
      remindedAt: momentSchema.nullable(),
      receivedAt: momentSchema.nullable(),
      document: fileDocumentSchema.nullable(),
    }),
  ),
  eligibility: z.array(
    z.object({
      rule: idSchema,
      asks: z.string(),
      /** From the form alone, with what it rests on. */
      says: z.enum(verdicts),
      evidence: z.string(),
      decided: z
        .object({
          verdict: z.enum(verdicts),
          reason: z.string(),
          by: z.string(),
          at: momentSchema,
        })
        .nullable(),
    }),
  ),
  overall: z.enum(verdicts),
})
export type FileView = z.infer<typeof fileViewSchema>
