// A whole match: reversions, even and odd numbers, couples tried in more orders, and what came out.
import { createHash } from 'node:crypto'
import type { Solver } from '../../platform/solver/highs.ts'
import { type Held, propose } from './engine.ts'
import { findStable, MOST_ENTRIES } from './exact.ts'
import { Market, NONE } from './market.ts'
import { type MarketFile, type MatchResult, type Place, RESULT_FORMAT } from './schema.ts'
import { verifyMatching } from './verify.ts'

/** `solver`: asked where pairs keep objecting and the market is not too large; `seconds` each time. */
export type MatchOptions = { seed?: string; solver?: Solver; seconds?: number }

/** The market must be sound (`checkMarket`). The same market and seed give the same result. */
export function matchMarket(
  file: MarketFile,
  { seed = 'isocenter', solver, seconds = 20 }: MatchOptions = {},
): MatchResult {
  const market = new Market(file)
  const pairs = Array.from(market.isPair.keys()).filter((g) => market.isPair[g] === 1)
  const quotas = market.quotas.slice()
  const numbers = new Map(market.programmes.map((id, p) => [id, p]))
  const given = file.programmes.map(() => 0)
  for (;;) {
    const run = propose(market, quotas, pairs, randomOf(seed))
    let held = run.held
    if (run.objecting.length > 0) {
      const isAsked = solver && market.firstProgramme.length <= MOST_ENTRIES
      const exact = isAsked ? findStable(market, quotas, solver, seconds) : undefined
      if (!exact) {
        const state = exact === null ? 'none-exists' : 'none-found'
        return resultOf(file, market, held, quotas, state)
      }
      held = exact
    }
    const places = placesOf(market, held)
    const filled = new Int32Array(quotas.length)
    for (const { programme } of places) filled[numbers.get(programme)!]!++
    if (moveOpen(file, quotas, filled, given, numbers)) continue
    if (dropOdd(file, quotas, filled)) continue
    return resultOf(file, market, held, quotas, 'stable')
  }
}

/** Places that stay open go to whom they were promised; false when none did. */
function moveOpen(
  file: MarketFile,
  quotas: Int32Array,
  filled: Int32Array,
  given: number[],
  numbers: ReadonlyMap<string, number>,
): boolean {
  let isMoved = false
  for (const [p, { revertsTo }] of file.programmes.entries()) {
    let left = quotas[p]! - filled[p]!
    let promised = 0
    for (const { programme, places } of revertsTo) {
      promised += places
      const move = Math.min(left, promised - given[p]!)
      if (move <= 0) continue
      quotas[p]! -= move
      quotas[numbers.get(programme)!]! += move
      given[p]! += move
      left -= move
      isMoved = true
    }
  }
  return isMoved
}

/** One place less where the number that is filled is not as it is wanted; false when all are. */
function dropOdd(file: MarketFile, quotas: Int32Array, filled: Int32Array): boolean {
  let isChanged = false
  for (const [p, { fills }] of file.programmes.entries())
    if (fills !== 'any' && filled[p]! > 0 && filled[p]! % 2 !== (fills === 'odd' ? 1 : 0)) {
      quotas[p] = filled[p]! - 1
      isChanged = true
    }
  return isChanged
}

/** Numbers from 0 to 1 that follow from a seed (mulberry32). */
function randomOf(seed: string): () => number {
  let state = Number.parseInt(createHash('sha256').update(seed).digest('hex').slice(0, 8), 16)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

function placesOf(market: Market, held: Held): Place[] {
  const places: Place[] = []
  const put = (member: number, p: number, rank: number) => {
    if (p !== NONE)
      places.push({ applicant: market.applicants[member]!, programme: market.programmes[p]!, rank })
  }
  for (let g = 0; g < market.agents; g++) {
    const entry = held[g]!
    if (entry === NONE) continue
    const rank = entry - market.agentAt[g]! + 1
    put(market.memberOne[g]!, market.firstProgramme[entry]!, rank)
    put(market.memberTwo[g]!, market.secondProgramme[entry]!, rank)
  }
  return places
}

export const hashOf = (file: MarketFile): string => {
  const { $schema: _, ...market } = file
  return createHash('sha256').update(JSON.stringify(market)).digest('hex')
}

function resultOf(
  file: MarketFile,
  market: Market,
  held: Held,
  quotas: Int32Array,
  state: MatchResult['state'],
): MatchResult {
  const places = placesOf(market, held)
  const inForce = new Map(market.programmes.map((id, p) => [id, quotas[p]!]))
  const blocks = state === 'stable' ? [] : verifyMatching(file, { places, quotas: inForce }).blocks
  const ranks: number[] = []
  let matched = 0
  for (let g = 0; g < market.agents; g++) {
    const entry = held[g]!
    if (entry === NONE) continue
    matched++
    const nth = entry - market.agentAt[g]!
    while (ranks.length <= nth) ranks.push(0)
    ranks[nth]!++
  }
  return {
    ...{ format: RESULT_FORMAT, version: 1, purpose: file.purpose, marketHash: hashOf(file) },
    ...{ state, places },
    quotas: market.programmes.flatMap((programme, p) =>
      quotas[p] === market.quotas[p] ? [] : [{ programme, quota: quotas[p]! }],
    ),
    blocks,
    figures: {
      applicants: file.applicants.length,
      matched: new Set(places.map(({ applicant }) => applicant)).size,
      positions: quotas.reduce((sum, quota) => sum + quota, 0),
      filled: places.length,
      ranks,
      couples: file.couples.length,
      couplesMatched: matched && countCouples(file, market, held),
    },
  }
}

function countCouples({ couples }: MarketFile, market: Market, held: Held): number {
  const first = market.agents - couples.length
  return couples.filter((_, nth) => held[first + nth] !== NONE).length
}
