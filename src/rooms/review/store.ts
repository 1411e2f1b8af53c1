// Every query about reviews, what is scored, and decisions.
import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import {
  type ReviewSetup,
  reviewSetupSchema,
  type ReviewState,
  type ReviewWords,
  type Scores,
  type VerdictName,
} from './schema.ts'

export async function findSetup(
  tx: Tx,
  cycle: string,
): Promise<{ setup: ReviewSetup; version: number } | undefined> {
  const found = await sql<{ facts: unknown; version: number }>`select facts, version
    from review_setup where cycle = ${cycle}`.execute(tx)
  const [row] = found.rows
  return row && { setup: reviewSetupSchema.parse(row.facts), version: row.version }
}

/** `version`: 0 where there is none yet. False when it is another one by now. */
export async function saveSetup(
  tx: Tx,
  tenant: string,
  cycle: string,
  { setup, version }: { setup: ReviewSetup; version: number },
): Promise<boolean> {
  const done =
    version === 0
      ? await sql`insert into review_setup (tenant, cycle, facts)
          values (${tenant}, ${cycle}, ${JSON.stringify(setup)}) on conflict do nothing`.execute(tx)
      : await sql`update review_setup set facts = ${JSON.stringify(setup)}, version = version + 1
          where cycle = ${cycle} and version = ${version}`.execute(tx)
  return Number(done.numAffectedRows ?? 0) === 1
}

export type ReviewRow = {
  id: string
  application: string
  reviewer: string
  state: ReviewState
  scores: Scores
  recommendation: VerdictName | null
  note: string
  conflict: string
  doneAt: Date | null
  version: number
}

/** Of a cycle or of one application, in the order in which they were assigned. */
export async function findReviews(
  tx: Tx,
  which: { cycle: string; application?: string; lock?: boolean },
): Promise<ReviewRow[]> {
  const found = await sql<ReviewRow>`select r.id, r.application, r.reviewer, r.state, r.scores,
      r.recommendation, r.note, r.conflict, r.done_at as "doneAt", r.version
    from review r join application a on a.tenant = r.tenant and a.id = r.application
    where a.cycle = ${which.cycle}
      and ${which.application ? sql`r.application = ${which.application}` : sql`true`}
    order by r.assigned_at, r.reviewer ${which.lock ? sql`for update of r` : sql``}`.execute(tx)
  return found.rows
}

/** Those there already stay as they are. */
export async function insertReviews(
  tx: Tx,
  tenant: string,
  by: string | null,
  pairs: readonly { application: string; reviewer: string }[],
): Promise<void> {
  if (pairs.length === 0) return
  await sql`insert into review (tenant, application, reviewer, assigned_by)
    select ${tenant}, application, reviewer, ${by}
    from jsonb_to_recordset(${JSON.stringify(pairs)}) as pair (application text, reviewer text)
    on conflict do nothing`.execute(tx)
}

/** Those on which nothing was said yet. */
export async function deleteReviews(
  tx: Tx,
  pairs: readonly { application: string; reviewer: string }[],
): Promise<void> {
  await sql`delete from review r
    using jsonb_to_recordset(${JSON.stringify(pairs)}) as pair (application text, reviewer text)
    where r.application = pair.application and r.reviewer = pair.reviewer
      and r.state = 'assigned' and r.scores = '{}' and r.note = ''`.execute(tx)
}

/** False when it is another version by now. */
export async function updateReview(
  tx: Tx,
  id: string,
  version: number,
  row: ReviewWords & { state: ReviewState; conflict: string },
): Promise<boolean> {
  const done = await sql`update review set scores = ${JSON.stringify(row.scores)},
      recommendation = ${row.recommendation}, note = ${row.note}, state = ${row.state},
      conflict = ${row.conflict}, version = version + 1,
      done_at = ${row.state === 'done' ? sql`coalesce(done_at, clock_timestamp())` : sql`null`}
    where id = ${id} and version = ${version}`.execute(tx)
  return Number(done.numAffectedRows ?? 0) === 1
}

export type DecisionRow = {
  id: string
  application: string
  nth: number
  verdict: VerdictName
  note: string
  by: string
  byName: string
  at: Date
  toldAt: Date | null
}

/** The last of each application. */
export async function findDecisions(tx: Tx, cycle: string): Promise<Map<string, DecisionRow>> {
  const found =
    await sql<DecisionRow>`select distinct on (d.application) d.id, d.application, d.nth,
      d.verdict, d.note, d.by_person as by, p.given || ' ' || p.family as "byName", d.at, d.told_at as "toldAt"
    from decision d
      join application a on a.tenant = d.tenant and a.id = d.application
      join person p on p.tenant = d.tenant and p.id = d.by_person
    where a.cycle = ${cycle} order by d.application, d.nth desc`.execute(tx)
  return new Map(found.rows.map((row) => [row.application, row]))
}

export async function insertDecisions(
  tx: Tx,
  tenant: string,
  rows: readonly { application: string; nth: number; verdict: VerdictName }[],
  { by, note }: { by: string; note: string },
): Promise<void> {
  await sql`insert into decision (tenant, application, nth, verdict, note, by_person)
    select ${tenant}, application, nth, verdict, ${note}, ${by}
    from jsonb_to_recordset(${JSON.stringify(rows)})
      as one (application text, nth int, verdict text)`.execute(tx)
}

export async function markTold(tx: Tx, ids: readonly string[], by: string): Promise<void> {
  await sql`update decision set told_at = clock_timestamp(), told_by = ${by}
    where id = any(${ids}) and told_at is null`.execute(tx)
}
