// Every query about accounts, their proofs, and whom they open.
import { sql } from 'kysely'
import type { Database } from '../../platform/database.ts'
import { decryptAt, encryptAt, placeOf } from '../../platform/vault.ts'

export type AccountRow = {
  id: string
  email: string
  passwordHash: string | null
  totpSecret: string | null
  totpConfirmed: boolean
  totpStep: number
}

const columns = sql`id, email, password_hash as "passwordHash", totp_secret as "totpSecret",
  totp_confirmed as "totpConfirmed", totp_step as "totpStep"`

export async function findAccount(
  db: Database,
  by: { id: string } | { email: string },
): Promise<AccountRow | undefined> {
  const found = await sql<AccountRow>`select ${columns} from account where ${
    'id' in by ? sql`id = ${by.id}` : sql`lower(email) = lower(${by.email})`
  }`.execute(db.directory)
  const [row] = found.rows
  if (!row?.totpSecret) return row
  return { ...row, totpSecret: decryptAt(seedOf(row.id), row.totpSecret) }
}

const seedOf = (account: string) => placeOf('account.totp_secret', '', account)

/** Undefined when the address has an account already. */
export async function insertAccount(
  db: Database,
  account: { email: string; passwordHash: string | null },
): Promise<string | undefined> {
  const found = await sql<{ id: string }>`insert into account (email, password_hash)
    values (${account.email}, ${account.passwordHash})
    on conflict do nothing returning id`.execute(db.directory)
  return found.rows[0]?.id
}

export async function updatePassword(db: Database, id: string, hash: string): Promise<void> {
  await sql`update account set password_hash = ${hash}, changed_at = now()
    where id = ${id}`.execute(db.directory)
}

/** Whom an account opens: a person in each of some institutions. */
export type Opening = { tenant: string; name: string; timeZone: string; person: string }

export async function findOpenings(db: Database, account: string): Promise<Opening[]> {
  const found = await sql<Opening>`select a.tenant, t.name, t.time_zone as "timeZone", a.person
    from account_person a join tenant t on t.id = a.tenant
    where a.account = ${account} order by t.name`.execute(db.directory)
  return found.rows
}

/** False when the person is opened by another account, or the account by another person there. */
export async function joinPerson(
  db: Database,
  link: { account: string; tenant: string; person: string },
): Promise<boolean> {
  const found = await sql`insert into account_person (account, tenant, person)
    select ${link.account}, ${link.tenant}, ${link.person}
    where not exists (select 1 from account_person
      where account = ${link.account} and tenant = ${link.tenant} and person <> ${link.person})
    on conflict (tenant, person) do update set account = excluded.account
      where account_person.account = excluded.account
    returning 1`.execute(db.directory)
  return found.rows.length > 0
}

export async function partPerson(db: Database, tenant: string, person: string): Promise<void> {
  await sql`delete from account_person where tenant = ${tenant} and person = ${person}`.execute(
    db.directory,
  )
}

export type AccountOfPerson = {
  person: string
  account: string
  email: string
  hasSecondFactor: boolean
  seenAt: Date | null
}

/** Those of one institution. */
export async function findAccountsOf(db: Database, tenant: string): Promise<AccountOfPerson[]> {
  const found = await sql<AccountOfPerson>`select p.person, a.id as account, a.email,
      (a.totp_confirmed or exists (select 1 from passkey k where k.account = a.id))
        as "hasSecondFactor",
      (select max(s.seen_at) from session s
        where s.tenant = p.tenant and s.person = p.person) as "seenAt"
    from account_person p join account a on a.id = p.account
    where p.tenant = ${tenant}`.execute(db.directory)
  return found.rows
}

/** A secret that waits for its first code. */
export async function beginTotp(db: Database, account: string, secret: string): Promise<void> {
  await sql`update account set totp_secret = ${encryptAt(seedOf(account), secret)},
    totp_confirmed = false, totp_step = 0
    where id = ${account}`.execute(db.directory)
}

/** False when the step, or a later one, was used before: a code is good once. */
export async function useTotp(db: Database, account: string, step: number): Promise<boolean> {
  const done = await sql`update account set totp_step = ${step}, totp_confirmed = true
    where id = ${account} and totp_step < ${step}`.execute(db.directory)
  return (done.numAffectedRows ?? 0n) > 0n
}

export async function endTotp(db: Database, account: string): Promise<void> {
  await sql`update account set totp_secret = null, totp_confirmed = false, totp_step = 0
    where id = ${account}`.execute(db.directory)
  await sql`delete from recovery_code where account = ${account}`.execute(db.directory)
}

export async function replaceRecoveryCodes(
  db: Database,
  account: string,
  hashes: readonly string[],
): Promise<void> {
  await db.unfenced(async (tx) => {
    await sql`delete from recovery_code where account = ${account}`.execute(tx)
    await sql`insert into recovery_code (account, code_hash)
      select ${account}, unnest(${hashes}::text[])`.execute(tx)
  })
}

export async function useRecoveryCode(
  db: Database,
  account: string,
  hash: string,
): Promise<boolean> {
  const done = await sql`update recovery_code set used_at = now()
    where account = ${account} and code_hash = ${hash} and used_at is null`.execute(db.directory)
  return (done.numAffectedRows ?? 0n) > 0n
}

export async function countRecoveryCodes(db: Database, account: string): Promise<number> {
  const found = await sql<{ count: number }>`select count(*)::int as count from recovery_code
    where account = ${account} and used_at is null`.execute(db.directory)
  return found.rows[0]!.count
}

/** A lost proof is taken away; the next sign-in asks for a new one before anything else. */
export async function dropFactors(db: Database, account: string): Promise<void> {
  await db.unfenced(async (tx) => {
    await sql`update account set totp_secret = null, totp_confirmed = false, totp_step = 0,
      must_enrol = true where id = ${account}`.execute(tx)
    await sql`delete from recovery_code where account = ${account}`.execute(tx)
    await sql`delete from passkey where account = ${account}`.execute(tx)
    await sql`delete from device where account = ${account}`.execute(tx)
  })
}

export type PasskeyRow = {
  id: string
  account: string
  publicKey: Uint8Array<ArrayBuffer>
  counter: number
  transports: string[]
  label: string
  createdAt: Date
  lastUsedAt: Date | null
}

const keyColumns = sql`id, account, public_key as "publicKey", counter, transports, label,
  created_at as "createdAt", last_used_at as "lastUsedAt"`

export async function findPasskeys(
  db: Database,
  by: { account: string } | { id: string },
): Promise<PasskeyRow[]> {
  const found = await sql<PasskeyRow>`select ${keyColumns} from passkey where ${
    'id' in by ? sql`id = ${by.id}` : sql`account = ${by.account}`
  } order by created_at`.execute(db.directory)
  return found.rows
}

export async function insertPasskey(
  db: Database,
  key: Pick<PasskeyRow, 'id' | 'account' | 'publicKey' | 'counter' | 'transports' | 'label'>,
): Promise<void> {
  await sql`insert into passkey (id, account, public_key, counter, transports, label)
    values (${key.id}, ${key.account}, ${Buffer.from(key.publicKey)}, ${key.counter},
      ${key.transports}, ${key.label})`.execute(db.directory)
}

export async function usePasskey(db: Database, id: string, counter: number): Promise<void> {
  await sql`update passkey set counter = ${counter}, last_used_at = now()
    where id = ${id}`.execute(db.directory)
}

export async function deletePasskey(db: Database, account: string, id: string): Promise<boolean> {
  const done = await sql`delete from passkey where account = ${account} and id = ${id}`.execute(
    db.directory,
  )
  return (done.numAffectedRows ?? 0n) > 0n
}
