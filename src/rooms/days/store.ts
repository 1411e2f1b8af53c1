// Where do the addresses of calendars stand?
import { sql } from 'kysely'
import type { Moment } from '../../kernel/moment.ts'
import type { Database, Tx } from '../../platform/database.ts'

export type FeedRow = {
  id: string
  label: string
  scope: 'person' | 'programme' | 'service'
  programme: string | null
  /** Of a service only: the work that it is. */
  work: string | null
  owner: string
  created_at: Date
  last_used_at: Date | null
}

/** Newest first. */
export async function findFeeds(tx: Tx, owner: string): Promise<FeedRow[]> {
  const found =
    await sql<FeedRow>`select id, label, scope, programme, work, owner, created_at, last_used_at
    from feed where owner = ${owner} order by created_at desc`.execute(tx)
  return found.rows
}

export async function insertFeed(
  tx: Tx,
  tenant: string,
  feed: { owner: string; label: string; programme: string | null; work: string | null },
): Promise<FeedRow> {
  const scope = feed.work ? 'service' : feed.programme ? 'programme' : 'person'
  const found = await sql<FeedRow>`insert into feed (tenant, owner, label, scope, programme, work)
    values (${tenant}, ${feed.owner}, ${feed.label}, ${scope}, ${feed.programme}, ${feed.work})
    returning id, label, scope, programme, work, owner, created_at, last_used_at`.execute(tx)
  return found.rows[0]!
}

export async function insertFeedKey(
  tx: Tx,
  tenant: string,
  feed: string,
  tokenHash: string,
): Promise<void> {
  await sql`insert into feed_key (token_hash, tenant, feed)
    values (${tokenHash}, ${tenant}, ${feed})`.execute(tx)
}

/** With its address. False when the owner has no such feed. */
export async function deleteFeed(tx: Tx, id: string, owner: string): Promise<boolean> {
  const gone = await sql`delete from feed where id = ${id} and owner = ${owner}`.execute(tx)
  if (Number(gone.numAffectedRows ?? 0) === 0) return false
  await sql`delete from feed_key where feed = ${id}`.execute(tx)
  return true
}

export type FeedKeyRow = {
  tenant: string
  feed: string
  time_zone: string
  stamp: string | null
}

/** Before a tenant is known: a calendar brings nothing but its token. */
export async function findFeedKey(
  db: Database,
  tokenHash: string,
): Promise<FeedKeyRow | undefined> {
  const found = await sql<FeedKeyRow>`
    select k.tenant, k.feed, t.time_zone, stamp_of(k.tenant) as stamp
    from feed_key k join tenant t on t.id = k.tenant
    where k.token_hash = ${tokenHash}`.execute(db.directory)
  return found.rows[0]
}

/** Marked as used at `now`, to the minute. */
export async function touchFeed(tx: Tx, id: string, now: Moment): Promise<void> {
  await sql`update feed set last_used_at = ${now}::timestamptz where id = ${id}
    and (last_used_at is null or last_used_at < ${now}::timestamptz - interval '1 minute')`.execute(
    tx,
  )
}

/** Undefined when it was revoked. */
export async function findFeed(tx: Tx, id: string): Promise<FeedRow | undefined> {
  const found =
    await sql<FeedRow>`select id, label, scope, programme, work, owner, created_at, last_used_at
    from feed where id = ${id}`.execute(tx)
  return found.rows[0]
}
