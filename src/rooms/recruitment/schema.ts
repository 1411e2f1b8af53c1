// The words of applying: the cycle with its dates, the applicant, the form, documents and letters.
import { z } from 'zod'
import { daySchema } from '../../kernel/day.ts'
import { idSchema, lineSchema, nameSchema } from '../../kernel/id.ts'

export const interviewModes = ['virtual', 'in-person', 'hybrid'] as const
export const documentKinds = [
  'form',
  'cv',
  'photo',
  'statement',
  'score-report',
  'letter',
  'other',
] as const
export type DocumentKind = (typeof documentKinds)[number]
/** What somebody uploads; the form is typed, letters come from their writers. */
export const uploadKinds = ['cv', 'photo', 'statement', 'score-report', 'other'] as const
export type UploadKind = (typeof uploadKinds)[number]
export const mediaTypes = ['application/pdf', 'image/jpeg', 'image/png', 'text/plain'] as const
export type MediaType = (typeof mediaTypes)[number]
export const applicationStates = ['begun', 'submitted', 'withdrawn'] as const
export type ApplicationState = (typeof applicationStates)[number]
export const letterStates = ['named', 'asked', 'received', 'declined', 'withdrawn'] as const
export type LetterState = (typeof letterStates)[number]

const textSchema = (most: number) => z.string().trim().max(most)

/** One document that a programme asks for. */
export const askedDocumentSchema = z.strictObject({
  kind: z.enum(uploadKinds),
  required: z.boolean(),
  /** Null: as many as there are. */
  pagesMax: z.int().min(1).max(50).nullable(),
  /** What the applicant reads about it. */
  prompt: textSchema(500),
})

/**
 * A question about who may apply. `board`: certified or qualified in the named specialty; `licence`:
 * could be licensed in the named state; `question`: yes or no.
 */
export const eligibilityRuleSchema = z.strictObject({
  id: idSchema,
  kind: z.enum(['board', 'licence', 'question']),
  asks: nameSchema,
  /** The specialty of the board, or the state; empty for a question. */
  of: lineSchema(80),
  /** Told to who applies, before they begin. */
  note: textSchema(300).default(''),
})
export type EligibilityRule = z.infer<typeof eligibilityRuleSchema>

/** An examination whose score is asked for. */
export const scoreRuleSchema = z.strictObject({
  id: idSchema,
  name: nameSchema,
  form: z.enum(['three-digit', 'pass-fail', 'either']),
  required: z.boolean(),
})
export type ScoreRule = z.infer<typeof scoreRuleSchema>

/** The society behind the match; `signedUntil`: when its agreement has to be signed. */
const sponsorSchema = z.strictObject({
  name: lineSchema(120),
  link: z.union([z.literal(''), z.url({ protocol: /^https$/ }).max(300)]),
  signedUntil: daySchema.nullable(),
})
export type Sponsor = z.infer<typeof sponsorSchema>
export const noSponsor: Sponsor = { name: '', link: '', signedUntil: null }

/** What a programme asks of whoever applies; an editable default until somebody has changed it. */
export const cycleSettingsSchema = z.strictObject({
  documents: z.array(askedDocumentSchema).max(20),
  letters: z.strictObject({
    count: z.int().min(0).max(6),
    /** Days after asking on which a writer is reminded, until the letter is there. */
    remindAfterDays: z.array(z.int().min(1).max(90)).max(5),
    prompt: textSchema(500),
  }),
  eligibility: z.array(eligibilityRuleSchema).max(20),
  scores: z.array(scoreRuleSchema).max(10),
  photo: z.strictObject({
    hiddenUntilInterview: z.boolean(),
    shortSideMin: z.int().min(50).max(2000),
  }),
  /** Words at the top of the form. */
  welcome: textSchema(1000),
  sponsor: sponsorSchema.default(noSponsor),
})
export type CycleSettings = z.infer<typeof cycleSettingsSchema>

const spanSchema = z.strictObject({ from: daySchema, to: daySchema })

/** A cycle as it is edited. Moments are instants; `zone` says on whose clock they are shown. */
export const cycleWordsSchema = z.strictObject({
  label: nameSchema.pipe(z.string().max(80)),
  /** Of `matchKinds` in `rules/defaults.ts`, or another word: it is data. */
  match: idSchema.pipe(z.string().max(40)),
  matchCode: lineSchema(20),
  quota: z.int().min(0).max(200).nullable(),
  interviewMode: z.enum(interviewModes),
  zone: lineSchema(60).min(1),
  opens: z.iso.datetime(),
  deadline: z.iso.datetime(),
  lettersUntil: z.iso.datetime(),
  interviews: spanSchema.nullable(),
  societyInterviews: spanSchema.nullable(),
  rankOpens: z.iso.datetime().nullable(),
  quotaDeadline: z.iso.datetime().nullable(),
  rankDeadline: z.iso.datetime().nullable(),
  matchDay: daySchema.nullable(),
  /** First day of the training. */
  starts: daySchema.nullable(),
  settings: cycleSettingsSchema,
})
export type CycleWords = z.infer<typeof cycleWordsSchema>

export const cycleSchema = cycleWordsSchema.extend({
  id: z.string(),
  programme: z.string(),
  version: z.int(),
})
export type Cycle = z.infer<typeof cycleSchema>

const monthSchema = z.union([
  z.literal(''),
  z
    .string()
    .regex(/^(19|20)\d\d-(0[1-9]|1[0-2])$/, { error: 'is not a month; write it as 2024-06' }),
])
const answerSchema = z.enum(['', 'yes', 'no'])

export const schoolingKinds = [
  'college',
  'medical-school',
  'internship',
  'residency',
  'fellowship',
] as const

/**
 * The fields of the society's common application, by their sense. Everything may be missing while it
 * is being filled in; `rules/complete.ts` says what must be there before it is sent.
 */
export const formSchema = z.strictObject({
  aamcId: lineSchema(12).default(''),
  nrmpId: lineSchema(12).default(''),
  address: textSchema(300).default(''),
  citizenship: z.enum(['', 'citizen', 'resident', 'visa']).default(''),
  visa: lineSchema(60).default(''),
  schooling: z
    .array(
      z.strictObject({
        kind: z.enum(schoolingKinds),
        place: lineSchema(160),
        from: monthSchema,
        to: monthSchema,
        degree: lineSchema(60).default(''),
      }),
    )
    .max(20)
    .default([]),
  /** In the specialty that the programme asks for. */
  board: z.enum(['', 'certified', 'qualified', 'neither']).default(''),
  boardMonth: monthSchema.default(''),
  licences: z
    .array(z.strictObject({ state: lineSchema(40), number: lineSchema(40), until: monthSchema }))
    .max(20)
    .default([]),
  /** Of the rules about who may apply, by their id. */
  answers: z
    .record(idSchema, z.strictObject({ says: answerSchema, note: textSchema(300) }))
    .default({}),
  /** Of the scores that are asked for, by their id; as it was typed. */
  scores: z.record(idSchema, lineSchema(20)).default({}),
  honours: textSchema(2000).default(''),
  publications: textSchema(4000).default(''),
  /** Actions against a licence, a privilege or a place of training; convictions. */
  discipline: answerSchema.default(''),
  disciplineNote: textSchema(1000).default(''),
  /** Gaps of more than three months, and whatever else should be known. */
  note: textSchema(2000).default(''),
  /** That it is true; typed in place of a signature. */
  signed: lineSchema(120).default(''),
})
export type ApplicationForm = z.infer<typeof formSchema>
export const emptyForm: ApplicationForm = formSchema.parse({})

/** What a reader should know of a document before it is opened. */
export const flagsSchema = z.object({
  /** A scan: it is read by eye only. */
  noText: z.boolean().optional(),
  /** Scripts or attachments were in it when it came; they cannot run where it is shown. */
  defused: z.boolean().optional(),
  pixels: z.object({ width: z.int(), height: z.int() }).optional(),
  /** It came by mail and the office attached it. */
  byMail: z.boolean().optional(),
})
export type DocumentFlags = z.infer<typeof flagsSchema>
