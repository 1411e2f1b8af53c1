// How is the database reached? Always inside a tenant, always in one transaction.
import {
  CompiledQuery,
  Kysely,
  PostgresDialect,
  type RawBuilder,
  sql,
  type Transaction,
} from 'kysely'
import pg from 'pg'
import { acting } from './acting.ts'
import { sendAtOnce, spellOut } from './at-once.ts'
import { preparing } from './prepared.ts'

/** Rooms add their tables here by declaration merging, each in its own `store.ts`. */
// oxlint-disable-next-line typescript/no-empty-object-type
export interface Tables {}

/** A transaction that sees one tenant's rows and no others. */
export type Tx = Transaction<Tables>

export type Database = {
  /** Runs in one transaction as the unprivileged role, with the tenant set; rolls back on a throw. */
  inTenant: <T>(tenant: string, work: (tx: Tx) => Promise<T>) => Promise<T>
  /**
   * The same for statements that wait for nothing of each other: one message there and one back.
   * Each sees what those before it did. Gives the rows of each, under its name. `hastily`: with a
   * commit that does not wait for the disk, so a crash may take it back, whole.
   */
  atOnce: <Rows extends Record<string, unknown>>(
    tenant: string,
    statements: { [Name in keyof Rows]: RawBuilder<Rows[Name]> },
    how?: 'hastily',
  ) => Promise<{ [Name in keyof Rows]: Rows[Name][] }>
  /** The same for looking only: every statement sees the records as they were at the first. */
  look: <T>(tenant: string, work: (tx: Tx) => Promise<T>) => Promise<T>
  /** The same for somebody from outside who holds a link: sees what that link opens and no more. */
  asGuest: <T>(tenant: string, link: string, work: (tx: Tx) => Promise<T>) => Promise<T>
  /** The same for whoever applies to a programme: sees their own applications and no more. */
  asApplicant: <T>(tenant: string, applicant: string, work: (tx: Tx) => Promise<T>) => Promise<T>
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
  // Kysely's own type of a pool knows cursors too; nothing here uses them.
  const dialect = new PostgresDialect({ pool: preparing(pool) as unknown as pg.Pool })
  const kysely = new Kysely<Tables>({ dialect })
  return {
    pool,
    directory: kysely,
    unfenced: (work) => kysely.transaction().execute(work),
    close: () => kysely.destroy(),
    inTenant: (tenant, work) => fenced(kysely, beginning('isocenter_app', tenant, ''), work),
    atOnce: async (tenant, statements, how) => {
      const fence = beginning('isocenter_app', tenant, '', '', how ? HASTY : {})
      const said = Object.values<RawBuilder<unknown>>(statements).map((statement) =>
        spellOut(statement.compile(kysely)),
      )
      const rows = (await sendAtOnce(pool, [...fence, ...said, 'commit'])).slice(fence.length)
      const names = Object.keys(statements)
      return Object.fromEntries(names.map((name, nth) => [name, rows[nth]])) as never
    },
    look: (tenant, work) => fenced(kysely, beginning('isocenter_app', tenant, '', LOOKING), work),
    asGuest: (tenant, link, work) =>
      fenced(kysely, beginning('isocenter_guest', tenant, link), work),
    asApplicant: (tenant, applicant, work) => {
      const own = { 'app.applicant': applicant }
      return fenced(kysely, beginning('isocenter_applicant', tenant, '', '', own), work)
    },
  }
}

/** Kysely's own transaction would begin with a message of its own; this one begins fenced, in one. */
function fenced<T>(
  kysely: Kysely<Tables>,
  begin: string[],
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  return kysely.connection().execute(async (connection) => {
    try {
      await connection.executeQuery(CompiledQuery.raw(begin.join('; ')))
      const result = await work(connection as Tx)
      await connection.executeQuery(CompiledQuery.raw('commit'))
      return result
    } catch (error) {
      // A connection that is gone has rolled back by itself; the error that counts is the first.
      await connection.executeQuery(CompiledQuery.raw('rollback')).catch(() => {})
      throw error
    }
  })
}

const HASTY = { synchronous_commit: 'off' }
const LOOKING = ' isolation level repeatable read read only'

/** Under which role, whose rows, on whose behalf, and how long at most. */
function beginning(
  role: string,
  tenant: string,
  link: string,
  how = '',
  more: Record<string, string> = {},
): string[] {
  const { actor, behalf, reason, request } = acting()
  const settings = {
    ...{ 'app.tenant': tenant, 'app.link': link, 'app.actor': actor, 'app.behalf': behalf },
    ...{ 'app.reason': reason, 'app.request': request, statement_timeout: '20s' },
    ...{ 'app.applicant': '', lock_timeout: '10s', idle_in_transaction_session_timeout: '30s' },
    ...more,
  }
  const set = Object.entries(settings).map(
    ([name, value]) => `set_config('${name}', ${pg.escapeLiteral(value ?? '')}, true)`,
  )
  return [`begin${how}`, `set local role ${role}`, `select ${set.join(', ')}`]
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
