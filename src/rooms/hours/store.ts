// Every query about packs of a programme and from when on they hold.
import { sql } from 'kysely'
import type { Day } from '../../kernel/day.ts'
import type { Tx } from '../../platform/database.ts'
import type { Pack } from './schema.ts'

export type PackRow = {
  pack: string
  version: number
  facts: Pack
  by: string
  at: Date
}

/** All versions, the newest first. */
export async function findPacks(tx: Tx, programme: string): Promise<PackRow[]> {
  const found = await sql<PackRow>`select h.pack, h.version, h.facts,
      p.given || ' ' || p.family as by, h.made_at as at
    from hours_pack h join person p on p.tenant = h.tenant and p.id = h.made_by
    where h.programme = ${programme} order by h.pack, h.version desc`.execute(tx)
  return found.rows
}

export async function insertPack(
  tx: Tx,
  tenant: string,
  row: { programme: string; version: number; facts: Pack; by: string },
): Promise<void> {
  const { facts } = row
  await sql`insert into hours_pack (tenant, programme, pack, version, title, edition, facts, made_by)
    values (${tenant}, ${row.programme}, ${facts.id}, ${row.version}, ${facts.title},
      ${facts.edition}, ${JSON.stringify(facts)}, ${row.by})`.execute(tx)
}

export type ChoiceRow = {
  from: Day
  pack: string
  version: number | null
  isBarrier: boolean
  by: string
  /** Null: one that comes with the program. */
  facts: Pack | null
}

/** In the order of days. */
export async function findPackChoices(tx: Tx, programme: string): Promise<ChoiceRow[]> {
  const found = await sql<ChoiceRow>`select c.from_day as "from", c.pack, c.version,
      c.is_barrier as "isBarrier", p.given || ' ' || p.family as by, h.facts
    from hours_choice c join person p on p.tenant = c.tenant and p.id = c.chosen_by
    left join hours_pack h on h.tenant = c.tenant and h.programme = c.programme
      and h.pack = c.pack and h.version = c.version
    where c.programme = ${programme} order by c.from_day`.execute(tx)
  return found.rows
}

export async function upsertPackChoice(
  tx: Tx,
  tenant: string,
  row: Omit<ChoiceRow, 'facts'> & { programme: string },
): Promise<void> {
  await sql`insert into hours_choice (tenant, programme, from_day, pack, version, is_barrier, chosen_by)
    values (${tenant}, ${row.programme}, ${row.from}, ${row.pack}, ${row.version},
      ${row.isBarrier}, ${row.by})
    on conflict (tenant, programme, from_day) do update set pack = excluded.pack,
      version = excluded.version, is_barrier = excluded.is_barrier,
      chosen_by = excluded.chosen_by, chosen_at = clock_timestamp()`.execute(tx)
}

/** False when nothing was chosen for that day. */
export async function deletePackChoice(tx: Tx, programme: string, from: Day): Promise<boolean> {
  const gone = await sql`delete from hours_choice
    where programme = ${programme} and from_day = ${from}`.execute(tx)
  return Number(gone.numAffectedRows ?? 0) > 0
}

/** Whoever saves a pack of a programme does so one after another. */
export async function lockPacks(tx: Tx, programme: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(app_tenant() || ' packs ' || ${programme}, 0))`.execute(
    tx,
  )
}
