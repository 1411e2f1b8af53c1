// What the room of study plans offers over HTTP.
import { z } from 'zod'
import { idSchema } from '../../kernel/id.ts'
import { byId, endpoint } from '../../platform/contract.ts'
import {
  MOST_WEEKS,
  placementSchema,
  studyClassSchema,
  studyViewSchema,
  studyWordsSchema,
} from './schema.ts'

const one = z.strictObject({ id: idSchema, person: idSchema })
/** Which year of the programme; the newest one of the person when left out. */
const ofYear = z.strictObject({ plan: idSchema.optional() })
const scope = 'programme' as const
const commentSchema = z.string().trim().max(2000)

const waitingSchema = z.object({
  programme: z.string(),
  plan: z.string(),
  title: z.string(),
  person: z.string(),
  name: z.string(),
  capacity: z.enum(['adviser', 'section', 'director']),
})
const ownSchema = z.object({
  programme: z.string(),
  plan: z.string(),
  title: z.string(),
  state: z.enum(['none', 'draft', 'submitted', 'approved']),
  isReturned: z.boolean(),
})

export const studyPlansContract = {
  waiting: endpoint({
    method: 'GET',
    path: '/study-plans',
    says: 'Plans of a year that wait for the acting person to agree, and their own.',
    access: 'signed-in',
    risk: 'self',
    output: z.object({ waiting: z.array(waitingSchema), own: z.array(ownSchema) }),
  }),
  class: endpoint({
    method: 'GET',
    path: '/programmes/:id/study-plans',
    says: "Everybody's plan of a year, week by week, and how far it is.",
    access: 'planner',
    risk: 'personal',
    scope,
    params: byId,
    query: ofYear,
    output: studyClassSchema,
  }),
  view: endpoint({
    method: 'GET',
    path: '/programmes/:id/study-plans/:person',
    says: "One person's plan of a year with all that it is judged by.",
    fields: 'For the person, those who must agree to it, and planners; for others it is not there.',
    access: 'member',
    risk: 'personal',
    scope,
    params: one,
    query: ofYear,
    output: studyViewSchema,
  }),
  save: endpoint({
    method: 'PUT',
    path: '/programmes/:id/study-plans/:person',
    pace: 'edits',
    says: "Save one's own plan while it is a draft; refused when it has changed meanwhile (409).",
    access: 'member',
    risk: 'self',
    scope,
    params: one,
    query: ofYear,
    body: studyWordsSchema.extend({ version: z.int().min(0) }),
    output: studyViewSchema,
  }),
  step: endpoint({
    method: 'POST',
    path: '/programmes/:id/study-plans/:person/steps',
    says: 'Hand in, withdraw, agree, return, take back, or reopen a plan; each is dated and stays.',
    fields: 'Handing in and withdrawing is for the person, the rest for those who must agree.',
    access: 'member',
    scope,
    params: one,
    query: ofYear,
    body: z.strictObject({
      kind: z.enum(['submitted', 'withdrawn', 'approved', 'returned', 'taken-back', 'reopened']),
      comment: commentSchema.default(''),
      /** The version and the last step that one has seen. */
      version: z.int().min(0),
      step: z.int().min(0),
    }),
    output: studyViewSchema,
  }),
  comment: endpoint({
    method: 'POST',
    path: '/programmes/:id/study-plans/:person/comments',
    says: 'Say something about a plan or one of its weeks; it stays.',
    access: 'member',
    scope,
    params: one,
    query: ofYear,
    body: z.strictObject({
      says: commentSchema.min(1),
      week: z.int().min(1).max(MOST_WEEKS).nullable().default(null),
    }),
    output: studyViewSchema,
  }),
  place: endpoint({
    method: 'PUT',
    path: '/programmes/:id/study-plans/:person/placement',
    says: 'Put an approved plan into the newest draft of its year; what does not fit is said.',
    access: 'planner',
    scope,
    params: one,
    query: ofYear,
    output: placementSchema,
  }),
}
