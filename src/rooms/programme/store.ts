// Every query about programmes, their work and their catalogue.
import { sql } from 'kysely'
import type { Day } from '../../kernel/day.ts'
import type { Tx } from '../../platform/database.ts'
import type { CatalogueRecord, WorkView } from './schema.ts'

export type ProgrammeRow = {
  id: string
  name: string
  kind: 'fellowship' | 'residency'
  specialty: string
  facts: Record<string, unknown>
}
export type WorkRow = {
  id: string
  code: string
  name: string
  kind: WorkView['kind']
  categories: string[]
  resource: string | null
  site: string | null
  color: number
  pattern: WorkView['look']['pattern']
  facts: Record<string, unknown>
}

export async function insertProgramme(
  tx: Tx,
  tenant: string,
  row: ProgrammeRow,
  position: number,
): Promise<void> {
  await sql`insert into programme (tenant, id, name, kind, specialty, position, facts) values
    (${tenant}, ${row.id}, ${row.name}, ${row.kind}, ${row.specialty}, ${position},
     ${JSON.stringify(row.facts)})`.execute(tx)
}

export async function findProgrammes(tx: Tx): Promise<ProgrammeRow[]> {
  const found =
    await sql<ProgrammeRow>`select id, name, kind, specialty, facts from programme order by position, name`.execute(
      tx,
    )
  return found.rows
}

export async function insertWorks(
  tx: Tx,
  tenant: string,
  programme: string,
  works: WorkRow[],
): Promise<void> {
  for (const work of works)
    await sql`insert into work (tenant, programme, id, code, name, kind, categories, resource, site,
        color, pattern, facts)
      values (${tenant}, ${programme}, ${work.id}, ${work.code}, ${work.name}, ${work.kind},
        ${work.categories}, ${work.resource}, ${work.site}, ${work.color}, ${work.pattern},
        ${JSON.stringify(work.facts)})
      on conflict do nothing`.execute(tx)
}

/** The work of a programme; of the whole tenant when no programme is given. */
export async function findWorks(
  tx: Tx,
  programme?: string,
): Promise<(WorkRow & { programme: string })[]> {
  const found = await sql<WorkRow & { programme: string }>`select programme, id, code, name, kind,
      categories, resource, site, color, pattern, facts from work
    where ${programme ? sql`programme = ${programme}` : sql`true`} order by name`.execute(tx)
  return found.rows
}

export async function insertCatalogue(
  tx: Tx,
  tenant: string,
  programme: string,
  records: CatalogueRecord[],
): Promise<void> {
  for (const [position, record] of records.entries())
    await sql`insert into catalogue (tenant, programme, kind, id, name, position, facts) values
      (${tenant}, ${programme}, ${record.kind}, ${record.id}, ${record.name}, ${position},
       ${JSON.stringify(record.facts)})`.execute(tx)
}

export async function findCatalogue(tx: Tx, programme: string): Promise<CatalogueRecord[]> {
  const found = await sql<CatalogueRecord>`select kind, id, name, facts from catalogue
    where programme = ${programme} order by kind, position`.execute(tx)
  return found.rows
}

export type PlanSummaryRow = {
  id: string
  programme: string
  title: string
  from: Day
  to: Day
  people: number
  periods: number
  published_version: number | null
}

/** The plans of the tenant, for the lists; their content belongs to the rota room. */
export async function findPlanSummaries(tx: Tx): Promise<PlanSummaryRow[]> {
  const found = await sql<PlanSummaryRow>`select p.id, p.programme, p.title,
      lower(p.during) as "from", (upper(p.during) - 1) as "to",
      (select count(*)::int from plan_person x where x.plan = p.id) as people,
      jsonb_array_length(p.blocks) as periods,
      (select max(version) from publication x where x.plan = p.id) as published_version
    from plan p order by p.position, p.title`.execute(tx)
  return found.rows
}

/** Month and day on which the academic year of a programme begins, as its newest year does; `07-01` without one. */
export async function findYearBegin(tx: Tx, programme: string): Promise<string> {
  const found = await sql<{
    begin: string
  }>`select to_char(lower(during), 'MM-DD') as begin from plan
    where programme = ${programme} order by during desc limit 1`.execute(tx)
  return found.rows[0]?.begin ?? '07-01'
}
