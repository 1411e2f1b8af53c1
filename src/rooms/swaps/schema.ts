// The words of trading calls: an offer, a trade with its legs, who has said what, what is owed.
import { z } from 'zod'
import { daySchema } from '../../kernel/day.ts'
import { findingSchema } from '../../kernel/finding.ts'
import { idSchema, lineSchema } from '../../kernel/id.ts'
import { lookSchema } from '../programme/schema.ts'

/**
 * `open`: somebody would give a call to whoever can take it. `proposed`: waits for the others.
 * `accepted`: all agree, who plans the programme has to approve.
 */
export const tradeStates = [
  'open',
  'proposed',
  'accepted',
  'done',
  'declined',
  'withdrawn',
  'refused',
  'lapsed',
] as const
export const tradeStateSchema = z.enum(tradeStates)
export type TradeState = (typeof tradeStates)[number]

export const callSchema = z.object({
  id: z.string(),
  kind: z.string(),
  name: z.string(),
  code: z.string(),
  look: lookSchema,
  person: z.string(),
  personName: z.string(),
  on: daySchema,
  begins: z.iso.datetime(),
  ends: z.iso.datetime(),
  points: z.number(),
  site: z.string().nullable(),
})
export type CallItem = z.infer<typeof callSchema>

/** One call, or a part of it, from one person to another; `to` null = to whoever takes it. */
export const legSchema = z.strictObject({
  call: idSchema,
  to: idSchema.nullable(),
  /** Only from here on (the end), or only until here (the begin); null = all of it. */
  part: z
    .strictObject({ side: z.enum(['begin', 'end']), at: z.iso.datetime() })
    .nullable()
    .default(null),
})
export type LegWords = z.infer<typeof legSchema>

export const tradeWordsSchema = z.strictObject({
  legs: z.array(legSchema).min(1).max(6),
  note: lineSchema(300).default(''),
})
export type TradeWords = z.infer<typeof tradeWordsSchema>

export const tradeViewSchema = z.object({
  id: z.string(),
  programme: z.string(),
  state: tradeStateSchema,
  version: z.int(),
  note: z.string(),
  askedBy: z.object({ id: z.string(), name: z.string() }),
  askedAt: z.iso.datetime(),
  legs: z.array(
    z.object({
      call: callSchema,
      from: z.object({ id: z.string(), name: z.string() }),
      to: z.object({ id: z.string(), name: z.string() }).nullable(),
      part: legSchema.shape.part,
    }),
  ),
  /** Who has agreed, of those whom it concerns. */
  agreed: z.array(z.string()),
  /** What is in the way, and what is only good to know. */
  musts: z.array(findingSchema),
  notices: z.array(findingSchema),
  decidedBy: z.string().nullable(),
  reason: z.string(),
  may: z.object({
    accept: z.boolean(),
    decline: z.boolean(),
    withdraw: z.boolean(),
    decide: z.boolean(),
  }),
})
export type TradeView = z.infer<typeof tradeViewSchema>

/** A legal way to be rid of a call. */
export const proposalSchema = z.object({
  legs: z.array(legSchema),
  /** In the order of the circle. */
  people: z.array(z.object({ id: z.string(), name: z.string() })),
  says: z.string(),
  /** How many of those in it have asked to be rid of what they give. */
  wanted: z.int(),
  /** Points that I give minus points that I get. */
  difference: z.number(),
  notices: z.array(z.string()),
})
export type Proposal = z.infer<typeof proposalSchema>

export const policySchema = z.strictObject({
  /** A trade that breaks nothing needs nobody's approval. */
  autoApprove: z.boolean(),
  /** So many hours before a call begins it can still be traded. */
  noticeHours: z.int().min(0).max(720),
})
export type SwapPolicy = z.infer<typeof policySchema>
export const USUAL_POLICY: SwapPolicy = { autoApprove: false, noticeHours: 24 }

/** Somebody who can come in place of who cannot. */
export const reliefOptionSchema = z.object({
  ...{ person: z.string(), name: z.string(), tier: z.enum(['backup', 'jeopardy', 'other']) },
  /** Points of call from some weeks ago to half a year ahead. */
  points: z.number(),
  /** What is advised against it. */
  notices: z.array(z.string()),
  responseMinutes: z.int().nullable(),
  /** Points that are owed to them for it. */
  owed: z.number(),
  /** Their standby of that time, which is used up, and who could stand by instead. */
  standby: z
    .object({
      ...{ call: z.string(), name: z.string() },
      next: z.object({ person: z.string(), name: z.string() }).nullable(),
    })
    .nullable(),
})
export type ReliefOption = z.infer<typeof reliefOptionSchema>

export const reliefViewSchema = z.object({
  programme: z.object({ id: z.string(), name: z.string() }),
  zone: z.string(),
  call: callSchema,
  /** It is running: only what is left of it changes hands. */
  hasBegun: z.boolean(),
  options: z.array(reliefOptionSchema),
  others: z.array(z.object({ person: z.string(), name: z.string(), says: z.array(z.string()) })),
  /** Calls of the same person in the week after. */
  soon: z.array(callSchema),
})
export type ReliefView = z.infer<typeof reliefViewSchema>

export const reliefWordsSchema = z.strictObject({
  /** Who had it when this was decided. */
  from: idSchema,
  to: idSchema,
  /** Who stands by instead of whoever steps in. */
  standby: idSchema.nullable().default(null),
  reason: lineSchema(300).default(''),
})
export type ReliefWords = z.infer<typeof reliefWordsSchema>

export const receiptSchema = z.object({
  changes: z.array(z.string()),
  owed: z.string(),
  told: z.array(z.string()),
})
export type Receipt = z.infer<typeof receiptSchema>
