// The words of a match: who ranks whom, how many places there are, and what came out.
import { z } from 'zod'

export const MATCH_FORMAT = 'isocenter.match'
export const RESULT_FORMAT = 'isocenter.match-result'
/** The official match allows so many; a longer list is refused, not cut. */
export const MOST_RANKS = 300

const id = z.string().min(1).max(80)
const list = z.array(id).max(MOST_RANKS)

export const applicantSchema = z.strictObject({
  id,
  name: z.string().max(200).optional(),
  /** Programmes, the dearest first. Of a member of a couple it is empty: the couple ranks pairs. */
  list: list.default([]),
  /**
   * Beside an advanced programme a first year elsewhere: once matched to `after`, the dearest of
   * `list` that takes them; where none does, they stay matched to the advanced one.
   */
  supplemental: z
    .array(z.strictObject({ after: id, list }))
    .max(MOST_RANKS)
    .default([]),
})

export const coupleSchema = z.strictObject({
  id,
  members: z.tuple([id, id]),
  /** Pairs of programmes, the dearest first; null = that one of them goes without. */
  list: z.array(z.tuple([id.nullable(), id.nullable()])).max(MOST_RANKS),
})

export const matchProgrammeSchema = z.strictObject({
  id,
  name: z.string().max(200).optional(),
  quota: z.int().min(0).max(1000),
  /** Applicants, the dearest first. */
  list: z.array(id).max(20_000),
  /** `even`: only an even number of places is filled. */
  fills: z.enum(['any', 'even', 'odd']).default('any'),
  /** To whom places go that stay open here, in this order; never in a circle. */
  revertsTo: z
    .array(z.strictObject({ programme: id, places: z.int().min(1).max(1000) }))
    .max(50)
    .default([]),
})

export const marketSchema = z.strictObject({
  $schema: z.string().optional(),
  format: z.literal(MATCH_FORMAT),
  version: z.literal(1),
  title: z.string().max(200).default(''),
  /** What comes out is never the official match. */
  purpose: z.enum(['simulation', 'internal']),
  applicants: z.array(applicantSchema).max(200_000),
  couples: z.array(coupleSchema).max(20_000).default([]),
  programmes: z.array(matchProgrammeSchema).max(50_000),
})
export type MarketFile = z.infer<typeof marketSchema>

/** One place: of an applicant at a programme; `rank` on their own list, from 1. */
export const placeSchema = z.strictObject({ applicant: id, programme: id, rank: z.int().min(1) })
export type Place = z.infer<typeof placeSchema>

/** A pair, or a couple and two programmes, who would both rather have each other. */
export const blockSchema = z.strictObject({
  who: z.array(id).min(1).max(2),
  programmes: z.array(id.nullable()).min(1).max(2),
  says: z.string(),
})
export type Block = z.infer<typeof blockSchema>

export const resultSchema = z.strictObject({
  $schema: z.string().optional(),
  format: z.literal(RESULT_FORMAT),
  version: z.literal(1),
  purpose: z.enum(['simulation', 'internal']),
  /** Of the market that was matched, so that nobody verifies another one. */
  marketHash: z.string(),
  /** `none-exists`: proven; `none-found`: the one with fewest pairs that object, which are named. */
  state: z.enum(['stable', 'none-exists', 'none-found']),
  places: z.array(placeSchema),
  /** Quotas that held in the end, where they are not those of the market: reversions, even and odd. */
  quotas: z.array(z.strictObject({ programme: id, quota: z.int().min(0) })),
  blocks: z.array(blockSchema),
  figures: z.strictObject({
    applicants: z.int(),
    matched: z.int(),
    positions: z.int(),
    filled: z.int(),
    /** By rank on one's own list, the first first. */
    ranks: z.array(z.int()),
    couples: z.int(),
    couplesMatched: z.int(),
  }),
})
export type MatchResult = z.infer<typeof resultSchema>
