// What the review room offers over HTTP.
import { z } from 'zod'
import { daySchema } from '../../kernel/day.ts'
import { idSchema, lineSchema } from '../../kernel/id.ts'
import { endpoint } from '../../platform/contract.ts'
import { documentKinds, flagsSchema, formSchema, mediaTypes } from '../recruitment/schema.ts'
import {
  decisionSchema,
  markSchema,
  reviewerFigureSchema,
  reviewSchema,
  reviewSetupSchema,
  reviewStates,
  reviewWordsSchema,
  verdictSchema,
} from './schema.ts'

const scope = 'programme' as const
const access = 'selector' as const
const cycle = z.strictObject({ id: idSchema, cycle: idSchema })
const one = cycle.extend({ application: idSchema })
const version = z.int().min(0)
const BLIND = 'Where reviews are blinded, name and documents only after one’s own scores.'
const OTHERS = 'What others have scored, only after one’s own review; conflicts, their own only.'

export const pileRowSchema = z.object({
  application: z.string(),
  /** Null: blinded for who looks. */
  name: z.string().nullable(),
  nth: z.int(),
  state: z.string(),
  submittedOn: daySchema.nullable(),
  mark: markSchema,
  /** Of done reviews, by recommendation. */
  recommended: z.partialRecord(verdictSchema, z.int()),
  /** What was recommended is far apart. */
  isSplit: z.boolean(),
  reviewers: z.array(z.object({ id: z.string(), name: z.string(), state: z.enum(reviewStates) })),
  /** Of the acting person. */
  mine: z.enum(reviewStates).nullable(),
  decision: decisionSchema.nullable(),
})
export type PileRow = z.infer<typeof pileRowSchema>

export const pileSchema = z.object({
  programme: z.object({ id: z.string(), name: z.string() }),
  cycle: z.object({ id: z.string(), label: z.string(), zone: z.string() }),
  me: z.string(),
  decides: z.boolean(),
  setup: reviewSetupSchema,
  version: z.int(),
  rows: z.array(pileRowSchema),
  /** Those who may review, with what they have. */
  reviewers: z.array(reviewerFigureSchema),
})
export type Pile = z.infer<typeof pileSchema>

export const fileSchema = z.object({
  application: z.string(),
  name: z.string().nullable(),
  nth: z.int(),
  state: z.string(),
  /** Identity is held back until the own scores are there. */
  isBlinded: z.boolean(),
  form: formSchema,
  /** What the programme asks, by the ids under which the form answers. */
  questions: z.array(z.object({ id: z.string(), asks: z.string() })),
  examinations: z.array(z.object({ id: z.string(), name: z.string() })),
  documents: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(documentKinds),
      title: z.string(),
      mediaType: z.enum(mediaTypes),
      pages: z.int().nullable(),
      flags: flagsSchema,
    }),
  ),
  /** Said where one of the writers of letters has the address of who looks. */
  hint: z.string().nullable(),
  mine: reviewSchema.nullable(),
  others: z.array(reviewSchema),
  decision: decisionSchema.nullable(),
  /** Before and after it in the pile of the acting person. */
  before: z.string().nullable(),
  after: z.string().nullable(),
  place: z.object({ nth: z.int(), of: z.int() }),
})
export type FileView = z.infer<typeof fileSchema>

export const reviewContract = {
  pile: endpoint({
    method: 'GET',
    path: '/programmes/:id/cycles/:cycle/review',
    says: 'All applications of a cycle with their reviews and decisions, and how reviewers score.',
    ...{ access, scope, risk: 'personal', fields: `${BLIND} ${OTHERS}`, params: cycle },
    output: pileSchema,
  }),
  setUp: endpoint({
    method: 'PUT',
    path: '/programmes/:id/cycles/:cycle/review-setup',
    says: 'Change what is scored, by how many, blinded or not, and the letters of decisions.',
    ...{ access: 'recruiter', scope, params: cycle },
    body: z.strictObject({ setup: reviewSetupSchema, version }),
    output: z.object({ version: z.int() }),
  }),
  file: endpoint({
    method: 'GET',
    path: '/programmes/:id/cycles/:cycle/review/:application',
    says: 'One application to be read and scored.',
    ...{ access, scope, risk: 'personal', fields: `${BLIND} ${OTHERS}`, params: one },
    output: fileSchema,
  }),
  save: endpoint({
    method: 'PUT',
    path: '/programmes/:id/cycles/:cycle/review/:application',
    says: 'Write down one’s own review; it is done once everything is scored.',
    ...{ access, scope, risk: 'self', params: one },
    body: reviewWordsSchema.extend({ version, isDone: z.boolean() }),
    output: z.object({ version: z.int() }),
  }),
  recuse: endpoint({
    method: 'PUT',
    path: '/programmes/:id/cycles/:cycle/review/:application/conflict',
    says: 'Say that one should not judge this applicant, and why; or take that back.',
    ...{ access, scope, risk: 'self', params: one },
    body: z.strictObject({ version, conflict: lineSchema(300) }),
    output: z.object({ version: z.int() }),
  }),
  assign: endpoint({
    method: 'POST',
    path: '/programmes/:id/cycles/:cycle/reviewers',
    says: 'Give applications to reviewers, so that loads stay equal.',
    ...{ access: 'recruiter', scope, params: cycle },
    body: z.strictObject({
      applications: z.array(idSchema).min(1).max(2000),
      reviewers: z.array(idSchema).min(1).max(200),
      each: z.int().min(1).max(10),
    }),
    output: z.object({
      pairs: z.array(z.object({ application: z.string(), reviewer: z.string() })),
      says: z.string().nullable(),
    }),
  }),
  unassign: endpoint({
    method: 'POST',
    path: '/programmes/:id/cycles/:cycle/reviewers/removal',
    says: 'Take applications back from reviewers who have not begun.',
    ...{ access: 'recruiter', scope, params: cycle },
    body: z.strictObject({
      pairs: z
        .array(z.strictObject({ application: idSchema, reviewer: idSchema }))
        .min(1)
        .max(10_000),
    }),
    output: z.object({}),
  }),
  decide: endpoint({
    method: 'POST',
    path: '/programmes/:id/cycles/:cycle/decisions',
    says: 'Decide about applications. Nobody is told by it.',
    ...{ access: 'recruiter', scope, params: cycle },
    body: z.strictObject({
      decisions: z
        .array(z.strictObject({ application: idSchema, verdict: verdictSchema }))
        .min(1)
        .max(2000),
      note: lineSchema(500),
    }),
    output: z.object({ decided: z.int() }),
  }),
  tell: endpoint({
    method: 'POST',
    path: '/programmes/:id/cycles/:cycle/decisions/letters',
    says: 'Send the letters of decisions that their applicants have not been told yet.',
    ...{ access: 'recruiter', scope, risk: 'publish', params: cycle },
    body: z.strictObject({ applications: z.array(idSchema).min(1).max(2000) }),
    output: z.object({ told: z.int(), left: z.array(z.string()) }),
  }),
}
