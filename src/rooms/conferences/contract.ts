// What the room of conferences offers over HTTP.
import { z } from 'zod'
import { daySchema } from '../../kernel/day.ts'
import { idSchema, lineSchema } from '../../kernel/id.ts'
import { byId, endpoint } from '../../platform/contract.ts'
import {
  presenterChangeSchema,
  reachSchema,
  seriesSchema,
  seriesWordsSchema,
  sessionSchema,
  sessionWordsSchema,
} from './schema.ts'

const scope = 'programme' as const
const bySeries = z.strictObject({ id: idSchema, series: idSchema })
const bySession = z.strictObject({ id: idSchema, session: idSchema })
const mySession = z.strictObject({ session: idSchema })
const named = z.object({ id: z.string(), name: z.string() })
const changed = z.object({ changes: z.array(presenterChangeSchema) })

/** What a dialog chooses from; for those who plan. */
export const choicesSchema = z.object({
  works: z.array(
    z.object({ id: z.string(), code: z.string(), name: z.string(), kind: z.string() }),
  ),
  sites: z.array(named),
  programmes: z.array(named),
  levels: z.array(z.string()),
  people: z.array(named.extend({ role: z.enum(['trainee', 'faculty']) })),
  holidays: z.array(daySchema),
  /** Conferences of the programme's page without a series. */
  records: z.array(named),
})
export type Choices = z.infer<typeof choicesSchema>

export const conferencesViewSchema = z.object({
  programme: named,
  ...{ zone: z.string(), today: daySchema, from: daySchema, to: daySchema },
  plans: z.boolean(),
  series: z.array(seriesSchema),
  /** Held within the days asked for, cancelled ones too. */
  sessions: z.array(sessionSchema),
  holidays: z.array(z.object({ on: daySchema, name: z.string() })),
  /** Null for those who do not plan. */
  choices: choicesSchema.nullable(),
})
export type ConferencesView = z.infer<typeof conferencesViewSchema>

export const sessionReachSchema = z.object({ session: sessionSchema, rows: z.array(reachSchema) })
export type SessionReach = z.infer<typeof sessionReachSchema>

export const myConferencesSchema = z.object({
  ...{ zone: z.string(), today: daySchema },
  /** Of the next weeks, soonest first: what I present, must or may attend, or am offered. */
  sessions: z.array(
    sessionSchema.extend({
      programmeName: z.string(),
      mine: z.enum(['presents', 'comes', 'may', 'excused', 'cannot', 'away', 'offered']),
      why: z.string(),
      /** To whom I could give it. */
      couldGive: z.array(named),
    }),
  ),
  /** So often I have presented, and will, this academic year. */
  presented: z.int(),
  programmes: z.array(named.extend({ plans: z.boolean() })),
})
export type MyConferences = z.infer<typeof myConferencesSchema>

export const conferencesContract = {
  view: endpoint({
    method: 'GET',
    path: '/programmes/:id/conferences',
    says: 'Series of conferences, and their sessions of some weeks with who presents.',
    fields: 'What dialogs choose from is for planners.',
    access: 'member',
    scope,
    params: byId,
    query: z.strictObject({ from: daySchema.optional() }),
    output: conferencesViewSchema,
  }),
  add: endpoint({
    method: 'POST',
    path: '/programmes/:id/conferences',
    says: 'Begin a series; its sessions are made, and stand in the time of who must come.',
    access: 'planner',
    scope,
    params: byId,
    body: seriesWordsSchema,
    output: z.object({ series: z.string() }),
  }),
  fromRecord: endpoint({
    method: 'POST',
    path: '/programmes/:id/conferences/from-record',
    says: 'Make series of the conferences on the page of the programme; days and hours are proposals.',
    access: 'planner',
    scope,
    params: byId,
    output: z.object({ series: z.array(z.object({ id: z.string(), version: z.int() })) }),
  }),
  change: endpoint({
    method: 'PUT',
    path: '/programmes/:id/conferences/:series',
    says: 'Change a series; sessions that have begun stay. Refused when it has changed meanwhile (409).',
    access: 'planner',
    scope,
    params: bySeries,
    body: seriesWordsSchema.extend({ version: z.int() }),
    output: z.object({ version: z.int() }),
  }),
  end: endpoint({
    method: 'PUT',
    path: '/programmes/:id/conferences/:series/end',
    says: 'End a series, or hold it again with the presenters that it had.',
    access: 'planner',
    scope,
    params: bySeries,
    body: z.strictObject({ version: z.int(), isEnded: z.boolean() }),
    output: z.object({ version: z.int() }),
  }),
  rota: endpoint({
    method: 'POST',
    path: '/programmes/:id/conferences/:series/rota',
    says: 'Give the coming sessions without a presenter to those whose turn it is.',
    access: 'planner',
    scope,
    params: bySeries,
    output: changed,
  }),
  setPresenters: endpoint({
    method: 'PUT',
    path: '/programmes/:id/conference-presenters',
    says: 'Say who presents at some sessions; all of them or none.',
    access: 'planner',
    scope,
    params: byId,
    body: z.strictObject({ changes: z.array(presenterChangeSchema).min(1).max(200) }),
    output: changed,
  }),
  reach: endpoint({
    method: 'GET',
    path: '/programmes/:id/conference-sessions/:session',
    says: 'Who is where on that day, who can come to a session, who cannot and who need not, and why.',
    fields: 'Why somebody is away is not said.',
    access: 'planner',
    risk: 'personal',
    scope,
    params: bySession,
    output: sessionReachSchema,
  }),
  setSession: endpoint({
    method: 'PUT',
    path: '/programmes/:id/conference-sessions/:session',
    says: 'Move or cancel one session, or say who presents what; refused when it has changed meanwhile (409).',
    access: 'planner',
    scope,
    params: bySession,
    body: sessionWordsSchema.extend({ version: z.int() }),
    output: z.object({ version: z.int() }),
  }),
  mine: endpoint({
    method: 'GET',
    path: '/conferences',
    says: 'The next sessions of the acting person, and what they present.',
    access: 'signed-in',
    output: myConferencesSchema,
  }),
  setTopic: endpoint({
    method: 'PUT',
    path: '/conferences/:session/topic',
    says: 'Say what one presents about.',
    access: 'signed-in',
    risk: 'self',
    params: mySession,
    body: z.strictObject({ version: z.int(), topic: lineSchema(200) }),
    output: z.object({ version: z.int() }),
  }),
  offer: endpoint({
    method: 'PUT',
    path: '/conferences/:session/offer',
    says: 'Offer what one presents to somebody else, or take the offer back; it is theirs once they agree.',
    access: 'signed-in',
    risk: 'self',
    params: mySession,
    body: z.strictObject({ version: z.int(), to: idSchema.nullable() }),
    output: z.object({ version: z.int() }),
  }),
  answer: endpoint({
    method: 'PUT',
    path: '/conferences/:session/answer',
    says: 'Take over what somebody has offered, or say no.',
    access: 'signed-in',
    risk: 'self',
    params: mySession,
    body: z.strictObject({ version: z.int(), takes: z.boolean() }),
    output: z.object({ version: z.int() }),
  }),
}
