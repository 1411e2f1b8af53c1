// A server of its own with the demo in it, for as long as something is measured.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { loadDemo } from '../src/app/load-demo.ts'
import { openServer } from '../src/app/server.ts'
import { type Database, openDatabase } from '../src/platform/database.ts'
import { migrate, readMigrations } from '../src/platform/migrate.ts'
import { startEmbedded } from '../src/platform/postgres/embedded.ts'
import { rootFolder } from '../src/platform/root.ts'

/** `prepare` adds what is measured beside the demo; `measure` gets the address. */
export async function onServer<T>(
  prepare: (db: Database) => Promise<void>,
  measure: (url: string) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'isocenter-bench-'))
  const embedded = await startEmbedded(folder, () => {})
  const admin = new pg.Client({ connectionString: embedded.url('postgres') })
  await admin.connect()
  await admin.query('create database bench')
  await admin.end()
  const databaseUrl = embedded.url('bench')
  const db = openDatabase(databaseUrl)
  await migrate(db.pool, readMigrations(join(rootFolder, 'db', 'migrations')))
  await loadDemo(db, '2026-11-21T17:00:00Z')
  await prepare(db)
  await db.close()
  // Benches start no process of the usual kind, so nobody has chosen a key for them.
  process.env['ISOCENTER_SECRET_KEY'] ||= Buffer.alloc(32, 'bench').toString('base64')
  const server = await openServer({ databaseUrl, port: 0, host: '127.0.0.1', alone: true })
  try {
    return await measure(`http://127.0.0.1:${server.port}`)
  } finally {
    await server.close()
    await embedded.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
