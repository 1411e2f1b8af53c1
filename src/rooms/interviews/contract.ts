// What the interviews room offers over HTTP, to those who select and to those who apply.
import { z } from 'zod'
import { findingSchema } from '../../kernel/finding.ts'
import { idSchema } from '../../kernel/id.ts'
import { endpoint } from '../../platform/contract.ts'
import {
  dayWordsSchema,
  interviewSetupSchema,
  invitationStates,
  messageSchema,
  panelistSchema,
  scoreWordsSchema,
  sessionSchema,
} from './schema.ts'

const scope = 'programme' as const
const cycle = z.strictObject({ id: idSchema, cycle: idSchema })
const dayOf = cycle.extend({ day: idSchema })
const version = z.int().min(0)
const nothing = z.object({})
const versioned = z.object({ version: z.int() })
const recruits = { access: 'recruiter', scope } as const

export const interviewDaySchema = dayWordsSchema.extend({
  id: z.string(),
  taken: z.int(),
  publishedAt: z.string().nullable(),
  version: z.int(),
  panel: z.array(panelistSchema.extend({ name: z.string() })),
  /** Applications with a seat. */
  seated: z.array(z.string()),
  conversations: z.array(sessionSchema),
  findings: z.array(z.object({ level: z.enum(['must', 'hint']), finding: findingSchema })),
})
export type InterviewDay = z.infer<typeof interviewDaySchema>

export const guestSchema = z.object({
  application: z.string(),
  name: z.string(),
  zone: z.string(),
  /** Null: not invited. */
  state: z.enum(invitationStates).nullable(),
  day: z.string().nullable(),
  /** Decided to be interviewed. */
  isWanted: z.boolean(),
})
export type Guest = z.infer<typeof guestSchema>

export const interviewsSchema = z.object({
  programme: z.object({ id: z.string(), name: z.string() }),
  cycle: z.object({
    id: z.string(),
    label: z.string(),
    zone: z.string(),
    mode: z.string(),
    windows: z.array(z.string()),
  }),
  me: z.string(),
  plans: z.boolean(),
  quiet: z.array(findingSchema),
  days: z.array(interviewDaySchema),
  guests: z.array(guestSchema),
  interviewers: z.array(z.object({ id: z.string(), name: z.string() })),
  setup: interviewSetupSchema,
  version: z.int(),
})
export type Interviews = z.infer<typeof interviewsSchema>

/** One of one's own sessions. */
export const ownSessionSchema = z.object({
  day: z.string(),
  nth: z.int(),
  from: z.string(),
  to: z.string(),
  application: z.string(),
  name: z.string(),
  room: z.string(),
  link: z.string(),
  /** From the day of the interview on; before it nobody judges by a face. */
  hasPhoto: z.boolean(),
  scores: z.record(z.string(), z.int()),
  note: z.string(),
  isDone: z.boolean(),
  version: z.int(),
})
export type OwnSession = z.infer<typeof ownSessionSchema>

export const ownDaySchema = z.object({
  programme: z.object({ id: z.string(), name: z.string() }),
  cycle: z.object({ id: z.string(), label: z.string(), zone: z.string() }),
  setup: interviewSetupSchema,
  sessions: z.array(ownSessionSchema),
})
export type OwnDay = z.infer<typeof ownDaySchema>

export const selectingSchema = z.object({
  items: z.array(
    z.object({
      programme: z.object({ id: z.string(), name: z.string() }),
      cycle: z.object({ id: z.string(), label: z.string(), zone: z.string() }),
      /** Applications, and conversations that are over, of which one's own word is missing. */
      ...{ toRead: z.int(), toScore: z.int() },
      /** Conversations of the next two weeks, and when the first of them begins. */
      ...{ ahead: z.int(), next: z.string().nullable() },
    }),
  ),
})
export type Selecting = z.infer<typeof selectingSchema>

export const interviewsContract = {
  waiting: endpoint({
    method: 'GET',
    path: '/selecting',
    says: 'What of choosing fellows waits for me: applications to read, interviews ahead, scores.',
    access: 'signed-in',
    output: selectingSchema,
  }),
  view: endpoint({
    method: 'GET',
    path: '/programmes/:id/cycles/:cycle/interviews',
    says: 'Days of interviews with seats and sessions, and who is invited.',
    ...{ access: 'selector', scope, risk: 'personal', params: cycle },
    output: interviewsSchema,
  }),
  addDay: endpoint({
    method: 'POST',
    path: '/programmes/:id/cycles/:cycle/interviews/days',
    says: 'Plan a day of interviews within both windows.',
    ...{ ...recruits, params: cycle },
    body: dayWordsSchema,
    output: z.object({ day: z.string() }),
  }),
  changeDay: endpoint({
    method: 'PUT',
    path: '/programmes/:id/cycles/:cycle/interviews/days/:day',
    says: 'Change a day, or who interviews on it.',
    ...{ ...recruits, params: dayOf },
    body: z.strictObject({
      version,
      day: dayWordsSchema,
      panel: z.array(panelistSchema).max(60),
    }),
    output: versioned,
  }),
  dropDay: endpoint({
    method: 'DELETE',
    path: '/programmes/:id/cycles/:cycle/interviews/days/:day',
    says: 'Drop a day on which nobody has a seat.',
    ...{ ...recruits, params: dayOf },
    output: nothing,
  }),
  setUp: endpoint({
    method: 'PUT',
    path: '/programmes/:id/cycles/:cycle/interviews/setup',
    says: 'Change what everybody is asked and what is scored.',
    ...{ ...recruits, params: cycle },
    body: z.strictObject({ version, setup: interviewSetupSchema }),
    output: versioned,
  }),
  invite: endpoint({
    method: 'POST',
    path: '/programmes/:id/cycles/:cycle/interviews/invitations',
    says: 'Invite those who are to be interviewed; each chooses a day.',
    ...{ ...recruits, risk: 'publish', params: cycle },
    body: z.strictObject({ applications: z.array(idSchema).min(1).max(500) }),
    output: z.object({ invited: z.int() }),
  }),
  seat: endpoint({
    method: 'PUT',
    path: '/programmes/:id/cycles/:cycle/interviews/invitations/:application',
    says: 'Give somebody a seat, or take it away; whoever waits longest gets the one that is free.',
    ...{ ...recruits, params: cycle.extend({ application: idSchema }) },
    body: z.strictObject({ day: idSchema.nullable() }),
    output: nothing,
  }),
  solve: endpoint({
    method: 'POST',
    path: '/programmes/:id/cycles/:cycle/interviews/days/:day/itinerary',
    says: 'Arrange who meets whom when, around the sessions that are kept.',
    ...{ ...recruits, params: dayOf },
    body: z.strictObject({ version, keeps: z.array(sessionSchema).max(500) }),
    output: versioned,
  }),
  arrange: endpoint({
    method: 'PUT',
    path: '/programmes/:id/cycles/:cycle/interviews/days/:day/itinerary',
    says: 'Arrange who meets whom when by hand; refused where somebody would be in two rooms.',
    ...{ ...recruits, params: dayOf },
    body: z.strictObject({ version, sessions: z.array(sessionSchema).max(500) }),
    output: versioned,
  }),
  publish: endpoint({
    method: 'PUT',
    path: '/programmes/:id/cycles/:cycle/interviews/days/:day/publication',
    says: 'Show the itineraries of a day to applicants and interviewers, and write to them.',
    ...{ ...recruits, risk: 'publish', params: dayOf },
    body: z.strictObject({ isPublished: z.boolean() }),
    output: nothing,
  }),
  mine: endpoint({
    method: 'GET',
    path: '/programmes/:id/cycles/:cycle/interviews/mine',
    says: 'One’s own sessions as an interviewer, with what one has noted.',
    ...{ access: 'member', scope, risk: 'personal', params: cycle },
    output: ownDaySchema,
  }),
  score: endpoint({
    method: 'PUT',
    path: '/programmes/:id/cycles/:cycle/interviews/scores/:application',
    says: 'Note what one thinks of somebody whom one interviews.',
    ...{ access: 'member', scope, risk: 'self', params: cycle.extend({ application: idSchema }) },
    body: scoreWordsSchema.extend({ version }),
    output: versioned,
  }),
  write: endpoint({
    method: 'POST',
    path: '/programmes/:id/cycles/:cycle/interviews/letters',
    says: 'Write to those who are invited: letters inform, and ask for nothing.',
    ...{ ...recruits, risk: 'publish', params: cycle },
    body: messageSchema,
    output: z.object({ sent: z.int() }),
  }),
}
