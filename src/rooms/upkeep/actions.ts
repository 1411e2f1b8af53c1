// How is a backup made, tested and asked for; how does this installation stand?
import { readdirSync, rmSync } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type Outcome, done, finding, refused, sayCount } from '../../kernel/finding.ts'
import type { Moment } from '../../kernel/moment.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database.ts'
import { addJob } from '../../platform/jobs.ts'
import type { Migration } from '../../platform/migrate.ts'
import { dumpLines } from '../../platform/backup/dump.ts'
import { hashFile, writeArchive } from '../../platform/backup/write-archive.ts'
import { scratchBeside, scratchServer, verifyBackup } from '../../platform/backup/verify.ts'
import { checkBackups, chooseOld, nameBackup } from './rules.ts'
import type { System, Upkeep, UpkeepKind } from './schema.ts'
import * as store from './store.ts'

/** What is needed to keep an installation; `folder` is undefined where backups are turned off. */
export type Keeping = {
  db: Database
  clock: Clock
  databaseUrl: string
  program: string
  migrations: Migration[]
  folder: string | undefined
  /** A public key for which backups are encrypted. */
  recipient: string | undefined
}

const TASKS = { backup: 'backup', 'restore-test': 'restore-test' } as const
const BROKEN_OFF = 'It was broken off: the process that did it has ended.'
const PROGRESS_MS = 500

/** Asks for it in the background; what is already asked for is answered. */
export async function askFor(keeping: Keeping, kind: UpkeepKind): Promise<Outcome<Upkeep>> {
  if (keeping.folder === undefined) {
    const can = 'Start it without ISOCENTER_BACKUPS=none, or use: npx isocenter backup FILE.'
    return refused(finding('upkeep.off', 'Backups are turned off on this server.', { can }))
  }
  const open = await store.findOpen(keeping.db, kind)
  const entry = open ?? (await store.insertEntry(keeping.db, kind, 'asked', 'waiting'))
  await addJob(keeping.db.pool, TASKS[kind], { entry: entry.id }, kind)
  return done(entry)
}

type Work = (onRows: (rows: number) => void, entry: store.Entry) => Promise<store.Ended>

/** Writes down that it began, how far it is, and how it ended, whatever happens. */
async function record(
  { db }: Keeping,
  kind: UpkeepKind,
  cause: Upkeep['cause'],
  asked: number | undefined,
  work: Work,
): Promise<store.Entry> {
  const begun = asked === undefined ? undefined : await store.beginEntry(db, asked)
  const entry = begun ?? (await store.insertEntry(db, kind, cause, 'running'))
  await store.closeAbandoned(db, kind, entry.id, BROKEN_OFF)
  let last = 0
  const onRows = (rows: number) => {
    if (performance.now() - last < PROGRESS_MS) return
    last = performance.now()
    void store.setProgress(db, entry.id, rows).catch(() => {})
  }
  let ended: store.Ended
  try {
    ended = await work(onRows, entry)
  } catch (error) {
    ended = { state: 'failed', says: sayFault(error) }
  }
  await store.endEntry(db, entry.id, ended)
  return { ...entry, ...ended, state: ended.state, says: ended.says } as store.Entry
}

function sayFault(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException
  if (code === 'ENOSPC') return 'The disk is full.'
  if (code === 'EACCES' || code === 'EROFS') return `The folder cannot be written to (${message}).`
  return message
}

/** A file in the folder of backups; those that are too many go. */
export async function makeBackup(
  keeping: Keeping,
  cause: Upkeep['cause'],
  asked?: number,
): Promise<store.Entry> {
  return record(keeping, 'backup', cause, asked, async (onRows) => {
    const made = await writeBackup(keeping, cause === 'before-update', onRows)
    return { state: 'done', program: keeping.program, ...made }
  })
}

/** `file` is missing when it lies elsewhere than in the folder of backups. */
export type Made = { says: string; rows: number; file?: string; bytes: number; sha256: string }

/** The file alone; for before an update, when the place to write it down may not be there yet. */
export async function writeBackup(
  keeping: Pick<Keeping, 'db' | 'clock' | 'program' | 'folder' | 'recipient'>,
  beforeUpdate: boolean,
  onRows: (rows: number) => void = () => {},
): Promise<Made> {
  const folder = keeping.folder!
  await mkdir(folder, { recursive: true, mode: 0o700 })
  for (const name of readdirSync(folder))
    if (name.endsWith('.part')) rmSync(join(folder, name), { force: true })
  const encrypted = keeping.recipient !== undefined
  const file = nameBackup(keeping.clock.now(), { beforeUpdate, encrypted })
  let rows = 0
  const count = (now: number) => onRows((rows = now))
  const written = await dumpTo(keeping, join(folder, file), keeping.recipient, count)
  for (const old of chooseOld(readdirSync(folder))) await rm(join(folder, old), { force: true })
  return { says: `${sayCount(rows, 'row')} in ${file}.`, rows, file, ...written }
}

async function dumpTo(
  { db, program }: Pick<Keeping, 'db' | 'program'>,
  path: string,
  recipient: string | undefined,
  onRows: (rows: number) => void,
) {
  const client = await db.pool.connect()
  try {
    return await writeArchive(path, dumpLines(client, program, onRows), recipient)
  } finally {
    client.release()
  }
}

/** Writes down a backup that was made by a command or before an update. */
export async function recordMade(
  keeping: Pick<Keeping, 'db' | 'program'>,
  cause: Upkeep['cause'],
  made: Made,
): Promise<void> {
  const entry = await store.insertEntry(keeping.db, 'backup', cause, 'running')
  await store.endEntry(keeping.db, entry.id, { state: 'done', program: keeping.program, ...made })
}

/**
 * Restores the last backup into a database made for that. One that is encrypted cannot be opened
 * here: then its file must be what was written, and what would be saved now is restored instead.
 */
export async function testRestore(
  keeping: Keeping,
  cause: Upkeep['cause'],
  asked?: number,
): Promise<store.Entry> {
  return record(keeping, 'restore-test', cause, asked, async (onRows) => {
    const last = await store.findLastFile(keeping.db)
    if (!last?.file) return { state: 'failed', says: 'There is no backup to test.' }
    const path = join(keeping.folder!, last.file)
    const there = await hashFile(path).catch(() => undefined)
    const fails = (says: string) => ({ state: 'failed' as const, says, file: last.file! })
    if (!there) return fails(`${last.file} is no longer in the folder of backups.`)
    if (there.sha256 !== last.sha256)
      return fails(`${last.file} is not what was written: the file was changed or is damaged.`)
    const isSealed = last.file.endsWith('.age')
    const tested = isSealed ? join(keeping.folder!, '.restore-test') : path
    try {
      if (isSealed) {
        await rm(tested, { force: true })
        await dumpTo(keeping, tested, undefined, () => {})
      }
      const open = () => openScratch(keeping.databaseUrl)
      const found = await verifyBackup(tested, undefined, keeping.migrations, open, onRows)
      if (!found.ok) return fails(found.findings.map(({ says }) => says).join(' '))
      const { rows, tables } = found.value
      const all = `${sayCount(rows, 'row')} of ${sayCount(tables, 'table')} came back the same`
      const says = isSealed
        ? `${last.file} is as it was written; it opens with your key only, so a new copy was restored: ${all}.`
        : `${last.file} was restored: ${all}.`
      return { state: 'done', says, rows, file: last.file }
    } finally {
      if (isSealed) await rm(tested, { force: true })
    }
  })
}

const INSUFFICIENT_PRIVILEGE = '42501'

async function openScratch(databaseUrl: string) {
  try {
    return await scratchBeside(databaseUrl)
  } catch (error) {
    if ((error as { code?: string }).code !== INSUFFICIENT_PRIVILEGE) throw error
    return scratchServer()
  }
}

export async function readSystem(keeping: Keeping): Promise<System> {
  const { db, clock, program, folder, recipient } = keeping
  const [facts, last, lastTest, open, testing, recent] = await Promise.all([
    store.readDatabase(db),
    store.findLast(db, 'backup', true),
    store.findLast(db, 'restore-test', false),
    store.findOpen(db, 'backup'),
    store.findOpen(db, 'restore-test'),
    store.findRecent(db, 10),
  ])
  const backups = {
    ...{ on: folder !== undefined, encrypted: recipient !== undefined },
    ...{ last: last ?? null, lastTest: lastTest ?? null, now: open ?? testing ?? null, recent },
  }
  const at = clock.now()
  return { at, program, ...facts, backups, findings: checkBackups(backups, at) }
}

/** When the last backup was whole. */
export async function findLastBackup(db: Database): Promise<Moment | undefined> {
  return (await store.findLast(db, 'backup', true))?.endedAt ?? undefined
}
