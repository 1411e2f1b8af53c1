// How does a backup become a database again: whole or not at all, and as new as this program?
import type pg from 'pg'
import { type Outcome, done, finding, refused, sayList } from '../../kernel/finding.ts'
import { applyWithin, lockForChange, migrate, type Migration } from '../migrate.ts'
import { readArchive } from './read-archive.ts'
import { type Head, type Row, sumRows, type Tail } from './format.ts'
import { type Client, findTables, quote, type Table } from './tables.ts'

/** Rows and characters that go to the server in one statement. */
const BATCH_ROWS = 500
const BATCH_CHARACTERS = 1_000_000

export type Checked = { head: Head; tail: Tail; rows: number }

/** Is the file whole, and does this program know its schema? Nothing is changed by asking. */
export async function checkBackup(
  path: string,
  secret: string | undefined,
  migrations: Migration[],
): Promise<Outcome<Checked>> {
  const read = await readArchive(path, secret)
  if (!read.ok) return read
  const { head, tail } = read.value
  const newer = head.migrations.filter(({ name }, at) => migrations[at]?.name !== name)
  if (newer.length > 0)
    return no(
      `${path}: it was made by a newer Isocenter (${head.program}; this one does not know ${sayList(newer.map(({ name }) => name))}). Restore it with that version or newer.`,
    )
  const edited = head.migrations.filter(({ hash }, at) => migrations[at]!.hash !== hash)
  if (edited.length > 0)
    return no(
      `${path}: ${sayList(edited.map(({ name }) => name))} of this program is not the step that made its tables. Restore it with the version that made it (${head.program}).`,
    )
  return done({ head, tail, rows: sumRows(tail) })
}

const no = (says: string, can?: string) =>
  refused(finding('backup.restore', says, can ? { can } : {}))

/**
 * Fills an empty database from a file that `checkBackup` has passed, in one transaction: tables as
 * they were when it was made, then every row. A crash leaves the database empty.
 */
export async function loadBackup(
  pool: pg.Pool,
  path: string,
  secret: string | undefined,
  migrations: Migration[],
  onRows: (rows: number) => void = () => {},
): Promise<Outcome<Checked>> {
  const checked = await checkBackup(path, secret, migrations)
  if (!checked.ok) return checked
  const client = await pool.connect()
  let isBroken = false
  try {
    await client.query('begin')
    await lockForChange(client)
    const held = await findHeld(client)
    if (held) {
      await client.query('rollback')
      return no(
        `The database is not empty: it has a table ${held}.`,
        'Restore into an empty one; for the embedded server name an empty folder with ISOCENTER_DATA.',
      )
    }
    for (const step of migrations.slice(0, checked.value.head.migrations.length))
      await applyWithin(client, step)
    await fill(client, path, secret, checked.value, onRows)
    await client.query('commit')
    await client.query('analyze')
    return checked
  } catch (error) {
    isBroken = await client.query('rollback').then(
      () => false,
      () => true,
    )
    throw error
  } finally {
    client.release(isBroken)
  }
}

/** The same, and then on to the tables of this program; a crash in between is gone on from at the next start. */
export async function restoreBackup(
  pool: pg.Pool,
  path: string,
  secret: string | undefined,
  migrations: Migration[],
  onRows: (rows: number) => void = () => {},
): Promise<Outcome<Checked & { steps: string[] }>> {
  const loaded = await loadBackup(pool, path, secret, migrations, onRows)
  if (!loaded.ok) return loaded
  return done({ ...loaded.value, steps: await migrate(pool, migrations) })
}

async function findHeld(client: Client): Promise<string | undefined> {
  const found = await client.query<{ name: string }>(
    `select relname as name from pg_class
     where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by 1 limit 1`,
  )
  return found.rows[0]?.name
}

async function fill(
  client: Client,
  path: string,
  secret: string | undefined,
  checked: Checked,
  onRows: (rows: number) => void,
): Promise<void> {
  const tables = new Map((await findTables(client)).map((table) => [table.name, table]))
  await client.query(`set local timezone = 'UTC'; set local datestyle = 'ISO, MDY';
    set local intervalstyle = 'postgres'; set local statement_timeout = 0;
    set local idle_in_transaction_session_timeout = 0`)
  const tighten = await loosen(client, [...tables.values()])
  // What the steps themselves may have written is in the backup, as it had become.
  for (const { name } of tables.values()) await client.query(`delete from ${quote(name)}`)
  let batch: ReturnType<typeof makeBatch> | undefined
  let rows = 0
  const read = await readArchive(path, secret, {
    table: (name, columns) => {
      const table = tables.get(name)
      if (!table) throw new Error(`The backup has a table ${name} that its own steps do not make.`)
      batch = makeBatch(client, table, columns)
    },
    row: async (row) => {
      await batch!.add(row)
      if (++rows % BATCH_ROWS === 0) onRows(rows)
    },
    close: () => batch!.send(),
  })
  // It was whole a moment ago; somebody must have written to it.
  if (!read.ok) throw new Error(read.findings[0]!.says)
  if (JSON.stringify(read.value) !== JSON.stringify({ head: checked.head, tail: checked.tail }))
    throw new Error(`${path} was changed while it was read.`)
  for (const [name, { last, called }] of Object.entries(checked.tail.sequences))
    await client.query('select setval($1::regclass, $2::bigint, $3)', [quote(name), last, called])
  await tighten()
  onRows(rows)
}

function makeBatch(client: Client, table: Table, names: string[]) {
  const columns = names.map((name) => {
    const column = table.columns.find((one) => one.name === name)
    if (!column) throw new Error(`The backup has a column ${table.name}.${name} that is not there.`)
    return column
  })
  const values = columns.map(({ type }, nth) => `(r ->> ${nth})::${type}`).join(', ')
  const text = `insert into ${quote(table.name)} (${columns.map(({ name }) => quote(name)).join(', ')})
    overriding system value select ${values} from json_array_elements($1::json) as rows(r)`
  let waiting: string[] = []
  let characters = 0
  const send = async () => {
    if (waiting.length === 0) return
    const rows = waiting
    waiting = []
    characters = 0
    await client.query(text, [`[${rows.join(',')}]`])
  }
  return {
    send,
    add: async (row: Row) => {
      const line = JSON.stringify(row)
      waiting.push(line)
      characters += line.length
      if (waiting.length >= BATCH_ROWS || characters >= BATCH_CHARACTERS) await send()
    },
  }
}

type Trigger = { table: string; name: string; enabled: 'O' | 'D' | 'A' | 'R' }
type Reference = { table: string; name: string; says: string }
const ENABLE = { O: 'enable', A: 'enable always', R: 'enable replica', D: 'disable' }

/**
 * Within this transaction: triggers rest (what they once wrote is in the backup), references wait
 * for the last row, and the owner's own rows are not held by row security. Returns the way back,
 * which checks every reference. Needs no more than to own the tables.
 */
async function loosen(client: Client, tables: Table[]): Promise<() => Promise<void>> {
  const names = tables.map(({ name }) => name)
  const references = await client.query<Reference>(
    `select conrelid::regclass::text as table, conname as name, pg_get_constraintdef(oid) as says
     from pg_constraint where contype = 'f' and conparentid = 0
       and connamespace = 'public'::regnamespace order by 1, 2`,
  )
  const triggers = await client.query<Trigger>(
    `select c.relname as table, t.tgname as name, t.tgenabled as enabled
     from pg_trigger t join pg_class c on c.oid = t.tgrelid
     where not t.tgisinternal and c.relnamespace = 'public'::regnamespace and c.relname = any($1)
     order by 1, 2`,
    [names],
  )
  const forced = tables.filter(({ isForced }) => isForced)
  const alter = (table: string, change: string) => client.query(`alter table ${table} ${change}`)
  for (const { table, name } of references.rows)
    await alter(table, `drop constraint ${quote(name)}`)
  for (const { table, name } of triggers.rows)
    await alter(quote(table), `disable trigger ${quote(name)}`)
  for (const { name } of forced) await alter(quote(name), 'no force row level security')
  return async () => {
    for (const { table, name, says } of references.rows)
      await alter(table, `add constraint ${quote(name)} ${says}`)
    for (const { table, name, enabled } of triggers.rows)
      await alter(quote(table), `${ENABLE[enabled]} trigger ${quote(name)}`)
    for (const { name } of forced) await alter(quote(name), 'force row level security')
  }
}
