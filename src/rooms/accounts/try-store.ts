// Every query about how often it went wrong, and about devices that are known.
import { sql } from 'kysely'
import type { Database } from '../../platform/database.ts'

/** Seconds that must pass before the next try; 0 when one may try now. */
export async function findDelay(db: Database, keys: readonly string[]): Promise<number> {
  const found = await sql<{ seconds: number }>`
    select coalesce(ceil(extract(epoch from max(until) - now())), 0)::int as seconds
    from attempt where key = any(${keys})`.execute(db.directory)
  return Math.max(0, found.rows[0]?.seconds ?? 0)
}

/** One more; after `free` of them each doubles the wait, up to a quarter of an hour. */
const counted = (free: number) => sql`
  failures = case when a.at < now() - interval '1 hour' then 1 else a.failures + 1 end,
  until = now() + make_interval(secs => case when a.at < now() - interval '1 hour'
    or a.failures + 1 < ${free} then 0
    else least(900, power(2, least(a.failures + 1 - ${free}, 10))) end),
  at = now()`

export async function countFailure(db: Database, key: string, free: number): Promise<void> {
  await sql`insert into attempt as a (key, failures, until) values (${key}, 1, now())
    on conflict (key) do update set ${counted(free)}`.execute(db.directory)
}

/** Counts a try if it may be made now, in one step; false when one has to wait. */
export async function takeTry(db: Database, key: string, free: number): Promise<boolean> {
  const taken = await sql`insert into attempt as a (key, failures, until) values (${key}, 1, now())
    on conflict (key) do update set ${counted(free)} where a.until <= clock_timestamp()
    returning 1`.execute(db.directory)
  return taken.rows.length > 0
}

/** It was counted, but could not be made. */
export async function giveTryBack(db: Database, key: string): Promise<void> {
  await sql`update attempt set failures = greatest(0, failures - 1), until = now()
    where key = ${key}`.execute(db.directory)
}

export async function forgetFailures(db: Database, keys: readonly string[]): Promise<void> {
  await sql`delete from attempt where key = any(${keys})`.execute(db.directory)
}

export async function insertDevice(
  db: Database,
  tokenHash: string,
  account: string,
): Promise<void> {
  await sql`insert into device (token_hash, account, expires_at)
    values (${tokenHash}, ${account}, now() + interval '1 year')`.execute(db.directory)
}

export async function isDeviceOf(
  db: Database,
  tokenHash: string,
  account: string,
): Promise<boolean> {
  const found = await sql`select 1 from device where token_hash = ${tokenHash}
    and account = ${account} and expires_at > now()`.execute(db.directory)
  return found.rows.length > 0
}
