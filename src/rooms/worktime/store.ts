// Every query about weeks that were confirmed.
import { sql } from 'kysely'
import type { Day } from '../../kernel/day.ts'
import type { Tx } from '../../platform/database.ts'
import type { IntervalData } from '../hours/schema.ts'
import type { CauseView, CauseWords } from './schema.ts'

export type WeekRow = {
  person: string
  monday: Day
  actual: IntervalData[]
  version: number
  reason: string
}

/** Of one person or of all, from a Monday on. */
export async function findWeeks(
  tx: Tx,
  programme: string,
  which: { person?: string; from: Day; lock?: boolean },
): Promise<WeekRow[]> {
  const found = await sql<WeekRow>`select person, monday, actual, version, reason from work_week
    where programme = ${programme} and monday >= ${which.from}
      and ${which.person ? sql`person = ${which.person}` : sql`true`}
    order by monday desc ${which.lock ? sql`for update` : sql``}`.execute(tx)
  return found.rows
}

/** The version after it; undefined when somebody was faster. */
export async function upsertWeek(
  tx: Tx,
  tenant: string,
  row: {
    programme: string
    person: string
    monday: Day
    planned: readonly IntervalData[]
    actual: readonly IntervalData[]
    version: number
    by: string
    reason: string
  },
): Promise<number | undefined> {
  const [planned, actual] = [JSON.stringify(row.planned), JSON.stringify(row.actual)]
  const found = await sql<{
    version: number
  }>`insert into work_week as w (tenant, programme, person,
      monday, planned, actual, confirmed_by, reason)
    values (${tenant}, ${row.programme}, ${row.person}, ${row.monday}, ${planned}, ${actual},
      ${row.by}, ${row.reason})
    on conflict (tenant, programme, person, monday) do update set planned = excluded.planned,
      actual = excluded.actual, version = w.version + 1, confirmed_by = excluded.confirmed_by,
      confirmed_at = clock_timestamp(), reason = excluded.reason
      where w.version = ${row.version}
    returning version`.execute(tx)
  return found.rows[0]?.version
}

/** Of one person or of all, of windows that began on a day or later. */
export async function findCauses(
  tx: Tx,
  programme: string,
  which: { person?: string; from: Day },
): Promise<CauseView[]> {
  const found = await sql<CauseView>`select c.person, c.rule, c.from_day as "from", c.cause, c.says,
      c.plan, c.version, p.given || ' ' || p.family as by
    from hours_cause c join person p on p.tenant = c.tenant and p.id = c.written_by
    where c.programme = ${programme} and c.from_day >= ${which.from}
      and ${which.person ? sql`c.person = ${which.person}` : sql`true`}
    order by c.from_day, c.rule`.execute(tx)
  return found.rows
}

/** The version after it; undefined when somebody was faster. */
export async function upsertCause(
  tx: Tx,
  tenant: string,
  row: CauseWords & { programme: string; person: string; by: string },
): Promise<number | undefined> {
  const found = await sql<{ version: number }>`insert into hours_cause as c (tenant, programme,
      person, rule, from_day, cause, says, plan, written_by)
    values (${tenant}, ${row.programme}, ${row.person}, ${row.rule}, ${row.from}, ${row.cause},
      ${row.says}, ${row.plan}, ${row.by})
    on conflict (tenant, programme, person, rule, from_day) do update set cause = excluded.cause,
      says = excluded.says, plan = excluded.plan, version = c.version + 1,
      written_by = excluded.written_by, written_at = clock_timestamp()
      where c.version = ${row.version}
    returning version`.execute(tx)
  return found.rows[0]?.version
}
