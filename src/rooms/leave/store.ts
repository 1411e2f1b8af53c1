// Every query about types of leave, policies, requests, their parts and steps.
import { sql } from 'kysely'
import type { Day } from '../../kernel/day.ts'
import type { Span } from '../../kernel/span.ts'
import type { Tx } from '../../platform/database.ts'
import { PUBLISHED } from '../time/index.ts'
import {
  type Capacity,
  type LeavePolicy,
  leavePolicySchema,
  type LeaveState,
  type LeaveType,
} from './schema.ts'

/** Those in use, in their order; none where nobody has needed them yet. */
export async function findLeaveTypes(tx: Tx, programme: string): Promise<LeaveType[]> {
  const found = await sql<LeaveType>`select id, name, work, balance, days_a_year as "daysAYear",
      counts, notice_days as "noticeDays", past_days as "pastDays", is_paid as "isPaid",
      needs_reason as "needsReason", reason_for as "reasonFor", is_abr_leave as "isAbrLeave",
      is_qualifying as "isQualifying", free_night_before as "freeNightBefore"
    from leave_type where programme = ${programme} and ended_at is null order by position, id`.execute(
    tx,
  )
  return found.rows
}

export async function findLeavePolicy(
  tx: Tx,
  programme: string,
): Promise<{ policy: LeavePolicy; version: number } | undefined> {
  const found = await sql<{
    facts: unknown
    version: number
  }>`select facts, version from leave_policy where programme = ${programme}`.execute(tx)
  const row = found.rows[0]
  return row && { policy: leavePolicySchema.parse(row.facts), version: row.version }
}

/** Nothing where the programme has one; the work of a type is kept where the programme knows it. */
export async function ensurePolicy(
  tx: Tx,
  tenant: string,
  programme: string,
  policy: LeavePolicy,
  types: readonly LeaveType[],
): Promise<void> {
  const made = await sql`insert into leave_policy (tenant, programme, facts)
    values (${tenant}, ${programme}, ${JSON.stringify(policy)}) on conflict do nothing`.execute(tx)
  if (Number(made.numAffectedRows ?? 0) > 0) await upsertTypes(tx, tenant, programme, types)
}

/** Everything that changes leave of a programme waits here for its turn. */
export async function lockPolicy(tx: Tx, programme: string): Promise<void> {
  await sql`select 1 from leave_policy where programme = ${programme} for update`.execute(tx)
}

export async function updatePolicy(tx: Tx, programme: string, policy: LeavePolicy): Promise<void> {
  await sql`update leave_policy set facts = ${JSON.stringify(policy)}, version = version + 1
    where programme = ${programme}`.execute(tx)
}

/** Types that are not among these are ended: somebody may have had them. */
export async function upsertTypes(
  tx: Tx,
  tenant: string,
  programme: string,
  types: readonly LeaveType[],
): Promise<void> {
  for (const [position, type] of types.entries())
    await sql`insert into leave_type (tenant, programme, id, position, name, work, balance,
        days_a_year, counts, notice_days, past_days, is_paid, needs_reason, reason_for,
        is_abr_leave, is_qualifying, free_night_before)
      values (${tenant}, ${programme}, ${type.id}, ${position}, ${type.name},
        (select id from work where programme = ${programme} and id = ${type.work}), ${type.balance},
        ${type.daysAYear}, ${type.counts}, ${type.noticeDays}, ${type.pastDays}, ${type.isPaid},
        ${type.needsReason}, ${type.reasonFor}, ${type.isAbrLeave}, ${type.isQualifying},
        ${type.freeNightBefore})
      on conflict (tenant, programme, id) do update set position = excluded.position,
        name = excluded.name, work = excluded.work, balance = excluded.balance,
        days_a_year = excluded.days_a_year, counts = excluded.counts,
        notice_days = excluded.notice_days, past_days = excluded.past_days,
        is_paid = excluded.is_paid, needs_reason = excluded.needs_reason,
        reason_for = excluded.reason_for, is_abr_leave = excluded.is_abr_leave,
        is_qualifying = excluded.is_qualifying, free_night_before = excluded.free_night_before,
        ended_at = null`.execute(tx)
  await sql`update leave_type set ended_at = clock_timestamp() where programme = ${programme}
    and ended_at is null and not id = any(${types.map(({ id }) => id)})`.execute(tx)
}

export type RequestRow = {
  id: string
  programme: string
  person: string
  type: string
  type_name: string
  state: LeaveState
  version: number
  reason: string
  chain: Capacity[]
  agreed: number
  asked_on: Day | null
  decided_by_name: string | null
  answer: string
  parts: Span[]
}

/** The newest first; `since`: of what is over, only what ends after it. */
export async function findRequests(
  tx: Tx,
  which: {
    programme: string
    person?: string
    id?: string
    state?: LeaveState
    since?: Day
  },
): Promise<RequestRow[]> {
  const found = await sql<RequestRow>`select r.id, r.programme, r.person, r.type,
      t.name as type_name, r.state, r.version, r.reason, r.chain, r.agreed, r.asked_on,
      d.given || ' ' || d.family as decided_by_name, r.answer,
      (select coalesce(jsonb_agg(jsonb_build_object('from', lower(p.during),
          'to', upper(p.during) - 1) order by p.during), '[]')
        from leave_part p where p.tenant = r.tenant and p.request = r.id) as parts
    from leave_request r
      join leave_type t on t.tenant = r.tenant and t.programme = r.programme and t.id = r.type
      left join person d on d.tenant = r.tenant and d.id = r.decided_by
    where r.programme = ${which.programme}
      and ${which.person ? sql`r.person = ${which.person}` : sql`true`}
      and ${which.id ? sql`r.id = ${which.id}` : sql`true`}
      and ${which.state ? sql`r.state = ${which.state}` : sql`true`}
      and ${
        which.since
          ? sql`(r.state = 'asked' or exists (select 1 from leave_part p where p.tenant = r.tenant
              and p.request = r.id and upper(p.during) > ${which.since}))`
          : sql`true`
      }
    order by coalesce(r.asked_on, r.made_at::date) desc, r.made_at desc limit 500`.execute(tx)
  return found.rows
}

export async function insertRequest(
  tx: Tx,
  tenant: string,
  row: { programme: string; person: string; type: string; reason: string },
): Promise<string> {
  const found = await sql<{
    id: string
  }>`insert into leave_request (tenant, programme, person, type, state, reason)
    values (${tenant}, ${row.programme}, ${row.person}, ${row.type}, 'draft', ${row.reason})
    returning id`.execute(tx)
  return found.rows[0]!.id
}

export async function replaceParts(
  tx: Tx,
  tenant: string,
  request: string,
  person: string,
  parts: readonly Span[],
): Promise<void> {
  await sql`delete from leave_part where request = ${request}`.execute(tx)
  for (const { from, to } of parts)
    await sql`insert into leave_part (tenant, request, person, during) values (${tenant}, ${request},
      ${person}, daterange(${from}::date, ${to}::date, '[]'))`.execute(tx)
}

export async function updateWords(
  tx: Tx,
  id: string,
  words: { type: string; reason: string },
): Promise<void> {
  await sql`update leave_request set type = ${words.type}, reason = ${words.reason},
    version = version + 1 where id = ${id}`.execute(tx)
}

/** Asked for anew: nobody has said yes to it yet. */
export async function updateAsked(
  tx: Tx,
  id: string,
  chain: readonly Capacity[],
  on: Day,
): Promise<void> {
  await sql`update leave_request set state = 'asked', chain = ${chain}, agreed = 0, answer = '',
      asked_on = ${on}, decided_by = null, decided_at = null, version = version + 1
    where id = ${id}`.execute(tx)
}

export async function updateAgreed(tx: Tx, id: string): Promise<void> {
  await sql`update leave_request set agreed = agreed + 1, version = version + 1
    where id = ${id}`.execute(tx)
}

export async function updateState(
  tx: Tx,
  id: string,
  step: { state: LeaveState; by: string | null; answer?: string },
): Promise<void> {
  await sql`update leave_request set state = ${step.state}, version = version + 1,
      decided_by = ${step.by}, answer = ${step.answer ?? ''},
      decided_at = ${step.by === null ? sql`null` : sql`clock_timestamp()`}
    where id = ${id}`.execute(tx)
}

export type StepWord =
  | 'asked'
  | 'changed'
  | 'agreed'
  | 'approved'
  | 'declined'
  | 'withdrawn'
  | 'cancelled'
  | 'reopened'
  | 'shortened'

export async function insertStep(
  tx: Tx,
  tenant: string,
  step: { request: string; by: string; capacity: string; what: StepWord; comment?: string },
): Promise<void> {
  await sql`insert into leave_step (tenant, request, by_person, capacity, what, comment)
    values (${tenant}, ${step.request}, ${step.by}, ${step.capacity}, ${step.what},
      ${step.comment ?? ''})`.execute(tx)
}

/** Who has said yes since it was last asked for. */
export async function findAgreers(tx: Tx, request: string): Promise<string[]> {
  const found = await sql<{
    by: string
  }>`select by_person as by from leave_step s where request = ${request}
      and what = 'agreed' and at > coalesce((select max(at) from leave_step x
        where x.tenant = s.tenant and x.request = s.request
          and x.what in ('asked', 'changed', 'reopened')), '-infinity')`.execute(tx)
  return found.rows.map(({ by }) => by)
}

/** Takes out of the record what this request has put there. */
export async function deleteLeaveTime(tx: Tx, request: string): Promise<void> {
  await sql`delete from person_time where line = ${PUBLISHED} and layer = 'absence'
    and source = ${sourceOf(request)}`.execute(tx)
}

/** Nothing of it lies after that day any more. */
export async function cutLeaveTime(tx: Tx, request: string, until: Day): Promise<void> {
  const mine = sql`line = ${PUBLISHED} and layer = 'absence' and source = ${sourceOf(request)}`
  await sql`delete from person_time where ${mine} and lower(during) > ${until}::date`.execute(tx)
  await sql`update person_time set during = daterange(lower(during), ${until}::date, '[]'),
      version = version + 1
    where ${mine} and upper(during) - 1 > ${until}::date`.execute(tx)
}

export async function cutParts(tx: Tx, request: string, until: Day): Promise<void> {
  await sql`delete from leave_part where request = ${request}
    and lower(during) > ${until}::date`.execute(tx)
  await sql`update leave_part set during = daterange(lower(during), ${until}::date, '[]')
    where request = ${request} and upper(during) - 1 > ${until}::date`.execute(tx)
}

export async function touchRequest(tx: Tx, id: string): Promise<void> {
  await sql`update leave_request set version = version + 1 where id = ${id}`.execute(tx)
}

/** Approved requests of a programme, and whether the board counts them; types that were ended as well. */
export async function findCounted(
  tx: Tx,
  programme: string,
): Promise<{ source: string; isCounted: boolean }[]> {
  const found = await sql<{ source: string; isCounted: boolean }>`select 'leave:' || r.id as source,
      t.is_abr_leave as "isCounted"
    from leave_request r join leave_type t on t.tenant = r.tenant and t.programme = r.programme
      and t.id = r.type
    where r.programme = ${programme} and r.state = 'approved'`.execute(tx)
  return found.rows
}

/** Absence that stood in the record before there were requests belongs to this one from now on. */
export async function claimAbsences(
  tx: Tx,
  { programme, person, request }: { programme: string; person: string; request: string },
): Promise<Span[]> {
  const found = await sql<Span>`update person_time set source = ${sourceOf(request)}
    where line = ${PUBLISHED} and layer = 'absence' and programme = ${programme}
      and person = ${person} and source = 'leave'
    returning first_day as "from", last_day as "to"`.execute(tx)
  return found.rows
}

export const sourceOf = (request: string): string => `leave:${request}`
