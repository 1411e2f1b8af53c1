// What the progress room offers over HTTP.
import { z } from 'zod'
import { daySchema } from '../../kernel/day.ts'
import { idSchema, lineSchema } from '../../kernel/id.ts'
import { byId, endpoint } from '../../platform/contract.ts'
import {
  curriculumSchema,
  itemSchema,
  memberSchema,
  memberStates,
  pathwayEntries,
  pathwaySchema,
  stateNames,
} from './schema.ts'

const personSchema = z.object({ id: z.string(), name: z.string(), level: z.string().nullable() })
const nothing = z.object({})
const made = z.object({ id: z.string() })

const standingSchema = pathwaySchema.extend({
  /** Of the class of whoever asks; null = no limit, or no class. */
  free: z.int().nullable(),
  /** Why one may not apply; empty when one may. */
  refusals: z.array(z.string()),
})

export const checklistSchema = z.object({
  person: personSchema,
  programme: z.object({ id: z.string(), name: z.string() }),
  from: daySchema,
  to: daySchema,
  today: daySchema,
  /** The version that binds, by its first day; null = the programme has none. */
  since: daySchema.nullable(),
  items: z.array(itemSchema),
  /** Time elsewhere that does not count, because no confirmed stay covers it. */
  unconfirmed: z.array(z.object({ name: z.string(), from: daySchema, to: daySchema })),
  pathways: z.array(standingSchema),
  members: z.array(memberSchema),
  /** What the asking person may do here. */
  may: z.object({
    ...{ enter: z.boolean(), waive: z.boolean(), apply: z.boolean() },
    /** What the trainee has entered; nobody their own. */
    confirm: z.boolean(),
  }),
  /** Drafts from which planned time was taken, for those who plan. */
  drafts: z.array(z.string()),
})
export type Checklist = z.infer<typeof checklistSchema>

export const classSchema = z.object({
  programme: z.object({ id: z.string(), name: z.string() }),
  today: daySchema,
  requirements: z.array(
    z.object({ id: z.string(), name: z.string(), pathway: z.string().nullable() }),
  ),
  /** Those with most behind first. */
  trainees: z.array(
    personSchema.extend({
      behind: z.int(),
      pathways: z.array(z.string()),
      /** In the order of `requirements`; null = does not bind this person. */
      cells: z.array(
        z
          .object({
            state: z.enum(stateNames),
            value: z.number(),
            needed: z.number(),
            unit: z.string(),
            says: z.string(),
          })
          .nullable(),
      ),
    }),
  ),
  members: z.array(memberSchema),
  drafts: z.array(z.string()),
})
export type ClassView = z.infer<typeof classSchema>

export const letterSchema = z.object({
  member: memberSchema,
  programme: z.object({ id: z.string(), name: z.string(), institution: z.string() }),
  director: z.string().nullable(),
  from: daySchema,
  to: daySchema,
  leadsTo: z.string(),
  /** What was asked by the pathway, and what there is. */
  lines: z.array(
    z.object({
      ...{ says: z.string(), value: z.number(), needed: z.number(), unit: z.string() },
      /** Why less than that was enough; null = it was not. */
      waived: z.string().nullable(),
    }),
  ),
})
export type Letter = z.infer<typeof letterSchema>

/** What somebody takes along: a file of their own, with nothing in it that only this program could read. */
export const portfolioSchema = z.object({
  format: z.literal('isocenter.portfolio'),
  version: z.literal(1),
  person: z.string(),
  institution: z.string(),
  programme: z.object({ id: z.string(), name: z.string() }),
  on: daySchema,
  training: z.array(z.object({ level: z.string(), from: daySchema, to: daySchema })),
  /** Works with their weeks until today. */
  time: z.array(z.object({ work: z.string(), name: z.string(), weeks: z.number() })),
  pathways: z.array(
    z.object({
      ...{ name: z.string(), entry: z.enum(pathwayEntries) },
      ...{ state: z.enum(memberStates), since: daySchema },
    }),
  ),
  /** What was handed in and counted, the oldest first. */
  pieces: z.array(
    z.object({
      ...{ what: z.string(), on: daySchema, amount: z.number(), unit: z.string() },
      ...{ note: z.string(), confirmed: z.boolean() },
    }),
  ),
})
export type Portfolio = z.infer<typeof portfolioSchema>

export const curriculaSchema = z.object({
  programme: z.object({ id: z.string(), name: z.string() }),
  versions: z.array(curriculumSchema),
  plans: z.boolean(),
  /** The first day of the next academic year. */
  next: daySchema,
  levels: z.array(z.object({ id: z.string(), label: z.string() })),
  works: z.array(z.object({ id: z.string(), name: z.string() })),
})
export type Curricula = z.infer<typeof curriculaSchema>

const ofMember = z.strictObject({ id: idSchema, member: idSchema })

export const progressContract = {
  checklist: endpoint({
    method: 'GET',
    path: '/people/:id/checklist',
    says: 'What somebody has to do until the end of the training, and how far it is.',
    access: 'signed-in',
    risk: 'personal',
    fields: 'Only for the person and for those who plan the programme.',
    params: byId,
    query: z.strictObject({ programme: idSchema.optional() }),
    output: checklistSchema,
  }),
  portfolio: endpoint({
    method: 'GET',
    path: '/people/:id/portfolio',
    says: 'What somebody has done and shown so far, as a file to take along.',
    access: 'signed-in',
    risk: 'personal',
    fields: 'Only for the person and for those who plan the programme.',
    params: byId,
    query: z.strictObject({ programme: idSchema.optional() }),
    output: portfolioSchema,
  }),
  class: endpoint({
    method: 'GET',
    path: '/programmes/:id/class',
    says: 'All trainees and all requirements: who is behind.',
    access: 'planner',
    scope: 'programme',
    risk: 'personal',
    params: byId,
    output: classSchema,
  }),
  setCurriculum: endpoint({
    method: 'POST',
    path: '/programmes/:id/curricula',
    says: 'A new version of the requirements, for whoever begins on that day or later.',
    access: 'planner',
    scope: 'programme',
    params: byId,
    body: curriculumSchema,
    output: nothing,
  }),
  enter: endpoint({
    method: 'POST',
    path: '/programmes/:id/progress-entries',
    says: 'Enter what was done: procedures, a project handed in. One’s own, or as a planner.',
    access: 'member',
    scope: 'programme',
    risk: 'self',
    params: byId,
    body: z.strictObject({
      person: idSchema,
      counter: idSchema,
      on: daySchema,
      amount: z.number().min(0.25).max(5000),
      note: lineSchema(500).default(''),
    }),
    output: made,
  }),
  takeBack: endpoint({
    method: 'DELETE',
    path: '/programmes/:id/progress-entries/:entry',
    says: 'Take an entry back; it stays in the audit.',
    access: 'member',
    scope: 'programme',
    risk: 'self',
    params: z.strictObject({ id: idSchema, entry: idSchema }),
    output: nothing,
  }),
  confirm: endpoint({
    method: 'PUT',
    path: '/programmes/:id/progress-entries/:entry/confirmation',
    says: 'Confirm what a trainee has entered, or take that back.',
    access: 'planner',
    scope: 'programme',
    params: z.strictObject({ id: idSchema, entry: idSchema }),
    body: z.strictObject({ confirmed: z.boolean() }),
    output: nothing,
  }),
  waiting: endpoint({
    method: 'GET',
    path: '/progress',
    says: 'In the programmes that the acting person plans: what waits for a decision.',
    access: 'signed-in',
    output: z.object({
      programmes: z.array(
        z.object({
          ...{ id: z.string(), name: z.string() },
          ...{ applications: z.int(), entries: z.int() },
        }),
      ),
    }),
  }),
  curricula: endpoint({
    method: 'GET',
    path: '/programmes/:id/curricula',
    says: 'The versions of what a programme asks until graduation, the oldest first.',
    access: 'member',
    scope: 'programme',
    params: byId,
    output: curriculaSchema,
  }),
  waive: endpoint({
    method: 'POST',
    path: '/programmes/:id/waivers',
    says: 'Waive a requirement for one person, with the reason.',
    access: 'planner',
    scope: 'programme',
    params: byId,
    body: z.strictObject({
      person: idSchema,
      requirement: idSchema,
      reason: lineSchema(500).min(3),
    }),
    output: made,
  }),
  endWaiver: endpoint({
    method: 'DELETE',
    path: '/programmes/:id/waivers/:waiver',
    says: 'The requirement binds again; that it was waived stays written down.',
    access: 'planner',
    scope: 'programme',
    params: z.strictObject({ id: idSchema, waiver: idSchema }),
    output: nothing,
  }),
  apply: endpoint({
    method: 'POST',
    path: '/programmes/:id/pathway-members',
    says: 'Apply for a pathway, for oneself.',
    access: 'member',
    scope: 'programme',
    risk: 'self',
    params: byId,
    body: z.strictObject({ pathway: idSchema, statement: lineSchema(2000).default('') }),
    output: made,
  }),
  decide: endpoint({
    method: 'PUT',
    path: '/programmes/:id/pathway-members/:member/decision',
    says: 'Admit to a pathway or not, say that it is completed, or take the last step back.',
    access: 'planner',
    scope: 'programme',
    params: ofMember,
    body: z.strictObject({
      state: z.enum(memberStates).exclude(['withdrawn']),
      note: lineSchema(500).default(''),
      inGoodStanding: z.boolean().default(false),
    }),
    output: nothing,
  }),
  withdraw: endpoint({
    method: 'PUT',
    path: '/programmes/:id/pathway-members/:member/withdrawal',
    says: 'Leave a pathway. One’s own, or as a planner.',
    access: 'member',
    scope: 'programme',
    risk: 'self',
    params: ofMember,
    output: nothing,
  }),
  letter: endpoint({
    method: 'GET',
    path: '/programmes/:id/pathway-members/:member/letter',
    says: 'The letter that a pathway was completed. For the person and for planners.',
    access: 'member',
    scope: 'programme',
    risk: 'personal',
    params: ofMember,
    output: letterSchema,
  }),
}
