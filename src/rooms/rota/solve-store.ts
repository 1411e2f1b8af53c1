// Every query about solves: what was asked, how far it is, what came out.
import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import type { Cells, Score } from '../planning/schema.ts'
import type { SolveView } from './schema.ts'

export type SolveOptions = {
  seconds: number
  seed: number
  keep: boolean
  /** The same seed and seconds give the same roster; one thread. */
  repeatable: boolean
  /** Of a repair: the first period that may change. */
  from?: string
}
export type SolveRow = {
  id: string
  plan: string
  draft: string
  draft_version: number
  requested_by: string
  options: SolveOptions
  status: SolveView['status']
  says: string
  elapsed_ms: number
  score: Score | null
  cells: Cells | null
  trace: SolveView['trace']
  conflict: SolveView['conflict']
  ways: SolveView['ways']
  closest: SolveView['closest']
  task: SolveView['task']
  receipt: SolveView['receipt']
  cancel_asked: boolean
}

export async function insertSolve(
  tx: Tx,
  tenant: string,
  row: {
    plan: string
    draft: string
    draftVersion: number
    by: string
    task: SolveView['task']
    options: SolveOptions
  },
): Promise<string> {
  const found = await sql<{ id: string }>`insert into solve (tenant, plan, draft, draft_version,
      requested_by, task, options)
    values (${tenant}, ${row.plan}, ${row.draft}, ${row.draftVersion}, ${row.by}, ${row.task},
      ${JSON.stringify(row.options)}) returning id`.execute(tx)
  return found.rows[0]!.id
}

export async function findSolve(tx: Tx, id: string): Promise<SolveRow | undefined> {
  const found =
    await sql<SolveRow>`select id, plan, draft, draft_version, requested_by, options, status,
      says, elapsed_ms, score, cells, trace, conflict, ways, task, receipt, closest, cancel_asked from solve where id = ${id}`.execute(
      tx,
    )
  return found.rows[0]
}

/** A solve of the draft that is still waiting or running; one at a time is enough. */
export async function findRunningSolve(tx: Tx, draft: string): Promise<SolveRow | undefined> {
  const found = await sql<{ id: string }>`select id from solve where draft = ${draft}
    and status in ('waiting', 'running') limit 1`.execute(tx)
  const open = found.rows[0]
  return open && findSolve(tx, open.id)
}

/** What a page that is loaded again goes on with: a running solve, or a proposal nobody has judged. */
export async function findOpenSolve(tx: Tx, draft: string): Promise<string | undefined> {
  return (await openSolve(draft).execute(tx)).rows[0]?.id
}

/** A statement for `atOnce`. */
export const openSolve = (draft: string) => sql<{ id: string }>`select s.id from solve s
    join draft d on d.tenant = s.tenant and d.id = s.draft
    where s.draft = ${draft} and s.closed_at is null
      and (s.status in ('waiting', 'running') or s.cells is not null
        -- A conflict says something only about the draft and the rules that it was found in.
        or (s.status = 'impossible' and s.draft_version = d.version and not exists (
          select 1 from rule_choice c where c.tenant = s.tenant and c.plan = s.plan
            and greatest(c.chosen_at, c.ended_at) > s.requested_at)))
    order by s.requested_at desc limit 1`

/** Applied, discarded or replaced: no page offers it any more. Of one solve, or of all of a draft. */
export async function closeSolves(
  tx: Tx,
  which: { id: string } | { draft: string },
): Promise<void> {
  await sql`update solve set closed_at = now() where closed_at is null
    and ${'id' in which ? sql`id = ${which.id}` : sql`draft = ${which.draft}`}`.execute(tx)
}

export type SolvePatch = Partial<
  Pick<
    SolveRow,
    | 'status'
    | 'says'
    | 'elapsed_ms'
    | 'score'
    | 'cells'
    | 'trace'
    | 'conflict'
    | 'ways'
    | 'receipt'
    | 'closest'
  >
>

/**
 * Writes what is given and leaves the rest. With a `claim` only while it is the one that stands, and
 * the solve is still open; false when nothing was written.
 */
export async function patchSolve(
  tx: Tx,
  id: string,
  patch: SolvePatch,
  claim?: string,
): Promise<boolean> {
  const json = (value: unknown) => (value === undefined ? null : JSON.stringify(value))
  const done = await sql`update solve set
      status = coalesce(${patch.status ?? null}, status),
      says = coalesce(${patch.says ?? null}, says),
      elapsed_ms = coalesce(${patch.elapsed_ms ?? null}, elapsed_ms),
      score = coalesce(${json(patch.score)}::jsonb, score),
      cells = coalesce(${json(patch.cells)}::jsonb, cells),
      trace = coalesce(${json(patch.trace)}::jsonb, trace),
      conflict = coalesce(${json(patch.conflict)}::jsonb, conflict),
      ways = coalesce(${json(patch.ways)}::jsonb, ways),
      receipt = coalesce(${json(patch.receipt)}::jsonb, receipt),
      closest = coalesce(${json(patch.closest)}::jsonb, closest)
    where id = ${id} and ${
      claim === undefined ? sql`true` : sql`claim = ${claim} and status in ('waiting', 'running')`
    }`.execute(tx)
  return Number(done.numAffectedRows ?? 0) === 1
}

/** Takes a solve up, from whoever had it before; undefined when it has ended meanwhile. */
export async function claimSolve(tx: Tx, id: string, claim: string): Promise<SolveRow | undefined> {
  const done = await sql`update solve set claim = ${claim}, status = 'running',
      says = 'Reading the rules.'
    where id = ${id} and status in ('waiting', 'running')`.execute(tx)
  return Number(done.numAffectedRows ?? 0) === 1 ? findSolve(tx, id) : undefined
}

export async function askCancel(tx: Tx, id: string): Promise<void> {
  await sql`update solve set cancel_asked = true where id = ${id}`.execute(tx)
}

/** Solves that some process was working on, or never began; for the sweep at the start. */
export async function findUnfinished(tx: Tx): Promise<string[]> {
  const found = await sql<{
    id: string
  }>`select id from solve where status in ('waiting', 'running')`.execute(tx)
  return found.rows.map((row) => row.id)
}
