// What must be done outside a request, once, even when a process dies in the middle?
import { type Runner, run, runMigrations, type TaskList } from 'graphile-worker'
import type pg from 'pg'

/** A task gets its payload and a signal that is aborted when the process must stop. */
export type Task = (payload: unknown, signal: AbortSignal) => Promise<void>
export type Jobs = {
  stop: () => Promise<void>
}

const HEARTBEAT_MS = 5_000
const DEAD_AFTER_SECONDS = 20

/**
 * Takes jobs from the queue in PostgreSQL. Every worker says each few seconds that it lives; jobs
 * of one that has been silent are given to another (the library alone would wait four hours).
 */
export async function startJobs(
  pool: pg.Pool,
  tasks: Record<string, Task>,
  options: { alone: boolean; concurrency?: number },
): Promise<Jobs> {
  await runMigrations({ pgPool: pool })
  if (options.alone) await forgetAllWorkers(pool)
  const stopping = new AbortController()
  const taskList: TaskList = Object.fromEntries(
    Object.entries(tasks).map(([name, task]) => [
      name,
      (payload: unknown) => task(payload, stopping.signal),
    ]),
  )
  const runner = await run({
    pgPool: pool,
    taskList,
    concurrency: options.concurrency ?? 2,
    pollInterval: 2_000,
    noHandleSignals: true,
    logger: quiet,
  })
  const mine = new Set<string>()
  runner.events.on('worker:create', ({ worker }) => mine.add(worker.workerId))
  runner.events.on('worker:getJob:start', ({ worker }) => mine.add(worker.workerId))
  const beat = setInterval(() => {
    heartbeat(pool, [...mine]).catch(() => {})
  }, HEARTBEAT_MS)
  await heartbeat(pool, [...mine]).catch(() => {})
  return {
    stop: async () => {
      clearInterval(beat)
      stopping.abort()
      await stopQuietly(runner)
      await pool.query('delete from worker_heartbeat where worker = any($1)', [[...mine]])
    },
  }
}

/** Adds a job inside the caller's transaction-free path; the same `key` replaces a waiting job. */
export async function addJob(
  db: { query: (text: string, values: unknown[]) => Promise<unknown> },
  task: string,
  payload: unknown,
  key: string,
): Promise<void> {
  await db.query(
    `select graphile_worker.add_job($1, payload => $2::json, job_key => $3, max_attempts => 5)`,
    [task, JSON.stringify(payload), key],
  )
}

async function heartbeat(pool: pg.Pool, workers: string[]): Promise<void> {
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
    [DEAD_AFTER_SECONDS],
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

const quiet = new (await import('graphile-worker')).Logger(() => () => {})
