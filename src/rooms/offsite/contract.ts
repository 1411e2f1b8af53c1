// What the offsite room offers over HTTP.
import { z } from 'zod'
import { daySchema } from '../../kernel/day.ts'
import { idSchema, lineSchema, nameSchema } from '../../kernel/id.ts'
import { byId, endpoint } from '../../platform/contract.ts'
import {
  agreementSchema,
  newAgreementSchema,
  outsideViewSchema,
  staySummarySchema,
  stayStates,
  stayViewSchema,
  stayWordsSchema,
  taskStates,
} from './schema.ts'

const scope = 'programme' as const
const one = z.strictObject({ id: idSchema, stay: idSchema })
const byToken = z.strictObject({ token: lineSchema(200).min(1) })
const OWN = 'Trainees see their own only.'

export const staysViewSchema = z.object({
  programme: z.object({ id: z.string(), name: z.string() }),
  today: daySchema,
  plans: z.boolean(),
  /** May the acting person ask for a stay of their own? */
  asks: z.boolean(),
  stays: z.array(staySummarySchema),
  agreements: z.array(agreementSchema),
  sites: z.array(z.object({ id: z.string(), name: z.string() })),
  /** Electives of the catalogue that are spent elsewhere. */
  electives: z.array(z.object({ id: z.string(), name: z.string(), sites: z.array(z.string()) })),
  /** For planners: for whom a stay can be asked. */
  trainees: z.array(z.object({ id: z.string(), name: z.string() })),
})
export type StaysView = z.infer<typeof staysViewSchema>

/** What waits for the acting person. */
export const staysToDoSchema = z.object({
  items: z.array(
    z.object({
      programme: z.string(),
      /** Null: an agreement. */
      stay: z.string().nullable(),
      title: z.string(),
      says: z.string(),
      tone: z.enum(['danger', 'warning']),
    }),
  ),
})

export const offsiteContract = {
  toDo: endpoint({
    method: 'GET',
    path: '/stays',
    says: 'What waits for the acting person: tasks that are due, stays to confirm, agreements that lapse.',
    access: 'signed-in',
    output: staysToDoSchema,
  }),
  list: endpoint({
    method: 'GET',
    path: '/programmes/:id/stays',
    says: 'Stays at other hospitals, and the agreements on which they rest.',
    fields: `${OWN} Agreements are for everybody of the programme.`,
    access: 'member',
    risk: 'personal',
    scope,
    params: byId,
    output: staysViewSchema,
  }),
  ask: endpoint({
    method: 'POST',
    path: '/programmes/:id/stays',
    says: 'Begin to ask for a stay: for oneself, or as a planner for a trainee.',
    access: 'member',
    risk: 'self',
    scope,
    params: byId,
    body: stayWordsSchema.extend({ person: idSchema }),
    output: z.object({ stay: z.string() }),
  }),
  view: endpoint({
    method: 'GET',
    path: '/programmes/:id/stays/:stay',
    says: 'One stay with its tasks, what the director there says, and what is lacking.',
    fields: OWN,
    access: 'member',
    risk: 'personal',
    scope,
    params: one,
    output: stayViewSchema,
  }),
  change: endpoint({
    method: 'PUT',
    path: '/programmes/:id/stays/:stay',
    says: 'Change what is asked for; refused when it has changed meanwhile (409), or is confirmed.',
    fields: OWN,
    access: 'member',
    risk: 'self',
    scope,
    params: one,
    body: stayWordsSchema.extend({ version: z.int() }),
    output: z.object({}),
  }),
  step: endpoint({
    method: 'PUT',
    path: '/programmes/:id/stays/:stay/state',
    says: 'Ask for it, withdraw it; as a planner confirm it, decline it, or take that back.',
    fields: 'Confirming and declining are for planners.',
    access: 'member',
    scope,
    params: one,
    body: z.strictObject({ state: z.enum(stayStates), note: lineSchema(500).default('') }),
    output: z.object({}),
  }),
  addTask: endpoint({
    method: 'POST',
    path: '/programmes/:id/stays/:stay/tasks',
    says: 'Something more that must be settled before the stay.',
    access: 'planner',
    scope,
    params: one,
    body: z.strictObject({ name: nameSchema, due: daySchema.nullable() }),
    output: z.object({ task: z.string() }),
  }),
  setTask: endpoint({
    method: 'PUT',
    path: '/programmes/:id/stays/:stay/tasks/:task',
    says: 'Settle a task, open it again, or say whose it is and until when.',
    fields: 'Trainees settle tasks of their own stay; whose a task is, planners say.',
    access: 'member',
    risk: 'self',
    scope,
    params: one.extend({ task: idSchema }),
    body: z.strictObject({
      state: z.enum(taskStates),
      note: lineSchema(500),
      owner: idSchema.nullable(),
      due: daySchema.nullable(),
    }),
    output: z.object({}),
  }),
  askDirector: endpoint({
    method: 'POST',
    path: '/programmes/:id/stays/:stay/director',
    says: 'Send the director there a letter with a link to agree or decline; an older link ends.',
    access: 'planner',
    scope,
    params: one,
    output: z.object({}),
  }),
  outside: endpoint({
    method: 'GET',
    path: '/stays/letters/:token',
    says: 'What the director of another hospital is asked, for whoever has the link.',
    access: 'anyone',
    params: byToken,
    output: outsideViewSchema,
  }),
  answer: endpoint({
    method: 'POST',
    path: '/stays/letters/:token',
    says: 'The answer of the director; it uses the link up.',
    access: 'anyone',
    params: byToken,
    body: z.strictObject({
      says: z.enum(['agrees', 'declines']),
      name: nameSchema,
      note: z.string().trim().max(1000),
    }),
    output: z.object({}),
  }),
  addAgreement: endpoint({
    method: 'POST',
    path: '/programmes/:id/agreements',
    says: 'Write down an agreement with another house, from when until when.',
    access: 'planner',
    scope,
    params: byId,
    body: newAgreementSchema,
    output: z.object({ agreement: z.string() }),
  }),
  endAgreement: endpoint({
    method: 'PUT',
    path: '/programmes/:id/agreements/:agreement/end',
    says: 'The agreement holds no longer; stays that rest on nothing else must be confirmed anew.',
    access: 'planner',
    scope,
    params: byId.extend({ agreement: idSchema }),
    output: z.object({ stays: z.array(z.string()) }),
  }),
}
