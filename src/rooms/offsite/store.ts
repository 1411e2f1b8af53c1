// Every query about stays at other hospitals, their tasks, and agreements between the houses.
import { sql } from 'kysely'
import type { Day } from '../../kernel/day.ts'
import type { Span } from '../../kernel/span.ts'
import type { Tx } from '../../platform/database.ts'
import type { NewAgreement, StayState, StayWords, TaskKind, TaskState } from './schema.ts'

export type StayRow = Omit<StayWords, 'directorName' | 'directorEmail'> & {
  id: string
  programme: string
  person: string
  person_name: string
  state: StayState
  version: number
  director_name: string
  director_email: string
  director_says: 'agrees' | 'declines' | null
  director_note: string
  director_at: Date | null
  decided_by: string | null
  decided_at: Date | null
  note: string
}

/** Of one person, of one stay, or all of the programme; of every programme when none is given. */
export async function findStays(
  tx: Tx,
  which: { programme?: string; person?: string; id?: string; lock?: boolean },
): Promise<StayRow[]> {
  const found = await sql<StayRow>`select s.id, s.programme, s.person,
      p.given || ' ' || p.family as person_name, s.elective, s.site, s.place, s.abroad,
      lower(s.during) as "from", (upper(s.during) - 1) as "to", s.aim, s.state, s.version,
      s.director_name, s.director_email, s.director_says, s.director_note, s.director_at,
      d.given || ' ' || d.family as decided_by, s.decided_at, s.note
    from stay s join person p on p.tenant = s.tenant and p.id = s.person
      left join person d on d.tenant = s.tenant and d.id = s.decided_by
    where ${which.programme ? sql`s.programme = ${which.programme}` : sql`true`}
      and ${which.person ? sql`s.person = ${which.person}` : sql`true`}
      and ${which.id ? sql`s.id = ${which.id}` : sql`true`}
    order by lower(s.during), s.id ${which.lock ? sql`for update of s` : sql``}`.execute(tx)
  return found.rows
}

export async function insertStay(
  tx: Tx,
  tenant: string,
  row: StayWords & { programme: string; person: string; by: string },
): Promise<string> {
  const found = await sql<{
    id: string
  }>`insert into stay (tenant, programme, person, elective, site,
      place, abroad, during, aim, director_name, director_email, made_by)
    values (${tenant}, ${row.programme}, ${row.person}, ${row.elective}, ${row.site}, ${row.place},
      ${row.abroad}, daterange(${row.from}, ${row.to}, '[]'), ${row.aim}, ${row.directorName},
      ${row.directorEmail}, ${row.by}) returning id`.execute(tx)
  return found.rows[0]!.id
}

/** False when it is another version by now. What the director said was about the old days. */
export async function updateStay(
  tx: Tx,
  id: string,
  version: number,
  row: StayWords,
  keepsAnswer: boolean,
): Promise<boolean> {
  const answer = keepsAnswer
    ? sql``
    : sql`, director_says = null, director_at = null, director_note = ''`
  const done = await sql`update stay set elective = ${row.elective}, site = ${row.site},
      place = ${row.place}, abroad = ${row.abroad},
      during = daterange(${row.from}, ${row.to}, '[]'), aim = ${row.aim},
      director_name = ${row.directorName}, director_email = ${row.directorEmail},
      version = version + 1 ${answer}
    where id = ${id} and version = ${version}`.execute(tx)
  return Number(done.numAffectedRows ?? 0) === 1
}

export async function updateState(
  tx: Tx,
  id: string,
  step: { state: StayState; by: string | null; note: string },
): Promise<void> {
  await sql`update stay set state = ${step.state}, decided_by = ${step.by}, note = ${step.note},
      decided_at = ${step.by === null ? sql`null` : sql`clock_timestamp()`}, version = version + 1
    where id = ${id}`.execute(tx)
}

export async function updateAnswer(
  tx: Tx,
  id: string,
  answer: { says: 'agrees' | 'declines'; name: string; note: string },
): Promise<void> {
  await sql`update stay set director_says = ${answer.says}, director_name = ${answer.name},
      director_note = ${answer.note}, director_at = clock_timestamp(), version = version + 1
    where id = ${id}`.execute(tx)
}

export type TaskRow = {
  id: string
  stay: string
  kind: TaskKind
  name: string
  owner: string | null
  owner_name: string | null
  due: Day | null
  state: TaskState
  note: string
  changed_by: string | null
  changed_at: Date | null
}

export async function findTasks(tx: Tx, stays: readonly string[]): Promise<TaskRow[]> {
  const found = await sql<TaskRow>`select t.id, t.stay, t.kind, t.name, t.owner,
      o.given || ' ' || o.family as owner_name, t.due, t.state, t.note,
      c.given || ' ' || c.family as changed_by, t.changed_at
    from stay_task t left join person o on o.tenant = t.tenant and o.id = t.owner
      left join person c on c.tenant = t.tenant and c.id = t.changed_by
    where t.stay = any(${stays}) order by t.position, t.id`.execute(tx)
  return found.rows
}

export async function insertTasks(
  tx: Tx,
  tenant: string,
  stay: string,
  tasks: readonly { kind: TaskKind; name: string; owner: string | null; due: Day | null }[],
): Promise<string[]> {
  if (tasks.length === 0) return []
  const found = await sql<{
    id: string
  }>`insert into stay_task (tenant, stay, kind, name, owner, due,
      position)
    select ${tenant}, ${stay}, x.kind, x.name, x.owner, x.due, x.nth
      + coalesce((select max(position) from stay_task where stay = ${stay}), 0)
    from jsonb_to_recordset(${JSON.stringify(tasks.map((task, nth) => ({ ...task, nth: nth + 1 })))}::jsonb)
      as x(kind text, name text, owner text, due date, nth int) returning id`.execute(tx)
  return found.rows.map(({ id }) => id)
}

export async function updateTask(
  tx: Tx,
  id: string,
  row: { state: TaskState; note: string; owner: string | null; due: Day | null; by: string },
): Promise<void> {
  await sql`update stay_task set state = ${row.state}, note = ${row.note}, owner = ${row.owner},
      due = ${row.due}, changed_by = ${row.by}, changed_at = clock_timestamp()
    where id = ${id}`.execute(tx)
}

export type AgreementRow = Omit<NewAgreement, 'alarmDays'> & {
  id: string
  programme: string
  site_name: string
  alarm_days: number
  stays: number
}

/** Those that nobody has ended; of every programme when none is given. */
export async function findAgreements(tx: Tx, programme?: string): Promise<AgreementRow[]> {
  const found =
    await sql<AgreementRow>`select a.id, a.programme, a.site, s.name as site_name, a.title,
      lower(a.during) as "from", (upper(a.during) - 1) as "to", a.alarm_days, a.note,
      (select count(*)::int from stay x where x.tenant = a.tenant and x.programme = a.programme
        and x.site = a.site and x.state = 'confirmed' and a.during @> x.during) as stays
    from agreement a join site s on s.tenant = a.tenant and s.id = a.site
    where a.ended_at is null and ${programme ? sql`a.programme = ${programme}` : sql`true`}
    order by upper(a.during), a.id`.execute(tx)
  return found.rows
}

export async function insertAgreement(
  tx: Tx,
  tenant: string,
  row: NewAgreement & { programme: string; by: string },
): Promise<string> {
  const found = await sql<{
    id: string
  }>`insert into agreement (tenant, programme, site, title, during,
      alarm_days, note, made_by) values (${tenant}, ${row.programme}, ${row.site}, ${row.title},
      daterange(${row.from}, ${row.to}, '[]'), ${row.alarmDays}, ${row.note}, ${row.by})
    returning id`.execute(tx)
  return found.rows[0]!.id
}

/** Nobody confirms a stay on it, or ends it, until this transaction ends. */
export async function lockAgreements(tx: Tx, programme: string, site: string): Promise<void> {
  await sql`select 1 from agreement where programme = ${programme} and site = ${site}
    order by id for update`.execute(tx)
}

export async function endAgreementRow(tx: Tx, id: string, by: string): Promise<void> {
  await sql`update agreement set ended_by = ${by}, ended_at = clock_timestamp()
    where id = ${id} and ended_at is null`.execute(tx)
}

/** When and for which elective these people have a confirmed stay. */
export async function findConfirmed(
  tx: Tx,
  programme: string,
  people: readonly string[],
): Promise<(Span & { person: string; elective: string | null; site: string })[]> {
  const found = await sql<Span & { person: string; elective: string | null; site: string }>`select
      person, elective, site, lower(during) as "from", (upper(during) - 1) as "to" from stay
    where programme = ${programme} and person = any(${people}) and state = 'confirmed'`.execute(tx)
  return found.rows
}
