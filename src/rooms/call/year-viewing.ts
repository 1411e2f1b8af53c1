// What can be planned with its call, and the two years that came of it, side by side.
import { done, type Outcome } from '../../kernel/finding.ts'
import { dayAt, type Moment } from '../../kernel/moment.ts'
import type { Database, Tx } from '../../platform/database.ts'
import { missing } from '../../platform/http.ts'
import type { Actor } from '../people/schema.ts'
import { findProgrammes } from '../programme/index.ts'
import {
  allChanges,
  findDrafts,
  findPlan,
  findPlansDuring,
  type OpenDraft,
  openDraft,
} from '../rota/index.ts'
import { findCallKinds } from './store.ts'
import { orGivenUp } from './waiting-job.ts'
import { yearJobKey } from './year-job.ts'
import type { CallYears, Way, WayView } from './year-schema.ts'
import { type CallYearRow, findCallYear } from './year-store.ts'

export async function viewCallYears(
  db: Database,
  actor: Actor,
  programme: string,
  now: Moment,
): Promise<Outcome<CallYears>> {
  const { id: tenant, timeZone: zone } = actor.institution
  const today = dayAt(now, zone)
  return db.inTenant(tenant, async (tx) => {
    const row = (await findProgrammes(tx)).find(({ id }) => id === programme)
    if (!row) return missing(`There is no programme "${programme}".`)
    const drafts: CallYears['drafts'] = []
    for (const plan of await findPlansDuring(tx, today, null)) {
      if (plan.programme !== programme) continue
      const { from, to } = (await findPlan(tx, plan.id))!
      for (const { id, name } of await findDrafts(tx, plan.id))
        drafts.push({ id, name, plan: plan.id, title: plan.title, from, to })
    }
    const latest = await readLatest(db, tx, tenant, programme)
    return done({
      programme: { id: programme, name: row.name },
      ...{ today, kinds: (await findCallKinds(tx, programme)).length, drafts },
      latest: latest ? await describe(tx, latest) : null,
    })
  })
}

async function readLatest(db: Database, tx: Tx, tenant: string, programme: string) {
  const row = await findCallYear(tx, { programme })
  if (!row) return undefined
  return orGivenUp(db, yearJobKey(tenant, row.id), row, () => findCallYear(tx, { id: row.id }))
}

async function describe(tx: Tx, row: CallYearRow): Promise<CallYears['latest']> {
  const open = await openDraft(tx, row.draft, false)
  if (!open) return null
  const { id, draft, plan, from, to, seconds, says, state, progress } = row
  const way = (name: Way) => viewWay(open, row, name)
  return {
    ...{ id, draft, plan, from, to, seconds, says, state, progress },
    ...{ draftName: open.row.name, version: open.row.version, askedVersion: row.draftVersion },
    ways: { apart: way('apart'), together: way('together') },
  }
}

function viewWay({ frame, cells }: OpenDraft, row: CallYearRow, way: Way): WayView | null {
  const result = row.results[way]
  if (!result) return null
  const { cells: planned, calls, ...measures } = result
  return {
    ...{ ...measures, found: planned !== null, calls: calls.length },
    differs: planned ? allChanges(frame, cells, planned).length : 0,
  }
}
