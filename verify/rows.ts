// Does the database itself keep institutions apart? Raw queries as the role that serves, table by table.
import { openDatabase } from '../src/platform/database.ts'
import { copyDatabase } from '../test/database.ts'
import { sql } from 'kysely'

type Probe = { seen: number; dropped: number; found: number }

/** Each fenced table is asked under one institution, none and a wrong one; then once more without its policy. */
export async function probeRows(template: string): Promise<Probe> {
  const copy = await copyDatabase(template)
  const db = openDatabase(copy.url, { connections: 2 })
  const tables = await db.pool.query<{ name: string }>(
    `select relname as name from pg_class where relrowsecurity
     and relnamespace = 'public'::regnamespace order by 1`,
  )
  const probe: Probe = { seen: 0, dropped: 0, found: 0 }
  const foreign = async (name: string) => {
    let rows = 0
    for (const tenant of ['brigham', '', 'nowhere'])
      await db.inTenant(tenant, async (tx) => {
        const found = await sql<{ count: number }>`select count(*)::int as count
          from ${sql.table(name)} where tenant is distinct from ${tenant}`.execute(tx)
        rows += found.rows[0]!.count
      })
    return rows
  }
  for (const { name } of tables.rows) {
    probe.seen += await foreign(name)
    const filled = await db.pool.query(`select 1 from ${name} limit 1`)
    if (filled.rows.length === 0) continue
    probe.dropped += 1
    await db.pool.query(`alter table ${name} disable row level security`)
    if ((await foreign(name)) > 0) probe.found += 1
    await db.pool.query(`alter table ${name} enable row level security`)
  }
  await db.close()
  await copy.drop()
  return probe
}
