// What the catalogue room offers over HTTP.
import { z } from 'zod'
import { daySchema } from '../../kernel/day.ts'
import { idSchema, lineSchema } from '../../kernel/id.ts'
import { byId, endpoint } from '../../platform/contract.ts'
import {
  catalogueSchema,
  catalogueViewSchema,
  changeSchema,
  competencyRecordSchema,
  editSchema,
  publicCatalogueSchema,
} from './schema.ts'

const scope = 'programme' as const
const nothing = z.object({})
const named = z.object({ id: z.string(), name: z.string() })
/** `draft`, or the id of a version. */
const which = idSchema

export const catalogueContract = {
  view: endpoint({
    method: 'GET',
    path: '/programmes/:id/catalogue',
    says: 'What can be chosen: the catalogue in force today, another version, or the draft.',
    fields: 'The draft is for planners.',
    access: 'member',
    scope,
    params: byId,
    query: z.strictObject({ version: which.optional() }),
    output: catalogueViewSchema,
  }),
  difference: endpoint({
    method: 'GET',
    path: '/programmes/:id/catalogue/difference',
    says: 'What two versions of the catalogue do not have in common, in sentences.',
    fields: 'The draft is for planners.',
    access: 'member',
    scope,
    params: byId,
    query: z.strictObject({ from: which, to: which }),
    output: z.object({ changes: z.array(changeSchema) }),
  }),
  begin: endpoint({
    method: 'POST',
    path: '/programmes/:id/catalogue/draft',
    says: 'Begin a draft: a copy of the newest version, or of what is sent, as it was before it was thrown away.',
    access: 'planner',
    scope,
    params: byId,
    body: z.strictObject({ document: catalogueSchema.optional() }),
    output: z.object({ id: z.string(), version: z.int() }),
  }),
  edit: endpoint({
    method: 'PATCH',
    path: '/programmes/:id/catalogue/draft',
    pace: 'edits',
    says: 'One small change of the draft; refused with what changed when the same thing was changed meanwhile (409).',
    access: 'planner',
    scope,
    params: byId,
    body: z.strictObject({ edit: editSchema }),
    output: z.object({ version: z.int(), undo: editSchema }),
  }),
  discard: endpoint({
    method: 'DELETE',
    path: '/programmes/:id/catalogue/draft',
    says: 'Throw the draft away.',
    access: 'planner',
    scope,
    params: byId,
    output: nothing,
  }),
  settle: endpoint({
    method: 'PUT',
    path: '/programmes/:id/catalogue/start',
    says: 'Put the draft in force from a day on; from then it is never altered.',
    access: 'planner',
    risk: 'publish',
    scope,
    params: byId,
    body: z.strictObject({ version: z.int().min(1), from: daySchema }),
    output: nothing,
  }),
  open: endpoint({
    method: 'PUT',
    path: '/programmes/:id/catalogue/public',
    says: 'Say whether anybody may read the catalogue in force.',
    access: 'planner',
    risk: 'publish',
    scope,
    params: byId,
    body: z.strictObject({ isPublic: z.boolean() }),
    output: nothing,
  }),
  public: endpoint({
    method: 'GET',
    path: '/catalogue/:institution/:programme',
    says: 'The catalogue of a programme that has made it public, with no people in it.',
    access: 'anyone',
    params: z.strictObject({ institution: idSchema, programme: idSchema }),
    output: publicCatalogueSchema,
  }),
  competencies: endpoint({
    method: 'GET',
    path: '/programmes/:id/competencies',
    says: 'Who has learned what, of that for which prerequisites ask.',
    fields: 'Planners see all trainees; others themselves.',
    access: 'member',
    risk: 'personal',
    scope,
    params: byId,
    output: z.object({
      programme: named,
      today: daySchema,
      mayPlan: z.boolean(),
      words: z.array(named),
      people: z.array(named.extend({ level: z.string().nullable() })),
      records: z.array(competencyRecordSchema),
    }),
  }),
  record: endpoint({
    method: 'POST',
    path: '/programmes/:id/competencies',
    says: 'Record that somebody has learned something.',
    access: 'planner',
    risk: 'personal',
    scope,
    params: byId,
    body: z.strictObject({
      person: idSchema,
      word: idSchema,
      since: daySchema,
      note: lineSchema(400).default(''),
    }),
    output: z.object({ id: z.string() }),
  }),
  end: endpoint({
    method: 'DELETE',
    path: '/programmes/:id/competencies/:record',
    says: 'It counts no longer; that it was recorded stays written down.',
    access: 'planner',
    risk: 'personal',
    scope,
    params: z.strictObject({ id: idSchema, record: idSchema }),
    output: nothing,
  }),
}
