// Every query about rank lists, what was certified of them, and rosters.
import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import { type Entry, entriesSchema, type RosterVerdict } from './schema.ts'

export type ListRow = {
  version: number
  disclosedAt: Date | null
  model: Record<string, unknown>
}

/** Made where there is none; held for the rest of the transaction when `lock` is set. */
export async function ensureList(tx: Tx, tenant: string, cycle: string): Promise<ListRow> {
  await sql`insert into rank_list (tenant, cycle) values (${tenant}, ${cycle})
    on conflict do nothing`.execute(tx)
  const found = await sql<ListRow>`select version, disclosed_at as "disclosedAt", model
    from rank_list where cycle = ${cycle} for update`.execute(tx)
  return found.rows[0]!
}

export async function findList(tx: Tx, cycle: string): Promise<ListRow | undefined> {
  const found = await sql<ListRow>`select version, disclosed_at as "disclosedAt", model
    from rank_list where cycle = ${cycle}`.execute(tx)
  return found.rows[0]
}

/** By the clock of the database; never, without a deadline. */
export async function isOver(tx: Tx, deadline: string | null): Promise<boolean> {
  const found = await sql<{
    over: boolean
  }>`select coalesce(clock_timestamp() >= ${deadline}::timestamptz, false) as over`.execute(tx)
  return found.rows[0]!.over
}

export type VersionRow = { nth: number; entries: Entry[]; by: string; byName: string; at: Date }

/** The latest first. */
export async function findVersions(tx: Tx, cycle: string, most: number): Promise<VersionRow[]> {
  const found = await sql<Omit<VersionRow, 'entries'> & { entries: unknown }>`select v.nth,
      v.entries, v.by_person as by, p.given || ' ' || p.family as "byName", v.at
    from rank_version v join person p on p.tenant = v.tenant and p.id = v.by_person
    where v.cycle = ${cycle} order by v.nth desc limit ${most}`.execute(tx)
  return found.rows.map((row) => ({ ...row, entries: entriesSchema.parse(row.entries) }))
}

/** What somebody changes within five minutes is one version of theirs; the version of the list always grows. */
export async function writeVersion(
  tx: Tx,
  tenant: string,
  cycle: string,
  { entries, by }: { entries: readonly Entry[]; by: string },
): Promise<void> {
  const list = JSON.stringify(entries)
  const same = await sql`update rank_version v set entries = ${list}, at = clock_timestamp()
    where v.cycle = ${cycle} and v.by_person = ${by} and v.began_at > clock_timestamp() - interval '5 minutes'
      and v.nth = (select max(nth) from rank_version where cycle = ${cycle})
      and not exists (select 1 from rank_certification c where c.cycle = v.cycle and c.at > v.began_at)`.execute(
    tx,
  )
  if (Number(same.numAffectedRows ?? 0) === 0)
    await sql`insert into rank_version (tenant, cycle, nth, entries, by_person)
      select ${tenant}, ${cycle}, coalesce(max(nth), 0) + 1, ${list}, ${by}
      from rank_version where cycle = ${cycle}`.execute(tx)
  await sql`update rank_list set version = version + 1 where cycle = ${cycle}`.execute(tx)
}

export async function markDisclosed(tx: Tx, cycle: string, by: string | null): Promise<void> {
  await sql`update rank_list set disclosed_by = ${by},
      disclosed_at = ${by === null ? sql`null` : sql`clock_timestamp()`}
    where cycle = ${cycle}`.execute(tx)
}

export async function saveModel(tx: Tx, cycle: string, model: unknown): Promise<void> {
  await sql`update rank_list set model = ${JSON.stringify(model)} where cycle = ${cycle}`.execute(
    tx,
  )
}

export type CertificationRow = {
  nth: number
  entries: Entry[]
  hash: string
  byName: string
  at: Date
  reopenAskedBy: string | null
  reopenAskedByName: string | null
  reason: string
  reopenedAt: Date | null
  reopenedByName: string | null
}

/** The latest first. */
export async function findCertifications(tx: Tx, cycle: string): Promise<CertificationRow[]> {
  const name = (alias: string) =>
    sql`${sql.ref(`${alias}.given`)} || ' ' || ${sql.ref(`${alias}.family`)}`
  const found = await sql<Omit<CertificationRow, 'entries'> & { entries: unknown }>`select c.nth,
      c.entries, c.hash, ${name('p')} as "byName", c.at, c.reopen_asked_by as "reopenAskedBy",
      ${name('a')} as "reopenAskedByName", c.reason, c.reopened_at as "reopenedAt",
      ${name('r')} as "reopenedByName"
    from rank_certification c
      join person p on p.tenant = c.tenant and p.id = c.by_person
      left join person a on a.tenant = c.tenant and a.id = c.reopen_asked_by
      left join person r on r.tenant = c.tenant and r.id = c.reopened_by
    where c.cycle = ${cycle} order by c.nth desc`.execute(tx)
  return found.rows.map((row) => ({ ...row, entries: entriesSchema.parse(row.entries) }))
}

export async function insertCertification(
  tx: Tx,
  tenant: string,
  cycle: string,
  row: { entries: readonly Entry[]; hash: string; by: string },
): Promise<void> {
  await sql`insert into rank_certification (tenant, cycle, nth, entries, hash, by_person)
    select ${tenant}, ${cycle}, coalesce(max(nth), 0) + 1, ${JSON.stringify(row.entries)},
      ${row.hash}, ${row.by}
    from rank_certification where cycle = ${cycle}`.execute(tx)
}

/** `by` null: the wish to open it is taken back. */
export async function askReopening(
  tx: Tx,
  cycle: string,
  { by, reason }: { by: string | null; reason: string },
): Promise<boolean> {
  const done = await sql`update rank_certification set reopen_asked_by = ${by}, reason = ${reason},
      reopen_asked_at = ${by === null ? sql`null` : sql`clock_timestamp()`}
    where cycle = ${cycle} and reopened_at is null`.execute(tx)
  return Number(done.numAffectedRows ?? 0) === 1
}

export async function reopen(tx: Tx, cycle: string, by: string): Promise<boolean> {
  const done = await sql`update rank_certification
    set reopened_by = ${by}, reopened_at = clock_timestamp()
    where cycle = ${cycle} and reopened_at is null and reopen_asked_by is not null`.execute(tx)
  return Number(done.numAffectedRows ?? 0) === 1
}

export type RosterRow = {
  lines: RosterVerdict[]
  fileName: string
  sha256: string
  importedBy: string
  importedByName: string
  importedAt: Date
  version: number
  releasedAt: Date | null
  releasedByName: string | null
}

export async function findRoster(tx: Tx, cycle: string): Promise<RosterRow | undefined> {
  const found = await sql<RosterRow>`select r.lines, r.file_name as "fileName", r.sha256,
      r.imported_by as "importedBy", p.given || ' ' || p.family as "importedByName",
      r.imported_at as "importedAt", r.version, r.released_at as "releasedAt",
      q.given || ' ' || q.family as "releasedByName"
    from rank_roster r join person p on p.tenant = r.tenant and p.id = r.imported_by
      left join person q on q.tenant = r.tenant and q.id = r.released_by
    where r.cycle = ${cycle}`.execute(tx)
  return found.rows[0]
}

/** A roster that was not released is replaced by a later one. */
export async function writeRoster(
  tx: Tx,
  tenant: string,
  cycle: string,
  row: { lines: readonly RosterVerdict[]; fileName: string; sha256: string; by: string },
): Promise<void> {
  const lines = JSON.stringify(row.lines)
  await sql`insert into rank_roster (tenant, cycle, lines, file_name, sha256, imported_by)
    values (${tenant}, ${cycle}, ${lines}, ${row.fileName}, ${row.sha256}, ${row.by})
    on conflict (tenant, cycle) do update set lines = excluded.lines,
      file_name = excluded.file_name, sha256 = excluded.sha256, imported_by = excluded.imported_by,
      imported_at = clock_timestamp(), version = rank_roster.version + 1`.execute(tx)
}

export async function updateRosterLines(
  tx: Tx,
  cycle: string,
  { version, lines }: { version: number; lines: readonly RosterVerdict[] },
): Promise<boolean> {
  const done =
    await sql`update rank_roster set lines = ${JSON.stringify(lines)}, version = version + 1
    where cycle = ${cycle} and version = ${version}`.execute(tx)
  return Number(done.numAffectedRows ?? 0) === 1
}

export async function releaseRoster(
  tx: Tx,
  cycle: string,
  { by, version }: { by: string; version: number },
): Promise<boolean> {
  const done = await sql`update rank_roster set released_by = ${by},
      released_at = clock_timestamp(), version = version + 1
    where cycle = ${cycle} and version = ${version} and released_at is null`.execute(tx)
  return Number(done.numAffectedRows ?? 0) === 1
}
