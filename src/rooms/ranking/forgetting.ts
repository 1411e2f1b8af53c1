// A programme says how long it keeps what; each day whatever is over is deleted.
import { done, finding, type Outcome, refused } from '../../kernel/finding.ts'
import type { Database } from '../../platform/database.ts'
import { findTenants } from '../people/index.ts'
import type { Actor } from '../people/schema.ts'
import { findCycle } from '../recruitment/index.ts'
import { gone } from './actions.ts'
import type { At } from './reading.ts'
import { forgetDue, saveRetention } from './retention-store.ts'
import type { RetentionMonths } from './schema.ts'

export async function setRetention(
  db: Database,
  actor: Actor,
  at: At,
  wanted: { months: RetentionMonths; version: number },
): Promise<Outcome<{ version: number }>> {
  const { id: tenant } = actor.institution
  return db.inTenant(tenant, async (tx) => {
    if ((await findCycle(tx, at.cycle))?.programme !== at.id) return gone()
    if (!(await saveRetention(tx, tenant, at.id, wanted)))
      return refused(
        finding('ranking.version', 'Somebody else has changed it meanwhile.', {
          can: 'Look at it as it is now.',
        }),
      )
    return done({ version: wanted.version + 1 })
  })
}

/** Each institution in a transaction of its own; what is done is not done again when the job is. */
export async function forgetRecords(db: Database, signal: AbortSignal): Promise<void> {
  for (const { id } of await findTenants(db)) {
    if (signal.aborted) return
    await db.inTenant(id, forgetDue)
  }
}
