// Every query about cycles of recruitment.
import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import { type Cycle, cycleSettingsSchema, type CycleWords } from './schema.ts'

type CycleRow = Omit<Cycle, 'opens' | 'deadline' | 'lettersUntil' | MaybeMoment> & {
  opens: Date
  deadline: Date
  lettersUntil: Date
} & Record<MaybeMoment, Date | null>
type MaybeMoment = 'rankOpens' | 'quotaDeadline' | 'rankDeadline'

const said = (moment: Date | null) => moment && moment.toISOString()

/** Of one programme or of every one, the latest first. */
export async function findCycles(
  tx: Tx,
  which: { programme?: string; id?: string; lock?: boolean } = {},
): Promise<Cycle[]> {
  const days = (column: string) => sql`case when ${sql.ref(column)} is not null then
    jsonb_build_object('from', lower(${sql.ref(column)}), 'to', upper(${sql.ref(column)}) - 1) end`
  const found = await sql<CycleRow>`select id, programme, label, match, match_code as "matchCode",
      quota, interview_mode as "interviewMode", zone, opens, deadline,
      letters_until as "lettersUntil", ${days('interviews')} as interviews,
      ${days('society_interviews')} as "societyInterviews", rank_opens as "rankOpens",
      quota_deadline as "quotaDeadline", rank_deadline as "rankDeadline",
      match_day as "matchDay", starts, settings, version
    from recruitment_cycle
    where ${which.programme ? sql`programme = ${which.programme}` : sql`true`}
      and ${which.id ? sql`id = ${which.id}` : sql`true`}
    order by opens desc, id ${which.lock ? sql`for update` : sql``}`.execute(tx)
  return found.rows.map((row) => ({
    ...row,
    opens: row.opens.toISOString(),
    deadline: row.deadline.toISOString(),
    lettersUntil: row.lettersUntil.toISOString(),
    rankOpens: said(row.rankOpens),
    quotaDeadline: said(row.quotaDeadline),
    rankDeadline: said(row.rankDeadline),
    settings: cycleSettingsSchema.parse(row.settings),
  }))
}

export async function findCycle(tx: Tx, id: string): Promise<Cycle | undefined> {
  return (await findCycles(tx, { id }))[0]
}

export async function insertCycle(
  tx: Tx,
  tenant: string,
  row: CycleWords & { programme: string; by: string | null; id?: string },
): Promise<string> {
  const found = await sql<{
    id: string
  }>`insert into recruitment_cycle (tenant, id, programme, label,
      match, match_code, quota, interview_mode, zone, opens, deadline, letters_until, interviews,
      society_interviews, rank_opens, quota_deadline, rank_deadline, match_day, starts, settings,
      made_by)
    values (${tenant}, coalesce(${row.id ?? null}, gen_random_uuid()::text), ${row.programme},
      ${row.label}, ${row.match}, ${row.matchCode}, ${row.quota}, ${row.interviewMode}, ${row.zone},
      ${row.opens}, ${row.deadline}, ${row.lettersUntil}, ${range(row.interviews)},
      ${range(row.societyInterviews)}, ${row.rankOpens}, ${row.quotaDeadline}, ${row.rankDeadline},
      ${row.matchDay}, ${row.starts}, ${JSON.stringify(row.settings)}, ${row.by})
    returning id`.execute(tx)
  return found.rows[0]!.id
}

/** False when it is another version by now. */
export async function updateCycle(
  tx: Tx,
  id: string,
  version: number,
  row: CycleWords,
): Promise<boolean> {
  const done = await sql`update recruitment_cycle set label = ${row.label}, match = ${row.match},
      match_code = ${row.matchCode}, quota = ${row.quota}, interview_mode = ${row.interviewMode},
      zone = ${row.zone}, opens = ${row.opens}, deadline = ${row.deadline},
      letters_until = ${row.lettersUntil}, interviews = ${range(row.interviews)},
      society_interviews = ${range(row.societyInterviews)}, rank_opens = ${row.rankOpens},
      quota_deadline = ${row.quotaDeadline}, rank_deadline = ${row.rankDeadline},
      match_day = ${row.matchDay}, starts = ${row.starts},
      settings = ${JSON.stringify(row.settings)}, version = version + 1
    where id = ${id} and version = ${version}`.execute(tx)
  return Number(done.numAffectedRows ?? 0) === 1
}

const range = (span: CycleWords['interviews']) =>
  span ? sql`daterange(${span.from}, ${span.to}, '[]')` : sql`null`

/** Whoever applies sees of programmes their names only. */
export async function findProgrammeName(tx: Tx, programme: string): Promise<string> {
  const found = await sql<{
    name: string
  }>`select name from programme where id = ${programme}`.execute(tx)
  return found.rows[0]?.name ?? programme
}
