// How is a round shown: the line of a list, the offers with their demand, the result?
import type { Tx } from '../../platform/database.ts'
import { countDemand, type RoundFacts } from './rules.ts'
import type { Demand, Offer, RoundSummary, RoundView } from './schema.ts'
import { type ChooserRow, findLastWishes, type RoundRow } from './store.ts'

export function summaryOf(row: RoundRow, isMine: boolean): RoundSummary {
  const { id, plan, programme, title, mechanism, seed, places, state, version } = row
  return {
    ...{ id, plan, programme, title, mechanism, seed, places, state, version, isMine },
    planTitle: row.plan_title,
    opensAt: row.opens_at.toISOString(),
    closesAt: row.closes_at.toISOString(),
    mostWishes: row.most_wishes,
    showsDemand: row.shows_demand,
    choosers: row.choosers,
    wishing: row.wishing,
  }
}

export const factsOf = (row: RoundRow, offers: Offer[]): RoundFacts & { mostWishes: number } => ({
  ...{ title: row.title, periods: row.periods, places: row.places, offers },
  mostWishes: row.most_wishes,
})

const NONE: Demand = { wishes: 0, first: 0 }

/** `isShown`: how many wish for what in this round; of the last one everybody may know. */
export async function offersWithDemand(
  tx: Tx,
  row: RoundRow,
  offers: readonly Offer[],
  choosers: readonly ChooserRow[],
  isShown: boolean,
): Promise<RoundView['offers']> {
  const now = countDemand(choosers.map(({ wishes }) => wishes))
  const last = await findLastWishes(tx, row.programme, row.id)
  const before = last && countDemand(last.lists)
  return offers.map((offer) => ({
    ...offer,
    demand: isShown ? (now.get(offer.id) ?? NONE) : null,
    lastDemand: last?.offers.includes(offer.id) ? (before!.get(offer.id) ?? NONE) : null,
  }))
}

export function resultOf(row: RoundRow, me: string): RoundView['result'] {
  if (!row.allocation) return null
  return {
    mechanism: row.allocation.mechanism,
    resultHash: row.allocation.resultHash,
    by: row.allotted_by_name ?? '',
    isMine: row.allotted_by === me,
    at: row.allotted_at!.toISOString(),
    releasedBy: row.released_by_name,
    releasedAt: row.released_at?.toISOString() ?? null,
  }
}
