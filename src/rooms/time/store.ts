// Every query about person-time: the one record of who is where, when, on which line.
import { sql } from 'kysely'
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
      upper(at) as ends, status, source, created_at as since from person_time
    where ${matches(filter)}
    order by first_day, lower(at) nulls first, person`.execute(tx)
  return found.rows
}

/** What a cell is made of. */
export type Stretch = Pick<TimeRow, 'person' | 'layer' | 'work' | 'from' | 'to'>

/** The same rows as `findTime`, with what a grid needs of them: a year is read at every edit. */
export async function findStretches(tx: Tx, filter: Filter): Promise<Stretch[]> {
  const found = await sql<Stretch>`select person, layer, work, first_day as "from", last_day as "to"
    from person_time where ${matches(filter)} order by first_day, lower(at) nulls first, person`.execute(
    tx,
  )
  return found.rows
}

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
  source: string
}

/** One statement for any number of stretches; the exclusion constraint refuses double booking. */
export async function insertTime(tx: Tx, tenant: string, rows: NewTime[]): Promise<void> {
  if (rows.length === 0) return
  const column = <Key extends keyof NewTime>(key: Key) => rows.map((row) => row[key] ?? null)
  await sql`insert into person_time (tenant, person, programme, line, draft, layer, kind, work, site,
      resource, during, at, status, source)
    select ${tenant}, person, programme, line, nullif(line, ${PUBLISHED}), layer, kind, work, site,
      resource, daterange(first::date, last::date, '[]'),
      case when begins is not null then tstzrange(begins::timestamptz, ends::timestamptz) end,
      coalesce(status, 'planned'), source
    from unnest(${column('person')}::text[], ${column('programme')}::text[], ${column('line')}::text[],
      ${column('layer')}::text[], ${column('kind')}::text[], ${column('work')}::text[],
      ${column('site')}::text[], ${column('resource')}::text[], ${column('from')}::text[],
      ${column('to')}::text[], ${column('begins')}::text[], ${column('ends')}::text[],
      ${column('status')}::text[], ${column('source')}::text[])
      as t(person, programme, line, layer, kind, work, site, resource, first, last, begins, ends,
        status, source)`.execute(tx)
}

export async function deleteDraftTime(
  tx: Tx,
  line: string,
  cells: { person: string; from: Day; to: Day }[],
): Promise<void> {
  if (cells.length === 0) return
  await sql`delete from person_time t using
      unnest(${cells.map((cell) => cell.person)}::text[], ${cells.map((cell) => cell.from)}::text[],
        ${cells.map((cell) => cell.to)}::text[]) as c(person, first, last)
    where t.line = ${line} and t.person = c.person
      and t.during && daterange(c.first::date, c.last::date, '[]')`.execute(tx)
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
