// What applicants and writers of letters see: the shapes of the answers.
import { z } from 'zod'
import { daySchema } from '../../kernel/day.ts'
import {
  applicationStates,
  cycleSettingsSchema,
  documentKinds,
  flagsSchema,
  formSchema,
  interviewModes,
  letterStates,
  mediaTypes,
  uploadKinds,
} from './schema.ts'

const momentSchema = z.iso.datetime()

export const documentSchema = z.object({
  id: z.string(),
  kind: z.enum(documentKinds),
  fileName: z.string(),
  mediaType: z.enum(mediaTypes),
  size: z.int(),
  pages: z.int().nullable(),
  flags: flagsSchema,
  at: momentSchema,
})
export type DocumentView = z.infer<typeof documentSchema>

export const itemSchema = z.object({
  id: z.string(),
  kind: z.enum(['form', 'letters', ...uploadKinds]),
  name: z.string(),
  prompt: z.string(),
  required: z.boolean(),
  state: z.enum(['done', 'open', 'waiting']),
  says: z.string(),
})

export const ownLetterSchema = z.object({
  id: z.string(),
  writerName: z.string(),
  writerEmail: z.string(),
  writerRole: z.string(),
  waived: z.boolean(),
  state: z.enum(letterStates),
  askedAt: momentSchema.nullable(),
  remindedAt: momentSchema.nullable(),
  receivedAt: momentSchema.nullable(),
  /** The letter itself, when the applicant has kept the right to see it and it is there. */
  document: z.object({ id: z.string(), mediaType: z.enum(mediaTypes) }).nullable(),
})

const named = z.object({ id: z.string(), name: z.string() })

/** A season as everybody may see it before they begin. */
export const openCycleSchema = z.object({
  id: z.string(),
  label: z.string(),
  programme: named,
  institution: named,
  zone: z.string(),
  opens: momentSchema,
  deadline: momentSchema,
  lettersUntil: momentSchema,
  /** How places are filled. */
  match: z.string(),
  interviewMode: z.enum(interviewModes),
  interviews: z.object({ from: daySchema, to: daySchema }).nullable(),
  starts: daySchema.nullable(),
  phase: z.enum(['ahead', 'open', 'closed']),
  settings: cycleSettingsSchema,
})
export type OpenCycle = z.infer<typeof openCycleSchema>

export const ownApplicationSchema = z.object({
  id: z.string(),
  cycle: openCycleSchema,
  state: z.enum(applicationStates),
  begunAt: momentSchema,
  submittedAt: momentSchema.nullable(),
  withdrawnAt: momentSchema.nullable(),
  version: z.int(),
  applicant: z.object({
    given: z.string(),
    family: z.string(),
    email: z.string(),
    phone: z.string(),
    zone: z.string(),
  }),
  form: formSchema,
  items: z.array(itemSchema),
  /** Why it cannot be sent now; empty = it can. */
  lacks: z.array(z.string()),
  documents: z.array(documentSchema),
  letters: z.array(ownLetterSchema),
  /** Writers may still be named and reminded. */
  mayAsk: z.boolean(),
})
export type OwnApplication = z.infer<typeof ownApplicationSchema>

/** What somebody reads who is asked for a letter. */
export const letterRequestSchema = z.object({
  applicant: z.string(),
  programme: z.string(),
  institution: z.string(),
  label: z.string(),
  writerName: z.string(),
  waived: z.boolean(),
  until: momentSchema,
  zone: z.string(),
})
