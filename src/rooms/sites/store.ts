// Every query about places and machines.
import { sql } from 'kysely'
import type { Day } from '../../kernel/day.ts'
import type { Tx } from '../../platform/database.ts'
import type { Equipment, Site } from './schema.ts'

/** Parents first: a site names its parent by key. */
export async function insertSites(tx: Tx, tenant: string, sites: Site[]): Promise<void> {
  const waiting = [...sites]
  const known = new Set<string>()
  while (waiting.length > 0) {
    const index = waiting.findIndex((site) => site.parent === null || known.has(site.parent))
    const [site] = waiting.splice(Math.max(0, index), 1)
    known.add(site!.id)
    await sql`insert into site (tenant, id, parent, name, kind, facts) values (${tenant}, ${site!.id},
      ${site!.parent}, ${site!.name}, ${site!.kind}, ${JSON.stringify(site!.facts)})`.execute(tx)
  }
}

export async function insertEquipment(tx: Tx, tenant: string, list: Equipment[]): Promise<void> {
  for (const item of list)
    await sql`insert into equipment (tenant, id, site, class, name, count, status, during, facts)
      values (${tenant}, ${item.id}, ${item.site}, ${item.class}, ${item.name}, ${item.count},
        ${item.status}, daterange(${item.from}, ${item.to}, '[]'), ${JSON.stringify(item.facts)})`.execute(
      tx,
    )
}

export async function findSites(tx: Tx): Promise<Site[]> {
  const found =
    await sql<Site>`select id, parent, name, kind, facts from site order by name`.execute(tx)
  return found.rows
}

/** All machines, also future and retired ones; with `on`, only what is in service that day. */
export async function findEquipment(tx: Tx, on?: Day): Promise<Equipment[]> {
  const found = await sql<Equipment>`select id, site, class, name, count, status,
      lower(during) as "from", (upper(during) - 1) as "to", facts from equipment
    where ${on ? sql`during @> ${on}::date` : sql`true`} order by class, name`.execute(tx)
  return found.rows
}
