// What of choosing fellows waits for one person: applications to read, days to interview, scores to give.
import { addDays } from '../../kernel/day.ts'
import { done, type Outcome } from '../../kernel/finding.ts'
import { dayAt, endOfDay, type Moment } from '../../kernel/moment.ts'
import type { Database } from '../../platform/database.ts'
import { mayAct } from '../people/index.ts'
import type { Actor } from '../people/schema.ts'
import type { Selecting } from './contract.ts'
import { findWaiting } from './waiting-store.ts'

/** Days of interviews are named so long before. */
const AHEAD_DAYS = 14

export async function viewWaiting(
  db: Database,
  actor: Actor,
  now: Moment,
): Promise<Outcome<Selecting>> {
  const zone = actor.institution.timeZone
  const today = dayAt(now, zone)
  const until = endOfDay(addDays(today, AHEAD_DAYS), zone)
  const rows = await db.look(actor.institution.id, (tx) =>
    findWaiting(tx, actor.person.id, { now, until }),
  )
  return done({
    items: rows.filter(({ programme }) => mayAct(actor, 'selector', today, programme.id)),
  })
}
