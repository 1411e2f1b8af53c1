// Every query about person-time: the one record of who is where, when, on which line.
import { type RawBuilder, sql } from 'kysely'
import type { Day } from '../../kernel/day.ts'
import type { Moment } from '../../kernel/moment.ts'
import type { Span } from '../../kernel/span.ts'
import type { Tx } from '../../platform/database.ts'

/** The line that everybody sees; every other line is a draft's id. */
export const PUBLISHED = 'published'

export type TimeRow = {
  id: string
  person: string
  programme: string
  line: string
  layer: TimeLayer
  kind: string
  work: string
  site: string | null
  resource: string | null
  from: Day
  to: Day
  /** What begins and ends at an instant; null = the whole days. */
  begins: Date | null
  ends: Date | null
  status: TimeStatus
  /** As what somebody is there: `trainee`, or of a conference `presenter` or `attendee`. */
  role: string
  /** Of a conference the topic; else empty. */
  note: string
  source: string
  /** When the row was written. */
  since: Date
}
/** Nobody has two assignments or absences on one day, nor two calls in one hour. */
export type TimeLayer = 'assignment' | 'absence' | 'call' | 'conference'
export type TimeStatus = 'planned' | 'confirmed' | 'cancelled'

type Filter = { line: string; people?: readonly string[]; span?: Span; programme?: string }

const matches = (filter: Filter) => sql`line = ${filter.line} and status <> 'cancelled'
  and ${filter.people ? sql`person = any(${filter.people})` : sql`true`}
  and ${filter.programme ? sql`programme = ${filter.programme}` : sql`true`}
  and ${filter.span ? sql`last_day >= ${filter.span.from}::date and first_day <= ${filter.span.to}::date` : sql`true`}`

/** Time on a line (`published` or a draft's id), of these people, that meets the span; nothing cancelled. */
export async function findTime(tx: Tx, filter: Filter): Promise<TimeRow[]> {
  const found = await sql<TimeRow>`select id, person, programme, line, layer, kind, work, site,
      resource, first_day as "from", last_day as "to", lower(at) as begins,
      upper(at) as ends, status, role, note, source, created_at as since from person_time
    where ${matches(filter)}
    order by first_day, lower(at) nulls first, person`.execute(tx)
  return found.rows
}

/** What a cell is made of. */
export type Stretch = Pick<TimeRow, 'person' | 'layer' | 'work' | 'from' | 'to'>

/** The same rows as `findTime`, with what a grid needs of them: a year is read at every edit. */
export async function findStretches(tx: Tx, filter: Filter): Promise<Stretch[]> {
  return (await stretches(filter).execute(tx)).rows
}

/** A statement for `atOnce`, as the two below. */
export const stretches = (filter: Filter) =>
  sql<Stretch>`select person, layer, work, first_day as "from", last_day as "to"
    from person_time where ${matches(filter)} order by first_day, lower(at) nulls first, person`

export type NewTime = {
  person: string
  programme: string
  line: string
  layer: TimeLayer
  kind: string
  work: string
  site?: string | null
  resource?: string | null
  from: Day
  to: Day
  /** Instants for calls and conferences; whole days have none. */
  begins?: Moment
  ends?: Moment
  status?: TimeStatus
  role?: string
  note?: string
  source: string
}

/** One statement for any number of stretches; the exclusion constraint refuses double booking. */
export async function insertTime(tx: Tx, tenant: string, rows: NewTime[]): Promise<void> {
  if (rows.length > 0) await insertion(tenant, rows, sql`true`).execute(tx)
}

const column = <Key extends keyof NewTime>(rows: NewTime[], key: Key) =>
  rows.map((row) => row[key] ?? null)

const insertion = (tenant: string, rows: NewTime[], where: RawBuilder<unknown>) =>
  sql`insert into person_time (tenant, person, programme, line, draft, layer, kind, work, site,
      resource, during, at, status, role, note, source)
    select ${tenant}, person, programme, line, nullif(line, ${PUBLISHED}), layer, kind, work, site,
      resource, daterange(first::date, last::date, '[]'),
      case when begins is not null then tstzrange(begins::timestamptz, ends::timestamptz) end,
      coalesce(status, 'planned'), coalesce(role, 'trainee'), coalesce(note, ''), source
    from unnest(${column(rows, 'person')}::text[], ${column(rows, 'programme')}::text[],
      ${column(rows, 'line')}::text[], ${column(rows, 'layer')}::text[],
      ${column(rows, 'kind')}::text[], ${column(rows, 'work')}::text[],
      ${column(rows, 'site')}::text[], ${column(rows, 'resource')}::text[],
      ${column(rows, 'from')}::text[], ${column(rows, 'to')}::text[],
      ${column(rows, 'begins')}::text[], ${column(rows, 'ends')}::text[],
      ${column(rows, 'status')}::text[], ${column(rows, 'role')}::text[],
      ${column(rows, 'note')}::text[], ${column(rows, 'source')}::text[])
      as w(person, programme, line, layer, kind, work, site, resource, first, last, begins, ends,
        status, role, note, source)
    where ${where}`

/** What a draft shall hold of somebody in these days, and of nothing else. */
export type DraftTime = {
  line: string
  cells: { person: string; from: Day; to: Day }[]
  fresh: NewTime[]
}

/**
 * Three statements, one after the other. A stretch that stays where it was and is only other work is
 * altered in place: no index has to be told and no double booking looked for, which is most of what
 * a change of a cell costs.
 */
export function changeOfTime(tenant: string, { line, cells, fresh }: DraftTime) {
  const wanted = sql`unnest(${column(fresh, 'person')}::text[], ${column(fresh, 'from')}::text[],
      ${column(fresh, 'to')}::text[], ${column(fresh, 'layer')}::text[],
      ${column(fresh, 'kind')}::text[], ${column(fresh, 'work')}::text[],
      ${column(fresh, 'site')}::text[], ${column(fresh, 'resource')}::text[])
    as w(person, first, last, layer, kind, work, site, resource)`
  const isInPlace = sql`t.line = ${line} and t.person = w.person and t.layer = w.layer
    and t.first_day = w.first::date and t.last_day = w.last::date`
  const people = [...new Set(cells.map(({ person }) => person))]
  // Said apart from the cells, so that the time of a few is found by its index.
  const near = sql`t.line = ${line} and t.person = any(${people}::text[])
    and t.last_day >= ${cells.map(({ from }) => from).toSorted()[0] ?? null}::date`
  return {
    altered: sql`update person_time t set kind = w.kind, work = w.work, site = w.site,
        resource = w.resource, source = 'draft', version = t.version + 1, created_at = now()
      from ${wanted} where ${near} and ${isInPlace}`,
    removed: sql`delete from person_time t where ${near}
      and exists (select from unnest(${cells.map(({ person }) => person)}::text[],
          ${cells.map(({ from }) => from)}::text[], ${cells.map(({ to }) => to)}::text[])
          as c(person, first, last)
        where t.person = c.person and t.last_day >= c.first::date and t.first_day <= c.last::date)
      and not exists (select from ${wanted} where ${isInPlace})`,
    inserted: insertion(
      tenant,
      fresh,
      sql`not exists (select from person_time t where ${near} and ${isInPlace})`,
    ),
  }
}

/** Takes back what an earlier publication of this plan put on the published line. */
export async function deletePublishedOf(tx: Tx, plan: string): Promise<void> {
  await sql`delete from person_time where line = ${PUBLISHED} and source = ${`plan:${plan}`}`.execute(
    tx,
  )
}

/** The published absence that begins on this day begins so many days later. */
export async function moveAbsence(tx: Tx, person: string, from: Day, days: number): Promise<void> {
  await sql`update person_time
    set during = daterange(lower(during) + ${days}::int, upper(during) + ${days}::int),
      version = version + 1
    where line = ${PUBLISHED} and layer = 'absence' and person = ${person}
      and lower(during) = ${from}::date`.execute(tx)
}
