// The words of interviews: days and their seats, who meets whom, what is asked, what is thought.
import { z } from 'zod'
import { idSchema, lineSchema, nameSchema } from '../../kernel/id.ts'
import { interviewModes } from '../recruitment/schema.ts'
import { criterionSchema, scoresSchema } from '../review/schema.ts'

export const invitationStates = ['invited', 'booked', 'waiting', 'declined'] as const
export type InvitationState = (typeof invitationStates)[number]

/** A day as it is written down. `startsAt` is an instant; sessions follow one another from there. */
export const dayWordsSchema = z.strictObject({
  track: lineSchema(60),
  startsAt: z.iso.datetime(),
  minutes: z.int().min(5).max(180),
  pause: z.int().min(0).max(120),
  sessions: z.int().min(1).max(30),
  /** With how many interviewers each applicant speaks. */
  each: z.int().min(1).max(30),
  seats: z.int().min(1).max(200),
  mode: z.enum(interviewModes),
  place: lineSchema(300),
  link: z.union([z.literal(''), z.url({ protocol: /^https$/ }).max(500)]),
  locksAt: z.iso.datetime(),
})
export type DayWords = z.infer<typeof dayWordsSchema>

export const panelistSchema = z.strictObject({
  person: idSchema,
  room: lineSchema(120),
  link: z.union([z.literal(''), z.url({ protocol: /^https$/ }).max(500)]),
  /** Sessions (from 0) in which they cannot. */
  away: z.array(z.int().min(0).max(29)).max(30),
})
export type Panelist = z.infer<typeof panelistSchema>

export const sessionSchema = z.strictObject({
  nth: z.int().min(0).max(29),
  person: idSchema,
  application: idSchema,
})
export type Session = z.infer<typeof sessionSchema>

export const questionSchema = z.strictObject({ id: idSchema, asks: nameSchema.pipe(z.string()) })

export const interviewSetupSchema = z.strictObject({
  /** What everybody is asked, so that answers can be compared. */
  questions: z.array(questionSchema).max(30),
  criteria: z.array(criterionSchema).min(1).max(12),
})
export type InterviewSetup = z.infer<typeof interviewSetupSchema>

export const scoreWordsSchema = z.strictObject({
  scores: scoresSchema,
  note: z.string().trim().max(4000),
  isDone: z.boolean(),
})
export type ScoreWords = z.infer<typeof scoreWordsSchema>

export const messageSchema = z.strictObject({
  applications: z.array(idSchema).min(1).max(500),
  subject: lineSchema(120).min(1),
  text: z.string().trim().min(1).max(4000),
})
export type Message = z.infer<typeof messageSchema>
