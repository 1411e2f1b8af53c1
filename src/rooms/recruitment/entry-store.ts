// Every query about how applicants come in: codes and links that were sent, and what a browser then carries.
import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'

export type EntryRow = {
  id: string
  cycle: string
  email: string
  given: string
  family: string
  zone: string
  codeHash: string
  tries: number
}

/** One after the other for one address: two requests at once are counted both. */
export async function lockEntries(tx: Tx, email: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('entry/' || app_tenant() || lower(${email})))`.execute(
    tx,
  )
}

/** When letters went to this address within a day, the newest first. */
export async function findEntryTimes(tx: Tx, email: string): Promise<Date[]> {
  const found = await sql<{ at: Date }>`select at from applicant_entry
    where lower(email) = lower(${email}) and at > clock_timestamp() - interval '1 day'
    order by at desc`.execute(tx)
  return found.rows.map(({ at }) => at)
}

export async function insertEntry(
  tx: Tx,
  tenant: string,
  row: Omit<EntryRow, 'tries'> & { tokenHash: string; hours: number },
): Promise<void> {
  await sql`insert into applicant_entry (tenant, id, cycle, email, given, family, zone, code_hash,
      token_hash, expires_at)
    values (${tenant}, ${row.id}, ${row.cycle}, ${row.email}, ${row.given}, ${row.family},
      ${row.zone}, ${row.codeHash}, ${row.tokenHash},
      clock_timestamp() + make_interval(hours => ${row.hours}))`.execute(tx)
}

const columns = sql`id, cycle, email, given, family, zone, code_hash as "codeHash", tries`
const isGood = sql`used_at is null and expires_at > clock_timestamp()`

/** The newest of this address; its digits are good for a shorter time than its link. */
export async function findCodeEntry(
  tx: Tx,
  by: { cycle: string; email: string; minutes: number },
): Promise<EntryRow | undefined> {
  const found = await sql<EntryRow>`select ${columns} from applicant_entry
    where cycle = ${by.cycle} and lower(email) = lower(${by.email}) and ${isGood}
      and at > clock_timestamp() - make_interval(mins => ${by.minutes})
    order by at desc limit 1 for update`.execute(tx)
  return found.rows[0]
}

export async function findTokenEntry(tx: Tx, tokenHash: string): Promise<EntryRow | undefined> {
  const found = await sql<EntryRow>`select ${columns} from applicant_entry
    where token_hash = ${tokenHash} and ${isGood} for update`.execute(tx)
  return found.rows[0]
}

export async function countTry(tx: Tx, id: string): Promise<void> {
  await sql`update applicant_entry set tries = tries + 1 where id = ${id}`.execute(tx)
}

export async function useEntry(tx: Tx, id: string): Promise<void> {
  await sql`update applicant_entry set used_at = clock_timestamp() where id = ${id}`.execute(tx)
}

export async function insertApplicantSession(
  tx: Tx,
  tenant: string,
  row: { tokenHash: string; applicant: string; days: number },
): Promise<void> {
  await sql`insert into applicant_session (tenant, token_hash, applicant, expires_at)
    values (${tenant}, ${row.tokenHash}, ${row.applicant},
      clock_timestamp() + make_interval(days => ${row.days}))`.execute(tx)
}

export const sayApplicantSession = (tokenHash: string) => sql<{ applicant: string }>`
  select applicant from applicant_session
  where token_hash = ${tokenHash} and ended_at is null and expires_at > clock_timestamp()`

export async function endApplicantSession(tx: Tx, tokenHash: string): Promise<void> {
  await sql`update applicant_session set ended_at = clock_timestamp()
    where token_hash = ${tokenHash} and ended_at is null`.execute(tx)
}

/** What can open nothing any more, and counts for no limit. */
export async function deleteOldEntries(tx: Tx): Promise<void> {
  await sql`delete from applicant_entry where at < clock_timestamp() - interval '30 days'`.execute(
    tx,
  )
  await sql`delete from applicant_session
    where coalesce(ended_at, expires_at) < clock_timestamp() - interval '30 days'`.execute(tx)
}

/** For the address bar: is there such an institution, and what is it called? */
export async function findHouse(
  tx: Tx,
  id: string,
): Promise<{ id: string; name: string; timeZone: string; demo: boolean } | undefined> {
  const found = await sql<{ id: string; name: string; timeZone: string; demo: boolean }>`
    select id, name, time_zone as "timeZone", demo from tenant where id = ${id}`.execute(tx)
  return found.rows[0]
}
