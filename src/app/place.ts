// Where is this installation's database, and how is it reached whether or not the server runs?
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import pg from 'pg'
import { checkRecipient } from '../platform/backup/write-archive.ts'
import { type DataLock, SILENT_MS, takeFolder } from '../platform/data-lock.ts'
import { readMigrations } from '../platform/migrate.ts'
import { type EmbeddedServer, findRunning, startEmbedded } from '../platform/postgres/embedded.ts'
import { appVersion, rootFolder } from '../platform/root.ts'
import type { KeepingAt } from './server.ts'

export const DATABASE = 'isocenter'

export const dataFolder = () => resolve(process.env['ISOCENTER_DATA'] || join(rootFolder, 'data'))
export const externalUrl = () => process.env['DATABASE_URL'] || undefined
export const knownMigrations = () => readMigrations(join(rootFolder, 'db', 'migrations'))

/** Where backups go; throws a sentence when the key for them is none. */
export function keepingAt(): KeepingAt {
  const folder = process.env['ISOCENTER_BACKUPS'] || join(dataFolder(), 'backups')
  const recipient = process.env['ISOCENTER_BACKUP_KEY'] || undefined
  const fault = recipient && checkRecipient(recipient)
  if (fault) throw new Error(`ISOCENTER_BACKUP_KEY: ${fault}`)
  return {
    program: appVersion,
    migrations: knownMigrations(),
    folder: folder === 'none' ? undefined : resolve(folder),
    recipient,
  }
}

type Say = (sentence: string) => void

/** A holder on another machine is waited for until its silence has lasted long enough, or it speaks. */
export async function takeOrWait(folder: string, says: string, say: Say) {
  const until = Date.now() + SILENT_MS + 2_000
  for (let waited = false; ; waited = true) {
    const taken = takeFolder(folder, says, new Date().toISOString())
    if (taken.ok || !taken.mayBeDead || Date.now() > until) return taken
    if (!waited) say('Waiting to see whether the last holder of the data folder still lives')
    await new Promise((next) => setTimeout(next, 1_000))
  }
}

/** Of the server on this address; true when it had to be made. */
export async function createDatabase(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const found = await client.query('select 1 from pg_database where datname = $1', [DATABASE])
    if (found.rowCount === 0) await client.query(`create database ${DATABASE}`)
    return found.rowCount === 0
  } finally {
    await client.end()
  }
}

export type Place = { url: string; says: string; close: () => Promise<void> }

/**
 * The database of this installation for a command. Of a folder whose server runs, that server is
 * asked; otherwise the folder is taken and its server is started for as long as the command takes.
 * `alone`: refuse when somebody else is there. Throws a sentence when there is no way.
 */
export async function openPlace(
  options: { alone: boolean; create: boolean; for: string },
  say: Say,
): Promise<Place> {
  const external = externalUrl()
  if (external)
    return { url: external, says: 'the server named by DATABASE_URL', close: async () => {} }
  const folder = dataFolder()
  const there = existsSync(join(folder, 'postgres', 'PG_VERSION'))
  if (!there && !options.create)
    throw new Error(`There is no database in ${folder}. Name its folder with ISOCENTER_DATA.`)
  const taken = await takeOrWait(folder, `${options.for} of Isocenter ${appVersion}`, say)
  if (!taken.ok) {
    const url = options.alone ? undefined : findRunning(folder, DATABASE)
    if (!url) throw new Error(taken.says)
    return { url, says: `the running server of ${folder}`, close: async () => {} }
  }
  return startPlace(folder, taken.lock, say)
}

async function startPlace(folder: string, lock: DataLock, say: Say): Promise<Place> {
  let embedded: EmbeddedServer | undefined
  try {
    embedded = await startEmbedded(folder, say)
    await createDatabase(embedded.url('postgres'))
  } catch (error) {
    await embedded?.stop()
    lock.release()
    throw error
  }
  const running = embedded
  return {
    url: running.url(DATABASE),
    says: folder,
    close: async () => {
      await running.stop()
      lock.release()
    },
  }
}

/** What a file with a secret key holds: the line that is no comment. */
export function readSecret(path: string): string {
  const lines = readFileSync(path, 'utf8').split(/\r?\n/)
  return lines.find((line) => line.trim() !== '' && !line.startsWith('#'))?.trim() ?? ''
}
