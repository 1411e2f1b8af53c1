// Every query about how long records are kept and what has been deleted.
import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import { type RecordClass, recordClasses, type RetentionMonths, retentionSchema } from './schema.ts'

export async function findRetention(
  tx: Tx,
  programme: string,
): Promise<{ months: RetentionMonths; version: number } | undefined> {
  const found = await sql<{ months: unknown; version: number }>`select months, version
    from retention where programme = ${programme}`.execute(tx)
  const [row] = found.rows
  return row && { months: retentionSchema.parse(row.months), version: row.version }
}

/** `version`: 0 where nothing was said yet. False when it is another one by now. */
export async function saveRetention(
  tx: Tx,
  tenant: string,
  programme: string,
  { months, version }: { months: RetentionMonths; version: number },
): Promise<boolean> {
  const said = JSON.stringify(months)
  const done =
    version === 0
      ? await sql`insert into retention (tenant, programme, months)
          values (${tenant}, ${programme}, ${said}) on conflict do nothing`.execute(tx)
      : await sql`update retention set months = ${said}, version = version + 1
          where programme = ${programme} and version = ${version}`.execute(tx)
  return Number(done.numAffectedRows ?? 0) === 1
}

export async function findForgotten(tx: Tx, cycle: string): Promise<Map<RecordClass, Date>> {
  const found = await sql<{ class: RecordClass; at: Date }>`select class, at from forgotten
    where cycle = ${cycle}`.execute(tx)
  return new Map(found.rows.map((row) => [row.class, row.at]))
}

/** What is due and not done yet, of every season; the database judges the day once more. */
export async function forgetDue(tx: Tx): Promise<number> {
  const cycles = await sql<{ id: string }>`select id from recruitment_cycle`.execute(tx)
  let records = 0
  for (const { id } of cycles.rows)
    for (const one of recordClasses) {
      const done = await sql<{
        count: number | null
      }>`select forget_records(${id}, ${one}) as count`.execute(tx)
      records += done.rows[0]?.count ?? 0
    }
  return records
}
