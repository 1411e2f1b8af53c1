// How is the database reached? Always inside a tenant, always in one transaction.
import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely'
import pg from 'pg'
import { acting } from './acting.ts'

/** Rooms add their tables here by declaration merging, each in its own `store.ts`. */
// oxlint-disable-next-line typescript/no-empty-object-type
export interface Tables {}

/** A transaction that sees one tenant's rows and no others. */
export type Tx = Transaction<Tables>

export type Database = {
  /** Runs in one transaction as the unprivileged role, with the tenant set; rolls back on a throw. */
  inTenant: <T>(tenant: string, work: (tx: Tx) => Promise<T>) => Promise<T>
  /** The same for somebody from outside who holds a link: sees what that link opens and no more. */
  asGuest: <T>(tenant: string, link: string, work: (tx: Tx) => Promise<T>) => Promise<T>
  /** One transaction as the owner, for loading several tenants at once; see `setTenant`. */
  unfenced: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>
  /** The few tables that say which tenant a session or a token belongs to. */
  directory: Kysely<Tables>
  /** The owner's pool: migrations, the job queue, LISTEN. */
  pool: pg.Pool
  close: () => Promise<void>
}

// Days come as text and stay text: a JS Date would shift them by the zone of the machine.
const DATE = 1082
const INT8 = 20
const types = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') => {
    if (oid === DATE) return (value: string) => value
    if (oid === INT8) return Number
    return pg.types.getTypeParser(oid, format)
  },
}

export function openDatabase(url: string, options: { connections?: number } = {}): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.connections ?? 16,
    types: types as pg.CustomTypesConfig,
    application_name: 'isocenter',
    connectionTimeoutMillis: 10_000,
  })
  // An idle connection that breaks (server restart) is replaced by the pool; it must not end the process.
  pool.on('error', () => {})
  pool.on('connect', (client) => void client.on('error', () => {}))
  const kysely = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  return {
    pool,
    directory: kysely,
    unfenced: (work) => kysely.transaction().execute(work),
    close: () => kysely.destroy(),
    inTenant: (tenant, work) =>
      kysely.transaction().execute(async (tx) => {
        await sql`set local role isocenter_app`.execute(tx)
        await setScope(tx, tenant, '')
        return work(tx)
      }),
    asGuest: (tenant, link, work) =>
      kysely.transaction().execute(async (tx) => {
        await sql`set local role isocenter_guest`.execute(tx)
        await setScope(tx, tenant, link)
        return work(tx)
      }),
  }
}

/** Whose rows, on whose behalf, and how long at most. */
async function setScope(tx: Tx, tenant: string, link: string): Promise<void> {
  const { actor, behalf, reason, request } = acting()
  await sql`select set_config('app.tenant', ${tenant}, true),
    set_config('app.link', ${link}, true),
    set_config('app.actor', ${actor ?? ''}, true),
    set_config('app.behalf', ${behalf ?? ''}, true),
    set_config('app.reason', ${reason ?? ''}, true),
    set_config('app.request', ${request ?? ''}, true),
    set_config('statement_timeout', '20s', true),
    set_config('lock_timeout', '10s', true),
    set_config('idle_in_transaction_session_timeout', '30s', true)`.execute(tx)
}

/** Says whose rows the rest of the transaction is about. */
export async function setTenant(tx: Tx, tenant: string): Promise<void> {
  await sql`select set_config('app.tenant', ${tenant}, true)`.execute(tx)
}

/** PostgreSQL's code and constraint of an error, when it is one of its errors. */
export function databaseFault(error: unknown): { code: string; constraint?: string } | undefined {
  if (!(error instanceof pg.DatabaseError) || !error.code) return undefined
  return error.constraint === undefined
    ? { code: error.code }
    : { code: error.code, constraint: error.constraint }
}

export const EXCLUSION_VIOLATION = '23P01'
export const UNIQUE_VIOLATION = '23505'
