// How does everything in the database become lines of text, as it was at one instant?
import { createHash } from 'node:crypto'
import type { Client, Table } from './tables.ts'
import { findSequences, findTables, quote, seesEverything } from './tables.ts'
import { FORMAT, type Head, type Row, type Sum, type Tail } from './format.ts'

const FETCH_ROWS = 1_000
/** Of files, each of which may be some megabytes. */
const FETCH_FILES = 4

/** What one line costs to hash is what makes two databases comparable: the same rows, the same sum. */
export function makeSum() {
  const hash = createHash('sha256')
  let rows = 0
  return {
    add: (line: string) => {
      rows++
      hash.update(line).update('\n')
    },
    end: (): Sum => ({ rows, sha256: hash.digest('hex') }),
  }
}

/**
 * Everything as lines, of one snapshot: writers go on meanwhile and are not waited for. No table is
 * ever in memory as a whole. `onRows` hears how many rows have been read so far.
 */
export async function* dumpLines(
  client: Client,
  program: string,
  onRows: (rows: number) => void = () => {},
): AsyncGenerator<string> {
  await client.query('begin isolation level repeatable read, read only')
  try {
    await client.query(`set local timezone = 'UTC'; set local datestyle = 'ISO, MDY';
      set local intervalstyle = 'postgres'; set local extra_float_digits = 1;
      set local bytea_output = 'hex'; set local statement_timeout = 0;
      set local idle_in_transaction_session_timeout = 0`)
    yield JSON.stringify(await readHead(client, program))
    const tables = await findTables(client)
    const tenants = await findTenants(client, tables)
    const sums: Tail['tables'] = {}
    let rows = 0
    for (const table of tables) {
      const columns = table.columns.map(({ name }) => name)
      yield JSON.stringify({ table: table.name, columns })
      const sum = makeSum()
      for await (const line of readRows(client, table, tenants)) {
        sum.add(line)
        if (++rows % FETCH_ROWS === 0) onRows(rows)
        yield line
      }
      sums[table.name] = sum.end()
    }
    onRows(rows)
    const tail: Tail = { end: true, tables: sums, sequences: await readSequences(client) }
    yield JSON.stringify(tail)
  } finally {
    await client.query('rollback').catch(() => {})
  }
}

async function readHead(client: Client, program: string): Promise<Head> {
  const found = await client.query<{ at: Date; server: string }>(
    `select clock_timestamp() as at, current_setting('server_version') as server`,
  )
  const steps = await client.query<Head['migrations'][number]>(
    'select name, hash from migration order by name collate "C"',
  )
  // A database of before there were keys has no such table.
  const there = await client.query(`select 1 where to_regclass('public.secret_key') is not null`)
  const keys = there.rows[0]
    ? (await client.query<{ id: string }>('select id from secret_key order by is_current desc, id'))
        .rows
    : []
  const { at, server } = found.rows[0]!
  return {
    isocenter: 'backup',
    format: FORMAT,
    program,
    madeAt: at.toISOString(),
    server,
    ...(keys.length > 0 ? { secretKeys: keys.map(({ id }) => id) } : {}),
    migrations: steps.rows,
  }
}

/**
 * The owner of the tables is held by row security too, unless it may bypass it: then rows are read
 * tenant by tenant. A fence that this does not open would leave rows out silently, so it is refused.
 */
async function findTenants(client: Client, tables: Table[]): Promise<string[] | undefined> {
  if (await seesEverything(client)) return undefined
  const fenced = tables.filter(({ isForced }) => isForced)
  const foreign = await client.query<{ name: string }>(
    `select distinct tablename as name from pg_policies
     where schemaname = 'public' and tablename = any($1)
       and regexp_replace(coalesce(qual, ''), '[() ]', '', 'g') <> 'tenant=app_tenant'
       -- Holds the roles of those who are served only, and the owner is none.
       and not (permissive = 'RESTRICTIVE'
         and qual like '((CURRENT_USER <> ''isocenter_%''::name) OR %')`,
    [fenced.map(({ name }) => name)],
  )
  if (foreign.rows.length > 0)
    throw new Error(
      `The role of DATABASE_URL cannot read all of ${foreign.rows.map(({ name }) => name).join(', ')}: row security holds it. Make the backup with a role that may bypass row security.`,
    )
  const found = await client.query<{ id: string }>('select id from tenant order by id collate "C"')
  return found.rows.map(({ id }) => id)
}

async function* readRows(
  client: Client,
  table: Table,
  tenants: string[] | undefined,
): AsyncGenerator<string> {
  if (!tenants || !table.isForced) return yield* readSome(client, table)
  for (const tenant of tenants) {
    await client.query(`select set_config('app.tenant', $1, true)`, [tenant])
    yield* readSome(client, table)
  }
}

async function* readSome(client: Client, table: Table): AsyncGenerator<string> {
  const columns = table.columns.map(({ name }) => `${quote(name)}::text`).join(', ')
  const most = table.columns.some(({ type }) => type === 'bytea') ? FETCH_FILES : FETCH_ROWS
  await client.query(
    `declare reading no scroll cursor for
     select ${columns} from ${quote(table.name)} order by ${sayOrder(table)}`,
  )
  for (;;) {
    const found = await client.query<Row>({
      text: `fetch ${most} from reading`,
      rowMode: 'array',
    })
    for (const row of found.rows) yield JSON.stringify(row)
    if (found.rows.length < most) break
  }
  await client.query('close reading')
}

/** The same on every server: the order of letters depends on its language, that of bytes does not. */
function sayOrder({ name, key, columns }: Table): string {
  if (key.length === 0) return `${quote(name)}::text collate "C"`
  const texts = new Set(columns.filter(({ isText }) => isText).map((column) => column.name))
  return key.map((one) => `${quote(one)}${texts.has(one) ? ' collate "C"' : ''}`).join(', ')
}

async function readSequences(client: Client): Promise<Tail['sequences']> {
  const sequences: Tail['sequences'] = {}
  for (const name of await findSequences(client)) {
    const found = await client.query<{ last: string; called: boolean }>(
      `select last_value::text as last, is_called as called from ${quote(name)}`,
    )
    sequences[name] = found.rows[0]!
  }
  return sequences
}
