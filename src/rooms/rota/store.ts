// Every query about plans, drafts and published time.
import { sql } from 'kysely'
import type { Day } from '../../kernel/day.ts'
import type { Moment } from '../../kernel/moment.ts'
import type { Span } from '../../kernel/span.ts'
import type { Tx } from '../../platform/database.ts'
import type { RuleChoice, Strength } from '../planning/schema.ts'
import type { CellChange, Mark } from './schema.ts'

export const PUBLISHED = 'published'

export type PlanRow = {
  id: string
  programme: string
  programme_name: string
  title: string
  from: Day
  to: Day
  blocks: (Span & { id: string; label: string })[]
  works: string[]
  facts: Record<string, unknown>
}
export type PlanPersonRow = {
  person: string
  months_trained: number
  share: number
  groups: string[]
}
export type ChoiceRow = {
  id: string
  rule: string
  params: Record<string, unknown>
  strength: Strength
  author: string
  reason: string
}
export type TimeRow = {
  id: string
  person: string
  programme: string
  line: string
  layer: TimeLayer
  kind: string
  work: string
  site: string | null
  resource: string | null
  from: Day
  to: Day
  /** What begins and ends at an instant; null = the whole days. */
  begins: Date | null
  ends: Date | null
  status: TimeStatus
  source: string
  /** When the row was written. */
  since: Date
}
/** Nobody has two assignments or absences on one day, nor two calls in one hour. */
export type TimeLayer = 'assignment' | 'absence' | 'call' | 'conference'
export type TimeStatus = 'planned' | 'confirmed' | 'cancelled'

export async function findPlan(tx: Tx, id: string): Promise<PlanRow | undefined> {
  const found = await sql<PlanRow>`select p.id, p.programme, g.name as programme_name, p.title,
      lower(p.during) as "from", (upper(p.during) - 1) as "to", p.blocks, p.works, p.facts
    from plan p join programme g on g.tenant = p.tenant and g.id = p.programme
    where p.id = ${id}`.execute(tx)
  return found.rows[0]
}

export async function insertPlan(
  tx: Tx,
  tenant: string,
  plan: Omit<PlanRow, 'programme_name'> & { position: number },
): Promise<void> {
  await sql`insert into plan (tenant, id, programme, title, during, blocks, works, facts, position)
    values (${tenant}, ${plan.id}, ${plan.programme}, ${plan.title},
      daterange(${plan.from}, ${plan.to}, '[]'), ${JSON.stringify(plan.blocks)}, ${plan.works},
      ${JSON.stringify(plan.facts)}, ${plan.position})`.execute(tx)
}

export async function insertPlanPeople(
  tx: Tx,
  tenant: string,
  plan: string,
  people: PlanPersonRow[],
): Promise<void> {
  for (const [position, row] of people.entries())
    await sql`insert into plan_person (tenant, plan, person, position, months_trained, share, groups)
      values (${tenant}, ${plan}, ${row.person}, ${position}, ${row.months_trained}, ${row.share},
        ${row.groups})`.execute(tx)
}

export async function findPlanPeople(tx: Tx, plan: string): Promise<PlanPersonRow[]> {
  const found = await sql<PlanPersonRow>`select person, months_trained::float8 as months_trained,
      share::float8 as share, groups from plan_person where plan = ${plan} order by position`.execute(
    tx,
  )
  return found.rows
}

export type ResourceRow = {
  id: string
  name: string
  capacity: number
  usable: boolean
  from: Day | null
  to: Day | null
}
export async function insertResources(
  tx: Tx,
  tenant: string,
  plan: string,
  rows: ResourceRow[],
): Promise<void> {
  for (const row of rows)
    await sql`insert into plan_resource (tenant, plan, id, name, capacity, usable, during) values
      (${tenant}, ${plan}, ${row.id}, ${row.name}, ${row.capacity}, ${row.usable},
       daterange(${row.from}, ${row.to}, '[]'))`.execute(tx)
}
export async function findResources(tx: Tx, plan: string): Promise<ResourceRow[]> {
  const found = await sql<ResourceRow>`select id, name, capacity, usable, lower(during) as "from",
      (upper(during) - 1) as "to" from plan_resource where plan = ${plan} order by id`.execute(tx)
  return found.rows
}

export type WishRow = {
  person: string
  work: string
  periods: string[] | null
  rank: number
  avoid: boolean
}
export async function insertWishes(
  tx: Tx,
  tenant: string,
  plan: string,
  rows: WishRow[],
): Promise<void> {
  for (const row of rows)
    await sql`insert into wish (tenant, plan, person, work, periods, rank, avoid) values (${tenant},
      ${plan}, ${row.person}, ${row.work}, ${row.periods}, ${row.rank}, ${row.avoid})`.execute(tx)
}
export async function findWishes(tx: Tx, plan: string): Promise<WishRow[]> {
  const found = await sql<WishRow>`select person, work, periods, rank, avoid from wish
    where plan = ${plan} order by person, rank, work`.execute(tx)
  return found.rows
}

export async function findChoices(tx: Tx, plan: string): Promise<ChoiceRow[]> {
  const found =
    await sql<ChoiceRow>`select id, rule, params, strength, author, reason from rule_choice
    where plan = ${plan} and ended_at is null order by position, id`.execute(tx)
  return found.rows
}

/** A choice takes the place of `replaces`, whose row stays as history. */
export async function insertChoice(
  tx: Tx,
  tenant: string,
  plan: string,
  choice: RuleChoice & { author: string; reason: string },
  replaces?: string,
): Promise<string> {
  const at = replaces
    ? sql`(select position from rule_choice where id = ${replaces})`
    : sql`(select coalesce(max(position), 0) + 1 from rule_choice where plan = ${plan})`
  const found = await sql<{ id: string }>`insert into rule_choice (tenant, plan, rule, params,
      strength, author, reason, position)
    values (${tenant}, ${plan}, ${choice.rule}, ${JSON.stringify(choice.params)},
      ${JSON.stringify(choice.strength)}, ${choice.author}, ${choice.reason}, ${at})
    returning id`.execute(tx)
  return found.rows[0]!.id
}

/** Ends a choice; false when it was not (or no longer) chosen in that plan. */
export async function endChoice(tx: Tx, plan: string, id: string, by: string): Promise<boolean> {
  const done = await sql`update rule_choice set ended_at = now(), ended_by = ${by}
    where plan = ${plan} and id = ${id} and ended_at is null`.execute(tx)
  return Number(done.numAffectedRows ?? 0) === 1
}

// ---------------------------------------------------------------- drafts

export type DraftRow = {
  id: string
  plan: string
  name: string
  version: number
  changed_by: string
  changed_at: Date
}

export async function insertDraft(
  tx: Tx,
  tenant: string,
  draft: { plan: string; name: string; by: string },
): Promise<string> {
  const found = await sql<{
    id: string
  }>`insert into draft (tenant, plan, name, created_by, changed_by)
    values (${tenant}, ${draft.plan}, ${draft.name}, ${draft.by}, ${draft.by}) returning id`.execute(
    tx,
  )
  return found.rows[0]!.id
}

export async function findDrafts(tx: Tx, plan: string): Promise<DraftRow[]> {
  const found = await sql<DraftRow>`select d.id, d.plan, d.name, d.version,
      coalesce(p.given || ' ' || p.family, d.changed_by) as changed_by, d.changed_at
    from draft d left join person p on p.tenant = d.tenant and p.id = d.changed_by
    where d.plan = ${plan} order by d.changed_at desc`.execute(tx)
  return found.rows
}

/** With `lock`, other writers of the draft wait until this transaction ends. */
export async function findDraft(tx: Tx, id: string, lock = false): Promise<DraftRow | undefined> {
  const found =
    await sql<DraftRow>`select id, plan, name, version, changed_by, changed_at from draft
    where id = ${id} ${lock ? sql`for update` : sql``}`.execute(tx)
  return found.rows[0]
}

export async function touchDraft(tx: Tx, id: string, by: string): Promise<void> {
  await sql`update draft set version = version + 1, changed_by = ${by}, changed_at = clock_timestamp()
    where id = ${id}`.execute(tx)
}

/** Time on a line (`published` or a draft's id), of these people, that meets the span; nothing cancelled. */
export async function findTime(
  tx: Tx,
  filter: { line: string; people?: readonly string[]; span?: Span; programme?: string },
): Promise<TimeRow[]> {
  const found = await sql<TimeRow>`select id, person, programme, line, layer, kind, work, site,
      resource, lower(during) as "from", (upper(during) - 1) as "to", lower(at) as begins,
      upper(at) as ends, status, source, created_at as since from person_time
    where line = ${filter.line} and status <> 'cancelled'
      and ${filter.people ? sql`person = any(${filter.people})` : sql`true`}
      and ${filter.programme ? sql`programme = ${filter.programme}` : sql`true`}
      and ${filter.span ? sql`during && daterange(${filter.span.from}, ${filter.span.to}, '[]')` : sql`true`}
    order by lower(during), lower(at) nulls first, person`.execute(tx)
  return found.rows
}

export type NewTime = {
  person: string
  programme: string
  line: string
  layer: TimeLayer
  kind: string
  work: string
  site?: string | null
  resource?: string | null
  from: Day
  to: Day
  /** Instants for calls and conferences; whole days have none. */
  begins?: Moment
  ends?: Moment
  status?: TimeStatus
  source: string
}

/** One statement for any number of stretches; the exclusion constraint refuses double booking. */
export async function insertTime(tx: Tx, tenant: string, rows: NewTime[]): Promise<void> {
  if (rows.length === 0) return
  const column = <Key extends keyof NewTime>(key: Key) => rows.map((row) => row[key] ?? null)
  await sql`insert into person_time (tenant, person, programme, line, draft, layer, kind, work, site,
      resource, during, at, status, source)
    select ${tenant}, person, programme, line, nullif(line, ${PUBLISHED}), layer, kind, work, site,
      resource, daterange(first::date, last::date, '[]'),
      case when begins is not null then tstzrange(begins::timestamptz, ends::timestamptz) end,
      coalesce(status, 'planned'), source
    from unnest(${column('person')}::text[], ${column('programme')}::text[], ${column('line')}::text[],
      ${column('layer')}::text[], ${column('kind')}::text[], ${column('work')}::text[],
      ${column('site')}::text[], ${column('resource')}::text[], ${column('from')}::text[],
      ${column('to')}::text[], ${column('begins')}::text[], ${column('ends')}::text[],
      ${column('status')}::text[], ${column('source')}::text[])
      as t(person, programme, line, layer, kind, work, site, resource, first, last, begins, ends,
        status, source)`.execute(tx)
}

export async function deleteDraftTime(
  tx: Tx,
  line: string,
  cells: { person: string; from: Day; to: Day }[],
): Promise<void> {
  if (cells.length === 0) return
  await sql`delete from person_time t using
      unnest(${cells.map((cell) => cell.person)}::text[], ${cells.map((cell) => cell.from)}::text[],
        ${cells.map((cell) => cell.to)}::text[]) as c(person, first, last)
    where t.line = ${line} and t.person = c.person
      and t.during && daterange(c.first::date, c.last::date, '[]')`.execute(tx)
}

/** Takes back what an earlier publication of this plan put on the published line. */
export async function deletePublishedOf(tx: Tx, plan: string): Promise<void> {
  await sql`delete from person_time where line = ${PUBLISHED} and source = ${`plan:${plan}`}`.execute(
    tx,
  )
}

export async function findMarks(tx: Tx, draft: string): Promise<Mark[]> {
  const found = await sql<Mark>`select person, period, pinned, note from cell_mark
    where draft = ${draft} and (pinned or note <> '') order by person, period`.execute(tx)
  return found.rows
}

export async function upsertMarks(
  tx: Tx,
  tenant: string,
  draft: string,
  marks: {
    person: string
    period: string
    pinned?: boolean | undefined
    note?: string | undefined
  }[],
): Promise<void> {
  for (const mark of marks)
    await sql`insert into cell_mark (tenant, draft, person, period, pinned, note) values (${tenant},
        ${draft}, ${mark.person}, ${mark.period}, ${mark.pinned ?? false}, ${mark.note ?? ''})
      on conflict (tenant, draft, person, period) do update set
        pinned = coalesce(${mark.pinned ?? null}::boolean, cell_mark.pinned),
        note = coalesce(${mark.note ?? null}::text, cell_mark.note)`.execute(tx)
}

// ---------------------------------------------------------------- edits

export type EditRow = { seq: number; by_person: string; label: string; changes: CellChange[] }

export async function insertEdit(
  tx: Tx,
  tenant: string,
  edit: { draft: string; by: string; label: string; changes: CellChange[] },
): Promise<void> {
  await sql`update edit set state = 'dropped' where draft = ${edit.draft} and state = 'undone'`.execute(
    tx,
  )
  await sql`insert into edit (tenant, draft, seq, by_person, label, changes) values (${tenant},
    ${edit.draft}, (select coalesce(max(seq), 0) + 1 from edit where draft = ${edit.draft}),
    ${edit.by}, ${edit.label}, ${JSON.stringify(edit.changes)})`.execute(tx)
}

/** The edit that undo (last done) or redo (first undone) is about. */
export async function findEdit(
  tx: Tx,
  draft: string,
  direction: 'undo' | 'redo',
): Promise<EditRow | undefined> {
  const found = await sql<EditRow>`select seq, by_person, label, changes from edit
    where draft = ${draft} and state = ${direction === 'undo' ? 'done' : 'undone'}
    order by seq ${direction === 'undo' ? sql`desc` : sql`asc`} limit 1`.execute(tx)
  return found.rows[0]
}

export async function setEditState(
  tx: Tx,
  draft: string,
  seq: number,
  state: 'done' | 'undone',
): Promise<void> {
  await sql`update edit set state = ${state} where draft = ${draft} and seq = ${seq}`.execute(tx)
}

// ---------------------------------------------------------------- publications

export type PublicationRow = {
  version: number
  at: Date
  by: string
  message: string
  cells: Record<string, (string | null)[]>
}

export async function findPublication(tx: Tx, plan: string): Promise<PublicationRow | undefined> {
  const found = await sql<PublicationRow>`select u.version, u.at,
      coalesce(p.given || ' ' || p.family, u.by_person) as by, u.message, u.cells
    from publication u left join person p on p.tenant = u.tenant and p.id = u.by_person
    where u.plan = ${plan} order by u.version desc limit 1`.execute(tx)
  return found.rows[0]
}

/** Publishing takes turns: the plan's row is locked first. */
export async function lockPlan(tx: Tx, plan: string): Promise<void> {
  await sql`select 1 from plan where id = ${plan} for update`.execute(tx)
}

export async function insertPublication(
  tx: Tx,
  tenant: string,
  row: { plan: string; draft: string; by: string; message: string; cells: unknown },
): Promise<number> {
  const found = await sql<{
    version: number
  }>`insert into publication (tenant, plan, version, draft,
      by_person, message, cells)
    values (${tenant}, ${row.plan},
      (select coalesce(max(version), 0) + 1 from publication where plan = ${row.plan}),
      ${row.draft}, ${row.by}, ${row.message}, ${JSON.stringify(row.cells)})
    returning version`.execute(tx)
  return found.rows[0]!.version
}

/** The programme that a plan, draft or solve belongs to; undefined when there is no such thing. */
export async function findProgrammeOf(
  tx: Tx,
  scope: 'plan' | 'draft' | 'solve',
  id: string,
): Promise<string | undefined> {
  const plan = {
    plan: sql`${id}`,
    draft: sql`(select plan from draft where id = ${id})`,
    solve: sql`(select plan from solve where id = ${id})`,
  }[scope]
  const found = await sql<{
    programme: string
  }>`select programme from plan where id = ${plan}`.execute(tx)
  return found.rows[0]?.programme
}

/** Plans in which the person stands, and whose span meets the given one. */
export async function findPlansOf(tx: Tx, person: string, span: Span): Promise<PlanRow[]> {
  const found = await sql<PlanRow>`select p.id, p.programme, g.name as programme_name, p.title,
      lower(p.during) as "from", (upper(p.during) - 1) as "to", p.blocks, p.works, p.facts
    from plan p join programme g on g.tenant = p.tenant and g.id = p.programme
    join plan_person x on x.tenant = p.tenant and x.plan = p.id and x.person = ${person}
    where p.during && daterange(${span.from}, ${span.to}, '[]') order by p.during`.execute(tx)
  return found.rows
}
