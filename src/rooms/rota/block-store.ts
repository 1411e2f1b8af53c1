// Every query that cutting the blocks of a year anew needs.
import { sql } from 'kysely'
import type { Block } from '../../kernel/block-calendar.ts'
import type { Tx } from '../../platform/database.ts'
import { type MarkChange, upsertMarks } from './draft-store.ts'
import type { CellChange, DraftKind, Mark } from './schema.ts'

export async function setBlocks(tx: Tx, plan: string, blocks: readonly Block[]): Promise<void> {
  await sql`update plan set blocks = ${JSON.stringify(blocks)}, version = version + 1
    where id = ${plan}`.execute(tx)
}

export async function setWishPeriods(
  tx: Tx,
  plan: string,
  wish: { person: string; work: string; rank: number; avoid: boolean; periods: string[] },
  periods: string[],
): Promise<void> {
  await sql`update wish set periods = ${periods} where plan = ${plan} and person = ${wish.person}
    and work = ${wish.work} and rank = ${wish.rank} and avoid = ${wish.avoid}
    and periods = ${wish.periods}`.execute(tx)
}

/** These and no others. */
export async function setMarks(
  tx: Tx,
  tenant: string,
  draft: string,
  marks: Mark[],
): Promise<void> {
  await sql`delete from cell_mark where draft = ${draft}`.execute(tx)
  await upsertMarks(tx, tenant, draft, marks)
}

type Changes = { changes: CellChange[]; marks: MarkChange[] }

export async function findEditsOf(tx: Tx, draft: string): Promise<(Changes & { seq: number })[]> {
  const found = await sql<Changes & { seq: number }>`select seq, changes, marks from edit
    where draft = ${draft} order by seq`.execute(tx)
  return found.rows
}

export async function setEditChanges(
  tx: Tx,
  draft: string,
  seq: number,
  { changes, marks }: Changes,
): Promise<void> {
  await sql`update edit set changes = ${JSON.stringify(changes)}, marks = ${JSON.stringify(marks)}
    where draft = ${draft} and seq = ${seq}`.execute(tx)
}

/** Of a plan, the thrown away ones too: they can be fetched back. */
export async function findEveryDraft(
  tx: Tx,
  plan: string,
): Promise<{ id: string; name: string; kind: DraftKind }[]> {
  const found = await sql<{ id: string; name: string; kind: DraftKind }>`select id,
      name || case when removed_at is null then '' else ' (thrown away)' end as name, kind
    from draft where plan = ${plan} order by created_at`.execute(tx)
  return found.rows
}
