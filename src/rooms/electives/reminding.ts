// Who has not chosen while a round is about to close? They are told twice, without anybody asking.
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database.ts'
import { writeNews } from '../mail/index.ts'
import { findTenants } from '../people/index.ts'
import { remindersOf } from './news.ts'
import { findChoosers, findClosing } from './store.ts'
import { summaryOf } from './views.ts'

const HOUR_MS = 3_600_000
/** So long before the close; each is said once to whom it concerns. */
const TOLD = [
  { key: 'last-day', hours: 26 },
  { key: 'last-days', hours: 4 * 24 },
]

/** Of every tenant. Safe to run at any time and twice: a letter is known by its key. */
export async function remindIdle(db: Database, clock: Clock, signal: AbortSignal): Promise<void> {
  for (const { id: tenant, name, time_zone: zone } of await findTenants(db)) {
    if (signal.aborted) return
    const now = clock.now()
    await db.inTenant(tenant, async (tx) => {
      for (const row of await findClosing(tx, Math.max(...TOLD.map(({ hours }) => hours)))) {
        const left = row.closes_at.getTime() - Date.parse(now)
        const told = TOLD.find(({ hours }) => left <= hours * HOUR_MS)
        const idle = (await findChoosers(tx, row.id)).filter(({ wishes }) => wishes.length === 0)
        if (!told || idle.length === 0) continue
        const what = { key: `choices/${row.id}/${told.key}`, topic: `choices/${row.id}` }
        const news = remindersOf(summaryOf(row, false), name, idle, zone)
        await writeNews(tx, { tenant, zone, now }, what, news)
      }
    })
  }
}
