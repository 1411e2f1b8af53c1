// Every query about devices that show news, and about the key that proves who sends.
import { sql } from 'kysely'
import type { Database, Tx } from '../../platform/database.ts'
import { decryptAt, encryptAt, placeOf } from '../../platform/vault.ts'
import type { Subscription } from './schema.ts'

export type DeviceRow = { id: string; person: string; session: string; subscription: Subscription }
type Raw = Omit<DeviceRow, 'subscription'> & { endpoint: string; p256dh: string; auth: string }

const PLACE = placeOf('push_key.private_key', '', 'server')

/** The one that is stored; `made` is stored when there is none yet, whoever comes first. */
export async function keepPushKey(db: Database, made: string): Promise<string> {
  await sql`insert into push_key (private_key) values (${encryptAt(PLACE, made)})
    on conflict (id) do nothing`.execute(db.directory)
  const found = await sql<{
    private_key: string
  }>`select private_key from push_key`.execute(db.directory)
  return decryptAt(PLACE, found.rows[0]!.private_key)
}

export async function findDevices(
  tx: Tx,
  by: { people: readonly string[] } | { ids: readonly string[] },
): Promise<DeviceRow[]> {
  const where = 'people' in by ? sql`person = any(${by.people})` : sql`id = any(${by.ids})`
  const found = await sql<Raw>`select id, person, session, endpoint, p256dh, auth
    from push_device where ${where} order by created_at, id`.execute(tx)
  return found.rows.map(({ id, person, session, endpoint, p256dh, auth }) => ({
    ...{ id, person, session, subscription: { endpoint, keys: { p256dh, auth } } },
  }))
}

/** False when the address belongs to another session: whoever knows it by chance cannot take it over. */
export async function upsertDevice(
  tx: Tx,
  tenant: string,
  device: Omit<DeviceRow, 'id'>,
): Promise<boolean> {
  const { person, session, subscription } = device
  const { endpoint, keys } = subscription
  await sql`delete from push_device where session = ${session} and endpoint <> ${endpoint}`.execute(
    tx,
  )
  const done = await sql`insert into push_device as d
      (tenant, person, session, endpoint, p256dh, auth)
    values (${tenant}, ${person}, ${session}, ${endpoint}, ${keys.p256dh}, ${keys.auth})
    on conflict (tenant, endpoint) do update set p256dh = excluded.p256dh, auth = excluded.auth
      where d.session = excluded.session`.execute(tx)
  return (done.numAffectedRows ?? 0n) > 0n
}

export async function deleteDevices(
  tx: Tx,
  by: { session: string } | { ids: readonly string[] },
): Promise<void> {
  const where = 'session' in by ? sql`session = ${by.session}` : sql`id = any(${by.ids})`
  await sql`delete from push_device where ${where}`.execute(tx)
}
