// Conferences of the demo: series, the sessions of the coming weeks, and who presents them.
import { conferences } from '../../demo/conferences.ts'
import type { Moment } from '../kernel/moment.ts'
import type { Tx } from '../platform/database.ts'
import {
  deriveConferences,
  findSeries,
  findSessions,
  findTurns,
  insertWithWork,
  updateSession,
} from '../rooms/conferences/index.ts'
import { seriesFactsSchema } from '../rooms/conferences/schema.ts'
import { findWorks } from '../rooms/programme/index.ts'
import { academicYear, DEMO_YEAR, moveYears } from './demo-years.ts'

/** Sessions of each series that somebody presents already. */
const GIVEN = 6

export async function loadConferences(
  tx: Tx,
  tenant: string,
  programmes: ReadonlySet<string>,
  { now, zone }: { now: Moment; zone: string },
): Promise<void> {
  const place = { tenant, zone, now }
  for (const { programme, series } of moveYears(conferences, academicYear(now) - DEMO_YEAR)) {
    if (!programmes.has(programme)) continue
    const topics = new Map<string, readonly string[]>()
    for (const { name, code, color, facts, topics: said } of series) {
      const words = { name, code, color, facts: seriesFactsSchema.parse(facts) }
      const beside = { works: await findWorks(tx, programme) }
      topics.set(await insertWithWork(tx, tenant, programme, words, beside), said)
    }
    await deriveConferences(tx, place, programme)
    for (const one of await findSeries(tx, programme)) {
      const turns = (await findTurns(tx, place, programme, one)).slice(0, GIVEN)
      const ids = turns.map(({ session }) => session)
      for (const [nth, row] of (await findSessions(tx, { programme, ids })).entries()) {
        const { presenter } = turns.find(({ session }) => session === row.id)!
        await updateSession(tx, { ...row, presenter, topic: topics.get(one.id)![nth] ?? '' })
      }
    }
    await deriveConferences(tx, place, programme)
  }
}
