// Every query about letters of recommendation: who was asked, what was waived, what came.
import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import type { LetterState } from './schema.ts'

export type RecommendationRow = {
  id: string
  application: string
  writerName: string
  writerEmail: string
  writerRole: string
  waived: boolean
  state: LetterState
  askedAt: Date | null
  remindedAt: Date | null
  reminders: number
  receivedAt: Date | null
}

const columns = sql`id, application, writer_name as "writerName", writer_email as "writerEmail",
  writer_role as "writerRole", waived, state, asked_at as "askedAt", reminded_at as "remindedAt",
  reminders, received_at as "receivedAt"`

/** In the order in which they were named. */
export async function findRecommendations(
  tx: Tx,
  which: { applications?: readonly string[]; id?: string; lock?: boolean },
): Promise<RecommendationRow[]> {
  const found = await sql<RecommendationRow>`select ${columns} from recommendation
    where ${which.applications ? sql`application = any(${which.applications})` : sql`true`}
      and ${which.id ? sql`id = ${which.id}` : sql`true`}
    order by made_at, id ${which.lock ? sql`for update` : sql``}`.execute(tx)
  return found.rows
}

export async function insertRecommendation(
  tx: Tx,
  tenant: string,
  row: Pick<
    RecommendationRow,
    'application' | 'writerName' | 'writerEmail' | 'writerRole' | 'waived'
  > & { id?: string },
): Promise<string> {
  const found = await sql<{ id: string }>`insert into recommendation (tenant, id, application,
      writer_name, writer_email, writer_role, waived)
    values (${tenant}, coalesce(${row.id ?? null}, gen_random_uuid()::text), ${row.application},
      ${row.writerName}, ${row.writerEmail}, ${row.writerRole}, ${row.waived})
    returning id`.execute(tx)
  return found.rows[0]!.id
}

/** `at`: of the demo; the clock of the database otherwise. */
export async function updateRecommendation(
  tx: Tx,
  id: string,
  step: 'asked' | 'reminded' | 'received' | 'declined' | 'withdrawn',
  at?: string,
): Promise<void> {
  const moment = at === undefined ? sql`clock_timestamp()` : sql`${at}::timestamptz`
  const set = {
    asked: sql`state = 'asked', asked_at = coalesce(asked_at, ${moment})`,
    reminded: sql`reminded_at = ${moment}, reminders = reminders + 1`,
    received: sql`state = 'received', received_at = ${moment}`,
    declined: sql`state = 'declined', received_at = null`,
    withdrawn: sql`state = 'withdrawn', received_at = null`,
  }[step]
  await sql`update recommendation set ${set} where id = ${id}`.execute(tx)
}
