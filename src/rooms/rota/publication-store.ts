// Every query about published versions of a year.
import { sql } from 'kysely'
import type { Moment } from '../../kernel/moment.ts'
import type { Tx } from '../../platform/database.ts'
export type PublicationRow = {
  version: number
  at: Date
  by: string
  message: string
  cells: Record<string, (string | null)[]>
  waived: Waived[]
}
/** A must that is broken in a published year, and why that was accepted. */
export type Waived = { choice: string | null; rule: string; says: string; reason: string }

/** The newest one, or that of a version. */
export async function findPublication(
  tx: Tx,
  plan: string,
  version?: number,
): Promise<PublicationRow | undefined> {
  const wanted = version === undefined ? sql`true` : sql`u.version = ${version}`
  const found = await sql<PublicationRow>`${PUBLICATIONS} where u.plan = ${plan} and ${wanted}
    order by u.version desc limit 1`.execute(tx)
  return found.rows[0]
}

/** The newest without its cells, for who only asks whether and when. */
export async function findPublicationHead(
  tx: Tx,
  plan: string,
): Promise<Pick<PublicationRow, 'version' | 'at'> | undefined> {
  const found = await sql<
    Pick<PublicationRow, 'version' | 'at'>
  >`select version, at from publication
    where plan = ${plan} order by version desc limit 1`.execute(tx)
  return found.rows[0]
}

/** The one in force at that moment; of a year that was published later, its first. */
export async function findPublicationAt(
  tx: Tx,
  plan: string,
  at: Moment,
): Promise<PublicationRow | undefined> {
  const found = await sql<PublicationRow>`${PUBLICATIONS} where u.plan = ${plan}
    order by u.at <= ${at}::timestamptz desc,
      case when u.at <= ${at}::timestamptz then -u.version else u.version end limit 1`.execute(tx)
  return found.rows[0]
}

/** All of a plan, the newest first. */
export async function findPublications(tx: Tx, plan: string): Promise<PublicationRow[]> {
  const found = await sql<PublicationRow>`${PUBLICATIONS} where u.plan = ${plan}
    order by u.version desc`.execute(tx)
  return found.rows
}

const PUBLICATIONS = sql`select u.version, u.at,
    coalesce(p.given || ' ' || p.family, u.by_person) as by, u.message, u.cells, u.waived
  from publication u left join person p on p.tenant = u.tenant and p.id = u.by_person`

/** Publishing takes turns: the plan's row is locked first. */
export async function lockPlan(tx: Tx, plan: string): Promise<void> {
  await sql`select 1 from plan where id = ${plan} for update`.execute(tx)
}

export async function insertPublication(
  tx: Tx,
  tenant: string,
  row: {
    plan: string
    draft: string
    by: string
    message: string
    cells: unknown
    waived: Waived[]
  },
): Promise<number> {
  const found = await sql<{
    version: number
  }>`insert into publication (tenant, plan, version, draft,
      by_person, message, cells, waived)
    values (${tenant}, ${row.plan},
      (select coalesce(max(version), 0) + 1 from publication where plan = ${row.plan}),
      ${row.draft}, ${row.by}, ${row.message}, ${JSON.stringify(row.cells)},
      ${JSON.stringify(row.waived)})
    returning version`.execute(tx)
  return found.rows[0]!.version
}
