// Every query about versions of the catalogue, who may read it, and what somebody has learned.
import { sql } from 'kysely'
import type { Day } from '../../kernel/day.ts'
import type { Tx } from '../../platform/database.ts'
import type { Catalogue, CompetencyRecord } from './schema.ts'

export type VersionRow = {
  id: string
  state: 'draft' | 'in force'
  since: Day | null
  document: Catalogue
  version: number
  by: string | null
  at: Date
}

const columns = sql`v.id, v.state, v.since, v.document, v.version,
  coalesce(v.settled_at, v.made_at) as at,
  (select given || ' ' || family from person p
    where p.tenant = v.tenant and p.id = coalesce(v.settled_by, v.made_by)) as by`

/** The draft first, then by the day from which they hold. */
export async function findVersions(tx: Tx, programme: string): Promise<VersionRow[]> {
  const found = await sql<VersionRow>`select ${columns} from catalogue_version v
    where v.programme = ${programme} order by v.since nulls first`.execute(tx)
  return found.rows
}

/** Locked until the transaction ends. */
export async function lockDraft(tx: Tx, programme: string): Promise<VersionRow | undefined> {
  const found = await sql<VersionRow>`select ${columns} from catalogue_version v
    where v.programme = ${programme} and v.state = 'draft' for update of v`.execute(tx)
  return found.rows[0]
}

export async function findVersion(
  tx: Tx,
  programme: string,
  id: string,
): Promise<VersionRow | undefined> {
  const found = await sql<VersionRow>`select ${columns} from catalogue_version v
    where v.programme = ${programme} and v.id = ${id}`.execute(tx)
  return found.rows[0]
}

/** The one that holds on this day; undefined when none has begun. */
export async function findVersionOn(
  tx: Tx,
  programme: string,
  day: Day,
): Promise<VersionRow | undefined> {
  const found = await sql<VersionRow>`select ${columns} from catalogue_version v
    where v.programme = ${programme} and v.state = 'in force' and v.since <= ${day}
    order by v.since desc limit 1`.execute(tx)
  return found.rows[0]
}

/** Undefined when the programme has a draft already. */
export async function insertDraft(
  tx: Tx,
  tenant: string,
  row: { programme: string; document: Catalogue; by: string | null },
): Promise<string | undefined> {
  const found = await sql<{
    id: string
  }>`insert into catalogue_version (tenant, programme, document,
      made_by) values (${tenant}, ${row.programme}, ${JSON.stringify(row.document)}, ${row.by})
    on conflict (tenant, programme) where state = 'draft' do nothing returning id`.execute(tx)
  return found.rows[0]?.id
}

/** A version that is in force at once; for what a programme brings with it. */
export async function insertInForce(
  tx: Tx,
  tenant: string,
  row: { programme: string; document: Catalogue; since: Day },
): Promise<void> {
  await sql`insert into catalogue_version (tenant, programme, document, state, since, settled_at)
    values (${tenant}, ${row.programme}, ${JSON.stringify(row.document)}, 'in force', ${row.since},
      clock_timestamp())`.execute(tx)
}

export async function updateDraft(tx: Tx, id: string, document: Catalogue): Promise<number> {
  const found = await sql<{ version: number }>`update catalogue_version
    set document = ${JSON.stringify(document)}, version = version + 1
    where id = ${id} and state = 'draft' returning version`.execute(tx)
  return found.rows[0]!.version
}

export async function deleteDraft(tx: Tx, programme: string): Promise<boolean> {
  const done = await sql`delete from catalogue_version
    where programme = ${programme} and state = 'draft'`.execute(tx)
  return Number(done.numAffectedRows ?? 0) === 1
}

export async function settleDraft(tx: Tx, id: string, since: Day, by: string): Promise<void> {
  await sql`update catalogue_version set state = 'in force', since = ${since}, settled_by = ${by},
    settled_at = clock_timestamp() where id = ${id} and state = 'draft'`.execute(tx)
}

export async function findIsPublic(tx: Tx, programme: string): Promise<boolean> {
  const found = await sql<{ is: boolean }>`select is_public as is from catalogue_setting
    where programme = ${programme}`.execute(tx)
  return found.rows[0]?.is ?? false
}

export async function setIsPublic(
  tx: Tx,
  tenant: string,
  programme: string,
  isPublic: boolean,
): Promise<void> {
  await sql`insert into catalogue_setting (tenant, programme, is_public)
    values (${tenant}, ${programme}, ${isPublic})
    on conflict (tenant, programme) do update set is_public = excluded.is_public`.execute(tx)
}

/** Name of an institution; undefined when there is none. */
export async function findInstitution(tx: Tx, tenant: string) {
  const found = await sql<{ id: string; name: string; zone: string }>`
    select id, name, time_zone as zone from tenant where id = ${tenant}`.execute(tx)
  return found.rows[0]
}

/** Those that count, of these people or of all. */
export async function findCompetencies(
  tx: Tx,
  programme: string,
  people?: readonly string[],
): Promise<CompetencyRecord[]> {
  const found = await sql<CompetencyRecord>`select r.id, r.person, r.word, r.since, r.note,
      p.given || ' ' || p.family as by
    from competency_record r join person p on p.tenant = r.tenant and p.id = r.by_person
    where r.programme = ${programme} and r.ended_at is null
      and ${people ? sql`r.person = any(${people})` : sql`true`}
    order by r.word, r.since`.execute(tx)
  return found.rows
}

export type NewCompetency = {
  programme: string
  person: string
  word: string
  since: Day
  note: string
  by: string
}

/** Undefined when it is recorded already. */
export async function insertCompetency(
  tx: Tx,
  tenant: string,
  row: NewCompetency,
): Promise<string | undefined> {
  const found = await sql<{ id: string }>`insert into competency_record (tenant, programme, person,
      word, since, note, by_person) values (${tenant}, ${row.programme}, ${row.person}, ${row.word},
      ${row.since}, ${row.note}, ${row.by})
    on conflict (tenant, programme, person, word) where ended_at is null do nothing
    returning id`.execute(tx)
  return found.rows[0]?.id
}

export async function endCompetency(
  tx: Tx,
  programme: string,
  id: string,
  by: string,
): Promise<boolean> {
  const done = await sql`update competency_record
    set ended_by = ${by}, ended_at = clock_timestamp()
    where programme = ${programme} and id = ${id} and ended_at is null`.execute(tx)
  return Number(done.numAffectedRows ?? 0) === 1
}
