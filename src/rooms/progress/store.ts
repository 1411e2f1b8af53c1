// Every query about curricula, pathways, entries and waivers.
import { sql } from 'kysely'
import type { Day } from '../../kernel/day.ts'
import type { Tx } from '../../platform/database.ts'
import type { Curriculum, MemberState } from './schema.ts'

export async function findCurricula(tx: Tx, programme: string): Promise<Curriculum[]> {
  const found = await sql<Curriculum>`select since, requirements, pathways from curriculum
    where programme = ${programme} order by since`.execute(tx)
  return found.rows
}

/** False when there is one of that day already: a version is never altered. */
export async function insertCurriculum(
  tx: Tx,
  tenant: string,
  programme: string,
  curriculum: Curriculum,
  by: string | null,
): Promise<boolean> {
  const done = await sql`insert into curriculum (tenant, programme, since, requirements, pathways,
      by_person) values (${tenant}, ${programme}, ${curriculum.since},
      ${JSON.stringify(curriculum.requirements)}, ${JSON.stringify(curriculum.pathways)}, ${by})
    on conflict (tenant, programme, since) do nothing`.execute(tx)
  return Number(done.numAffectedRows ?? 0) === 1
}

export type MemberRow = {
  id: string
  pathway: string
  person: string
  state: MemberState
  statement: string
  note: string
  applied_on: Day
  decided_on: Day | null
  decided_by: string | null
  class_of: Day
  place: number | null
}

/** Of one person, or of all; the newest first. */
export async function findMembers(
  tx: Tx,
  programme: string,
  person?: string,
): Promise<MemberRow[]> {
  const found = await sql<MemberRow>`select m.id, m.pathway, m.person, m.state, m.statement, m.note,
      m.applied_on, m.decided_on, p.given || ' ' || p.family as decided_by, m.class_of, m.place
    from pathway_member m left join person p on p.tenant = m.tenant and p.id = m.decided_by
    where m.programme = ${programme} and ${person ? sql`m.person = ${person}` : sql`true`}
    order by m.applied_on desc, m.id`.execute(tx)
  return found.rows
}

/** Until the transaction ends nobody else decides about pathways of this programme. */
export async function lockPathways(tx: Tx, programme: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(
    current_setting('app.tenant') || ' pathways ' || ${programme}, 0))`.execute(tx)
}

export type NewMember = {
  programme: string
  pathway: string
  person: string
  statement: string
  on: Day
  classOf: Day
}

export async function insertMember(tx: Tx, tenant: string, row: NewMember): Promise<string> {
  const found = await sql<{ id: string }>`insert into pathway_member (tenant, programme, pathway,
      person, statement, applied_on, class_of) values (${tenant}, ${row.programme}, ${row.pathway},
      ${row.person}, ${row.statement}, ${row.on}, ${row.classOf}) returning id`.execute(tx)
  return found.rows[0]!.id
}

/** A step of a membership; `place` for those who are admitted. */
export async function updateMember(
  tx: Tx,
  id: string,
  step: {
    state: MemberState
    note: string
    on: Day | null
    by: string | null
    place: number | null
    capacity: number | null
  },
): Promise<void> {
  await sql`update pathway_member set state = ${step.state}, note = ${step.note},
      decided_on = ${step.on}, decided_by = ${step.by}, place = ${step.place},
      capacity = ${step.capacity} where id = ${id}`.execute(tx)
}

export type EntryRow = {
  id: string
  person: string
  counter: string
  on: Day
  amount: number
  note: string
  by: string
  by_id: string
  confirmed: boolean
}

/** What nobody has taken back. */
export async function findEntries(tx: Tx, programme: string, person?: string): Promise<EntryRow[]> {
  const found = await sql<EntryRow>`select e.id, e.person, e.counter, e.on_day as "on",
      e.amount::float8 as amount, e.note, p.given || ' ' || p.family as by, e.by_person as by_id,
      e.confirmed_at is not null as confirmed
    from progress_entry e join person p on p.tenant = e.tenant and p.id = e.by_person
    where e.programme = ${programme} and ${person ? sql`e.person = ${person}` : sql`true`}
      and e.ended_at is null order by e.on_day, e.id`.execute(tx)
  return found.rows
}

export type NewEntry = {
  programme: string
  person: string
  counter: string
  on: Day
  amount: number
  note: string
  by: string
}

export async function insertEntry(tx: Tx, tenant: string, row: NewEntry): Promise<string> {
  const found = await sql<{ id: string }>`insert into progress_entry (tenant, programme, person,
      counter, on_day, amount, note, by_person, confirmed_by, confirmed_at)
    select ${tenant}, ${row.programme}, ${row.person}, ${row.counter}, ${row.on}, ${row.amount},
      ${row.note}, ${row.by}, x.by, case when x.by is null then null else clock_timestamp() end
    from (select nullif(${row.by}, ${row.person}) as by) x returning id`.execute(tx)
  return found.rows[0]!.id
}

/** By somebody else, or null: as if nobody had. False when there is no such entry. */
export async function confirmEntry(
  tx: Tx,
  programme: string,
  id: string,
  by: string | null,
): Promise<boolean> {
  const done = await sql`update progress_entry set confirmed_by = ${by},
      confirmed_at = ${by === null ? sql`null` : sql`clock_timestamp()`}
    where programme = ${programme} and id = ${id} and ended_at is null`.execute(tx)
  return Number(done.numAffectedRows ?? 0) === 1
}

/** How many applications wait for a decision, and how many entries for a confirmation. */
export async function countWaiting(
  tx: Tx,
  programme: string,
  but: string,
): Promise<{ applications: number; entries: number }> {
  const found = await sql<{ applications: number; entries: number }>`select
      (select count(*)::int from pathway_member where programme = ${programme}
        and state = 'applied' and person <> ${but}) as applications,
      (select count(*)::int from progress_entry where programme = ${programme}
        and ended_at is null and confirmed_at is null and person <> ${but}) as entries`.execute(tx)
  return found.rows[0]!
}

export async function endEntry(tx: Tx, id: string, by: string): Promise<void> {
  await sql`update progress_entry set ended_by = ${by}, ended_at = clock_timestamp()
    where id = ${id} and ended_at is null`.execute(tx)
}

export type WaiverRow = {
  id: string
  person: string
  requirement: string
  reason: string
  on: Day
  by: string
}

/** Those that hold. */
export async function findWaivers(
  tx: Tx,
  programme: string,
  person?: string,
): Promise<WaiverRow[]> {
  const found = await sql<WaiverRow>`select w.id, w.person, w.requirement, w.reason,
      w.on_day as "on", p.given || ' ' || p.family as by
    from progress_waiver w join person p on p.tenant = w.tenant and p.id = w.by_person
    where w.programme = ${programme} and ${person ? sql`w.person = ${person}` : sql`true`}
      and w.ended_at is null order by w.on_day`.execute(tx)
  return found.rows
}

/** Undefined when one holds already. */
export async function insertWaiver(
  tx: Tx,
  tenant: string,
  row: {
    programme: string
    person: string
    requirement: string
    reason: string
    on: Day
    by: string
  },
): Promise<string | undefined> {
  const found = await sql<{ id: string }>`insert into progress_waiver (tenant, programme, person,
      requirement, reason, on_day, by_person) values (${tenant}, ${row.programme}, ${row.person},
      ${row.requirement}, ${row.reason}, ${row.on}, ${row.by})
    on conflict (tenant, programme, person, requirement) where ended_at is null do nothing
    returning id`.execute(tx)
  return found.rows[0]?.id
}

/** False when no such waiver holds. */
export async function endWaiver(
  tx: Tx,
  programme: string,
  id: string,
  by: string,
): Promise<boolean> {
  const done = await sql`update progress_waiver set ended_by = ${by}, ended_at = clock_timestamp()
    where programme = ${programme} and id = ${id} and ended_at is null`.execute(tx)
  return Number(done.numAffectedRows ?? 0) === 1
}
