// How far down its list will a programme go? Many invented seasons, weighed by those that were.
import { z } from 'zod'
import { type Finding, finding } from '../../kernel/finding.ts'
import { numbersFrom, Season } from './season.ts'

export const SEASONS_FORMAT = 'isocenter.seasons'

/**
 * The standards are the published figures of one subspecialty in its match of 2019: 81 programmes, 204
 * positions, 5.8 interviews a position. How many applied is not published; with 170, seasons fill as
 * that one did (82 % of the positions, 30 % of the programmes with one open), which a test holds. A
 * programme may change all of it. A season that was: so many ranked, so many places, so many filled,
 * and the rank of the last one who came.
 */
export const seasonModelSchema = z.strictObject({
  $schema: z.string().optional(),
  format: z.literal(SEASONS_FORMAT),
  version: z.literal(1),
  applicants: z.int().min(1).max(5_000).default(170),
  programmes: z.int().min(1).max(1_000).default(81),
  positions: z.int().min(1).max(5_000).default(204),
  interviewsAPosition: z.number().min(0.5).max(40).default(5.8),
  /** How much all think alike of each other: 0 = everybody has their own taste, 1 = one order for all. */
  agreement: z.number().min(0).max(1).default(0.6),
  ours: z.strictObject({
    quota: z.int().min(1).max(100),
    ranked: z.int().min(1).max(500),
  }),
  history: z
    .array(
      z.strictObject({
        label: z.string().max(80).default(''),
        quota: z.int().min(1).max(100),
        ranked: z.int().min(1).max(500),
        filled: z.int().min(0).max(100),
        /** Rank of the last one who came; 0 where nobody did. */
        deepest: z.int().min(0).max(500),
      }),
    )
    .max(20)
    .default([]),
})
export type SeasonModel = z.infer<typeof seasonModelSchema>
type Past = SeasonModel['history'][number]

export type FillDepth = {
  seasons: number
  /** By rank, the first first: the share of seasons in which this rank comes to us. */
  comes: number[]
  /** By rank: the share of seasons in which all places are filled at this rank or before. */
  filledBy: number[]
  /** By number of places that stay open, none first: the share of seasons. */
  open: number[]
  /** The rank of the last one who comes, where all are filled: in one of ten seasons not below the first, and so on. */
  depth: { ten: number; half: number; ninety: number } | null
  /** How sought after we seem to be, in standard deviations: the mean of what fits the seasons that were. */
  appeal: number
}

/** What makes a model impossible; empty = sound. */
export function checkSeasons(model: SeasonModel): Finding[] {
  const { applicants, programmes, positions, ours, history } = model
  const found: Finding[] = []
  const say = (says: string, can: string, path: string) =>
    found.push(finding('match.seasons', says, { can, path }))
  if (ours.ranked > applicants)
    say(
      `${ours.ranked} are ranked and there are ${applicants} applicants.`,
      'Give more applicants, or a shorter list.',
      'ours.ranked',
    )
  if (positions - ours.quota < programmes - 1)
    say(
      `${positions} positions are too few for ${programmes} programmes: each has one at least, and ours ${ours.quota}.`,
      'Give more positions, or fewer programmes.',
      'positions',
    )
  for (const [nth, { quota, ranked, filled, deepest }] of history.entries()) {
    const path = `history[${nth}]`
    if (filled > quota)
      say(`${filled} came and there were ${quota} places.`, 'Correct one of them.', path)
    if (deepest > ranked)
      say(`Rank ${deepest} came and ${ranked} were ranked.`, 'Correct one of them.', path)
    if (filled > deepest)
      say(
        `${filled} came and the last of them stood on rank ${deepest}.`,
        'Give the rank of the last one.',
        path,
      )
    if (ranked > applicants)
      say(`${ranked} were ranked and there are ${applicants} applicants.`, 'Correct one.', path)
  }
  return found
}

/** Standard deviations; the weight of each before anything is known is that of the normal curve. */
const APPEALS = [-2, -1.5, -1, -0.5, 0, 0.5, 1, 1.5, 2]
const TRIES_A_PAST = 300

/**
 * The model must be sound (`checkSeasons`). The same model, number and seed give the same answer.
 * What is learnt from the past is how sought after we are: the seasons that were are drawn anew at
 * nine degrees of it, and a degree counts by how often it gives what really came.
 */
export function simulateSeasons(model: SeasonModel, seasons: number, seed: number): FillDepth {
  return addUp(drawSeasons(model, weigh(model, seed), seasons, seed))
}

export type Weights = readonly number[]

/** The share of each of the nine degrees; they sum to 1. */
export function weigh(model: SeasonModel, seed: number): Weights {
  const weights = APPEALS.map((appeal, nth) => {
    const before = Math.exp(-(appeal ** 2) / 2)
    return model.history.reduce(
      (weight, past, year) => weight * likelihood(model, past, appeal, seed + 97 * year + nth),
      before,
    )
  })
  const sum = weights.reduce((one, other) => one + other, 0)
  return weights.map((weight) => weight / sum)
}

/** How often such a season gives what came; never quite 0, so that one odd year does not rule. */
function likelihood(model: SeasonModel, past: Past, appeal: number, seed: number): number {
  const { quota, ranked } = past
  const positions = model.positions - model.ours.quota + quota
  const season = new Season({ ...model, positions, ours: { quota, ranked } }, numbersFrom(seed))
  const width = Math.max(1, ranked / 10)
  let sum = 0
  for (let nth = 0; nth < TRIES_A_PAST; nth++) {
    season.draw(appeal)
    const ranks = season.match()
    const off = (ranks.at(-1) ?? 0) - past.deepest
    sum += Math.exp(-((off / width) ** 2) / 2) * 0.4 ** Math.abs(ranks.length - past.filled)
  }
  return 0.001 + sum / TRIES_A_PAST
}

/** Counts of seasons, so that threads can each draw a part and add. */
export type Tally = {
  seasons: number
  comes: number[]
  last: number[]
  open: number[]
  appeal: number
}

export function drawSeasons(
  model: SeasonModel,
  weights: Weights,
  seasons: number,
  seed: number,
): Tally {
  const { quota, ranked } = model.ours
  const random = numbersFrom(seed)
  const season = new Season(model, random)
  const tally: Tally = {
    ...{ seasons, appeal: 0 },
    comes: Array.from({ length: ranked }, () => 0),
    last: Array.from({ length: ranked + 1 }, () => 0),
    open: Array.from({ length: quota + 1 }, () => 0),
  }
  for (let nth = 0; nth < seasons; nth++) {
    const appeal = APPEALS[pick(weights, random())]!
    season.draw(appeal)
    const ranks = season.match()
    for (const rank of ranks) tally.comes[rank - 1]!++
    tally.open[quota - ranks.length]!++
    if (ranks.length === quota) tally.last[ranks.at(-1)!]!++
    tally.appeal += appeal
  }
  return tally
}

function pick(weights: Weights, at: number): number {
  let left = at
  for (const [nth, weight] of weights.entries()) {
    left -= weight
    if (left < 0) return nth
  }
  return weights.length - 1
}

export function addTallies(one: Tally, other: Tally): Tally {
  const sum = (these: number[], those: number[]) => these.map((count, nth) => count + those[nth]!)
  return {
    seasons: one.seasons + other.seasons,
    comes: sum(one.comes, other.comes),
    last: sum(one.last, other.last),
    open: sum(one.open, other.open),
    appeal: one.appeal + other.appeal,
  }
}

export function addUp({ seasons, comes, last, open, appeal }: Tally): FillDepth {
  const share = (count: number) => count / seasons
  let sum = 0
  const filledBy = last.slice(1).map((count) => share((sum += count)))
  const full = open[0]!
  const depthAt = (part: number) => {
    const wanted = part * full
    let so = 0
    return last.findIndex((count) => (so += count) >= wanted && so > 0)
  }
  return {
    ...{ seasons, comes: comes.map(share), filledBy, open: open.map(share) },
    depth: full === 0 ? null : { ten: depthAt(0.1), half: depthAt(0.5), ninety: depthAt(0.9) },
    appeal: appeal / seasons,
  }
}

const percent = (share: number) =>
  share > 0 && share < 0.005 ? 'under 1 %' : `${Math.round(share * 100)} %`

/** What the figures say; always named a simulation. `isOver`: the list cannot be changed any more. */
export function sayDepth(
  { ours, history }: SeasonModel,
  found: FillDepth,
  isOver = false,
): string[] {
  const { depth, open, seasons } = found
  const all = open[0]!
  return [
    `A simulation of ${seasons.toLocaleString('en')} invented seasons, not the official match.`,
    history.length === 0
      ? 'No earlier season is given: you are taken for a programme like the others.'
      : `Weighed by ${history.length === 1 ? 'one earlier season' : `${history.length} earlier seasons`}.`,
    `All ${ours.quota} places are filled in ${percent(all)} of them.`,
    ...(depth === null
      ? []
      : [
          `Where they are, the last one who comes stands on rank ${depth.half} in the middle, and between ${depth.ten} and ${depth.ninety} in eight of ten.`,
        ]),
    ...(all > 0.95
      ? []
      : [
          `With ${ours.ranked} on the list a place stays open in ${percent(1 - all)}${isOver ? '' : '; a longer list is the cheapest help'}.`,
        ]),
  ]
}
