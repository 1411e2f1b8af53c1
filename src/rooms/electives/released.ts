// What has been released to whom in a year? For rooms that plan on it.
import type { Tx } from '../../platform/database.ts'
import { placesOf } from './rules.ts'
import type { AllottedSay } from './schema.ts'
import { findChoosers, findOffers, findRounds } from './store.ts'
import { factsOf } from './views.ts'

/** By person; of every released round of this plan, the newest first. */
export async function findReleased(
  tx: Tx,
  programme: string,
  plan: string,
): Promise<Map<string, AllottedSay[]>> {
  const found = new Map<string, AllottedSay[]>()
  for (const row of await findRounds(tx, programme)) {
    if (row.plan !== plan || row.state !== 'released' || !row.allocation) continue
    const facts = factsOf(row, (await findOffers(tx, row.id)).offers)
    for (const chooser of await findChoosers(tx, row.id))
      found.set(chooser.person, [
        ...(found.get(chooser.person) ?? []),
        ...placesOf(row.allocation, facts, chooser),
      ])
  }
  return found
}
