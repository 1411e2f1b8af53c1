// Every query about kinds of call and holidays.
import { sql } from 'kysely'
import type { Day } from '../../kernel/day.ts'
import type { Span } from '../../kernel/span.ts'
import type { Tx } from '../../platform/database.ts'
import {
  type CallFacts,
  type CallKind,
  callFactsSchema,
  type Holiday,
  type KindWords,
} from './schema.ts'

/** Those in use, in their order. */
export async function findCallKinds(tx: Tx, programme: string): Promise<CallKind[]> {
  const found = await sql<CallKind & { facts: unknown }>`select k.id, w.code, w.name, w.color,
      k.version, k.facts from call_kind k
      join work w on w.tenant = k.tenant and w.programme = k.programme and w.id = k.id
    where k.programme = ${programme} and k.ended_at is null order by k.position, k.id`.execute(tx)
  return found.rows.map((row) => ({ ...row, facts: callFactsSchema.parse(row.facts) }))
}

/** The work of the same id must be there. */
export async function insertCallKind(
  tx: Tx,
  tenant: string,
  programme: string,
  row: { id: string; facts: CallFacts; position: number },
): Promise<void> {
  await sql`insert into call_kind (tenant, programme, id, position, facts) values (${tenant},
    ${programme}, ${row.id}, ${row.position}, ${JSON.stringify(row.facts)})`.execute(tx)
}

/** Of the institution and of the programme, within the span. */
export async function findHolidays(tx: Tx, programme: string, span: Span): Promise<Holiday[]> {
  const found = await sql<Holiday>`select id, on_day as "on", name, is_major as "isMajor", programme
    from holiday where on_day between ${span.from} and ${span.to}
      and (programme is null or programme = ${programme}) order by on_day`.execute(tx)
  return found.rows
}

/** Of the institution alone. */
export async function findHouseHolidays(tx: Tx, span: Span): Promise<Holiday[]> {
  const found = await sql<Holiday>`select id, on_day as "on", name, is_major as "isMajor", programme
    from holiday where programme is null and on_day between ${span.from} and ${span.to}
    order by on_day`.execute(tx)
  return found.rows
}

export async function deleteHouseHoliday(tx: Tx, id: string): Promise<boolean> {
  const gone = await sql`delete from holiday where id = ${id} and programme is null`.execute(tx)
  return Number(gone.numAffectedRows ?? 0) > 0
}

export async function insertHolidays(
  tx: Tx,
  tenant: string,
  rows: readonly { on: Day; name: string; isMajor: boolean; programme: string | null }[],
): Promise<void> {
  if (rows.length === 0) return
  await sql`insert into holiday (tenant, on_day, name, is_major, programme)
    select ${tenant}, x.on_day, x.name, x.is_major, x.programme
    from jsonb_to_recordset(${JSON.stringify(
      rows.map(({ on, name, isMajor, programme }) => ({
        ...{ on_day: on, name, is_major: isMajor, programme },
      })),
    )}::jsonb) as x(on_day date, name text, is_major boolean, programme text)
    on conflict do nothing`.execute(tx)
}

/** The version after it; undefined when somebody was faster. Name, code and colour are those of the work. */
export async function updateCallKind(
  tx: Tx,
  row: KindWords & { programme: string; id: string; version: number },
): Promise<number | undefined> {
  const found = await sql<{
    version: number
  }>`update call_kind set facts = ${JSON.stringify(row.facts)},
      version = version + 1 where programme = ${row.programme} and id = ${row.id}
      and version = ${row.version} and ended_at is null returning version`.execute(tx)
  if (found.rows[0])
    await sql`update work set code = ${row.code.trim()}, name = ${row.name.trim()},
        color = ${row.color}, site = ${row.facts.site}
      where programme = ${row.programme} and id = ${row.id}`.execute(tx)
  return found.rows[0]?.version
}

/** Ended, or in use again. False when there is none. */
export async function endCallKind(
  tx: Tx,
  programme: string,
  id: string,
  isEnded: boolean,
): Promise<boolean> {
  const found = await sql`update call_kind set version = version + 1,
      ended_at = ${isEnded ? sql`clock_timestamp()` : sql`null`}
    where programme = ${programme} and id = ${id} returning id`.execute(tx)
  return found.rows.length > 0
}

export async function deleteHoliday(tx: Tx, programme: string, id: string): Promise<boolean> {
  const gone = await sql`delete from holiday where id = ${id} and programme = ${programme}`.execute(
    tx,
  )
  return Number(gone.numAffectedRows ?? 0) > 0
}
