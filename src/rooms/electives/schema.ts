// The words of choosing electives: a round, its offers, who wishes for what, what came out.
import { z } from 'zod'
import { daySchema } from '../../kernel/day.ts'
import { idSchema, lineSchema, nameSchema } from '../../kernel/id.ts'
import { prerequisiteSchema } from '../catalogue/schema.ts'
import { claimSchema, MOST_WISHES, mechanismSchema, seedSchema } from '../allocation/schema.ts'

export const periodSchema = z.object({
  id: z.string(),
  label: z.string(),
  from: daySchema,
  to: daySchema,
})
export type Period = z.infer<typeof periodSchema>

/** What can be wished for, as it was copied from the catalogue: an elective, a track or option of one, a mini-fellowship. */
export const offerSchema = z.object({
  id: z.string(),
  code: z.string(),
  name: z.string(),
  section: z.string(),
  /** People at once. */
  places: z.int().min(0),
  /** Periods of the round that it takes. */
  length: z.int().min(1),
  /** What one must have before, in the words of the catalogue. */
  needs: z.array(z.string()),
  /** Nobody may wish for it now, and why. */
  shut: z.object({ why: z.enum(['closed', 'lapsed']), reason: z.string() }).nullable(),
  // Rounds that are older than the catalogue lack what follows.
  /** The elective of which it is one way; empty for a mini-fellowship. */
  elective: z.string().default(''),
  /** Offers of one pool draw from one number of places; null = nobody else draws from its own. */
  pool: z.string().nullable().default(null),
  /** It takes nobody's place: there is always room. */
  isAlwaysOpen: z.boolean().default(false),
  /** A mini-fellowship: one part directly after the other, each from a pool. */
  parts: z.array(z.object({ pool: z.string(), length: z.int().min(1) })).default([]),
  /** What locks it for those who lack it. */
  prerequisites: z.array(prerequisiteSchema).default([]),
})
export type Offer = z.infer<typeof offerSchema>

/**
 * `draft`: only planners see it. `coming`: announced, its opening is ahead. `allotted`: a planner
 * has chosen a result, a second one has not confirmed it. The clock of the database decides.
 */
export const roundStates = ['draft', 'coming', 'open', 'closed', 'allotted', 'released'] as const
export const roundStateSchema = z.enum(roundStates)
export type RoundState = z.infer<typeof roundStateSchema>

const momentSchema = z.iso.datetime()

/** What a planner says of a round. */
export const roundWordsSchema = z.strictObject({
  title: nameSchema,
  opensAt: momentSchema,
  closesAt: momentSchema,
  mechanism: mechanismSchema,
  /** Published before anybody wishes; the order of the lottery follows from it. */
  seed: seedSchema,
  mostWishes: z.int().min(1).max(MOST_WISHES),
  /** Places that one person gets at most. */
  places: z.int().min(1).max(50),
  /** Do those who choose see how many others wish for the same? */
  showsDemand: z.boolean(),
})
export type RoundWords = z.infer<typeof roundWordsSchema>

export const newRoundSchema = roundWordsSchema.extend({
  plan: idSchema,
  /** First and last block of the plan in which electives can be had. */
  from: idSchema,
  to: idSchema,
  /** Blocks of the plan that make one period of the round; what is left at the end is not used. */
  blocks: z.int().min(1).max(26),
})
export type NewRound = z.infer<typeof newRoundSchema>

export const roundSummarySchema = roundWordsSchema.extend({
  id: z.string(),
  plan: z.string(),
  planTitle: z.string(),
  programme: z.string(),
  state: roundStateSchema,
  version: z.int(),
  choosers: z.int(),
  /** Of them, those who have wished for something. */
  wishing: z.int(),
  /** Does the acting person choose in it? */
  isMine: z.boolean(),
})
export type RoundSummary = z.infer<typeof roundSummarySchema>

/** How many wish for it, and how many of them before everything else. */
export const demandSchema = z.object({ wishes: z.int(), first: z.int() })
export type Demand = z.infer<typeof demandSchema>

export const allottedSaySchema = z.object({
  offer: z.string(),
  name: z.string(),
  rank: z.int(),
  days: z.array(z.object({ from: daySchema, to: daySchema })),
})
export type AllottedSay = z.infer<typeof allottedSaySchema>

const shownOfferSchema = offerSchema.extend({
  /** Null where the planner does not show it. */
  demand: demandSchema.nullable(),
  /** Of the last released round of the programme; null when it was not offered in one. */
  lastDemand: demandSchema.nullable(),
})

/** `lapsed`: another exchange took what it needs, or it has begun. */
export const tradeStates = ['proposed', 'done', 'declined', 'lapsed'] as const
export type TradeState = (typeof tradeStates)[number]

/** An exchange that somebody proposed, in sentences. */
export const saidTradeSchema = z.object({
  id: z.string(),
  state: z.enum(tradeStates),
  says: z.array(z.string()),
  proposedBy: z.string(),
  /** Who did the last thing; null while it waits, or when it lapsed by itself. */
  endedBy: z.string().nullable(),
  at: momentSchema.nullable(),
  /** Names of those who have not agreed. */
  waitsFor: z.array(z.string()),
  /** Does it wait for the reader? */
  isMyTurn: z.boolean(),
})
export type SaidTrade = z.infer<typeof saidTradeSchema>

export const resultSchema = z.object({
  mechanism: mechanismSchema,
  resultHash: z.string(),
  by: z.string(),
  isMine: z.boolean(),
  at: momentSchema,
  releasedBy: z.string().nullable(),
  releasedAt: momentSchema.nullable(),
})

/** For planners. */
export const roundViewSchema = z.object({
  round: roundSummarySchema,
  periods: z.array(periodSchema),
  offersVersion: z.int(),
  offers: z.array(shownOfferSchema),
  choosers: z.array(
    z.object({
      person: z.string(),
      name: z.string(),
      number: z.string(),
      wishes: z.array(z.string()),
      savedAt: momentSchema.nullable(),
      barred: z.array(z.object({ offer: z.string(), reason: z.string() })),
      places: z.array(allottedSaySchema),
    }),
  ),
  result: resultSchema.nullable(),
  /** Since the release; `places` of people are as they are after those that are done. */
  exchanges: z.array(saidTradeSchema),
})
export type RoundView = z.infer<typeof roundViewSchema>

export const comparisonSchema = z.object({
  rows: z.array(
    z.object({
      mechanism: mechanismSchema,
      ranks: z.array(z.int()),
      nothing: z.int(),
      worstRank: z.int().nullable(),
      bound: z.object({ nothing: z.int(), worstRank: z.int().nullable(), first: z.int() }),
      satisfaction: z.object({ mean: z.number(), least: z.number() }),
      envy: z.object({ pairs: z.int(), justified: z.int() }),
      claims: z.array(claimSchema),
    }),
  ),
})
export type Comparison = z.infer<typeof comparisonSchema>

/** For one who chooses. */
export const mineSchema = z.object({
  round: roundSummarySchema,
  periods: z.array(periodSchema),
  /** By which number the certificate names me. */
  number: z.string(),
  version: z.int(),
  wishes: z.array(z.string()),
  savedAt: momentSchema.nullable(),
  /** The offers as they are now; and which version I had before me when I saved. */
  offersVersion: z.int(),
  savedOffersVersion: z.int().nullable(),
  /** `no`: why I cannot wish for it. */
  offers: z.array(shownOfferSchema.extend({ no: z.string().nullable() })),
  /** What I hold now, after exchanges; null until it is released. */
  places: z.array(allottedSaySchema).nullable(),
  /** Exchanges that would help me or somebody else in them and hurt nobody, each in sentences. */
  trades: z.array(z.object({ key: z.string(), says: z.array(z.string()), helped: z.int() })),
  /** Those in which I have a part that were proposed, or done since the release. */
  exchanges: z.array(saidTradeSchema),
})
export type Mine = z.infer<typeof mineSchema>

export const wishesSchema = z.strictObject({
  version: z.int().min(0),
  wishes: z.array(lineSchema(80).min(1)).max(MOST_WISHES),
})
