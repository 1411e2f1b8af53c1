// Every query about planned calls that are not published yet, what was asked for them, and pins.
import { sql } from 'kysely'
import type { Day } from '../../kernel/day.ts'
import type { Span } from '../../kernel/span.ts'
import type { Tx } from '../../platform/database.ts'
import type { GivenCall } from './asked.ts'
import type { CallProgress, ProposalState, WishView, WishWords } from './schema.ts'

export type ProposalRow = Span & {
  id: string
  programme: string
  seconds: number
  state: ProposalState
  isStopped: boolean
  says: string
  progress: CallProgress | null
  by: string
  at: Date
  calls: GivenCall[]
  kept: GivenCall[]
  /** Since it was asked for, by the clock of the database. */
  ageSeconds: number
}

/** One, or the latest of a programme. `lock`: nobody else steps on it until this transaction ends. */
export async function findProposal(
  tx: Tx,
  which: { id: string; lock?: boolean } | { programme: string },
): Promise<ProposalRow | undefined> {
  const where =
    'id' in which
      ? sql`p.id = ${which.id}`
      : sql`p.programme = ${which.programme} and p.state in ('waiting', 'ready', 'failed')`
  const lock = 'id' in which && which.lock ? sql`for update of p` : sql``
  const found = await sql<ProposalRow>`select p.id, p.programme, p.first_day as "from",
      p.last_day as "to", p.seconds, p.state, p.is_stopped as "isStopped", p.says, p.progress,
      p.asked_by as by, p.asked_at as at, p.calls, p.kept,
      extract(epoch from clock_timestamp() - p.asked_at)::float8 as "ageSeconds"
    from call_proposal p where ${where} order by p.asked_at desc limit 1 ${lock}`.execute(tx)
  return found.rows[0]
}

export async function insertProposal(
  tx: Tx,
  tenant: string,
  row: Span & { programme: string; seconds: number; by: string },
): Promise<string> {
  const found = await sql<{ id: string }>`insert into call_proposal (tenant, programme, first_day,
      last_day, seconds, asked_by, says) values (${tenant}, ${row.programme}, ${row.from}, ${row.to},
      ${row.seconds}, ${row.by}, 'Waiting for its turn.') returning id`.execute(tx)
  return found.rows[0]!.id
}

export async function updateProposal(
  tx: Tx,
  id: string,
  step: {
    state: ProposalState
    says: string
    progress?: CallProgress
    calls?: readonly GivenCall[]
    kept?: readonly GivenCall[]
    publishedBy?: string
  },
): Promise<void> {
  const json = (value: unknown) => (value ? JSON.stringify(value) : null)
  const { publishedBy: by = null } = step
  await sql`update call_proposal set state = ${step.state}, says = ${step.says},
      progress = coalesce(${json(step.progress)}::jsonb, progress),
      calls = coalesce(${json(step.calls)}::jsonb, calls),
      kept = coalesce(${json(step.kept)}::jsonb, kept), published_by = coalesce(${by}, published_by),
      published_at = case when ${by}::text is null then published_at else clock_timestamp() end
    where id = ${id}`.execute(tx)
}

export async function stopProposal(tx: Tx, id: string): Promise<void> {
  await sql`update call_proposal set is_stopped = true where id = ${id}`.execute(tx)
}

/** The last times that calls were published, newest first. */
export async function findPublished(
  tx: Tx,
  programme: string,
): Promise<(Span & { at: string; by: string; calls: number })[]> {
  const found = await sql<Span & { at: string; by: string; calls: number }>`select
      p.first_day as "from", p.last_day as "to", to_char(p.published_at at time zone 'UTC',
        'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at, w.given || ' ' || w.family as by,
      jsonb_array_length(p.calls) as calls
    from call_proposal p join person w on w.tenant = p.tenant and w.id = p.published_by
    where p.programme = ${programme} and p.published_at is not null
    order by p.published_at desc limit 5`.execute(tx)
  return found.rows
}

/** Publications of one programme come one after another. */
export async function lockCallsOf(tx: Tx, programme: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(app_tenant() || ' call ' || ${programme}, 0))`.execute(
    tx,
  )
}

/** Published calls, by id; what has changed hands or was pinned since is left where it is. */
export async function deleteCalls(tx: Tx, ids: readonly string[], from: Day): Promise<number> {
  const gone = await sql`delete from person_time t where id = any(${ids}) and layer = 'call'
    and first_day >= ${from}::date and source not like 'trade:%'
    and not exists (select 1 from call_pin p where p.tenant = t.tenant and p.call = t.id)`.execute(
    tx,
  )
  return Number(gone.numAffectedRows ?? 0)
}

/** Requests that meet the span, of one person or of all. */
export async function findWishes(
  tx: Tx,
  programme: string,
  span: Span,
  person?: string,
): Promise<WishView[]> {
  const found = await sql<WishView>`select id, person, kind, lower(during) as "from",
      upper(during) - 1 as "to", avoid, note from call_wish
    where programme = ${programme} and during && daterange(${span.from}::date, ${span.to}::date, '[]')
      and ${person ? sql`person = ${person}` : sql`true`}
    order by lower(during), person, id`.execute(tx)
  return found.rows
}

export async function insertWish(
  tx: Tx,
  tenant: string,
  row: WishWords & { programme: string; person: string },
): Promise<string> {
  const found = await sql<{ id: string }>`insert into call_wish (tenant, programme, person, kind,
      during, avoid, note) values (${tenant}, ${row.programme}, ${row.person}, ${row.kind},
      daterange(${row.from}::date, ${row.to}::date, '[]'), ${row.avoid}, ${row.note})
    returning id`.execute(tx)
  return found.rows[0]!.id
}

/** False when there is no such wish of this person. */
export async function deleteWish(
  tx: Tx,
  at: { programme: string; id: string; person: string },
): Promise<boolean> {
  const gone = await sql`delete from call_wish where id = ${at.id} and programme = ${at.programme}
    and person = ${at.person}`.execute(tx)
  return Number(gone.numAffectedRows ?? 0) > 0
}

export async function findPins(tx: Tx, programme: string): Promise<Set<string>> {
  const found = await sql<{ call: string }>`select call from call_pin
    where programme = ${programme}`.execute(tx)
  return new Set(found.rows.map(({ call }) => call))
}

/** False when there is no such published call. */
export async function insertPin(
  tx: Tx,
  tenant: string,
  row: { programme: string; call: string; by: string },
): Promise<boolean> {
  const made = await sql`with found as (select t.id from person_time t where t.id = ${row.call}
        and t.programme = ${row.programme} and t.layer = 'call' and t.line = 'published'),
      put as (insert into call_pin (tenant, call, programme, pinned_by)
        select ${tenant}, id, ${row.programme}, ${row.by} from found on conflict do nothing)
    select id from found`.execute(tx)
  return made.rows.length > 0
}

export async function deletePin(tx: Tx, programme: string, call: string): Promise<void> {
  await sql`delete from call_pin where programme = ${programme} and call = ${call}`.execute(tx)
}
