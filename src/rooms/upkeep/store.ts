// Every query about keeping this installation: what was done to it, its versions, its sizes.
import { sql } from 'kysely'
import type { Database } from '../../platform/database.ts'
import type { System, Upkeep, UpkeepKind } from './schema.ts'

type Row = {
  id: number
  kind: UpkeepKind
  cause: Upkeep['cause']
  state: Upkeep['state']
  began_at: Date
  ended_at: Date | null
  says: string
  rows_done: number
  rows_all: number | null
  file: string | null
  bytes: number | null
  sha256: string | null
}
export type Entry = Upkeep & { sha256: string | null }

const toEntry = (row: Row): Entry => ({
  ...{ id: row.id, kind: row.kind, cause: row.cause, state: row.state, says: row.says },
  beganAt: row.began_at.toISOString(),
  endedAt: row.ended_at?.toISOString() ?? null,
  ...{ rowsDone: row.rows_done, rowsAll: row.rows_all },
  ...{ file: row.file, bytes: row.bytes, sha256: row.sha256 },
})

export async function insertEntry(
  db: Database,
  kind: UpkeepKind,
  cause: Upkeep['cause'],
  state: 'waiting' | 'running',
): Promise<Entry> {
  const found = await sql<Row>`insert into upkeep (kind, cause, state, rows_all)
    values (${kind}, ${cause}, ${state}, (select rows_done from upkeep
      where kind = 'backup' and state = 'done' order by began_at desc limit 1))
    returning *`.execute(db.directory)
  return toEntry(found.rows[0]!)
}

/** One that waits or runs, so that nobody starts a second. */
export async function findOpen(db: Database, kind: UpkeepKind): Promise<Entry | undefined> {
  const found = await sql<Row>`select * from upkeep
    where kind = ${kind} and state in ('waiting', 'running')
    order by began_at desc limit 1`.execute(db.directory)
  return found.rows[0] && toEntry(found.rows[0])
}

/** Begins one that waits; undefined when it has been begun or ended since. */
export async function beginEntry(db: Database, id: number): Promise<Entry | undefined> {
  const found = await sql<Row>`update upkeep set state = 'running', began_at = clock_timestamp()
    where id = ${id} and state in ('waiting', 'running') returning *`.execute(db.directory)
  return found.rows[0] && toEntry(found.rows[0])
}

/** What a process left behind that ended in the middle. */
export async function closeAbandoned(
  db: Database,
  kind: UpkeepKind,
  besides: number,
  says: string,
): Promise<void> {
  await sql`update upkeep set state = 'failed', ended_at = clock_timestamp(), says = ${says}
    where kind = ${kind} and state in ('waiting', 'running') and id <> ${besides}`.execute(
    db.directory,
  )
}

export async function setProgress(db: Database, id: number, rows: number): Promise<void> {
  await sql`update upkeep set rows_done = ${rows}
    where id = ${id} and state = 'running'`.execute(db.directory)
}

export type Ended = {
  state: 'done' | 'failed'
  says: string
  rows?: number
  file?: string
  bytes?: number
  sha256?: string
  program?: string
}

export async function endEntry(db: Database, id: number, ended: Ended): Promise<void> {
  await sql`update upkeep set state = ${ended.state}, says = ${ended.says},
    ended_at = clock_timestamp(), rows_done = coalesce(${ended.rows ?? null}, rows_done),
    file = ${ended.file ?? null}, bytes = ${ended.bytes ?? null},
    sha256 = ${ended.sha256 ?? null}, program = ${ended.program ?? null}
    where id = ${id}`.execute(db.directory)
}

/** The last one that lies in the folder of backups. */
export async function findLastFile(db: Database): Promise<Entry | undefined> {
  const found = await sql<Row>`select * from upkeep
    where kind = 'backup' and state = 'done' and file is not null
    order by began_at desc, id desc limit 1`.execute(db.directory)
  return found.rows[0] && toEntry(found.rows[0])
}

/** The last one that ended, or that ended well, wherever its file went. */
export async function findLast(
  db: Database,
  kind: UpkeepKind,
  onlyDone: boolean,
): Promise<Entry | undefined> {
  const found = await sql<Row>`select * from upkeep where kind = ${kind}
    and state = any(${onlyDone ? ['done'] : ['done', 'failed']})
    order by began_at desc, id desc limit 1`.execute(db.directory)
  return found.rows[0] && toEntry(found.rows[0])
}

export async function findRecent(db: Database, count: number): Promise<Entry[]> {
  const found = await sql<Row>`select * from upkeep
    order by began_at desc, id desc limit ${count}`.execute(db.directory)
  return found.rows.map(toEntry)
}

export async function readDatabase(
  db: Database,
): Promise<Pick<System, 'schema' | 'database' | 'queue'>> {
  const found = await sql<{
    last: string
    steps: number
    version: string
    bytes: number
    waiting: number
    failing: number
  }>`select (select max(name collate "C") from migration) as last,
      (select count(*)::int from migration) as steps,
      current_setting('server_version') as version,
      pg_database_size(current_database())::float8 as bytes,
      (select count(*)::int from graphile_worker.jobs where attempts < max_attempts) as waiting,
      (select count(*)::int from graphile_worker.jobs where last_error is not null) as failing`.execute(
    db.directory,
  )
  const { last, steps, version, bytes, waiting, failing } = found.rows[0]!
  return {
    schema: { last, steps },
    database: { version, bytes },
    queue: { waiting, failing },
  }
}
