// Every query about people, roles and sessions.
import { type Selectable, sql } from 'kysely'
import type { Day } from '../../kernel/day.ts'
import type { Database, Tx } from '../../platform/database.ts'
import type { OfficeName, Person } from './schema.ts'

type Json = Record<string, unknown>
declare module '../../platform/database.ts' {
  interface Tables {
    tenant: { id: string; name: string; time_zone: string; demo: boolean }
    person: { tenant: string; id: string; given: string; family: string; facts: Json }
    role: {
      tenant: string
      id: string
      person: string
      programme: string
      role: string
      title: string | null
      level: string | null
      track: string | null
      during: string
    }
  }
}

export type PersonRow = { id: string; given: string; family: string; facts?: Json }
export type RoleRow = {
  person: string
  programme: string
  role: string
  title?: string | null
  level?: string | null
  track?: string | null
  from: Day
  /** Last day; open when absent. */
  to?: Day | null
}

export async function findTenants(db: Database): Promise<Selectable<DirectoryTenant>[]> {
  return db.directory.selectFrom('tenant').selectAll().orderBy('name').execute()
}
type DirectoryTenant = { id: string; name: string; time_zone: string; demo: boolean }

/** Until the transaction ends nobody else changes which tenants there are. */
export async function lockDirectory(tx: Tx): Promise<void> {
  await sql`lock table tenant in share row exclusive mode`.execute(tx)
}

export async function insertTenant(
  tx: Tx,
  tenant: { id: string; name: string; timeZone: string; demo: boolean },
): Promise<void> {
  const { id, name, timeZone, demo } = tenant
  await sql`insert into tenant (id, name, time_zone, demo)
    values (${id}, ${name}, ${timeZone}, ${demo})`.execute(tx)
}

export async function insertPeople(tx: Tx, tenant: string, people: PersonRow[]): Promise<void> {
  if (people.length === 0) return
  await tx
    .insertInto('person')
    .values(
      people.map(({ id, given, family, facts }) => ({
        tenant,
        id,
        given,
        family,
        facts: JSON.stringify(facts ?? {}) as unknown as Json,
      })),
    )
    .execute()
}

export async function insertRoles(tx: Tx, tenant: string, roles: RoleRow[]): Promise<void> {
  for (const role of roles)
    await sql`insert into role (tenant, person, programme, role, title, level, track, during)
      values (${tenant}, ${role.person}, ${role.programme}, ${role.role}, ${role.title ?? null},
        ${role.level ?? null}, ${role.track ?? null},
        daterange(${role.from}, ${role.to ?? null}, '[]'))`.execute(tx)
}

export async function insertOffice(
  tx: Tx,
  tenant: string,
  held: { person: string; office: OfficeName; from: Day },
): Promise<void> {
  await sql`insert into office (tenant, person, office, during) values (${tenant}, ${held.person},
    ${held.office}, daterange(${held.from}, null))`.execute(tx)
}

/** Ends it the day before; one that began on that day or later never was. */
export async function endOffice(
  tx: Tx,
  held: { person: string; office: OfficeName; today: Day },
): Promise<void> {
  await sql`delete from office where person = ${held.person} and office = ${held.office}
    and lower(during) >= ${held.today}::date`.execute(tx)
  await sql`update office set during = daterange(lower(during), ${held.today}::date)
    where person = ${held.person} and office = ${held.office}
      and (upper_inf(during) or upper(during) > ${held.today}::date)`.execute(tx)
}

/** The person is no trainee of the programme any more from this day on. */
export async function endTraining(
  tx: Tx,
  person: string,
  programme: string,
  from: Day,
): Promise<void> {
  await sql`delete from role where person = ${person} and programme = ${programme}
    and role = 'trainee' and lower(during) >= ${from}::date`.execute(tx)
  await sql`update role set during = daterange(lower(during), ${from}::date)
    where person = ${person} and programme = ${programme} and role = 'trainee'
      and (upper_inf(during) or upper(during) > ${from}::date)`.execute(tx)
}

/** Only imagined in a what-if until then; see `insertPeople` with `facts.imagined`. */
export async function makePersonReal(tx: Tx, id: string): Promise<void> {
  await sql`update person set facts = facts - 'imagined' where id = ${id}`.execute(tx)
}

/** What the function `card_of` of the database makes of a row of `person`. */
export type Card = {
  id: string
  given: string
  family: string
  roles: Person['roles'] | null
  offices: Person['offices'] | null
}

export const toPerson = ({ id, given, family, roles, offices }: Card): Person => ({
  ...{ id, given, family, name: `${given} ${family}`, listName: `${family}, ${given}` },
  ...{ roles: roles ?? [], offices: offices ?? [] },
})

/** People with their roles of all times, by family name; all of the tenant when no ids are given. */
export async function findPeople(tx: Tx, ids?: readonly string[]): Promise<Person[]> {
  const found = await sql<{ card: Card }>`select card_of(p) as card from person p
    where ${ids ? sql`p.id = any(${ids})` : sql`true`} order by p.family, p.given, p.id`.execute(tx)
  return found.rows.map((row) => toPerson(row.card))
}

export type AccessKeyRow = {
  id: string
  label: string
  scope: 'read' | 'write'
  created_at: Date
  last_used_at: Date | null
}

export async function findAccessKeys(tx: Tx, person: string): Promise<AccessKeyRow[]> {
  const found = await sql<AccessKeyRow>`select id, label, scope, created_at, last_used_at
    from access_key where person = ${person} order by created_at desc`.execute(tx)
  return found.rows
}

export async function insertAccessKey(
  tx: Tx,
  tenant: string,
  key: { person: string; tokenHash: string; label: string; scope: string },
): Promise<AccessKeyRow> {
  const found = await sql<AccessKeyRow>`insert into access_key (tenant, person, label, scope)
    values (${tenant}, ${key.person}, ${key.label}, ${key.scope})
    returning id, label, scope, created_at, last_used_at`.execute(tx)
  const row = found.rows[0]!
  await sql`insert into access_key_hash (token_hash, tenant, access_key)
    values (${key.tokenHash}, ${tenant}, ${row.id})`.execute(tx)
  return row
}

/** Only one's own; false when there is no such key. */
/** Of somebody whose access ends. */
export async function deleteAccessKeysOf(tx: Tx, person: string): Promise<void> {
  await sql`delete from access_key_hash where access_key in
    (select id from access_key where person = ${person})`.execute(tx)
  await sql`delete from access_key where person = ${person}`.execute(tx)
}

export async function deleteAccessKey(tx: Tx, person: string, id: string): Promise<boolean> {
  const found = await sql`delete from access_key
    where person = ${person} and id = ${id}`.execute(tx)
  if ((found.numAffectedRows ?? 0n) === 0n) return false
  await sql`delete from access_key_hash where access_key = ${id}`.execute(tx)
  return true
}

/** Where is the key with this hash? */
export async function findKeyPlace(
  db: Database,
  tokenHash: string,
): Promise<{ tenant: string; key: string; name: string; timeZone: string } | undefined> {
  const found = await sql<{ tenant: string; key: string; name: string; timeZone: string }>`
    select h.tenant, h.access_key as key, t.name, t.time_zone as "timeZone"
    from access_key_hash h join tenant t on t.id = h.tenant
    where h.token_hash = ${tokenHash}`.execute(db.directory)
  return found.rows[0]
}

/** Notes, at most once a minute, that it was used. */
export async function useAccessKey(
  tx: Tx,
  id: string,
): Promise<{ person: string; scope: 'read' | 'write'; label: string } | undefined> {
  await sql`update access_key set last_used_at = now() where id = ${id}
    and (last_used_at is null or last_used_at < now() - interval '1 minute')`.execute(tx)
  const found = await sql<{ person: string; scope: 'read' | 'write'; label: string }>`
    select person, scope, label from access_key where id = ${id}`.execute(tx)
  return found.rows[0]
}
