// Every query about letters of recommendation: who was asked, what was waived, what came.
import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import type { ApplicationState, LetterState } from './schema.ts'

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

/** What the guest with a link sees: whom it is about, for what, and until when. */
export type RequestRow = RecommendationRow & {
  applicant: string
  applicationState: ApplicationState
  label: string
  programme: string
  lettersUntil: Date
  zone: string
}

export async function findRequest(tx: Tx, id: string): Promise<RequestRow | undefined> {
  const found = await sql<RequestRow>`select r.id, r.application, r.writer_name as "writerName",
      r.writer_email as "writerEmail", r.writer_role as "writerRole", r.waived, r.state,
      r.asked_at as "askedAt", r.reminded_at as "remindedAt", r.reminders,
      r.received_at as "receivedAt", p.given || ' ' || p.family as applicant,
      a.state as "applicationState", c.label, g.name as programme,
      c.letters_until as "lettersUntil", c.zone
    from recommendation r
      join application a on a.tenant = r.tenant and a.id = r.application
      join applicant p on p.tenant = a.tenant and p.id = a.applicant
      join recruitment_cycle c on c.tenant = a.tenant and c.id = a.cycle
      join programme g on g.tenant = c.tenant and g.id = c.programme
    where r.id = ${id}`.execute(tx)
  return found.rows[0]
}

/** Named and not asked yet, or asked and silent, while letters are taken; the oldest first. */
export async function findSilent(
  tx: Tx,
): Promise<(RecommendationRow & { days: number[]; age: number })[]> {
  const found = await sql<RecommendationRow & { days: number[]; age: number }>`
    select r.id, r.application, r.writer_name as "writerName", r.writer_email as "writerEmail",
      r.writer_role as "writerRole", r.waived, r.state, r.asked_at as "askedAt",
      r.reminded_at as "remindedAt", r.reminders, r.received_at as "receivedAt",
      c.settings -> 'letters' -> 'remindAfterDays' as days,
      coalesce(extract(epoch from clock_timestamp() - r.asked_at) / 86400, 0)::float as age
    from recommendation r
      join application a on a.tenant = r.tenant and a.id = r.application
      join recruitment_cycle c on c.tenant = a.tenant and c.id = a.cycle
    where r.state in ('named', 'asked') and a.state <> 'withdrawn'
      and r.made_at < clock_timestamp() - interval '1 minute'
      and clock_timestamp() between c.opens and c.letters_until
    order by r.made_at`.execute(tx)
  return found.rows
}
