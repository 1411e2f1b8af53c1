// Letting the engine build a year: asked for here, run as a job, applied only when somebody says so.
import { type Outcome, done, finding, refused } from '../../kernel/finding.ts'
import type { Database } from '../../platform/database.ts'
import { addJob, findJobState, removeJob } from '../../platform/jobs.ts'
import type { Live } from '../../platform/live.ts'
import { missing } from '../../platform/http.ts'
import { findTenants } from '../people/index.ts'
import type { Actor } from '../people/schema.ts'
import { editDraft } from './draft-edits.ts'
import { allChanges, openDraft } from './drafts.ts'
import type { DraftView, SolveView } from './schema.ts'
import {
  askCancel,
  closeSolves,
  findRunningSolve,
  findSolve,
  findUnfinished,
  insertSolve,
  patchSolve,
  type SolveOptions,
  type SolveRow,
} from './solve-store.ts'
import { judgeCells } from './verdict.ts'

export const solveTopic = (id: string) => `solve:${id}`

/** Puts a solve of the draft in the queue; the one that is still open is returned instead of a second. */
export async function requestSolve(
  db: Database,
  actor: Actor,
  draft: string,
  options: SolveOptions,
  task: SolveView['task'] = 'build',
): Promise<Outcome<SolveView>> {
  const tenant = actor.institution.id
  // What no worker will ever finish stands in nobody's way.
  const stuck = await db.inTenant(tenant, (tx) => findRunningSolve(tx, draft))
  if (stuck) await mendSolve(db, tenant, stuck.id)
  const made = await db.inTenant(tenant, async (tx): Promise<Outcome<SolveRow>> => {
    const open = await openDraft(tx, draft, true)
    if (!open) return missing('This draft does not exist any more.')
    const running = await findRunningSolve(tx, draft)
    if (running) return done(running)
    await closeSolves(tx, { draft })
    const id = await insertSolve(tx, tenant, {
      plan: open.row.plan,
      draft,
      draftVersion: open.row.version,
      by: actor.person.id,
      task,
      options,
    })
    return done((await findSolve(tx, id))!)
  })
  if (!made.ok) return made
  const { id } = made.value
  if ((await findJobState(db.pool, jobKey(id))) === 'missing') await enqueue(db, tenant, id)
  return done(toView(made.value))
}

const jobKey = (id: string) => `solve:${id}`

function enqueue(db: Database, tenant: string, id: string): Promise<void> {
  return addJob(db.pool, 'solve', { tenant, solve: id }, jobKey(id))
}

/**
 * A crash between saving a solve and queueing it must not leave it waiting for ever, nor one that
 * ends every process which takes it up running for ever.
 */
async function mendSolve(db: Database, tenant: string, id: string): Promise<void> {
  const state = await findJobState(db.pool, jobKey(id))
  if (state === 'missing') await enqueue(db, tenant, id)
  if (state !== 'exhausted') return
  await removeJob(db.pool, jobKey(id))
  await db.inTenant(tenant, (tx) =>
    patchSolve(tx, id, {
      status: 'failed',
      says: 'Every process that took it up was ended in the middle. The best so far is kept.',
    }),
  )
}

export async function sweepSolves(db: Database): Promise<void> {
  for (const tenant of await findTenants(db))
    for (const id of await db.inTenant(tenant.id, (tx) => findUnfinished(tx)))
      await mendSolve(db, tenant.id, id)
}

function toView(row: SolveRow): SolveView {
  return {
    id: row.id,
    draft: row.draft,
    draftVersion: row.draft_version,
    status: row.status,
    says: row.says,
    elapsedMs: row.elapsed_ms,
    budgetMs: row.options.seconds * 1000,
    score: row.score,
    cells: row.cells,
    trace: row.trace,
    conflict: row.conflict,
    ways: row.ways,
    closest: row.closest,
    task: row.task,
    receipt: row.receipt,
  }
}

export async function viewSolve(
  db: Database,
  actor: Actor,
  id: string,
): Promise<Outcome<SolveView>> {
  const row = await db.inTenant(actor.institution.id, (tx) => findSolve(tx, id))
  return row ? done(toView(row)) : missing('This solve does not exist.')
}

export async function cancelSolve(
  db: Database,
  live: Live,
  actor: Actor,
  id: string,
): Promise<Outcome<SolveView>> {
  const tenant = actor.institution.id
  await db.inTenant(tenant, (tx) => askCancel(tx, id))
  // Whoever works on it stops it and says so. When nobody does, it ends here and now.
  if ((await findJobState(db.pool, jobKey(id))) !== 'held') {
    await removeJob(db.pool, jobKey(id))
    await db.inTenant(tenant, async (tx) => {
      const row = await findSolve(tx, id)
      if (row?.status !== 'waiting' && row?.status !== 'running') return
      const says = row.cells ? 'Stopped. The best so far is kept.' : 'Cancelled before it began.'
      await patchSolve(tx, id, { status: 'cancelled', says })
    })
  }
  await live.announce(`cancel:${id}`)
  await live.announce(solveTopic(id))
  return viewSolve(db, actor, id)
}

/** Nobody wants this proposal; it is not offered again. */
export async function discardSolve(
  db: Database,
  actor: Actor,
  id: string,
): Promise<Outcome<Record<string, never>>> {
  await db.inTenant(actor.institution.id, (tx) => closeSolves(tx, { id }))
  return done({})
}

/**
 * The roster of a finished (or cancelled) solve becomes one edit of its draft. `version` is that of
 * the draft which the person sees: what a colleague has typed since is never replaced unseen.
 */
export async function applySolve(
  db: Database,
  actor: Actor,
  id: string,
  version: number,
): Promise<Outcome<DraftView>> {
  const found = await db.inTenant(actor.institution.id, async (tx) => {
    const row = await findSolve(tx, id)
    const open = row && (await openDraft(tx, row.draft, false))
    return row && open ? { row, open } : undefined
  })
  if (!found) return missing('This solve does not exist.')
  const { row, open } = found
  if (!row.cells || row.status === 'running' || row.status === 'waiting')
    return refused(
      finding('rota.solve', 'There is no finished roster to put into the draft.', {
        can: 'Wait until it is done or cancel it; the best so far is kept.',
      }),
    )
  if (open.row.version !== version)
    return refused(
      finding(
        'rota.stale',
        `Somebody has changed the draft since (version ${open.row.version}, you saw ${version}).`,
        { can: 'Look at what differs now, then apply again.' },
      ),
    )
  const { findings } = judgeCells(open.frame.problem, row.cells)
  const broken = findings.filter((entry) => entry.must)
  // A repair says openly what it could not keep; publishing it asks for the reason.
  if (broken.length > 0 && row.task === 'build')
    return refused(
      finding(
        'rota.solve',
        'The rules or pins have changed since; this roster no longer keeps them.',
        { can: 'Generate again.' },
      ),
      ...broken.slice(0, 20),
    )
  const changes = allChanges(open.frame, open.cells, row.cells)
  if (changes.length === 0)
    return refused(finding('rota.solve', 'The draft already looks like this.', { by: 0 }))
  const applied = await editDraft(db, actor, row.draft, {
    changes,
    label: `Generated: ${row.says}`.slice(0, 120),
    source: 'engine',
  })
  if (!applied.ok) return applied
  await db.inTenant(actor.institution.id, (tx) => closeSolves(tx, { id }))
  return done({ ...applied.value, openSolve: null })
}
