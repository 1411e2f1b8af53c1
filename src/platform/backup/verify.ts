// Can this backup really be restored? It is, into a database made for that, and every table is compared.
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { type Outcome, done, finding, refused, sayList } from '../../kernel/finding.ts'
import { migrate, type Migration } from '../migrate.ts'
import { startEmbedded } from '../postgres/embedded.ts'
import { dumpLines } from './dump.ts'
import { type Tail, tailSchema } from './format.ts'
import { type Checked, checkBackup, loadBackup } from './load.ts'

/** An empty database that is thrown away afterwards. */
export type Scratch = { pool: pg.Pool; drop: () => Promise<void> }

export type Verified = Checked & {
  tables: number
  /** Steps that a restore takes from the tables of the backup to those of this program. */
  steps: string[]
}

export async function verifyBackup(
  path: string,
  secret: string | undefined,
  migrations: Migration[],
  openScratch: () => Promise<Scratch>,
  onRows: (rows: number) => void = () => {},
): Promise<Outcome<Verified>> {
  // A file that is not whole is said before a database is made for it.
  const checked = await checkBackup(path, secret, migrations)
  if (!checked.ok) return checked
  const scratch = await openScratch()
  try {
    const loaded = await loadBackup(scratch.pool, path, secret, migrations, onRows)
    if (!loaded.ok) return loaded
    const { head, tail } = loaded.value
    const differing = compare(tail, await sumsOf(scratch.pool, head.program))
    if (differing.length > 0)
      return refused(
        finding(
          'backup.verify',
          `${path}: what comes back is not what was saved: ${sayList(differing)}.`,
          { can: 'Make a new backup, and keep this file for whoever looks into it.' },
        ),
      )
    const steps = await migrate(scratch.pool, migrations)
    return done({ ...loaded.value, tables: Object.keys(tail.tables).length, steps })
  } finally {
    await scratch.drop()
  }
}

/** The sums of every table as the database is now. */
export async function sumsOf(pool: pg.Pool, program: string): Promise<Tail> {
  const client = await pool.connect()
  try {
    let last = ''
    for await (const line of dumpLines(client, program)) last = line
    return tailSchema.parse(JSON.parse(last))
  } finally {
    client.release()
  }
}

/** Names of tables and sequences that are not the same. */
export function compare(one: Tail, other: Tail): string[] {
  const differ = <T>(left: Record<string, T>, right: Record<string, T>) =>
    [...new Set([...Object.keys(left), ...Object.keys(right)])].filter(
      (name) => JSON.stringify(left[name]) !== JSON.stringify(right[name]),
    )
  return [...differ(one.tables, other.tables), ...differ(one.sequences, other.sequences)].sort()
}

/** A database beside the others of the same server. Its role must be allowed to make one. */
export async function scratchBeside(url: string): Promise<Scratch> {
  const name = `isocenter_verify_${randomBytes(6).toString('hex')}`
  await command(url, `create database ${name}`)
  const there = new URL(url)
  there.pathname = `/${name}`
  const pool = makePool(there.href)
  return {
    pool,
    drop: async () => {
      await pool.end()
      await command(url, `drop database if exists ${name} with (force)`)
    },
  }
}

/** A server of its own in a folder that is thrown away: needs nothing of a running installation. */
export async function scratchServer(): Promise<Scratch> {
  const folder = mkdtempSync(join(tmpdir(), 'isocenter-verify-'))
  const remove = () => rmSync(folder, { recursive: true, force: true })
  try {
    const server = await startEmbedded(folder, () => {})
    await command(server.url('postgres'), 'create database isocenter')
    const pool = makePool(server.url('isocenter'))
    return {
      pool,
      drop: async () => {
        await pool.end()
        await server.stop()
        remove()
      },
    }
  } catch (error) {
    remove()
    throw error
  }
}

function makePool(url: string): pg.Pool {
  const pool = new pg.Pool({ connectionString: url, max: 2 })
  pool.on('error', () => {})
  pool.on('connect', (client) => void client.on('error', () => {}))
  return pool
}

async function command(url: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(text)
  } finally {
    await client.end()
  }
}
