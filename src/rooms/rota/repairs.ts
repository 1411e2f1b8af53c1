// Something has happened to a published year: the fewest changes that deal with it, with a receipt.
import { sayDay } from '../../kernel/day.ts'
import { type Outcome, done, finding, refused } from '../../kernel/finding.ts'
import { dayAt, type Moment } from '../../kernel/moment.ts'
import type { Database } from '../../platform/database.ts'
import { missing } from '../../platform/http.ts'
import type { Actor } from '../people/schema.ts'
import { type PlanChange, sayChange } from '../planning/changes.ts'
import { openDraft, viewDraft } from './drafts.ts'
import { readFrame } from './frame.ts'
import { firstOpenBlock, realise } from './realising.ts'
import { createScenario } from './scenarios.ts'
import type { DraftView, SolveView } from './schema.ts'
import { findSolve } from './solve-store.ts'
import { requestSolve } from './solves.ts'
import { setChanges, touchDraft } from './draft-store.ts'
import { findPublication } from './publication-store.ts'

type Wanted = { changes: PlanChange[]; from?: string | undefined; seconds: number }

/** A draft made from the published year, and the engine at work on it; nothing is published by it. */
export async function requestRepair(
  db: Database,
  actor: Actor,
  planId: string,
  wanted: Wanted,
  now: Moment,
): Promise<Outcome<SolveView>> {
  const begins = await db.inTenant(actor.institution.id, async (tx): Promise<Outcome<Begins>> => {
    const frame = await readFrame(tx, planId)
    if (!frame) return missing(`There is no plan "${planId}".`)
    if (!(await findPublication(tx, planId)))
      return refused(
        finding('rota.repair', 'Nothing is published yet, so there is nothing to repair.', {
          can: 'Change the draft, or generate it again.',
        }),
      )
    const { blocks } = frame.plan
    const today = dayAt(now, actor.institution.timeZone)
    const first = firstOpenBlock(blocks, today)
    const asked = wanted.from ? blocks.findIndex(({ id }) => id === wanted.from) : first
    if (asked < 0)
      return refused(finding('rota.repair', `There is no block "${wanted.from}" in this plan.`))
    if (first >= blocks.length)
      return refused(
        finding('rota.repair', `The year has no block after ${sayDay(today)}; all of it is past.`),
      )
    if (asked < first)
      return refused(
        finding(
          'rota.repair',
          `Block ${blocks[asked]!.label} has begun or is over; what has happened is not changed.`,
          { can: `Begin with block ${blocks[first]!.label} (${sayDay(blocks[first]!.from)}).` },
        ),
      )
    const name = wanted.changes.map((change) => sayChange(frame.problem, change)).join(' ')
    return done({ name: name.slice(0, 120), from: blocks[asked]!.id })
  })
  if (!begins.ok) return begins
  const { name, from } = begins.value
  const { changes, seconds } = wanted
  const made = await createScenario(db, actor, planId, {
    ...{ name, from: 'published', changes, kind: 'repair' },
  })
  if (!made.ok) return made
  const options = { seconds, seed: 1, keep: true, repeatable: false, from }
  return requestSolve(db, actor, made.value.id, options, 'repair')
}
type Begins = { name: string; from: string }

/** A way out of an impossible year: its changes made real now, or tried in a what-if. */
export async function useWayOut(
  db: Database,
  actor: Actor,
  solve: string,
  wanted: { way: number; as: 'real' | 'scenario' },
): Promise<Outcome<DraftView>> {
  const tenant = actor.institution.id
  const row = await db.inTenant(tenant, (tx) => findSolve(tx, solve))
  const way = row?.ways[wanted.way]
  if (!row || !way) return missing('There is no such way out any more.')
  if (wanted.as === 'scenario')
    return createScenario(db, actor, row.plan, {
      ...{ name: way.says.slice(0, 120), from: row.draft, changes: way.changes },
    })
  return db.inTenant(tenant, async (tx) => {
    const open = await openDraft(tx, row.draft, true)
    if (!open) return missing('This draft does not exist any more.')
    // In a what-if the way out is one more thing that is different in it.
    if (open.row.kind !== 'draft')
      await setChanges(tx, row.draft, [...open.row.changes, ...way.changes])
    else {
      const reason = `A way out of a conflict: ${way.says}`
      await realise(tx, { actor, frame: open.frame, draft: row.draft, reason }, way.changes)
    }
    await touchDraft(tx, row.draft, actor.person.id)
    return done((await viewDraft(tx, row.draft, actor.person.id))!)
  })
}
