// Every query about series and sessions of conferences.
import { sql } from 'kysely'
import type { Day } from '../../kernel/day.ts'
import type { Moment } from '../../kernel/moment.ts'
import type { Span } from '../../kernel/span.ts'
import type { Tx } from '../../platform/database.ts'
import type { NewSession, StoredSession, Taken } from './planning.ts'
import { sayTiming } from './rhythm.ts'
import { type Series, type SeriesFacts, seriesFactsSchema, type SeriesWords } from './schema.ts'

/** Those that have ended too, in their order. */
export async function findSeries(tx: Tx, programme: string): Promise<Series[]> {
  const found = await sql<
    Omit<Series, 'says' | 'facts'> & { facts: unknown }
  >`select s.id, w.code, w.name, w.color, s.version, s.facts, s.ended_at is not null as "isEnded"
    from conference_series s
    join work w on w.tenant = s.tenant and w.programme = s.programme and w.id = s.id
    where s.programme = ${programme} order by s.position, s.id`.execute(tx)
  return found.rows.map((row) => {
    const facts = seriesFactsSchema.parse(row.facts)
    return { ...row, facts, says: sayTiming(facts) }
  })
}

/** Programmes of the institution that have any. */
export async function findProgrammesWithSeries(tx: Tx): Promise<string[]> {
  const found = await sql<{ programme: string }>`select distinct programme from conference_series
    order by programme`.execute(tx)
  return found.rows.map(({ programme }) => programme)
}

/** Whoever changes conferences of the programme, or works out who attends, does so alone. */
export async function lockSeries(tx: Tx, programme: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('conferences ' || app_tenant() || ' '
    || ${programme}, 0))`.execute(tx)
}

/** The work of the same id must be there. */
export async function insertSeries(
  tx: Tx,
  tenant: string,
  programme: string,
  row: { id: string; facts: SeriesFacts; position: number },
): Promise<void> {
  await sql`insert into conference_series (tenant, programme, id, position, facts) values (${tenant},
    ${programme}, ${row.id}, ${row.position}, ${JSON.stringify(row.facts)})`.execute(tx)
}

type Known = { programme: string; id: string; version: number }

/** False when it is another version by now. Name, code and colour are those of the work. */
export async function updateSeries(
  tx: Tx,
  { programme, id, version, ...words }: SeriesWords & Known,
): Promise<boolean> {
  const done = await sql`update conference_series set facts = ${JSON.stringify(words.facts)},
      version = version + 1
    where programme = ${programme} and id = ${id} and version = ${version}`.execute(tx)
  if (Number(done.numAffectedRows ?? 0) === 0) return false
  await sql`update work set code = ${words.code.trim()}, name = ${words.name}, color = ${words.color},
      site = ${words.facts.place.site}
    where programme = ${programme} and id = ${id}`.execute(tx)
  return true
}

/** False when it is another version by now. */
export async function endSeries(tx: Tx, row: Known & { isEnded: boolean }): Promise<boolean> {
  const done = await sql`update conference_series set version = version + 1,
      ended_at = ${row.isEnded ? sql`clock_timestamp()` : sql`null`}
    where programme = ${row.programme} and id = ${row.id} and version = ${row.version}`.execute(tx)
  return Number(done.numAffectedRows ?? 0) > 0
}

export type SessionRow = StoredSession & {
  programme: string
  reason: string
  room: string
  offeredTo: string | null
  version: number
}

/** Of the programme when one is given: by id, those held within the span, or those that end after a moment. */
export async function findSessions(
  tx: Tx,
  at: {
    programme?: string
    id?: string
    ids?: readonly string[]
    span?: Span
    after?: Moment
    /** Of the rhythm on that day or later, or held then. */
    since?: Day
  },
): Promise<SessionRow[]> {
  const found = await sql<
    Omit<SessionRow, 'begins' | 'ends'> & { begins: Date; ends: Date }
  >`select id, programme, series, on_day as "onDay", held_on as "on", lower(at) as begins,
      upper(at) as ends, state, is_dropped as "isDropped", is_moved as "isMoved", reason, room,
      presenter, topic, offered_to as "offeredTo", version
    from conference_session where ${at.programme ? sql`programme = ${at.programme}` : sql`true`}
      and ${at.id ? sql`id = ${at.id}` : sql`true`}
      and ${at.ids ? sql`id = any(${at.ids}::text[])` : sql`true`}
      and ${at.span ? sql`held_on between ${at.span.from} and ${at.span.to}` : sql`true`}
      and ${at.after ? sql`upper(at) > ${at.after}::timestamptz` : sql`true`}
      and ${at.since ? sql`greatest(on_day, held_on) >= ${at.since}::date` : sql`true`}
    order by lower(at), id`.execute(tx)
  return found.rows.map((row) => ({
    ...row,
    ...{ begins: row.begins.toISOString(), ends: row.ends.toISOString() },
  }))
}

/** When people present in other programmes of the house. */
export async function findTaken(tx: Tx, besides: string, after: Moment): Promise<Taken[]> {
  const found = await sql<{ presenter: string; begins: Date; ends: Date }>`select presenter,
      lower(at) as begins, upper(at) as ends from conference_session
    where programme <> ${besides} and presenter is not null and state = 'planned'
      and not is_dropped and upper(at) > ${after}::timestamptz`.execute(tx)
  return found.rows.map(({ presenter, begins, ends }) => ({
    ...{ presenter, begins: begins.toISOString(), ends: ends.toISOString() },
  }))
}

export async function insertSessions(
  tx: Tx,
  tenant: string,
  programme: string,
  rows: readonly NewSession[],
): Promise<void> {
  if (rows.length === 0) return
  await sql`insert into conference_session (tenant, programme, series, on_day, held_on, at, presenter,
      topic)
    select ${tenant}, ${programme}, x.series, x."onDay", x."onDay", tstzrange(x.begins, x.ends),
      x.presenter, x.topic
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x(series text, "onDay" date,
      begins timestamptz, ends timestamptz, presenter text, topic text)`.execute(tx)
}

/** What the rhythm does to sessions; in one statement, so that they move together. */
export async function updateByRhythm(tx: Tx, rows: readonly StoredSession[]): Promise<void> {
  if (rows.length === 0) return
  await sql`update conference_session s set held_on = x."on", at = tstzrange(x.begins, x.ends),
      is_dropped = x."isDropped", presenter = x.presenter,
      offered_to = case when x.presenter is null then null else s.offered_to end,
      version = s.version + 1
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x(id text, "on" date,
      begins timestamptz, ends timestamptz, "isDropped" boolean, presenter text)
    where s.id = x.id`.execute(tx)
}

export type SessionChange = Pick<
  SessionRow,
  | 'id'
  | 'on'
  | 'begins'
  | 'ends'
  | 'state'
  | 'isMoved'
  | 'reason'
  | 'room'
  | 'presenter'
  | 'topic'
  | 'offeredTo'
>

export async function updateSession(tx: Tx, row: SessionChange): Promise<void> {
  await sql`update conference_session set held_on = ${row.on},
      at = tstzrange(${row.begins}, ${row.ends}), state = ${row.state}, is_moved = ${row.isMoved},
      reason = ${row.reason}, room = ${row.room}, presenter = ${row.presenter},
      topic = ${row.topic}, offered_to = ${row.offeredTo}, version = version + 1
    where id = ${row.id}`.execute(tx)
}

/** How often each person has presented or will, and when; of the sessions of the span. */
export async function findPresented(
  tx: Tx,
  programme: string,
  span: Span,
): Promise<{ presenter: string; on: Day; begins: Moment; ends: Moment }[]> {
  const found = await findSessions(tx, { programme, span })
  return found.flatMap(({ presenter, on, begins, ends, state, isDropped }) =>
    presenter !== null && state === 'planned' && !isDropped
      ? [{ presenter, on, begins, ends }]
      : [],
  )
}

export type KeptTime = {
  id: string
  person: string
  source: string
  role: string
  note: string
  site: string | null
  begins: Moment
  ends: Moment
}
/** What stands in the record of sessions that begin after a moment. */
export async function findKeptTime(tx: Tx, programme: string, after: Moment): Promise<KeptTime[]> {
  const found = await sql<
    Omit<KeptTime, 'begins' | 'ends'> & { begins: Date; ends: Date }
  >`select id,
      person, source, role, note, site, lower(at) as begins, upper(at) as ends from person_time
    where programme = ${programme} and layer = 'conference' and line = 'published'
      and source like 'conference:%' and last_day >= ${after}::date - 1
      and lower(at) > ${after}::timestamptz`.execute(tx)
  return found.rows.map((row) => ({
    ...row,
    ...{ begins: row.begins.toISOString(), ends: row.ends.toISOString() },
  }))
}

export async function deleteKeptTime(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await sql`delete from person_time where id = any(${ids}) and layer = 'conference'`.execute(tx)
}

/** Has something changed on which attendance rests? What was noted is noted no longer. */
export async function takeDue(tx: Tx): Promise<boolean> {
  const found = await sql`delete from conference_due returning 1`.execute(tx)
  return found.rows.length > 0
}
