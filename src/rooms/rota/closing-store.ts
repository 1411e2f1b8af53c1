// Every query about years that were closed, and about opening them again.
import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'

export type SealRow = { id: string; hash: string; by: string; at: Date }
export type ReopeningRow = {
  id: string
  reason: string
  askedBy: string
  by: string
  askedAt: Date
}

const name = (person: string) =>
  sql`(select given || ' ' || family from person p where p.id = ${sql.ref(person)})`

export async function findSeal(tx: Tx, plan: string): Promise<SealRow | undefined> {
  const found = await sql<SealRow>`select id, hash, ${name('s.by_person')} as by, at from seal s
    where kind = 'plan' and thing = ${plan} and reopened_by is null`.execute(tx)
  return found.rows[0]
}

/** With the hash of what is published, so that it can be shown to be the same later. */
export async function insertSeal(
  tx: Tx,
  tenant: string,
  plan: string,
  person: string,
): Promise<void> {
  await sql`insert into seal (tenant, kind, thing, hash, by_person)
    select ${tenant}, 'plan', ${plan}, encode(sha256(convert_to(coalesce((select cells::text
      from publication where plan = ${plan} order by version desc limit 1), ''), 'UTF8')), 'hex'),
      ${person}`.execute(tx)
}

/** The one that waits for a second person. */
export async function findReopening(tx: Tx, seal: string): Promise<ReopeningRow | undefined> {
  const found = await sql<ReopeningRow>`select id, reason, asked_by as "askedBy",
      ${name('r.asked_by')} as by, asked_at as "askedAt"
    from reopening r where seal = ${seal} and agreed_by is null
    order by asked_at desc limit 1`.execute(tx)
  return found.rows[0]
}

export async function insertReopening(
  tx: Tx,
  tenant: string,
  asked: { seal: string; reason: string; person: string },
): Promise<void> {
  await sql`insert into reopening (tenant, seal, reason, asked_by)
    values (${tenant}, ${asked.seal}, ${asked.reason}, ${asked.person})`.execute(tx)
}

/** False for the one who asked, whatever the program believes. */
export async function agreeToReopening(tx: Tx, id: string): Promise<boolean> {
  const found = await sql<{ done: boolean }>`select agree_to_reopening(${id}) as done`.execute(tx)
  return found.rows[0]!.done
}
