// What has been released to whom in a year? For rooms that plan on it.
import type { Span } from '../../kernel/span.ts'
import type { Tx } from '../../platform/database.ts'
import { poolsOf, takesRoom } from './offers.ts'
import { findChoosers, findOffers, findRounds } from './store.ts'
import { findTradesOf } from './trade-store.ts'
import { placesNow } from './trade-views.ts'

/**
 * By person: from which pool of places they draw (an elective, or `elective/part` where a part has
 * places of its own), and when; after the exchanges since. Of every released round of this plan, the newest first.
 */
export async function findReleased(
  tx: Tx,
  programme: string,
  plan: string,
): Promise<Map<string, { offer: string; days: Span[] }[]>> {
  const found = new Map<string, { offer: string; days: Span[] }[]>()
  for (const row of await findRounds(tx, programme)) {
    if (row.plan !== plan || row.state !== 'released' || !row.allocation) continue
    const { offers } = await findOffers(tx, row.id)
    const pools = poolsOf(offers)
    const places = placesNow(row.allocation, await findTradesOf(tx, row.id))
    for (const { person, number } of await findChoosers(tx, row.id))
      for (const place of places.filter((one) => one.person === number))
        for (const { id } of pools) {
          const days = row.periods.filter((period) => takesRoom(offers, id, place, period.id))
          if (days.length > 0)
            found.set(person, [
              ...(found.get(person) ?? []),
              { offer: id.replace(':', '/'), days: days.map(({ from, to }) => ({ from, to })) },
            ])
        }
  }
  return found
}
