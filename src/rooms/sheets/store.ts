// Every query about spreadsheets: what labels have meant before.
import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import type { Alias } from './schema.ts'

export async function findAliases(tx: Tx, programme: string): Promise<Alias[]> {
  const found = await sql<Alias>`select kind, label, means from sheet_alias
    where programme = ${programme} order by kind, label`.execute(tx)
  return found.rows
}

export async function upsertAliases(
  tx: Tx,
  tenant: string,
  programme: string,
  aliases: Alias[],
): Promise<void> {
  if (aliases.length === 0) return
  await sql`insert into sheet_alias (tenant, programme, kind, label, means)
    select ${tenant}, ${programme}, kind, label, means
    from jsonb_to_recordset(${JSON.stringify(aliases)}::jsonb) as a(kind text, label text, means text)
    on conflict (tenant, programme, kind, label) do update set means = excluded.means`.execute(tx)
}
