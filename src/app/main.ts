// What happens when somebody types `npm start`: database, migrations, demo, server; and the way back.
import { resolve } from 'node:path'
import { systemClock } from '../platform/clock.ts'
import { openDatabase } from '../platform/database.ts'
import { type DataLock, SILENT_MS, takeFolder } from '../platform/data-lock.ts'
import { migrate, readMigrations } from '../platform/migrate.ts'
import { type EmbeddedServer, startEmbedded } from '../platform/postgres/embedded.ts'
import { appVersion, rootFolder } from '../platform/root.ts'
import { join } from 'node:path'
import pg from 'pg'
import { loadDemo } from './load-demo.ts'
import { expectFreePort, openServer, type Running, type Work } from './server.ts'

const DATABASE = 'isocenter'
const isDemo = process.env['ISOCENTER_DEMO'] !== 'none'
const say = (sentence: string) => console.log(`  ${sentence}`)

export async function main(): Promise<void> {
  const port = readPort(process.env['PORT'])
  const host = process.env['HOST'] || '127.0.0.1'
  const external = process.env['DATABASE_URL'] || undefined
  const work = readWork(process.env['ISOCENTER_WORK'], external)
  const folder = resolve(process.env['ISOCENTER_DATA'] || join(rootFolder, 'data'))
  const began = Date.now()
  console.log(`Isocenter ${appVersion}`)
  const held: Held = {}
  stopOnSignal(held)
  try {
    const databaseUrl = external ?? (await openEmbedded(folder, host, port, held))
    await prepare(databaseUrl)
    held.server = await openServer({ databaseUrl, port, host, work, alone: !external })
  } catch (error) {
    // Interrupted in the middle: what fails then fails because it was stopped.
    if (held.isStopping) return
    console.error(`\nIsocenter could not start. ${(error as Error).message}`)
    await release(held)
    process.exit(1)
  }
  const hint = isDemo
    ? 'Sign in by choosing a person of the demo, for example a programme coordinator.'
    : 'Begin with your own programme, or sign in by choosing a person.'
  const shown = host === '0.0.0.0' || host === '::' ? 'localhost' : host
  if (work === 'only') console.log('Only works in the background: takes solves from the queue.')
  console.log(`
Ready in ${((Date.now() - began) / 1000).toFixed(1)} s: http://${shown}:${held.server.port}
${hint}
${external ? 'Data: the server named by DATABASE_URL.' : `Data: ${folder}`}  Stop with Ctrl-C.`)
  held.embedded?.died.then(async (why) => {
    // Ctrl-C reaches every process of the terminal, so the database may end first: that is a stop.
    if (held.isStopping) return
    console.error(`\nThe database server ended. ${why}`)
    await release(held)
    process.exit(1)
  })
}

/** Several processes may share the work: some answer people, some only build years. */
function readWork(text: string | undefined, external: string | undefined): Work {
  const work = text || 'also'
  if (work !== 'also' && work !== 'none' && work !== 'only') {
    console.error(`ISOCENTER_WORK is "${text}"; it must be also, none or only.`)
    process.exit(2)
  }
  if (work !== 'also' && !external) {
    console.error(
      `ISOCENTER_WORK=${work} shares the work with other processes, so it needs DATABASE_URL.`,
    )
    process.exit(2)
  }
  return work
}

type Held = {
  lock?: DataLock
  embedded?: EmbeddedServer
  /** Ends the database server; known before the server is ready. */
  stopDatabase?: () => Promise<void>
  server?: Running
  isStopping?: boolean
}

function readPort(text: string | undefined): number {
  const port = Number(text || 4000)
  if (Number.isInteger(port) && port >= 0 && port <= 65535) return port
  console.error(`PORT is "${text}"; it must be a whole number from 0 to 65535.`)
  process.exit(2)
}

async function openEmbedded(folder: string, host: string, port: number, held: Held) {
  const taken = await takeOrWait(folder, `Isocenter ${appVersion} at http://${host}:${port}`)
  if (!taken.ok) throw new Error(taken.says)
  held.lock = taken.lock
  // Asked before a database is made: a port in use is the commonest reason why nothing starts.
  await expectFreePort(port, host)
  say('Starting the database')
  held.embedded = await startEmbedded(folder, say, (stop) => (held.stopDatabase = stop))
  await createDatabase(held.embedded.url('postgres'))
  return held.embedded.url(DATABASE)
}

/** A holder on another machine is waited for until its silence has lasted long enough, or it speaks. */
async function takeOrWait(folder: string, says: string) {
  const until = Date.now() + SILENT_MS + 2_000
  for (let waited = false; ; waited = true) {
    const taken = takeFolder(folder, says, new Date().toISOString())
    if (taken.ok || !taken.mayBeDead || Date.now() > until) return taken
    if (!waited) say('Waiting to see whether the last holder of the data folder still lives')
    await new Promise((next) => setTimeout(next, 1_000))
  }
}

async function createDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const found = await client.query('select 1 from pg_database where datname = $1', [DATABASE])
  if (found.rowCount === 0) await client.query(`create database ${DATABASE}`)
  await client.end()
}

async function prepare(url: string): Promise<void> {
  const db = openDatabase(url, { connections: 2 })
  try {
    const version = await db.pool.query<{ server_version_num: string }>('show server_version_num')
    const major = Math.floor(Number(version.rows[0]!.server_version_num) / 10_000)
    if (major < 15) throw new Error(`PostgreSQL ${major} is too old; 15 or newer is needed.`)
    const done = await migrate(db.pool, readMigrations(join(rootFolder, 'db', 'migrations')))
    if (done.length > 0) say(`Updated the database (${done.length} steps)`)
    if (isDemo && (await loadDemo(db, systemClock.now())))
      say('Loaded the demo: three programmes with invented people')
  } finally {
    await db.close()
  }
}

async function release(held: Held): Promise<void> {
  await held.server?.close().catch(() => {})
  await held.stopDatabase?.()
  held.lock?.release()
}

function stopOnSignal(held: Held): void {
  const stop = async () => {
    if (held.isStopping) return
    held.isStopping = true
    console.log('\nStopping')
    await release(held)
    console.log('Stopped. Everything is saved.')
    process.exit(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop)
  // A connection or a job that ends with everything else must not turn a clean stop into a failed one.
  const fault = (error: unknown) => {
    if (held.isStopping) return
    console.error(error)
    process.exit(1)
  }
  process.on('uncaughtException', fault)
  process.on('unhandledRejection', fault)
}
