// Is the database at the version that this program needs? Forward only, one transaction a file.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'

export type Migration = { name: string; sql: string; hash: string }

const LOCK = 7_201_964
const STEPS = `create table if not exists migration (
  name text primary key, hash text not null, applied_at timestamptz not null default now())`

/** Files `NNNN-title.sql` of a folder, in order. */
export function readMigrations(folder: string): Migration[] {
  return readdirSync(folder)
    .filter((name) => /^\d{4}-.+\.sql$/.test(name))
    .sort()
    .map((name) => {
      const text = readFileSync(join(folder, name), 'utf8')
      return { name, sql: text, hash: createHash('sha256').update(text).digest('hex') }
    })
}

/**
 * Applies what is missing. Several processes may call it at once: one works, the others wait.
 * Refuses a database that a newer program has changed, and a released file that was edited.
 * `beforeUpdate` is called once before the first step on a database that is older than the program,
 * not on one that is new; when it throws, nothing is changed.
 */
export async function migrate(
  pool: pg.Pool,
  migrations: Migration[],
  beforeUpdate: () => Promise<void> = async () => {},
): Promise<string[]> {
  const client = await pool.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK])
    await client.query(STEPS)
    const applied = new Map<string, string>(
      (
        await client.query<{ name: string; hash: string }>('select name, hash from migration')
      ).rows.map((row) => [row.name, row.hash]),
    )
    const known = new Set(migrations.map((migration) => migration.name))
    const newer = [...applied.keys()].filter((name) => !known.has(name))
    if (newer.length > 0)
      throw new Error(
        `This database was changed by a newer Isocenter (${newer.join(', ')}). Start that version or newer.`,
      )
    const edited = migrations.find(
      ({ name, hash }) => applied.has(name) && applied.get(name) !== hash,
    )
    if (edited)
      throw new Error(`The migration ${edited.name} was edited after it had been applied.`)
    const lacking = migrations.filter(({ name }) => !applied.has(name))
    if (lacking.length > 0 && applied.size > 0) await beforeUpdate()
    for (const migration of lacking) await applyOne(client, migration)
    return lacking.map(({ name }) => name)
  } finally {
    await client.query('select pg_advisory_unlock($1)', [LOCK]).catch(() => {})
    client.release()
  }
}

/** Nobody else changes the tables until this transaction ends. */
export async function lockForChange(client: Pick<pg.ClientBase, 'query'>): Promise<void> {
  await client.query('select pg_advisory_xact_lock($1)', [LOCK])
  await client.query(`set local lock_timeout = 0; set local statement_timeout = 0`)
}

/** One step in the caller's transaction; in an empty database it makes the list of steps first. */
export async function applyWithin(
  client: Pick<pg.ClientBase, 'query'>,
  migration: Migration,
): Promise<void> {
  await client.query(STEPS)
  await client.query(migration.sql)
  await client.query('insert into migration (name, hash) values ($1, $2)', [
    migration.name,
    migration.hash,
  ])
}

async function applyOne(client: pg.PoolClient, migration: Migration): Promise<void> {
  await client.query('begin')
  try {
    await applyWithin(client, migration)
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw new Error(`The migration ${migration.name} failed: ${(error as Error).message}`, {
      cause: error,
    })
  }
}
