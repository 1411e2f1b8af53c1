// What does a programme ask, in which versions, and what waits for those who plan it?
import { type Outcome, done } from '../../kernel/finding.ts'
import { dayAt, type Moment } from '../../kernel/moment.ts'
import type { Database } from '../../platform/database.ts'
import { missing } from '../../platform/http.ts'
import { mayPlan } from '../people/index.ts'
import type { Actor } from '../people/schema.ts'
import { findProgrammes, findWorks, findYearBegin, nextYear } from '../programme/index.ts'
import type { Curricula } from './contract.ts'
import { countWaiting, findCurricula } from './store.ts'

export async function listWaiting(db: Database, actor: Actor, now: Moment) {
  return db.inTenant(actor.institution.id, async (tx) => {
    const programmes = []
    for (const { id, name } of await findProgrammes(tx)) {
      if (!mayPlan(actor, id, now)) continue
      const waiting = await countWaiting(tx, id, actor.person.id)
      if (waiting.applications + waiting.entries > 0) programmes.push({ id, name, ...waiting })
    }
    return { programmes }
  })
}

export async function viewCurricula(
  db: Database,
  actor: Actor,
  programme: string,
  now: Moment,
): Promise<Outcome<Curricula>> {
  const today = dayAt(now, actor.institution.timeZone)
  return db.inTenant(actor.institution.id, async (tx) => {
    const row = (await findProgrammes(tx)).find(({ id }) => id === programme)
    if (!row) return missing(`There is no programme "${programme}".`)
    return done({
      programme: { id: programme, name: row.name },
      versions: await findCurricula(tx, programme),
      plans: mayPlan(actor, programme, now),
      next: nextYear(today, await findYearBegin(tx, programme)),
      levels: ((row.facts['levels'] as { id: string; label: string }[]) ?? []).map(
        ({ id, label }) => ({ id, label }),
      ),
      works: (await findWorks(tx, programme)).map(({ id, name }) => ({ id, name })),
    })
  })
}
