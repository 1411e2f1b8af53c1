// What must other systems hear of? Written down in the transaction that does it, told afterwards.
import { sql } from 'kysely'
import type { Tx } from './database.ts'

/** The topic under which servers hear that something was written down; see `live.ts`. */
export const OUTBOX = 'outbox'

export type Happened = { programme: string; kind: string; facts: Record<string, unknown> }

/** Told if and only if the transaction is committed. `facts` go out as they are: no secrets in them. */
export async function writeOutbox(
  tx: Tx,
  tenant: string,
  { programme, kind, facts }: Happened,
): Promise<void> {
  await sql`insert into outbox (tenant, programme, kind, facts)
    values (${tenant}, ${programme}, ${kind}, ${JSON.stringify(facts)})`.execute(tx)
  await writeNote(tx, OUTBOX)
}

/** Servers that listen to the topic hear of it at the commit and not before; see `live.ts`. */
export async function writeNote(tx: Tx, topic: string): Promise<void> {
  await sql`select pg_notify('isocenter', ${topic})`.execute(tx)
}
