// Every query about trades of calls, their legs, and who has agreed.
import { sql } from 'kysely'
import type { Moment } from '../../kernel/moment.ts'
import type { Tx } from '../../platform/database.ts'
import { type SwapPolicy, type TradeState, USUAL_POLICY } from './schema.ts'

export async function findPolicy(tx: Tx, programme: string): Promise<SwapPolicy> {
  const found = await sql<SwapPolicy>`select auto_approve as "autoApprove",
      notice_hours as "noticeHours" from swap_policy where programme = ${programme}`.execute(tx)
  return found.rows[0] ?? USUAL_POLICY
}

export async function upsertPolicy(
  tx: Tx,
  tenant: string,
  programme: string,
  { autoApprove, noticeHours }: SwapPolicy,
): Promise<void> {
  await sql`insert into swap_policy (tenant, programme, auto_approve, notice_hours)
    values (${tenant}, ${programme}, ${autoApprove}, ${noticeHours})
    on conflict (tenant, programme) do update set auto_approve = excluded.auto_approve,
      notice_hours = excluded.notice_hours`.execute(tx)
}

export type LegRow = {
  id: string
  call: string
  from: string
  to: string | null
  part: { side: 'begin' | 'end'; at: Moment } | null
  points: number
}
export type TradeRow = {
  id: string
  programme: string
  asked_by: string
  asked_by_name: string
  asked_at: Date
  note: string
  state: TradeState
  version: number
  decided_by_name: string | null
  reason: string
  legs: LegRow[]
  words: { person: string; agrees: boolean }[]
}

const LIVE = ['open', 'proposed', 'accepted']

/** Live ones, or those that are over too; of one programme or with one person or call in them. */
export async function findTrades(
  tx: Tx,
  which: { programme?: string; person?: string; call?: string; id?: string; live?: boolean },
): Promise<TradeRow[]> {
  const found = await sql<TradeRow>`select t.id, t.programme, t.asked_by,
      p.given || ' ' || p.family as asked_by_name, t.asked_at, t.note, t.state, t.version,
      d.given || ' ' || d.family as decided_by_name, t.reason,
      (select jsonb_agg(jsonb_build_object('id', l.id, 'call', l.call, 'from', l.from_person,
          'to', l.to_person, 'points', l.points, 'part', case when l.part_at is null then null
            else jsonb_build_object('side', l.part_side, 'at',
              to_char(l.part_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')) end)
        order by l.position) from trade_leg l where l.tenant = t.tenant and l.trade = t.id) as legs,
      coalesce((select jsonb_agg(jsonb_build_object('person', w.person, 'agrees', w.agrees))
        from trade_word w where w.tenant = t.tenant and w.trade = t.id), '[]') as words
    from trade t join person p on p.tenant = t.tenant and p.id = t.asked_by
      left join person d on d.tenant = t.tenant and d.id = t.decided_by
    where ${which.programme ? sql`t.programme = ${which.programme}` : sql`true`}
      and ${which.id ? sql`t.id = ${which.id}` : sql`true`}
      and ${which.live ? sql`t.state = any(${LIVE})` : sql`true`}
      and ${which.call ? sql`exists (select 1 from trade_leg l where l.tenant = t.tenant and l.trade = t.id and l.call = ${which.call})` : sql`true`}
      and ${
        which.person
          ? sql`exists (select 1 from trade_leg l where l.tenant = t.tenant and l.trade = t.id
              and (l.from_person = ${which.person} or l.to_person = ${which.person}))`
          : sql`true`
      }
    order by t.asked_at desc, t.id limit 300`.execute(tx)
  return found.rows
}

/** Nobody else steps on it until this transaction ends. */
export async function lockTrade(tx: Tx, id: string): Promise<void> {
  await sql`select 1 from trade where id = ${id} for update`.execute(tx)
}

/** In the order of ids, so that two trades that share calls wait for one another and never for ever. */
export async function lockCalls(tx: Tx, ids: readonly string[]): Promise<void> {
  await sql`select 1 from person_time where id = any(${ids}) order by id for update`.execute(tx)
}

export async function insertTrade(
  tx: Tx,
  tenant: string,
  row: {
    programme: string
    by: string
    note: string
    state: TradeState
    legs: Omit<LegRow, 'id'>[]
  },
): Promise<string> {
  const found = await sql<{
    id: string
  }>`insert into trade (tenant, programme, asked_by, note, state)
    values (${tenant}, ${row.programme}, ${row.by}, ${row.note}, ${row.state}) returning id`.execute(
    tx,
  )
  const { id } = found.rows[0]!
  for (const [position, leg] of row.legs.entries())
    await sql`insert into trade_leg (tenant, trade, position, call, from_person, to_person, part_side,
        part_at, points) values (${tenant}, ${id}, ${position}, ${leg.call}, ${leg.from}, ${leg.to},
        ${leg.part?.side ?? null}, ${leg.part?.at ?? null}, ${leg.points})`.execute(tx)
  return id
}

export async function upsertWord(
  tx: Tx,
  tenant: string,
  trade: string,
  person: string,
  agrees: boolean,
): Promise<void> {
  await sql`insert into trade_word (tenant, trade, person, agrees)
    values (${tenant}, ${trade}, ${person}, ${agrees})
    on conflict (tenant, trade, person) do update set agrees = excluded.agrees,
      at = clock_timestamp()`.execute(tx)
}

export async function setTaker(tx: Tx, leg: string, person: string): Promise<void> {
  await sql`update trade_leg set to_person = ${person} where id = ${leg} and to_person is null`.execute(
    tx,
  )
}

export async function updateTrade(
  tx: Tx,
  id: string,
  step: { state: TradeState; by: string | null; reason: string },
): Promise<void> {
  await sql`update trade set state = ${step.state}, version = version + 1, decided_by = ${step.by},
      decided_at = ${step.by === null ? sql`null` : sql`clock_timestamp()`}, reason = ${step.reason}
    where id = ${id}`.execute(tx)
}

/** Live trades that name one of these calls and are not this one: what they were about is gone. */
export async function lapseOthers(
  tx: Tx,
  trade: string,
  calls: readonly string[],
): Promise<string[]> {
  const found = await sql<{ id: string }>`update trade t set state = 'lapsed', version = version + 1
    where t.id <> ${trade} and t.state = any(${LIVE}) and exists (select 1 from trade_leg l
      where l.tenant = t.tenant and l.trade = t.id and l.call = any(${calls})) returning t.id`.execute(
    tx,
  )
  return found.rows.map(({ id }) => id)
}

/** Nobody's for the moment in which calls change hands: two may lie at the same time. */
export async function holdCall(tx: Tx, id: string): Promise<void> {
  await sql`update person_time set status = 'cancelled' where id = ${id}`.execute(tx)
}

export async function placeCall(tx: Tx, id: string, to: string, source: string): Promise<void> {
  await sql`update person_time set person = ${to}, source = ${source}, status = 'planned',
      version = version + 1 where id = ${id}`.execute(tx)
}

/** Cuts a call in two at an instant; the part that is given away is a call of its own. */
export async function splitCall(
  tx: Tx,
  tenant: string,
  id: string,
  part: { side: 'begin' | 'end'; at: Moment },
  to: string,
  source: string,
): Promise<void> {
  const given =
    part.side === 'begin'
      ? sql`tstzrange(lower(at), ${part.at}::timestamptz)`
      : sql`tstzrange(${part.at}::timestamptz, upper(at))`
  const kept =
    part.side === 'begin'
      ? sql`tstzrange(${part.at}::timestamptz, upper(at))`
      : sql`tstzrange(lower(at), ${part.at}::timestamptz)`
  await sql`insert into person_time (tenant, person, programme, line, draft, layer, kind, work, role,
      site, resource, during, at, status, source, note)
    select ${tenant}, ${to}, programme, line, draft, layer, kind, work, role, site, resource, during,
      ${given}, status, ${source}, note from person_time where id = ${id}`.execute(tx)
  await sql`update person_time set at = ${kept}, source = ${source}, version = version + 1
    where id = ${id}`.execute(tx)
}

/** What people gave and took in trades that are done: points by giver and taker. */
export async function findLedger(
  tx: Tx,
  programme: string,
): Promise<{ from: string; to: string; points: number; trades: number }[]> {
  const found = await sql<{ from: string; to: string; points: number; trades: number }>`select
      l.from_person as "from", l.to_person as "to", sum(l.points)::float8 as points,
      count(*)::int as trades
    from trade_leg l join trade t on t.tenant = l.tenant and t.id = l.trade
    where t.programme = ${programme} and t.state = 'done' and l.to_person is not null
    group by 1, 2`.execute(tx)
  return found.rows
}
