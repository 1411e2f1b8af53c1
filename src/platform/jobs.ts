// What must be done outside a request, once, even when a process dies in the middle?
import { EventEmitter } from 'node:events'
import {
  Logger,
  type Runner,
  run,
  runMigrations,
  type TaskList,
  type WorkerEvents,
} from 'graphile-worker'
import type pg from 'pg'

/** A task gets its payload and a signal that is aborted when the process must stop. */
export type Task = (payload: unknown, signal: AbortSignal) => Promise<void>
export type Jobs = {
  stop: () => Promise<void>
}

/** How often a process says that it lives, and after how long a silent one is taken for dead. */
export type Patience = { heartbeatMs: number; deadAfterSeconds: number }
const USUAL: Patience = { heartbeatMs: 5_000, deadAfterSeconds: 20 }
/** Deaths of a process that one job survives; a job that kills its process must not do so for ever. */
const ATTEMPTS_MAX = 8

/**
 * Takes jobs from the queue in PostgreSQL. Every process says each few seconds that it lives; jobs
 * of one that has been silent are given to another (the library alone would wait four hours).
 */
export async function startJobs(
  pool: pg.Pool,
  tasks: Record<string, Task>,
  options: {
    alone: boolean
    concurrency?: number
    patience?: Patience
    /** Tasks that come of themselves, a line each: `* * * * * name`. */
    crontab?: string
  },
): Promise<Jobs> {
  await runMigrations({ pgPool: pool })
  if (options.alone) await forgetAllWorkers(pool)
  if (Object.keys(tasks).length === 0) return { stop: async () => {} }
  const stopping = new AbortController()
  const taskList: TaskList = Object.fromEntries(
    Object.entries(tasks).map(([name, task]) => [
      name,
      (payload: unknown) => task(payload, stopping.signal),
    ]),
  )
  // The library locks jobs in the name of the pool, which it makes before `run` answers.
  const mine = new Set<string>()
  const events: WorkerEvents = new EventEmitter()
  events.on('pool:create', ({ workerPool }) => mine.add(workerPool.id))
  const runner = await run({
    pgPool: pool,
    taskList,
    crontab: options.crontab ?? '',
    events,
    concurrency: options.concurrency ?? 2,
    pollInterval: 2_000,
    noHandleSignals: true,
    logger: quiet,
  })
  const { heartbeatMs, deadAfterSeconds } = options.patience ?? USUAL
  const say = () => heartbeat(pool, [...mine], deadAfterSeconds).catch(() => {})
  const beat = setInterval(say, heartbeatMs)
  await say()
  return {
    stop: async () => {
      clearInterval(beat)
      stopping.abort()
      await stopQuietly(runner)
      await pool.query('delete from worker_heartbeat where worker = any($1)', [[...mine]])
    },
  }
}

type Query = { query: (text: string, values: unknown[]) => Promise<{ rows: unknown[] }> }

/** Adds a job; the same `key` replaces one that is waiting. */
export async function addJob(
  db: Query,
  task: string,
  payload: unknown,
  key: string,
): Promise<void> {
  await db.query(
    `select graphile_worker.add_job($1, payload => $2::json, job_key => $3, max_attempts => $4)`,
    [task, JSON.stringify(payload), key, ATTEMPTS_MAX],
  )
}

/**
 * `missing`: not in the queue. `waiting`: for a worker, or for one that has died to be noticed.
 * `held`: somebody who lives works on it. `exhausted`: it will never be taken up again.
 */
export type JobState = 'missing' | 'waiting' | 'held' | 'exhausted'

export async function findJobState(db: Query, key: string): Promise<JobState> {
  const found = await db.query(
    `select case
        when w.worker is not null then 'held'
        when j.locked_by is null and j.attempts >= j.max_attempts then 'exhausted'
        else 'waiting' end as state
      from graphile_worker.jobs j
      left join worker_heartbeat w on w.worker = j.locked_by
        and w.seen_at > clock_timestamp() - make_interval(secs => $2)
      where j.key = $1`,
    [key, USUAL.deadAfterSeconds],
  )
  return (found.rows[0] as { state: JobState } | undefined)?.state ?? 'missing'
}

/** Takes a job that nobody works on out of the queue. */
export async function removeJob(db: Query, key: string): Promise<void> {
  await db.query('select graphile_worker.remove_job($1)', [key])
}

async function heartbeat(
  pool: pg.Pool,
  workers: string[],
  deadAfterSeconds: number,
): Promise<void> {
  await pool.query(
    `insert into worker_heartbeat (worker, seen_at) select unnest($1::text[]), clock_timestamp()
     on conflict (worker) do update set seen_at = excluded.seen_at`,
    [workers],
  )
  await pool.query(
    `select graphile_worker.force_unlock_workers(array_agg(distinct locked_by))
     from graphile_worker.jobs
     where locked_by is not null
       and locked_at < clock_timestamp() - make_interval(secs => $1)
       and not exists (select 1 from worker_heartbeat
         where worker = locked_by and seen_at > clock_timestamp() - make_interval(secs => $1))
     having count(*) > 0`,
    [deadAfterSeconds],
  )
}

/** The only process on this database has just started: whoever held a job is gone. */
async function forgetAllWorkers(pool: pg.Pool): Promise<void> {
  await pool.query('delete from worker_heartbeat')
  await pool.query(
    `select graphile_worker.force_unlock_workers(array_agg(distinct locked_by))
     from graphile_worker.jobs where locked_by is not null having count(*) > 0`,
  )
}

async function stopQuietly(runner: Runner): Promise<void> {
  await runner.stop().catch(() => {})
}

const quiet = new Logger(() => () => {})
