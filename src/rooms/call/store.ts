// Every query about kinds of call and holidays.
import { sql } from 'kysely'
import type { Day } from '../../kernel/day.ts'
import type { Span } from '../../kernel/span.ts'
import type { Tx } from '../../platform/database.ts'
import { type CallFacts, type CallKind, callFactsSchema, type Holiday } from './schema.ts'

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
