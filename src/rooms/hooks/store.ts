// Every query about hooks: addresses, what is to be told to them, and how it went.
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Moment } from '../../kernel/moment.ts'
import type { Tx } from '../../platform/database.ts'
import { decryptAt, encryptAt, placeOf } from '../../platform/vault.ts'
import type { Hook } from './schema.ts'

export type HookRow = {
  id: string
  label: string
  url: string
  kinds: Hook['kinds']
  created_at: Date
}
export type DeliveryRow = {
  hook: string
  event: number
  kind: string
  at: Date
  attempts: number
  done_at: Date | null
  says: string | null
}

export async function findHooks(tx: Tx, programme: string): Promise<HookRow[]> {
  const found = await sql<HookRow>`select id, label, url, kinds, created_at from hook
    where programme = ${programme} order by created_at desc`.execute(tx)
  return found.rows
}

export async function insertHook(
  tx: Tx,
  tenant: string,
  hook: {
    programme: string
    label: string
    url: string
    secret: string
    kinds: string[]
    by: string
  },
): Promise<HookRow> {
  const id = randomUUID()
  const found =
    await sql<HookRow>`insert into hook (tenant, id, programme, label, url, secret, kinds, made_by)
    values (${tenant}, ${id}, ${hook.programme}, ${hook.label}, ${hook.url},
      ${encryptAt(secretAt(tenant, id), hook.secret)}, ${hook.kinds}, ${hook.by})
    returning id, label, url, kinds, created_at`.execute(tx)
  return found.rows[0]!
}

const secretAt = (tenant: string, hook: string) => placeOf('hook.secret', tenant, hook)

/** False when the programme has no such hook. */
export async function deleteHook(tx: Tx, programme: string, id: string): Promise<boolean> {
  const gone = await sql`delete from hook where programme = ${programme} and id = ${id}`.execute(tx)
  return Number(gone.numAffectedRows ?? 0) === 1
}

/** The last five of each hook, newest first. */
export async function findDeliveries(tx: Tx, programme: string): Promise<DeliveryRow[]> {
  const found = await sql<DeliveryRow>`select * from (
      select d.hook, d.event::float8 as event, o.kind, o.at, d.attempts, d.done_at, d.says,
        row_number() over (partition by d.hook order by d.event desc) as nth
      from hook_delivery d join outbox o on o.tenant = d.tenant and o.id = d.event
      where o.programme = ${programme}) as last
    where nth <= 5 order by event desc`.execute(tx)
  return found.rows
}

export type Due = {
  hook: string
  event: number
  url: string
  secret: string
  kind: string
  facts: Record<string, unknown>
  at: Date
  attempts: number
}

/**
 * Takes what is due, and puts it off by `wait` seconds for the case that this process dies before
 * it can say how it went.
 */
export async function takeDue(tx: Tx, now: Moment, most: number, wait: number): Promise<Due[]> {
  const found = await sql<Due & { tenant: string }>`with due as (
      select tenant, hook, event from hook_delivery
      where done_at is null and next_at <= ${now}::timestamptz
      order by next_at, event limit ${most} for update skip locked)
    update hook_delivery d set attempts = d.attempts + 1,
      next_at = ${now}::timestamptz + make_interval(secs => ${wait})
    from due, hook h, outbox o
    where d.tenant = due.tenant and d.hook = due.hook and d.event = due.event
      and h.tenant = d.tenant and h.id = d.hook and o.tenant = d.tenant and o.id = d.event
    returning d.tenant, d.hook, d.event::float8 as event, h.url, h.secret, o.kind, o.facts, o.at, d.attempts`.execute(
    tx,
  )
  return found.rows.map(({ tenant, ...due }) => ({
    ...due,
    secret: decryptAt(secretAt(tenant, due.hook), due.secret),
  }))
}

/** `next`: when it is tried again; null = it never is. */
export async function settleDelivery(
  tx: Tx,
  { hook, event }: Pick<Due, 'hook' | 'event'>,
  outcome: { says: string; isTold: boolean; next: Moment | null },
): Promise<void> {
  const { says, isTold, next } = outcome
  await sql`update hook_delivery set says = ${says},
      done_at = ${isTold ? sql`clock_timestamp()` : null},
      next_at = coalesce(${next}::timestamptz, 'infinity')
    where hook = ${hook} and event = ${event}`.execute(tx)
}
