// One real PostgreSQL server for a whole test run, and a fresh database of it for every test file.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { loadDemo } from '../src/app/load-demo.ts'
import { openDatabase } from '../src/platform/database.ts'
import { migrate, readMigrations } from '../src/platform/migrate.ts'
import { startEmbedded } from '../src/platform/postgres/embedded.ts'
import { rootFolder } from '../src/platform/root.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the maintenance database of the server under test. */
    serverUrl: string
    /** A migrated database with the demo in it, to be cloned. */
    template: string
  }
}

/** With TEST_DATABASE_URL the tests run on that server instead of the embedded one. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const external = process.env['TEST_DATABASE_URL']
  const folder = mkdtempSync(join(tmpdir(), 'isocenter-test-'))
  const embedded = external ? undefined : await startEmbedded(folder, () => {})
  const serverUrl = external ?? embedded!.url('postgres')
  // Nobody pulls the plug of a test; what a crash leaves behind is tested with servers of its own.
  // Measures are taken on a server as it is, and a server that somebody named is theirs.
  if (embedded && project.name === 'database') {
    for (const setting of ['fsync', 'full_page_writes', 'synchronous_commit'])
      await command(serverUrl, `alter system set ${setting} = off`)
    await command(serverUrl, 'select pg_reload_conf()')
  }
  const template = `isocenter_template_${process.pid}`
  await command(serverUrl, `create database ${template}`)
  const db = openDatabase(withDatabase(serverUrl, template), { connections: 2 })
  await migrate(db.pool, readMigrations(join(rootFolder, 'db', 'migrations')))
  await loadDemo(db, '2026-11-21T17:00:00Z')
  await db.close()
  project.provide('serverUrl', serverUrl)
  project.provide('template', template)
  return async () => {
    await command(serverUrl, `drop database if exists ${template} with (force)`)
    await embedded?.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function command(url: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(text)
  await client.end()
}

export function withDatabase(url: string, database: string): string {
  const changed = new URL(url)
  changed.pathname = `/${database}`
  return changed.href
}
