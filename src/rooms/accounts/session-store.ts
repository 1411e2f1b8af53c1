// Every query about sessions, devices, challenges and failed attempts.
import { sql } from 'kysely'
import { LRUCache } from 'lru-cache'
import type { Database, Tx } from '../../platform/database.ts'
import { type Card, toPerson } from '../people/index.ts'
import type { Person, SessionWay } from '../people/schema.ts'
import type { RulesOfEntry } from './schema.ts'

declare module '../../platform/database.ts' {
  interface Tables {
    session: { token_hash: string; id: string; tenant: string; person: string }
  }
}

export type SessionRow = {
  id: string
  tenant: string
  name: string
  timeZone: string
  person: Person
  account: string | null
  way: SessionWay
  locked: boolean
  stale: boolean
  needsSecond: 'planners' | 'everybody' | null
  idleMinutes: number | null
  stamp: string | null
  isFresh: boolean
  /** Undefined where somebody was chosen in the demo. */
  email: string | null
  /** Of the institution that was founded first, or of the demo while there is none. */
  isFirst: boolean
}

/** A new account may work so long before a second proof is asked for. */
const GRACE_DAYS = 14
/** What somebody has shown of themselves is good for so long, for what could lock them out. */
const FRESH_MINUTES = 10

export type NewSession = {
  tokenHash: string
  tenant: string
  person: string
  account: string | null
  way: SessionWay
  minutes: number
  idleMinutes: number | null
  device: string
  /** Two proofs were given. */
  isStrong: boolean
}

export async function insertSession(db: Database, session: NewSession): Promise<void> {
  await sql`insert into session (token_hash, tenant, person, account, way, expires_at, idle_minutes,
      device, is_strong)
    values (${session.tokenHash}, ${session.tenant}, ${session.person}, ${session.account},
      ${session.way}, now() + make_interval(mins => ${session.minutes}), ${session.idleMinutes},
      ${session.device}, ${session.isStrong})`.execute(db.directory)
}

/** The person behind a token, as they were under a stamp; their card is not made again under it. */
const cards = new WeakMap<Database, LRUCache<string, { stamp: string; person: Person }>>()
const CARDS = 5_000
function cardsOf(db: Database) {
  const kept =
    cards.get(db) ?? new LRUCache<string, { stamp: string; person: Person }>({ max: CARDS })
  cards.set(db, kept)
  return kept
}

/** One that lives, by its token or, for a moment, by the token before. Notes that it was seen. */
export async function findSession(
  db: Database,
  tokenHash: string,
): Promise<SessionRow | undefined> {
  const kept = cardsOf(db)
  const known = kept.get(tokenHash)
  const found = await sql<Omit<SessionRow, 'person'> & { card: Card | null; seen: boolean }>`
    select s.id, s.tenant, t.name, t.time_zone as "timeZone", s.account, c.card, c.stamp, s.way,
      a.email, coalesce((select f.id from tenant f where not f.demo
        order by f.founded_at, f.id limit 1), s.tenant) = s.tenant as "isFirst",
      s.idle_minutes as "idleMinutes", (s.proven_at > now() - make_interval(mins => ${FRESH_MINUTES})) as "isFresh",
      (s.stale and s.token_hash = ${tokenHash}) as stale,
      (s.locked or (s.idle_minutes is not null
        and s.seen_at < now() - make_interval(mins => s.idle_minutes))) as locked,
      s.seen_at > now() - interval '30 seconds' as seen,
      case when a.id is null or s.is_strong or a.totp_confirmed
          or exists (select 1 from passkey k where k.account = a.id) then null
        when a.must_enrol then 'everybody'
        when a.created_at > now() - make_interval(days => ${GRACE_DAYS}) then null
        else nullif(t.second_factor, 'nobody') end as "needsSecond"
    from session s join tenant t on t.id = s.tenant left join account a on a.id = s.account
      cross join lateral person_card(s.tenant, s.person, ${known?.stamp ?? null}) c
    where (s.token_hash = ${tokenHash} or (s.old_hash = ${tokenHash} and s.old_until > now()))
      and s.expires_at > now()
      and (s.idle_minutes is not null or s.way = 'cast'
        or s.seen_at > now() - make_interval(days => t.own_days))`.execute(db.directory)
  const row = found.rows[0]
  if (!row) return undefined
  const { seen, card, ...rest } = row
  const isSame = known !== undefined && known.stamp === row.stamp
  const person = isSame ? known.person : card && toPerson(card)
  if (!person) return undefined
  if (row.stamp && !isSame) kept.set(tokenHash, { stamp: row.stamp, person })
  const session = { ...rest, person }
  if (!seen && !session.locked)
    await sql`update session set seen_at = now() where id = ${session.id}`.execute(db.directory)
  return session
}

/** False when another request was faster. */
export async function changeToken(
  db: Database,
  session: string,
  hashes: { old: string; next: string },
): Promise<boolean> {
  const done = await sql`update session set token_hash = ${hashes.next}, old_hash = ${hashes.old},
      old_until = now() + interval '30 seconds', stale = false
    where id = ${session} and token_hash = ${hashes.old}`.execute(db.directory)
  return (done.numAffectedRows ?? 0n) > 0n
}

export async function lockSession(db: Database, session: string): Promise<void> {
  await sql`update session set locked = true
    where id = ${session} and way <> 'cast'`.execute(db.directory)
}

/** Whoever has copied the token from the locked screen has one that opens nothing any more. */
export async function unlockSession(
  db: Database,
  session: string,
  tokenHash: string,
): Promise<void> {
  await sql`update session set token_hash = ${tokenHash}, old_hash = null, old_until = null,
      locked = false, stale = false, seen_at = now(), proven_at = now()
    where id = ${session}`.execute(db.directory)
}

/** Whoever sits there has just shown again that they are who they are. */
export async function noteProof(db: Database, session: string): Promise<void> {
  await sql`update session set proven_at = now() where id = ${session}`.execute(db.directory)
}

export async function deleteSessionByToken(db: Database, tokenHash: string): Promise<void> {
  await sql`delete from session where token_hash = ${tokenHash}`.execute(db.directory)
}

/** Ended: all of an account but perhaps one, or one of it. */
export async function deleteSessions(
  db: Database,
  account: string,
  which: { only?: string; but?: string | undefined },
): Promise<number> {
  const done = await sql`delete from session where account = ${account}
    and (${which.only ?? null}::text is null or id = ${which.only ?? null})
    and (${which.but ?? null}::text is null or id <> ${which.but ?? null})`.execute(db.directory)
  return Number(done.numAffectedRows ?? 0n)
}

/** Of everybody who is this person, whatever account they came with. */
export async function deleteSessionsOfPerson(
  db: Database,
  tenant: string,
  person: string,
): Promise<void> {
  await sql`delete from session where tenant = ${tenant} and person = ${person}`.execute(
    db.directory,
  )
}

export type ListedSession = {
  id: string
  way: SessionWay
  device: string
  created_at: Date
  seen_at: Date
}

export async function findSessions(db: Database, account: string): Promise<ListedSession[]> {
  const found = await sql<ListedSession>`select id, way, device, created_at, seen_at from session
    where account = ${account} and expires_at > now() and (idle_minutes is not null
      or seen_at > now() - make_interval(days => (select own_days from tenant t
        where t.id = session.tenant)))
    order by seen_at desc`.execute(db.directory)
  return found.rows
}

export async function insertChallenge(
  db: Database,
  challenge: { tokenHash: string; purpose: string; facts: object; minutes: number },
): Promise<void> {
  await sql`insert into challenge (token_hash, purpose, facts, expires_at)
    values (${challenge.tokenHash}, ${challenge.purpose}, ${JSON.stringify(challenge.facts)},
      now() + make_interval(mins => ${challenge.minutes}))`.execute(db.directory)
}

/** A look that uses nothing up. */
export async function findChallenge<Facts>(
  db: Database,
  tokenHash: string,
  purpose: string,
): Promise<Facts | undefined> {
  const found = await sql<{ facts: Facts }>`select facts from challenge
    where token_hash = ${tokenHash} and purpose = ${purpose} and expires_at > now()`.execute(
    db.directory,
  )
  return found.rows[0]?.facts
}

/** Once: two that come with the same ticket are not both served. */
export async function takeChallenge<Facts>(
  db: Database,
  tokenHash: string,
  purpose: string,
): Promise<Facts | undefined> {
  const found = await sql<{ facts: Facts }>`delete from challenge
    where token_hash = ${tokenHash} and purpose = ${purpose} and expires_at > now()
    returning facts`.execute(db.directory)
  return found.rows[0]?.facts
}

/** What nobody came back for, and what has ended. */
export async function sweepSessions(db: Database): Promise<void> {
  await sql`delete from challenge where expires_at < now()`.execute(db.directory)
  await sql`delete from session s using tenant t where t.id = s.tenant and (s.expires_at < now()
    or (s.idle_minutes is null and s.way <> 'cast'
      and s.seen_at < now() - make_interval(days => t.own_days)))`.execute(db.directory)
  await sql`delete from device where expires_at < now()`.execute(db.directory)
  for (const { id } of (await sql<{ id: string }>`select id from tenant`.execute(db.directory))
    .rows)
    await db.inTenant(id, (tx) =>
      sql`delete from audit_budget where hour < now() - interval '2 hours'`.execute(tx),
    )
  await sql`delete from attempt where at < now() - interval '1 day'`.execute(db.directory)
}

/** The rules of entry of an institution. */
export async function findEntryRules(db: Database, tenant: string): Promise<RulesOfEntry> {
  const found = await sql<RulesOfEntry>`select idle_minutes as "idleMinutes",
      own_days as "ownDays", second_factor as "secondFactor" from tenant
    where id = ${tenant}`.execute(db.directory)
  return found.rows[0]!
}

export async function updateEntryRules(
  db: Database,
  tenant: string,
  rules: RulesOfEntry,
): Promise<void> {
  await sql`update tenant set idle_minutes = ${rules.idleMinutes},
    own_days = ${rules.ownDays}, second_factor = ${rules.secondFactor} where id = ${tenant}`.execute(
    db.directory,
  )
}

/** Calendars of somebody whose access has ended are read by nobody any more. */
export async function deleteFeedsOf(tx: Tx, person: string): Promise<void> {
  await sql`delete from feed where owner = ${person}`.execute(tx)
}

/** How many of this kind there were in this hour, this one included. */
export async function spendBudget(tx: Tx, tenant: string, key: string): Promise<number> {
  const found = await sql<{
    count: number
  }>`insert into audit_budget as b (tenant, key, hour, count)
    values (${tenant}, ${key}, date_trunc('hour', now()), 1)
    on conflict (tenant, key, hour) do update set count = least(b.count + 1, 1000000)
    returning count`.execute(tx)
  return found.rows[0]!.count
}

/** For what is noted of a session and is no row of a table. */
export async function noteAudit(
  tx: Tx,
  entry: { action: string; thing: string; id: string; subject?: string; facts?: object },
): Promise<void> {
  await sql`select note_audit(${entry.action}, ${entry.thing}, ${entry.id},
    ${entry.subject ?? null}, ${JSON.stringify(entry.facts ?? {})}::jsonb)`.execute(tx)
}
