// Every query about those who come, and what is to be done before their first day.
import { sql } from 'kysely'
import type { Day } from '../../kernel/day.ts'
import type { Tx } from '../../platform/database.ts'

export type IncomingRow = {
  application: string
  person: string
  name: string
  /** With which they applied. */
  email: string
  starts: Day
}
export type TaskRow = {
  id: string
  application: string
  name: string
  isTheirs: boolean
  due: Day | null
  doneAt: Date | null
  doneByName: string | null
  note: string
  version: number
}

/** Of a season, or of somebody. */
export async function findIncoming(
  tx: Tx,
  which: { cycle: string } | { person: string },
): Promise<IncomingRow[]> {
  const found = await sql<IncomingRow>`select i.application, i.person,
      p.given || ' ' || p.family as name, b.email, i.starts
    from incoming i join application a on a.tenant = i.tenant and a.id = i.application
      join applicant b on b.tenant = a.tenant and b.id = a.applicant
      join person p on p.tenant = i.tenant and p.id = i.person
    where ${'cycle' in which ? sql`a.cycle = ${which.cycle}` : sql`i.person = ${which.person}`}
    order by p.family, p.given`.execute(tx)
  return found.rows
}

export async function insertIncoming(
  tx: Tx,
  tenant: string,
  row: { application: string; person: string; starts: Day },
): Promise<void> {
  await sql`insert into incoming (tenant, application, person, starts)
    values (${tenant}, ${row.application}, ${row.person}, ${row.starts})`.execute(tx)
}

export async function findTasks(
  tx: Tx,
  which: { applications?: readonly string[]; id?: string },
): Promise<TaskRow[]> {
  const found = await sql<TaskRow>`select t.id, t.application, t.name, t.is_theirs as "isTheirs",
      t.due, t.done_at as "doneAt", p.given || ' ' || p.family as "doneByName", t.note, t.version
    from onboarding_task t left join person p on p.tenant = t.tenant and p.id = t.done_by
    where ${which.applications ? sql`t.application = any(${which.applications})` : sql`true`}
      and ${which.id ? sql`t.id = ${which.id}` : sql`true`}
    order by t.application, t.position`.execute(tx)
  return found.rows
}

export async function insertTasks(
  tx: Tx,
  tenant: string,
  application: string,
  tasks: readonly { name: string; isTheirs: boolean; due: Day | null }[],
): Promise<void> {
  await sql`insert into onboarding_task (tenant, application, position, name, is_theirs, due)
    select ${tenant}, ${application}, nth, task ->> 'name', (task ->> 'isTheirs')::boolean,
      (task ->> 'due')::date
    from jsonb_array_elements(${JSON.stringify(tasks)}::jsonb) with ordinality as t (task, nth)`.execute(
    tx,
  )
}

/** False when it is another version by now. */
export async function updateTask(
  tx: Tx,
  id: string,
  row: { version: number; isDone: boolean; note: string; by: string },
): Promise<boolean> {
  const done = await sql`update onboarding_task set note = ${row.note}, version = version + 1,
      done_at = ${row.isDone ? sql`clock_timestamp()` : sql`null`},
      done_by = ${row.isDone ? row.by : null}
    where id = ${id} and version = ${row.version}`.execute(tx)
  return Number(done.numAffectedRows ?? 0) === 1
}
