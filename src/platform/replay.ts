// Was this request done before? Then it is not done again, and its answer is given again.
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { type Finding, finding } from '../kernel/finding.ts'
import type { Database } from './database.ts'

/** Whose keys they are: the same key of two people is two keys. */
export type Owner = { tenant: string; person: string }
export type Kept = { status: number; answer: string }
export type Claim =
  | { state: 'new' }
  | { state: 'done'; kept: Kept }
  | { state: 'refused'; finding: Finding }

type KeptRow = { fingerprint: string; status: number | null; answer: string | null }

const ANSWER_MAX = 64 * 1024
const KEPT_HOURS = 24
const KEY = /^[\w.:-]{8,100}$/

export function fingerprintOf(method: string, path: string, body: string | Uint8Array): string {
  return createHash('sha256').update(`${method} ${path}\n`).update(body).digest('hex')
}

/**
 * Only one of several that come at once gets `new`. The commit does not wait for the disk: a claim
 * reaches it before what is done under it, for the log of the database is written in order. Of an
 * answer that a crash takes away the claim stays, and says so.
 */
export async function claimRequest(
  db: Database,
  owner: Owner,
  key: string,
  fingerprint: string,
): Promise<Claim> {
  const refuse = (says: string, can: string): Claim => ({
    state: 'refused',
    finding: finding('http.replay', says, { can }),
  })
  if (!KEY.test(key))
    return refuse(
      'The Idempotency-Key is not 8 to 100 letters, digits or .:_-.',
      'Send a UUID, a new one for each thing to be done.',
    )
  const { tenant, person } = owner
  const { made, kept } = await db.atOnce(
    tenant,
    {
      made: sql`insert into replay (tenant, person, key, fingerprint)
        values (${tenant}, ${person}, ${key}, ${fingerprint}) on conflict do nothing returning 1`,
      kept: sql<KeptRow>`select fingerprint, status, answer from replay
        where person = ${person} and key = ${key}`,
    },
    'hastily',
  )
  const [row] = kept
  if (made.length > 0 || !row) return { state: 'new' }
  if (row.fingerprint !== fingerprint)
    return refuse(
      'This Idempotency-Key was sent with another request.',
      'Send a new key for each thing to be done.',
    )
  if (row.status === null)
    return refuse(
      'This request came before, and it is not known yet how it ended.',
      'Look whether it was done before you send it again with a new key.',
    )
  if (row.answer === null)
    return refuse(
      'This request was done before; its answer is not kept.',
      'Look at what was made; begin anew with a new key if a secret was in the answer.',
    )
  return { state: 'done', kept: { status: row.status, answer: row.answer } }
}

/** `answer` null: it must not be kept. */
export async function keepAnswer(
  db: Database,
  { tenant, person }: Owner,
  key: string,
  status: number,
  answer: string | null,
): Promise<void> {
  const kept = answer !== null && answer.length <= ANSWER_MAX ? answer : null
  const keep = sql`update replay set status = ${status}, answer = ${kept}
    where person = ${person} and key = ${key}`
  await db.atOnce(tenant, { keep }, 'hastily')
}

/** It was not done, so it may be tried again with the same key. */
export async function forgetRequest(
  db: Database,
  { tenant, person }: Owner,
  key: string,
): Promise<void> {
  const forget = sql`delete from replay where person = ${person} and key = ${key}`
  await db.atOnce(tenant, { forget })
}

export async function sweepReplays(db: Database, tenants: readonly string[]): Promise<void> {
  for (const tenant of tenants)
    await db.inTenant(tenant, (tx) =>
      sql`delete from replay where at < now() - make_interval(hours => ${KEPT_HOURS})`.execute(tx),
    )
}
