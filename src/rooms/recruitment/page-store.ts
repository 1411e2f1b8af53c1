// Every query about whether a programme shows itself, and how fresh what it shows is.
import { sql } from 'kysely'
import type { Day } from '../../kernel/day.ts'
import type { Tx } from '../../platform/database.ts'

export type PageRow = {
  programme: string
  isPublic: boolean
  owner: string | null
  ownerName: string | null
  hash: string
  version: number
  changedOn: Day
  lookedOverOn: Day
  lookedOverBy: string | null
  staleDays: number
}

/** Of one programme, or all that there are. */
export async function findPages(tx: Tx, programme?: string): Promise<PageRow[]> {
  const found = await sql<PageRow>`select x.programme, x.is_public as "isPublic", x.owner,
      o.given || ' ' || o.family as "ownerName", x.hash, x.version, x.changed_on as "changedOn",
      x.looked_over_on as "lookedOverOn", l.given || ' ' || l.family as "lookedOverBy",
      x.stale_days as "staleDays"
    from programme_page x left join person o on o.tenant = x.tenant and o.id = x.owner
      left join person l on l.tenant = x.tenant and l.id = x.looked_over_by
    where ${programme ? sql`x.programme = ${programme}` : sql`true`}`.execute(tx)
  return found.rows
}

/** Somebody who shows it has looked at it. */
export async function upsertPage(
  tx: Tx,
  tenant: string,
  row: { programme: string; isPublic: boolean; owner: string | null; staleDays: number },
  by: { person: string | null; today: Day },
): Promise<void> {
  await sql`insert into programme_page (tenant, programme, is_public, owner, stale_days, changed_on,
      looked_over_on, looked_over_by)
    values (${tenant}, ${row.programme}, ${row.isPublic}, ${row.owner}, ${row.staleDays},
      ${by.today}, ${by.today}, ${by.person})
    on conflict (tenant, programme) do update set is_public = excluded.is_public,
      owner = excluded.owner, stale_days = excluded.stale_days`.execute(tx)
}

/** What it says now is another version than the one before; the first is version 1. */
export async function updatePageHash(
  tx: Tx,
  programme: string,
  hash: string,
  today: Day,
): Promise<void> {
  await sql`update programme_page set hash = ${hash}, changed_on = ${today},
      version = case when hash = '' then version else version + 1 end
    where programme = ${programme} and hash <> ${hash}`.execute(tx)
}

export async function updateLookedOver(
  tx: Tx,
  programme: string,
  by: { person: string | null; on: Day },
): Promise<void> {
  await sql`update programme_page set looked_over_on = ${by.on}, looked_over_by = ${by.person}
    where programme = ${programme}`.execute(tx)
}
