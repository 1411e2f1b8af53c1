// Every query about days of interviews, seats, sessions and what was thought.
import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import type { Scores } from '../review/schema.ts'
import {
  type DayWords,
  type InterviewSetup,
  interviewSetupSchema,
  type InvitationState,
  type Panelist,
  type ScoreWords,
  type Session,
} from './schema.ts'

export async function findInterviewSetup(
  tx: Tx,
  cycle: string,
): Promise<{ setup: InterviewSetup; version: number } | undefined> {
  const found = await sql<{ facts: unknown; version: number }>`select facts, version
    from interview_setup where cycle = ${cycle}`.execute(tx)
  const [row] = found.rows
  return row && { setup: interviewSetupSchema.parse(row.facts), version: row.version }
}

/** `version`: 0 where there is none yet. False when it is another one by now. */
export async function saveInterviewSetup(
  tx: Tx,
  tenant: string,
  cycle: string,
  { setup, version }: { setup: InterviewSetup; version: number },
): Promise<boolean> {
  const facts = JSON.stringify(setup)
  const done =
    version === 0
      ? await sql`insert into interview_setup (tenant, cycle, facts)
          values (${tenant}, ${cycle}, ${facts}) on conflict do nothing`.execute(tx)
      : await sql`update interview_setup set facts = ${facts}, version = version + 1
          where cycle = ${cycle} and version = ${version}`.execute(tx)
  return Number(done.numAffectedRows ?? 0) === 1
}

export type DayRow = DayWords & {
  id: string
  cycle: string
  publishedAt: Date | null
  taken: number
  version: number
}

export async function findDays(
  tx: Tx,
  which: { cycle?: string; id?: string; lock?: boolean },
): Promise<DayRow[]> {
  type Raw = Omit<DayRow, 'startsAt' | 'locksAt'> & { startsAt: Date; locksAt: Date }
  const found = await sql<Raw>`select id, cycle, track, starts_at as "startsAt", minutes, pause,
      sessions, each, seats, mode, place, link, locks_at as "locksAt",
      published_at as "publishedAt", seats_taken(id) as taken, version
    from interview_day d
    where ${which.cycle ? sql`cycle = ${which.cycle}` : sql`true`}
      and ${which.id ? sql`id = ${which.id}` : sql`true`}
    order by starts_at, track, id ${which.lock ? sql`for update` : sql``}`.execute(tx)
  return found.rows.map((row) => ({
    ...row,
    startsAt: row.startsAt.toISOString(),
    locksAt: row.locksAt.toISOString(),
  }))
}

export async function insertDay(
  tx: Tx,
  tenant: string,
  cycle: string,
  row: DayWords,
): Promise<string> {
  const found = await sql<{
    id: string
  }>`insert into interview_day (tenant, cycle, track, starts_at,
      minutes, pause, sessions, each, seats, mode, place, link, locks_at)
    values (${tenant}, ${cycle}, ${row.track}, ${row.startsAt}, ${row.minutes}, ${row.pause},
      ${row.sessions}, ${row.each}, ${row.seats}, ${row.mode}, ${row.place}, ${row.link},
      ${row.locksAt}) returning id`.execute(tx)
  return found.rows[0]!.id
}

/** False when it is another version by now. */
export async function updateDay(
  tx: Tx,
  id: string,
  version: number,
  row: DayWords,
): Promise<boolean> {
  const done = await sql`update interview_day set track = ${row.track}, starts_at = ${row.startsAt},
      minutes = ${row.minutes}, pause = ${row.pause}, sessions = ${row.sessions}, each = ${row.each},
      seats = ${row.seats}, mode = ${row.mode}, place = ${row.place}, link = ${row.link},
      locks_at = ${row.locksAt}, version = version + 1
    where id = ${id} and version = ${version}`.execute(tx)
  return Number(done.numAffectedRows ?? 0) === 1
}

export async function deleteDay(tx: Tx, id: string): Promise<void> {
  await sql`delete from interview_day where id = ${id}`.execute(tx)
}

export async function publishDay(tx: Tx, id: string, isPublished: boolean): Promise<void> {
  await sql`update interview_day set version = version + 1,
    published_at = ${isPublished ? sql`clock_timestamp()` : sql`null`} where id = ${id}`.execute(tx)
}

export async function findPanel(
  tx: Tx,
  days: readonly string[],
): Promise<(Panelist & { day: string })[]> {
  const found = await sql<Panelist & { day: string }>`select day, person, room, link, away
    from interview_panel where day = any(${days}) order by day, person`.execute(tx)
  return found.rows
}

/** Those who are not among them any more leave the day, with their sessions. */
export async function replacePanel(
  tx: Tx,
  tenant: string,
  day: string,
  panel: readonly Panelist[],
): Promise<void> {
  await sql`delete from interview_panel where day = ${day}
    and not person = any(${panel.map(({ person }) => person)})`.execute(tx)
  for (const { person, room, link, away } of panel)
    await sql`insert into interview_panel (tenant, day, person, room, link, away)
      values (${tenant}, ${day}, ${person}, ${room}, ${link}, ${away})
      on conflict (tenant, day, person) do update set room = excluded.room, link = excluded.link,
        away = excluded.away`.execute(tx)
}

export type InvitationRow = {
  application: string
  state: InvitationState
  day: string | null
  invitedAt: Date
  since: Date
  version: number
}

/** Whoever waits longest comes first. */
export async function findInvitations(
  tx: Tx,
  which: { cycle?: string; application?: string; lock?: boolean },
): Promise<InvitationRow[]> {
  const found = await sql<InvitationRow>`select i.application, i.state, i.day,
      i.invited_at as "invitedAt", i.since, i.version
    from interview_invitation i
      join application a on a.tenant = i.tenant and a.id = i.application
    where ${which.cycle ? sql`a.cycle = ${which.cycle}` : sql`true`}
      and ${which.application ? sql`i.application = ${which.application}` : sql`true`}
    order by i.since, i.application ${which.lock ? sql`for update of i` : sql``}`.execute(tx)
  return found.rows
}

/** Those who have one already keep it; the answer is who is new. */
export async function insertInvitations(
  tx: Tx,
  tenant: string,
  by: string,
  applications: readonly string[],
): Promise<string[]> {
  const found = await sql<{ application: string }>`
    insert into interview_invitation (tenant, application, invited_by)
    select ${tenant}, unnest(${[...applications]}::text[]), ${by}
    on conflict do nothing returning application`.execute(tx)
  return found.rows.map(({ application }) => application)
}

/** `since` stays while somebody waits, so that asking again does not cost the place in the line. */
export async function updateInvitation(
  tx: Tx,
  application: string,
  row: { state: InvitationState; day: string | null },
): Promise<void> {
  await sql`update interview_invitation set version = version + 1, day = ${row.day},
      since = case when state = ${row.state} and state = 'waiting' then since else clock_timestamp() end,
      state = ${row.state}
    where application = ${application}`.execute(tx)
}

export async function findSessions(
  tx: Tx,
  days: readonly string[],
): Promise<(Session & { day: string })[]> {
  const found = await sql<Session & { day: string }>`select day, nth, person, application
    from interview_session where day = any(${days}) order by day, nth, person`.execute(tx)
  return found.rows
}

export async function replaceSessions(
  tx: Tx,
  tenant: string,
  day: string,
  sessions: readonly Session[],
): Promise<void> {
  await sql`delete from interview_session where day = ${day}`.execute(tx)
  await sql`insert into interview_session (tenant, day, nth, person, application)
    select ${tenant}, ${day}, nth, person, application
    from jsonb_to_recordset(${JSON.stringify(sessions)})
      as one (nth int, person text, application text)`.execute(tx)
  // What everybody was shown is not so any more: it is shown anew, with a letter.
  await sql`update interview_day set version = version + 1, published_at = null
    where id = ${day}`.execute(tx)
}

export type ScoreRow = {
  application: string
  person: string
  scores: Scores
  note: string
  isDone: boolean
  version: number
}

export async function findScores(
  tx: Tx,
  which: { cycle: string; person?: string },
): Promise<ScoreRow[]> {
  const found = await sql<ScoreRow>`select s.application, s.person, s.scores, s.note,
      s.is_done as "isDone", s.version
    from interview_score s join application a on a.tenant = s.tenant and a.id = s.application
    where a.cycle = ${which.cycle}
      and ${which.person ? sql`s.person = ${which.person}` : sql`true`}
    order by s.application, s.person`.execute(tx)
  return found.rows
}

/** A conversation is planned, or something was noted before the day was arranged anew. */
export async function meets(
  tx: Tx,
  cycle: string,
  { application, person }: { application: string; person: string },
): Promise<boolean> {
  const found = await sql<{ meets: boolean }>`select exists (
      select 1 from interview_session s join interview_day d on d.tenant = s.tenant and d.id = s.day
      where d.cycle = ${cycle} and s.application = ${application} and s.person = ${person})
    or exists (select 1 from interview_score s
      join application a on a.tenant = s.tenant and a.id = s.application
      where a.cycle = ${cycle} and s.application = ${application} and s.person = ${person})
      as meets`.execute(tx)
  return found.rows[0]!.meets
}

/** `version`: 0 where there is none yet. False when it is another one by now. */
export async function saveScore(
  tx: Tx,
  tenant: string,
  of: { application: string; person: string },
  { version, ...row }: ScoreWords & { version: number },
): Promise<boolean> {
  const scores = JSON.stringify(row.scores)
  const done =
    version === 0
      ? await sql`insert into interview_score (tenant, application, person, scores, note, is_done)
          values (${tenant}, ${of.application}, ${of.person}, ${scores}, ${row.note}, ${row.isDone})
          on conflict do nothing`.execute(tx)
      : await sql`update interview_score set scores = ${scores}, note = ${row.note},
            is_done = ${row.isDone}, at = clock_timestamp(), version = version + 1
          where application = ${of.application} and person = ${of.person}
            and version = ${version}`.execute(tx)
  return Number(done.numAffectedRows ?? 0) === 1
}
