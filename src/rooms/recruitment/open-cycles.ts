// Which seasons are seen by those outside, and what do they see of them?
import { type Outcome, done } from '../../kernel/finding.ts'
import type { Moment } from '../../kernel/moment.ts'
import type { Database, Tx } from '../../platform/database.ts'
import { missing } from '../../platform/http.ts'
import type { OpenCycle } from './applicant-schema.ts'
import { findCycle, findProgrammeName } from './cycle-store.ts'
import { findHouse } from './entry-store.ts'
import { findPages } from './page-store.ts'
import { phaseOf } from './rules/cycle.ts'
import type { Cycle } from './schema.ts'

export async function lookAtCycle(
  db: Database,
  institution: string,
  id: string,
  now: Moment,
): Promise<Outcome<OpenCycle>> {
  return db.inTenant(institution, async (tx) => {
    const cycle = await findCycle(tx, id)
    const house = cycle && (await findHouse(tx, institution))
    if (!cycle || !house || (await isKeptBack(tx, cycle, now)))
      return missing('There is no such season of applying.')
    return done(await openCycleOf(tx, cycle, house, now))
  })
}

/** What a programme prepares that does not show itself is nobody's before it opens. */
export async function isKeptBack(tx: Tx, cycle: Cycle, now: Moment): Promise<boolean> {
  if (phaseOf(cycle, now) !== 'ahead') return false
  const [page] = await findPages(tx, cycle.programme)
  return page?.isPublic !== true
}

export async function openCycleOf(
  tx: Tx,
  cycle: Cycle,
  house: { id: string; name: string },
  now: Moment,
): Promise<OpenCycle> {
  const { id, label, zone, opens, deadline, lettersUntil, interviewMode, interviews } = cycle
  return {
    ...{ id, label, zone, opens, deadline, lettersUntil, interviewMode, interviews },
    ...{ match: cycle.match, starts: cycle.starts, settings: cycle.settings },
    ...{ phase: phaseOf(cycle, now) },
    programme: { id: cycle.programme, name: await findProgrammeName(tx, cycle.programme) },
    institution: { id: house.id, name: house.name },
  }
}
