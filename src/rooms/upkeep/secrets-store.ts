// Every query about the secrets of the whole database: which key they need, and which lie open.
import { sql } from 'kysely'
import type { Database, Tx } from '../../platform/database.ts'
import { currentKey, decryptAt, encryptAt, placeOf } from '../../platform/vault.ts'

/** Where secrets lie. `fenced`: rows of institutions. `which`: of a table that holds others too. */
type SecretColumn = { table: string; column: string; fenced: boolean; which?: string }
const COLUMNS: readonly SecretColumn[] = [
  { table: 'account', column: 'totp_secret', fenced: false },
  { table: 'push_key', column: 'private_key', fenced: false },
  { table: 'provider', column: 'secret', fenced: true },
  { table: 'hook', column: 'secret', fenced: true },
  // What went out has lost its links; see the room of mail.
  { table: 'mail', column: 'text', fenced: true, which: 'mail' },
]
const BATCH = 200

const isSecret = ({ column, which }: SecretColumn) =>
  which === 'mail'
    ? sql`kind = 'account' and (done_at is null or says like 'Shown%')
        and next_at < 'infinity'`
    : sql`${sql.ref(column)} is not null`

/** The key that this database was last encrypted with; undefined before there was one. */
export async function findRecordedKey(db: Database): Promise<string | undefined> {
  const found = await sql<{ id: string }>`select id from secret_key where is_current`.execute(
    db.directory,
  )
  return found.rows[0]?.id
}

/** From now on this one; answers which one it is, for two that say so at once. */
export async function recordKey(db: Database, key: string, before: string | undefined) {
  await db.unfenced(async (tx) => {
    await sql`lock table secret_key in share row exclusive mode`.execute(tx)
    const now = await sql<{ id: string }>`select id from secret_key where is_current`.execute(tx)
    if (now.rows[0]?.id !== before) return
    await sql`update secret_key set is_current = false where is_current`.execute(tx)
    await sql`insert into secret_key (id, is_current) values (${key}, true)
      on conflict (id) do update set is_current = true, since = clock_timestamp()`.execute(tx)
  })
  return findRecordedKey(db)
}

async function eachPlace(
  db: Database,
  work: (column: SecretColumn, tenant: string, within: Within) => Promise<void>,
): Promise<void> {
  const tenants = await sql<{ id: string }>`select id from tenant order by id`.execute(db.directory)
  for (const column of COLUMNS) {
    if (!column.fenced) await work(column, '', db.unfenced)
    else
      for (const { id } of tenants.rows)
        await work(column, id, (act) => db.inTenant(id, (tx) => act(tx)))
  }
}
type Within = <T>(act: (tx: Tx) => Promise<T>) => Promise<T>

export type SecretCount = { plain: number; byKey: Record<string, number> }

/** How many secrets lie there as they are, and how many under each key. */
export async function countSecrets(db: Database): Promise<SecretCount> {
  const count: SecretCount = { plain: 0, byKey: {} }
  await eachPlace(db, async (column, _, within) => {
    const name = sql.ref(column.column)
    const found = await within((tx) =>
      sql<{ key: string | null; n: number }>`select substring(${name} from
          '^enc1\\.([0-9a-f]{16})\\.') as key, count(*)::int as n
        from ${sql.table(column.table)} where ${isSecret(column)} group by 1`.execute(tx),
    )
    for (const { key, n } of found.rows)
      if (key === null) count.plain += n
      else count.byKey[key] = (count.byKey[key] ?? 0) + n
  })
  return count
}

/**
 * Encrypts whatever is not under the current key, some rows at a time: what is done is done, and the
 * next run goes on with the rest. Answers how many rows were written.
 */
export async function encryptRest(db: Database, signal: AbortSignal): Promise<number> {
  const like = `enc1.${currentKey()}.%`
  let written = 0
  await eachPlace(db, async (column, tenant, within) => {
    const { table, column: name } = column
    for (let after = ''; !signal.aborted;) {
      const ids = await within(async (tx) => {
        const found = await sql<{ id: string; value: string }>`
          select id::text as id, ${sql.ref(name)} as value from ${sql.table(table)}
          where ${isSecret(column)} and ${sql.ref(name)} not like ${like} and id::text > ${after}
          order by id::text limit ${BATCH} for update skip locked`.execute(tx)
        for (const { id, value } of found.rows) {
          const place = placeOf(`${table}.${name}`, tenant, id)
          await sql`update ${sql.table(table)}
            set ${sql.ref(name)} = ${encryptAt(place, decryptAt(place, value))}
            where id::text = ${id}`.execute(tx)
        }
        return found.rows.map(({ id }) => id)
      })
      if (ids.length === 0) break
      written += ids.length
      after = ids.at(-1)!
    }
    if (column.which === 'mail' && !signal.aborted) await within(stripSent)
  })
  return written
}

/** Letters that went out before this was done at once. */
async function stripSent(tx: Tx): Promise<void> {
  await sql`update mail set text = regexp_replace(text, 'https?://\\S+',
      '(a link that only the receiver has)', 'g')
    where kind = 'account' and text ~ 'https?://' and (done_at is not null or next_at = 'infinity')
      and coalesce(says, '') not like 'Shown%'`.execute(tx)
}

/** The key is lost for good: phones, providers and hooks are set up anew, letters written again. */
export async function forgetSecrets(db: Database, keys: readonly string[]): Promise<number> {
  let forgotten = 0
  await eachPlace(db, async (column, _, within) => {
    const { table, column: name } = column
    const lost = sql`${sql.ref(name)} like 'enc1.%'
      and not (split_part(${sql.ref(name)}, '.', 2) = any(${[...keys]}))`
    const done = await within((tx) =>
      table === 'account'
        ? sql`update account set totp_secret = null, totp_confirmed = false, totp_step = 0,
            must_enrol = must_enrol or totp_confirmed where ${lost}`.execute(tx)
        : table === 'mail'
          ? sql`update mail set text = '', says = 'The key for this letter was lost.',
              done_at = null, next_at = 'infinity' where ${lost}`.execute(tx)
          : sql`delete from ${sql.table(table)} where ${lost}`.execute(tx),
    )
    forgotten += Number(done.numAffectedRows ?? 0n)
  })
  return forgotten
}
