// What the ranking room offers over HTTP.
import { z } from 'zod'
import { daySchema } from '../../kernel/day.ts'
import { findingSchema } from '../../kernel/finding.ts'
import { idSchema, lineSchema } from '../../kernel/id.ts'
import { endpoint } from '../../platform/contract.ts'
import { seasonModelSchema } from '../match/seasons.ts'
import {
  candidateSchema,
  certificationSchema,
  entriesSchema,
  entrySchema,
  exportForms,
  recordClasses,
  retentionSchema,
  rosterVerdictSchema,
} from './schema.ts'

const scope = 'programme' as const
const cycle = z.strictObject({ id: idSchema, cycle: idSchema })
const version = z.int().min(0)
const nothing = z.object({})
const recruits = { access: 'recruiter', scope, params: cycle } as const

export const taskSchema = z.object({
  id: z.string(),
  name: z.string(),
  isTheirs: z.boolean(),
  due: daySchema.nullable(),
  doneOn: daySchema.nullable(),
  doneBy: z.string().nullable(),
  note: z.string(),
  version: z.int(),
})
export type Task = z.infer<typeof taskSchema>

export const incomingSchema = z.object({
  application: z.string(),
  person: z.string(),
  name: z.string(),
  /** With which they applied. */
  email: z.string(),
  starts: daySchema,
  tasks: z.array(taskSchema),
})
export type Incoming = z.infer<typeof incomingSchema>

/** What a programme knows better than the standards of a model of seasons. */
export const modelWordsSchema = seasonModelSchema
  .pick({
    applicants: true,
    programmes: true,
    positions: true,
    interviewsAPosition: true,
    agreement: true,
    history: true,
  })
  .partial()
export type ModelWords = z.infer<typeof modelWordsSchema>

export const rosterViewSchema = z.object({
  fileName: z.string(),
  importedBy: z.string(),
  importedAt: z.string(),
  /** Of the acting person: who imports does not release. */
  isMine: z.boolean(),
  version: z.int(),
  lines: z.array(rosterVerdictSchema),
  releasedAt: z.string().nullable(),
  releasedBy: z.string().nullable(),
})
export type RosterView = z.infer<typeof rosterViewSchema>

export const rankingSchema = z.object({
  programme: z.object({ id: z.string(), name: z.string() }),
  cycle: z.object({
    id: z.string(),
    label: z.string(),
    zone: z.string(),
    quota: z.int().nullable(),
    rankOpens: z.string().nullable(),
    rankDeadline: z.string().nullable(),
    matchDay: daySchema.nullable(),
    matchCode: z.string(),
    starts: daySchema.nullable(),
  }),
  /** May the acting person certify? */
  certifies: z.boolean(),
  /** By the clock of the database. */
  isOver: z.boolean(),
  /** Match day has not come on the clock of the season. */
  isBeforeMatch: z.boolean(),
  version: z.int(),
  entries: z.array(entrySchema),
  candidates: z.array(candidateSchema),
  findings: z.array(z.object({ level: z.enum(['must', 'hint']), finding: findingSchema })),
  disclosedAt: z.string().nullable(),
  /** The latest first; the first of them holds unless it was opened again. */
  certifications: z.array(certificationSchema),
  /** Somebody has asked to open what is certified. */
  reopening: z.object({ by: z.string(), isMine: z.boolean(), reason: z.string() }).nullable(),
  versions: z.array(z.object({ nth: z.int(), by: z.string(), at: z.string(), ranked: z.int() })),
  model: modelWordsSchema,
  roster: rosterViewSchema.nullable(),
  incoming: z.array(incomingSchema),
  retention: z.object({
    months: retentionSchema,
    version: z.int(),
    /** Nothing goes before somebody has said so. */
    isSaid: z.boolean(),
    classes: z.record(
      z.enum(recordClasses),
      z.object({ goesOn: daySchema.nullable(), forgottenAt: daySchema.nullable() }),
    ),
  }),
})
export type Ranking = z.infer<typeof rankingSchema>

export const rankingContract = {
  view: endpoint({
    method: 'GET',
    path: '/programmes/:id/cycles/:cycle/ranking',
    says: 'The rank list of a cycle with what it is made from, its history, and what came back.',
    ...{ access: 'selector', scope, risk: 'personal', params: cycle },
    output: rankingSchema,
  }),
  save: endpoint({
    method: 'PUT',
    path: '/programmes/:id/cycles/:cycle/ranking',
    says: 'Put the list in another order, until it is certified or ranking is over.',
    ...recruits,
    body: z.strictObject({ version, entries: entriesSchema }),
    output: z.object({ version: z.int() }),
  }),
  earlier: endpoint({
    method: 'GET',
    path: '/programmes/:id/cycles/:cycle/ranking/versions/:nth',
    says: 'The list as it was.',
    ...{ access: 'recruiter', scope, risk: 'personal' },
    params: cycle.extend({ nth: z.coerce.number().int().min(1) }),
    output: z.object({ entries: z.array(entrySchema) }),
  }),
  disclose: endpoint({
    method: 'PUT',
    path: '/programmes/:id/cycles/:cycle/ranking/disclosure',
    says: 'Note that every applicant was told what is required of those who come.',
    ...recruits,
    body: z.strictObject({ told: z.boolean() }),
    output: nothing,
  }),
  model: endpoint({
    method: 'PUT',
    path: '/programmes/:id/cycles/:cycle/ranking/model',
    says: 'Earlier seasons and figures from which the depth of the list is simulated.',
    ...recruits,
    body: modelWordsSchema,
    output: nothing,
  }),
  certify: endpoint({
    method: 'POST',
    path: '/programmes/:id/cycles/:cycle/ranking/certifications',
    says: 'Certify the list as it stands; with a fresh proof of who certifies.',
    ...{ access: 'programme-director', scope, risk: 'publish', params: cycle },
    body: z.strictObject({ version }),
    output: z.object({ hash: z.string() }),
  }),
  askToReopen: endpoint({
    method: 'POST',
    path: '/programmes/:id/cycles/:cycle/ranking/reopening',
    says: 'Ask for a certified list to be opened again, or take that back; somebody else agrees.',
    ...{ ...recruits, risk: 'publish' },
    body: z.strictObject({ asks: z.boolean(), reason: lineSchema(300) }),
    output: nothing,
  }),
  reopen: endpoint({
    method: 'PUT',
    path: '/programmes/:id/cycles/:cycle/ranking/reopening',
    says: 'Agree that a certified list is opened again; not by the one who asked.',
    ...{ ...recruits, risk: 'publish' },
    output: nothing,
  }),
  importRoster: endpoint({
    method: 'POST',
    path: '/programmes/:id/cycles/:cycle/roster',
    says: 'Read the roster that came back and compare it with the certified list. Nobody is told.',
    ...{ ...recruits, risk: 'personal' },
    body: z.strictObject({ fileName: lineSchema(200).min(1), text: z.string().max(2_000_000) }),
    output: z.object({ matched: z.int(), held: z.int() }),
  }),
  settle: endpoint({
    method: 'PUT',
    path: '/programmes/:id/cycles/:cycle/roster/lines/:line',
    says: 'Say what a line that is held means.',
    ...{ access: 'recruiter', scope },
    params: cycle.extend({ line: z.coerce.number().int().min(1) }),
    body: z.strictObject({
      version,
      as: z.enum(['matched', 'not-ours']),
      application: idSchema.nullable(),
      note: lineSchema(300),
    }),
    output: z.object({ version: z.int() }),
  }),
  release: endpoint({
    method: 'POST',
    path: '/programmes/:id/cycles/:cycle/roster/release',
    says: 'Release the roster: those matched become incoming trainees; not by the one who imported it.',
    ...{ ...recruits, risk: 'publish' },
    body: z.strictObject({ version }),
    output: z.object({ incoming: z.int() }),
  }),
  retain: endpoint({
    method: 'PUT',
    path: '/programmes/:id/cycles/:cycle/retention',
    says: 'Say how long which records of those who do not come are kept, for all seasons of the programme.',
    ...{ ...recruits, risk: 'publish' },
    body: z.strictObject({ months: retentionSchema, version }),
    output: z.object({ version: z.int() }),
  }),
  mine: endpoint({
    method: 'GET',
    path: '/onboarding',
    says: 'What is to be done before one’s own first day, by whom and until when.',
    ...{ access: 'signed-in', risk: 'self' },
    output: z.object({ incoming: z.array(incomingSchema) }),
  }),
  doMine: endpoint({
    method: 'PUT',
    path: '/onboarding/:task',
    says: 'Tick a task of one’s own, or take the tick away.',
    ...{ access: 'signed-in', risk: 'self', params: z.strictObject({ task: idSchema }) },
    body: z.strictObject({ version, isDone: z.boolean() }),
    output: z.object({ version: z.int() }),
  }),
  doTask: endpoint({
    method: 'PUT',
    path: '/programmes/:id/cycles/:cycle/onboarding/:task',
    says: 'Tick a task of somebody who comes, or take the tick away.',
    ...{ access: 'recruiter', scope },
    params: cycle.extend({ task: idSchema }),
    body: z.strictObject({ version, isDone: z.boolean(), note: lineSchema(300) }),
    output: z.object({ version: z.int() }),
  }),
}

export const exportQuery = z.strictObject({ form: z.enum(exportForms).default('nrmp') })
