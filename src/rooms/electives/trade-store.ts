// Every query about exchanges of electives.
import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import type { Trade } from '../allocation/index.ts'
import type { TradeState } from './schema.ts'

export type TradeRow = {
  id: string
  steps: Trade['steps']
  helped: number
  people: string[]
  agreed: string[]
  state: TradeState
  proposed_by: string
  proposed_by_name: string
  ended_by_name: string | null
  ended_at: Date | null
}

/** Those that are done in the order in which they were done, then the others, the oldest first. */
export async function findTradesOf(tx: Tx, choosing: string): Promise<TradeRow[]> {
  const found = await sql<TradeRow>`select t.id, steps, helped, people, agreed, state, proposed_by,
      p.given || ' ' || p.family as proposed_by_name, e.given || ' ' || e.family as ended_by_name,
      ended_at
    from elective_trade t
    join person p on p.tenant = t.tenant and p.id = proposed_by
    left join person e on e.tenant = t.tenant and e.id = ended_by
    where choosing = ${choosing} order by nth nulls last, proposed_at`.execute(tx)
  return found.rows
}

export async function insertTrade(
  tx: Tx,
  tenant: string,
  row: Pick<TradeRow, 'steps' | 'helped' | 'people' | 'agreed'> & { choosing: string; by: string },
): Promise<string> {
  const found = await sql<{ id: string }>`insert into elective_trade
      (tenant, choosing, steps, helped, people, agreed, proposed_by)
    values (${tenant}, ${row.choosing}, ${JSON.stringify(row.steps)}, ${row.helped}, ${row.people},
      ${row.agreed}, ${row.by}) returning id`.execute(tx)
  return found.rows[0]!.id
}

export async function setAgreed(tx: Tx, id: string, agreed: readonly string[]): Promise<void> {
  await sql`update elective_trade set agreed = ${agreed} where id = ${id}`.execute(tx)
}

/** `by` = null: nobody ended it, another exchange did. */
export async function endTrade(
  tx: Tx,
  id: string,
  { state, by, nth = null }: { state: TradeState; by: string | null; nth?: number | null },
): Promise<void> {
  await sql`update elective_trade set state = ${state}, ended_by = ${by}, nth = ${nth},
    ended_at = clock_timestamp() where id = ${id}`.execute(tx)
}
