// Every query about years that are planned with their call.
import { sql } from 'kysely'
import type { Span } from '../../kernel/span.ts'
import type { Tx } from '../../platform/database.ts'
import type { WayResults, YearProgress, yearStates } from './year-schema.ts'

type State = (typeof yearStates)[number]
export type CallYearRow = Span & {
  id: string
  programme: string
  plan: string
  draft: string
  draftVersion: number
  seconds: number
  state: State
  isStopped: boolean
  says: string
  progress: YearProgress | null
  results: WayResults
  /** Since it was asked for, by the clock of the database. */
  ageSeconds: number
}

/** One, or the latest of a programme that is still of interest. `lock`: until this transaction ends. */
export async function findCallYear(
  tx: Tx,
  which: { id: string; lock?: boolean } | { programme: string },
): Promise<CallYearRow | undefined> {
  const where =
    'id' in which
      ? sql`y.id = ${which.id}`
      : sql`y.programme = ${which.programme} and y.state in ('waiting', 'ready', 'failed')`
  const lock = 'id' in which && which.lock ? sql`for update of y` : sql``
  const found = await sql<CallYearRow>`select y.id, y.programme, y.plan, y.draft,
      y.draft_version as "draftVersion", y.first_day as "from", y.last_day as "to", y.seconds,
      y.state, y.is_stopped as "isStopped", y.says, y.progress, y.results,
      extract(epoch from clock_timestamp() - y.asked_at)::float8 as "ageSeconds"
    from call_year y where ${where} order by y.asked_at desc limit 1 ${lock}`.execute(tx)
  return found.rows[0]
}

export async function insertCallYear(
  tx: Tx,
  tenant: string,
  row: Span & {
    programme: string
    plan: string
    draft: string
    draftVersion: number
    seconds: number
    by: string
  },
): Promise<string> {
  const found = await sql<{ id: string }>`insert into call_year (tenant, programme, plan, draft,
      draft_version, first_day, last_day, seconds, asked_by, says) values (${tenant},
      ${row.programme}, ${row.plan}, ${row.draft}, ${row.draftVersion}, ${row.from}, ${row.to},
      ${row.seconds}, ${row.by}, 'Waiting for its turn.') returning id`.execute(tx)
  return found.rows[0]!.id
}

export async function updateCallYear(
  tx: Tx,
  id: string,
  step: {
    state: State
    says: string
    progress?: YearProgress
    results?: WayResults
  },
): Promise<void> {
  const json = (value: unknown) => (value ? JSON.stringify(value) : null)
  await sql`update call_year set state = ${step.state}, says = ${step.says.slice(0, 4000)},
      progress = coalesce(${json(step.progress)}::jsonb, progress),
      results = coalesce(${json(step.results)}::jsonb, results) where id = ${id}`.execute(tx)
}

export async function stopCallYear(tx: Tx, id: string): Promise<void> {
  await sql`update call_year set is_stopped = true where id = ${id}`.execute(tx)
}
