// Every query about plans, drafts and published time.
import { sql } from 'kysely'
import type { Day } from '../../kernel/day.ts'
import type { Span } from '../../kernel/span.ts'
import type { Tx } from '../../platform/database.ts'
import type { RuleChoice, Strength } from '../planning/schema.ts'

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

/** After every plan there is. */
export async function nextPosition(tx: Tx): Promise<number> {
  const found = await sql<{
    at: number
  }>`select coalesce(max(position), 0) + 1 as at from plan`.execute(tx)
  return found.rows[0]!.at
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

// ---------------------------------------------------------------- publications

export async function addPlanPerson(
  tx: Tx,
  tenant: string,
  plan: string,
  row: PlanPersonRow,
): Promise<void> {
  await sql`insert into plan_person (tenant, plan, person, position, months_trained, share, groups)
    values (${tenant}, ${plan}, ${row.person},
      (select coalesce(max(position), 0) + 1 from plan_person where plan = ${plan}),
      ${row.months_trained}, ${row.share}, ${row.groups})
    on conflict do nothing`.execute(tx)
}

export async function addPlanWork(tx: Tx, plan: string, work: string): Promise<void> {
  await sql`update plan set works = works || ${work}::text, version = version + 1
    where id = ${plan} and not ${work} = any(works)`.execute(tx)
}

export async function setCapacity(
  tx: Tx,
  plan: string,
  resource: string,
  capacity: number,
): Promise<void> {
  await sql`update plan_resource set capacity = ${capacity}
    where plan = ${plan} and id = ${resource}`.execute(tx)
}

/** Out of use for good from this day on. */
export async function endResource(
  tx: Tx,
  plan: string,
  resource: string,
  from: Day,
): Promise<void> {
  await sql`update plan_resource
    set during = during * daterange(null, ${from}::date),
      usable = usable and not isempty(during * daterange(null, ${from}::date))
    where plan = ${plan} and id = ${resource}`.execute(tx)
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

/** Plans of all programmes that touch the days from `from` on, or up to `to`; in their order. */
export async function findPlansDuring(
  tx: Tx,
  from: Day,
  to: Day | null,
): Promise<{ id: string; programme: string; title: string }[]> {
  const found = await sql<{ id: string; programme: string; title: string }>`
    select id, programme, title from plan
    where during && daterange(${from}, ${to}, '[]') order by position`.execute(tx)
  return found.rows
}
