// What happens when somebody types `npm start`: database, migrations, demo, server; and the way back.
import { systemClock } from '../platform/clock.ts'
import { type Database, openDatabase } from '../platform/database.ts'
import type { DataLock } from '../platform/data-lock.ts'
import { isStructured, log } from '../platform/log.ts'
import { migrate } from '../platform/migrate.ts'
import { readOrigin, refuseOpenHost } from '../platform/origin.ts'
import { type EmbeddedServer, startEmbedded } from '../platform/postgres/embedded.ts'
import { appVersion } from '../platform/root.ts'
import { openSecrets, recordMade, writeBackup } from '../rooms/upkeep/index.ts'
import { loadDemo } from './load-demo.ts'
import {
  createDatabase,
  DATABASE,
  dataFolder,
  externalUrl,
  keepingAt,
  takeOrWait,
} from './place.ts'
import { expectFreePort } from './listening.ts'
import { type KeepingAt, openServer, type Running, type Work } from './server.ts'

const isDemo = process.env['ISOCENTER_DEMO'] !== 'none'
const say = (sentence: string) => log('info', isStructured ? sentence : `  ${sentence}`)

export async function main(): Promise<void> {
  const port = readPort(process.env['PORT'])
  const host = process.env['HOST'] || '127.0.0.1'
  const external = externalUrl()
  const work = readWork(process.env['ISOCENTER_WORK'], external)
  const folder = dataFolder()
  const began = Date.now()
  log('info', `Isocenter ${appVersion}`)
  expectSafeHost(host, work)
  const held: Held = {}
  stopOnSignal(held)
  try {
    const databaseUrl = external ?? (await openEmbedded(folder, host, port, held))
    const keeping = keepingAt()
    await prepare(databaseUrl, keeping, folder, !external)
    held.server = await openServer({ databaseUrl, port, host, work, alone: !external, keeping })
  } catch (error) {
    // Interrupted in the middle: what fails then fails because it was stopped.
    if (held.isStopping) return
    log('error', `Isocenter could not start. ${(error as Error).message}`)
    await release(held)
    process.exit(1)
  }
  const hint = isDemo
    ? 'Sign in by choosing a person of the demo, for example a programme coordinator.'
    : 'Begin with your own programme, or sign in by choosing a person.'
  const shown = host === '0.0.0.0' || host === '::' ? 'localhost' : host
  if (work === 'only') log('info', 'Only works in the background: takes solves from the queue.')
  const seconds = ((Date.now() - began) / 1000).toFixed(1)
  const address = `http://${shown}:${held.server.port}`
  const where = external ? 'Data: the server named by DATABASE_URL.' : `Data: ${folder}`
  const ready = `Ready in ${seconds} s: ${address}`
  if (isStructured) log('info', ready, { port: held.server.port })
  else log('info', `\n${ready}\n${hint}\n${where}  Stop with Ctrl-C.`)
  held.embedded?.died.then(async (why) => {
    // Ctrl-C reaches every process of the terminal, so the database may end first: that is a stop.
    if (held.isStopping) return
    log('error', `The database server ended. ${why}`)
    await release(held)
    process.exit(1)
  })
}

/** One that only works tells others no more than that it lives. */
function expectSafeHost(host: string, work: Work): void {
  const fault = work === 'only' ? undefined : refuseOpenHost(host, readOrigin())
  if (fault === undefined) return
  log('error', fault)
  process.exit(2)
}

/** Several processes may share the work: some answer people, some only build years. */
function readWork(text: string | undefined, external: string | undefined): Work {
  const work = text || 'also'
  if (work !== 'also' && work !== 'none' && work !== 'only') {
    log('error', `ISOCENTER_WORK is "${text}"; it must be also, none or only.`)
    process.exit(2)
  }
  if (work !== 'also' && !external) {
    log(
      'error',
      `ISOCENTER_WORK=${work} shares the work with other processes, so it needs DATABASE_URL.`,
    )
    process.exit(2)
  }
  return work
}

/** Whatever does not end by then is left to its end with the process: nothing acknowledged depends on it. */
const STOP_MS = 25_000

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
  log('error', `PORT is "${text}"; it must be a whole number from 0 to 65535.`)
  process.exit(2)
}

async function openEmbedded(folder: string, host: string, port: number, held: Held) {
  const taken = await takeOrWait(folder, `Isocenter ${appVersion} at http://${host}:${port}`, say)
  if (!taken.ok) throw new Error(taken.says)
  held.lock = taken.lock
  // Asked before a database is made: a port in use is the commonest reason why nothing starts.
  await expectFreePort(port, host)
  say('Starting the database')
  held.embedded = await startEmbedded(folder, say, (stop) => (held.stopDatabase = stop))
  await createDatabase(held.embedded.url('postgres'))
  return held.embedded.url(DATABASE)
}

async function prepare(
  url: string,
  keeping: KeepingAt,
  folder: string,
  alone: boolean,
): Promise<void> {
  const db = openDatabase(url, { connections: 2 })
  try {
    const version = await db.pool.query<{ server_version_num: string }>('show server_version_num')
    const major = Math.floor(Number(version.rows[0]!.server_version_num) / 10_000)
    if (major < 15) throw new Error(`PostgreSQL ${major} is too old; 15 or newer is needed.`)
    let made: Awaited<ReturnType<typeof writeBackup>> | undefined
    const done = await migrate(db.pool, keeping.migrations, async () => {
      if (keeping.folder === undefined || !(await hasData(db))) return
      say('Making a backup before the update')
      made = await saveFirst(db, keeping)
    })
    if (made) await recordMade({ db, program: keeping.program }, 'before-update', made)
    if (done.length > 0) say(`Updated the database (${done.length} steps)`)
    await openSecrets(db, folder, { alone })
    if (isDemo && (await loadDemo(db, systemClock.now())))
      say('Loaded the demo: three programmes with invented people')
  } finally {
    await db.close()
  }
}

async function hasData({ pool }: Database): Promise<boolean> {
  return (await pool.query('select 1 from tenant limit 1')).rows.length > 0
}

/** Without it there is no way back from an update, so an update without it is not begun. */
async function saveFirst(db: Database, keeping: KeepingAt) {
  try {
    return await writeBackup({ db, clock: systemClock, ...keeping }, true)
  } catch (error) {
    throw new Error(
      `The backup before the update could not be made: ${(error as Error).message}. Nothing was changed. Make room, name another folder with ISOCENTER_BACKUPS, or set it to none to go on without.`,
      { cause: error },
    )
  }
}

async function release(held: Held): Promise<void> {
  const closed = held.server?.close().catch(() => {})
  await Promise.race([closed, new Promise((next) => setTimeout(next, STOP_MS).unref())])
  await held.stopDatabase?.()
  held.lock?.release()
}

function stopOnSignal(held: Held): void {
  const stop = async () => {
    if (held.isStopping) return
    held.isStopping = true
    log('info', isStructured ? 'Stopping' : '\nStopping')
    await release(held)
    log('info', 'Stopped. Everything is saved.')
    process.exit(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop)
  // A connection or a job that ends with everything else must not turn a clean stop into a failed one.
  const fault = (error: unknown) => {
    if (held.isStopping) return
    log('error', 'A fault that nobody caught', { error: (error as Error)?.stack ?? String(error) })
    process.exit(1)
  }
  process.on('uncaughtException', fault)
  process.on('unhandledRejection', fault)
}
