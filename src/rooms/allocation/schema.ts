// The words of allotting electives: market, pool, offer, person, wish, place; and the certificate.
import { z } from 'zod'
import { idSchema as ref, lineSchema } from '../../kernel/id.ts'

export const MARKET_FORMAT = 'isocenter.market'
export const ALLOCATION_FORMAT = 'isocenter.allocation'

/** More wishes cannot be told apart by an exact sum of halves (docs/allocation.md). */
export const MOST_WISHES = 50

const lengthSchema = z.int().min(1).max(400)

export const marketPeriodSchema = z.strictObject({ id: ref, label: lineSchema(40).optional() })

/** Room of a service in each period. Several offers may draw from one pool. */
export const poolSchema = z.strictObject({
  id: ref,
  name: lineSchema(120).optional(),
  /** People at once: one number for every period, or one number for each. */
  capacity: z.union([z.int().min(0), z.array(z.int().min(0))], {
    error: 'must be a whole number from 0, or a list with one for each period',
  }),
  /** Ids of people, those first whom the service wants most; who is in no tier comes last. */
  tiers: z.array(z.array(ref)).optional(),
})

/** One part of a track; without a pool there is always room. */
export const partSchema = z.strictObject({ pool: ref.optional(), length: lengthSchema })

/** What can be wished for. It is had whole or not at all, and once. */
export const offerSchema = z.strictObject({
  id: ref,
  name: lineSchema(120).optional(),
  /** Absent = always room. */
  pool: ref.optional(),
  /** Periods that it takes; a track takes those of its parts. */
  length: lengthSchema.default(1),
  /** It may be taken in pieces of at least so many periods; absent = in one piece. */
  piece: lengthSchema.optional(),
  /** Periods in which a piece of it may begin; absent = any. */
  starts: z.array(ref).min(1).optional(),
  /** A track: these parts, one directly after the other, all or none. */
  parts: z.array(partSchema).min(1).max(50).optional(),
  /** Nobody may wish for it now, and why. */
  shut: z
    .strictObject({ why: z.enum(['closed', 'lapsed']), reason: lineSchema(400).min(1) })
    .optional(),
})

/** A place that is settled before the allocation; it takes its room and its time. */
export const fixedSchema = z.strictObject({ offer: ref, periods: z.array(ref).min(1) })

/** To have this offer, begun in one of these periods, no matter in which. */
export const marketWishSchema = z.strictObject({
  offer: ref,
  starts: z.array(ref).min(1).optional(),
})

export const marketPersonSchema = z.strictObject({
  id: ref,
  name: lineSchema(120).optional(),
  /** Who draws earlier: 0 before 1 before 2; the lottery decides among equals. */
  turn: z.int().min(0).max(1000).default(0),
  /** Periods that are free for electives; absent = all. */
  available: z.array(ref).optional(),
  /** Periods of electives at most, fixed ones not counted; absent = as many as are free. */
  budget: z.int().min(0).optional(),
  /** Places at most, fixed ones not counted; absent = as many as fit. */
  places: z.int().min(0).optional(),
  fixed: z.array(fixedSchema).default([]),
  /** Offers that are not for this person (a course is missing), and why. */
  barred: z.array(z.strictObject({ offer: ref, reason: lineSchema(400).min(1) })).default([]),
  /** The dearest first. */
  wishes: z.array(marketWishSchema).max(MOST_WISHES).default([]),
})

export const marketSchema = z.strictObject({
  format: z.literal(MARKET_FORMAT),
  version: z.literal(1),
  title: lineSchema(200).optional(),
  periods: z.array(marketPeriodSchema).min(1).max(400),
  pools: z.array(poolSchema).max(1000),
  offers: z.array(offerSchema).max(1000),
  people: z.array(marketPersonSchema).max(3000),
})
export type MarketData = z.infer<typeof marketSchema>
export type MarketInput = z.input<typeof marketSchema>
export type PersonData = MarketData['people'][number]
export type OfferData = MarketData['offers'][number]

/** `rounds` is known from the school yard: one place a turn, the order is turned about each round. */
export const mechanisms = [
  'serial-dictatorship',
  'deferred-acceptance',
  'rank-maximal',
  'leximin',
  'rounds',
] as const
export const mechanismSchema = z.enum(mechanisms)
export type Mechanism = z.infer<typeof mechanismSchema>

/** One offer that one person gets: which wish it was (1 = the dearest), and its periods in order. */
export const allottedSchema = z.strictObject({
  person: ref,
  rank: z.int().min(1).max(MOST_WISHES),
  offer: ref,
  periods: z.array(ref).min(1),
})
export type Allotted = z.infer<typeof allottedSchema>

export const properties = [
  'strategy-proof',
  'no-justified-envy',
  'pareto-efficient',
  'fair-to-the-worst-off',
] as const
export type Property = (typeof properties)[number]

/** `holds`: proven for every market of this shape. `not`: there are markets in which it fails. */
export const claimSchema = z.strictObject({
  property: z.enum(properties),
  holds: z.enum(['holds', 'not', 'with-condition']),
  /** What that means here, as a sentence for everybody. */
  says: z.string(),
})
export type Claim = z.infer<typeof claimSchema>

export const figuresSchema = z.strictObject({
  /** How many got their first wish, their second, ... */
  ranks: z.array(z.int().min(0)),
  /** People with wishes who got none of them. */
  nothing: z.int().min(0),
  /** Of those who got something: the dearest place of whoever is worst off; null = nobody got any. */
  worstRank: z.int().min(1).nullable(),
})
export type Figures = z.infer<typeof figuresSchema>

/** No allocation of this market can do better than this. */
export const boundSchema = z.strictObject({
  /** At least so many people with wishes get none of them. */
  nothing: z.int().min(0),
  /** When only so many get none, somebody's dearest place is this wish or a later one. */
  worstRank: z.int().min(1).nullable(),
  /** First wishes that can be granted together, at most. */
  first: z.int().min(0),
})
export type Bound = z.infer<typeof boundSchema>

const hashSchema = z.string().regex(/^[0-9a-f]{64}$/, { error: 'is not a SHA-256 in hex' })
export const seedSchema = lineSchema(200).min(1)

export const allocationSchema = z.strictObject({
  format: z.literal(ALLOCATION_FORMAT),
  version: z.literal(1),
  mechanism: mechanismSchema,
  seed: seedSchema,
  market: marketSchema,
  /** SHA-256 of the canonical text of `market`. */
  marketHash: hashSchema,
  /** Ids of the people, who draws first first. */
  order: z.array(ref),
  places: z.array(allottedSchema),
  figures: figuresSchema,
  bound: boundSchema,
  claims: z.array(claimSchema),
  /** SHA-256 of the canonical text of mechanism, seed, marketHash, order and places. */
  resultHash: hashSchema,
})
export type Allocation = z.infer<typeof allocationSchema>
