// Every query about trainees' plans of a year.
import { sql } from 'kysely'
import type { Day } from '../../kernel/day.ts'
import type { Tx } from '../../platform/database.ts'
import type { Catalogue } from '../catalogue/schema.ts'
import type { Capacity, Station, StepKind, StudyItem, StudyState, StudyWords } from './schema.ts'

export type StudyRow = {
  id: string
  programme: string
  plan: string
  person: string
  state: StudyState
  version: number
  career_intent: string
  adviser: string | null
  items: StudyItem[]
  saved_at: Date | null
  chain: Station[]
  taken: number
  step: number
  catalogue: string | null
  approved_at: Date | null
}

const columns = sql`s.id, s.programme, s.plan, s.person, s.state, s.version, s.career_intent, s.adviser,
  s.items, s.saved_at, s.chain, s.taken, s.step, s.catalogue, s.approved_at`

/** Whoever hands in or agrees waits for the others of the same year, so that no place is given twice. */
export async function lockYear(tx: Tx, plan: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(
    'study-plans/' || app_tenant() || '/' || ${plan}, 0))`.execute(tx)
}

/** With `lock` nobody else changes it until the transaction ends. */
export async function findStudy(
  tx: Tx,
  plan: string,
  person: string,
  lock = false,
): Promise<StudyRow | undefined> {
  const found = await sql<StudyRow>`select ${columns} from study_plan s
    where s.plan = ${plan} and s.person = ${person} ${lock ? sql`for update` : sql``}`.execute(tx)
  return found.rows[0]
}

/** There and locked, whoever came first. */
export async function openStudy(
  tx: Tx,
  tenant: string,
  of: { programme: string; plan: string; person: string },
): Promise<StudyRow> {
  await sql`insert into study_plan (tenant, programme, plan, person)
    values (${tenant}, ${of.programme}, ${of.plan}, ${of.person})
    on conflict (tenant, plan, person) do nothing`.execute(tx)
  return (await findStudy(tx, of.plan, of.person, true))!
}

export async function findStudiesOfPlan(tx: Tx, plan: string): Promise<StudyRow[]> {
  const found = await sql<StudyRow>`select ${columns} from study_plan s
    where s.plan = ${plan} order by s.person`.execute(tx)
  return found.rows
}

/** Handed in or approved, in any year, by this person. */
export async function findStudiesOf(
  tx: Tx,
  person: string,
): Promise<(StudyRow & { title: string })[]> {
  const found = await sql<StudyRow & { title: string }>`select ${columns}, p.title
    from study_plan s join plan p on p.tenant = s.tenant and p.id = s.plan
    where s.person = ${person} order by p.during`.execute(tx)
  return found.rows
}

/** Handed in and not agreed to by all, with whose they are. */
export async function findWaiting(
  tx: Tx,
): Promise<(StudyRow & { name: string; title: string; to: Day })[]> {
  const found = await sql<StudyRow & { name: string; title: string; to: Day }>`select ${columns},
      x.given || ' ' || x.family as name, p.title, (upper(p.during) - 1) as "to"
    from study_plan s join person x on x.tenant = s.tenant and x.id = s.person
      join plan p on p.tenant = s.tenant and p.id = s.plan
    where s.state = 'submitted' order by s.saved_at`.execute(tx)
  return found.rows
}

export async function saveWords(tx: Tx, id: string, words: StudyWords): Promise<void> {
  await sql`update study_plan set items = ${JSON.stringify(words.items)}, adviser = ${words.adviser},
      career_intent = ${words.careerIntent}, version = version + 1, saved_at = clock_timestamp()
    where id = ${id}`.execute(tx)
}

export type NewStep = {
  kind: StepKind
  capacity: Capacity
  station: number | null
  by: string
  comment: string
}

/** The step, and the state that it leads to: one cannot be without the other. */
export async function takeStep(
  tx: Tx,
  tenant: string,
  row: StudyRow,
  step: NewStep,
  next: { state: StudyState; taken: number; chain?: Station[]; catalogue?: string },
): Promise<number> {
  const seq = row.step + 1
  await sql`insert into study_plan_step (tenant, study_plan, person, seq, kind, capacity, station,
      by_person, comment, version)
    values (${tenant}, ${row.id}, ${row.person}, ${seq}, ${step.kind}, ${step.capacity},
      ${step.station}, ${step.by}, ${step.comment}, ${row.version})`.execute(tx)
  const isApproved = next.state === 'approved'
  const approvedAt = row.state === 'approved' ? sql`approved_at` : sql`clock_timestamp()`
  await sql`update study_plan set step = ${seq}, state = ${next.state}, taken = ${next.taken},
      chain = ${JSON.stringify(next.chain ?? row.chain)},
      catalogue = ${isApproved ? (next.catalogue ?? row.catalogue) : null},
      approved_at = ${isApproved ? approvedAt : null}
    where id = ${row.id}`.execute(tx)
  return seq
}

export type StepRow = {
  study_plan: string
  seq: number
  kind: StepKind
  capacity: Capacity
  station: number | null
  by_person: string
  by_name: string
  comment: string
  version: number
  at: Date
}

export async function findSteps(tx: Tx, ids: readonly string[]): Promise<StepRow[]> {
  const found = await sql<StepRow>`select s.study_plan, s.seq, s.kind, s.capacity, s.station,
      s.by_person, p.given || ' ' || p.family as by_name, s.comment, s.version, s.at
    from study_plan_step s join person p on p.tenant = s.tenant and p.id = s.by_person
    where s.study_plan = any(${ids}) order by s.study_plan, s.seq`.execute(tx)
  return found.rows
}

export type CommentRow = {
  id: string
  study_plan: string
  by_person: string
  by_name: string
  week: number | null
  says: string
  at: Date
}

export async function findComments(tx: Tx, ids: readonly string[]): Promise<CommentRow[]> {
  const found = await sql<CommentRow>`select c.id, c.study_plan, c.by_person,
      p.given || ' ' || p.family as by_name, c.week, c.says, c.at
    from study_plan_comment c join person p on p.tenant = c.tenant and p.id = c.by_person
    where c.study_plan = any(${ids}) order by c.at, c.id`.execute(tx)
  return found.rows
}

export async function insertComment(
  tx: Tx,
  tenant: string,
  row: Pick<StudyRow, 'id' | 'person'>,
  comment: { by: string; week: number | null; says: string },
): Promise<string> {
  const found = await sql<{
    id: string
  }>`insert into study_plan_comment (tenant, study_plan, person,
      by_person, week, says)
    values (${tenant}, ${row.id}, ${row.person}, ${comment.by}, ${comment.week}, ${comment.says})
    returning id`.execute(tx)
  return found.rows[0]!.id
}

/** Kept once, whoever keeps it. */
export async function keepCatalogue(
  tx: Tx,
  tenant: string,
  programme: string,
  kept: { id: string; document: Catalogue },
): Promise<void> {
  await sql`insert into study_catalogue (tenant, id, programme, document)
    values (${tenant}, ${kept.id}, ${programme}, ${JSON.stringify(kept.document)})
    on conflict (tenant, id) do nothing`.execute(tx)
}

export async function findKeptCatalogue(tx: Tx, id: string): Promise<Catalogue | undefined> {
  const found = await sql<{ document: Catalogue }>`select document from study_catalogue
    where id = ${id}`.execute(tx)
  return found.rows[0]?.document
}

/** What all have agreed to, with the catalogue under which they did. */
export async function findApproved(
  tx: Tx,
  programme: string,
  people: readonly string[],
): Promise<{ person: string; items: StudyItem[]; catalogue: Catalogue }[]> {
  const found = await sql<{ person: string; items: StudyItem[]; catalogue: Catalogue }>`select
      s.person, s.items, c.document as catalogue
    from study_plan s join study_catalogue c on c.tenant = s.tenant and c.id = s.catalogue
    where c.programme = ${programme} and s.state = 'approved' and s.person = any(${people})
    order by s.person, s.plan`.execute(tx)
  return found.rows
}

/** Plans of the programme in which the person stands, the newest first; everybody's without one. */
export async function findYears(
  tx: Tx,
  programme: string,
  person?: string,
): Promise<{ id: string; title: string; from: Day; to: Day; works: string[] }[]> {
  const found = await sql<{
    id: string
    title: string
    from: Day
    to: Day
    works: string[]
  }>`select p.id, p.title, p.works,
      lower(p.during) as "from", (upper(p.during) - 1) as "to" from plan p
    where p.programme = ${programme} and ${
      person
        ? sql`exists (select 1 from plan_person x where x.tenant = p.tenant and x.plan = p.id
            and x.person = ${person})`
        : sql`true`
    } order by p.during desc, p.position`.execute(tx)
  return found.rows
}

/** Faculty of a programme on a day, with the section of the department that they name as theirs. */
export async function findTeachers(
  tx: Tx,
  programme: string,
  today: Day,
): Promise<{ id: string; name: string; section: string }[]> {
  const found = await sql<{ id: string; name: string; section: string }>`select p.id,
      p.given || ' ' || p.family as name, coalesce(p.facts ->> 'section', '') as section
    from person p where exists (select 1 from role r where r.tenant = p.tenant and r.person = p.id
      and r.programme = ${programme} and r.role = 'faculty' and r.during @> ${today}::date)
    order by p.family, p.given`.execute(tx)
  return found.rows
}

/** Whoever directs the programme on a day. */
export async function findDirectors(tx: Tx, programme: string, today: Day): Promise<string[]> {
  const found = await sql<{ person: string }>`select distinct person from role
    where programme = ${programme} and role in ('director', 'associate-director')
      and during @> ${today}::date order by person`.execute(tx)
  return found.rows.map(({ person }) => person)
}
