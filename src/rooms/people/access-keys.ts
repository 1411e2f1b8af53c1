// Programs that act for a person: keys that are made, listed, revoked, and found in a request.
import { type Outcome, done, finding, refused } from '../../kernel/finding.ts'
import type { Database } from '../../platform/database.ts'
import { missing } from '../../platform/http.ts'
import { hashToken, newToken } from '../../platform/token.ts'
import type { AccessKey, Actor } from './schema.ts'
import {
  type AccessKeyRow,
  deleteAccessKey,
  findAccessKeys,
  findKeyOwner,
  findPeople,
  insertAccessKey,
  type Owner,
} from './store.ts'

/** Every key begins with it, so that one that was left lying around is recognised. */
export const KEY_PREFIX = 'iso_'
const KEYS_MAX = 20

const ownerOf = (actor: Actor): Owner => ({
  tenant: actor.institution.id,
  person: actor.person.id,
})

function viewKey(row: AccessKeyRow, token: string | null): AccessKey {
  return {
    ...{ id: row.id, label: row.label, scope: row.scope, token },
    createdAt: row.created_at.toISOString(),
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
  }
}

export async function listAccessKeys(db: Database, actor: Actor): Promise<{ keys: AccessKey[] }> {
  const rows = await findAccessKeys(db, ownerOf(actor))
  return { keys: rows.map((row) => viewKey(row, null)) }
}

/** The key itself is in the answer and nowhere else. */
export async function createAccessKey(
  db: Database,
  actor: Actor,
  wanted: { label: string; scope: 'read' | 'write' },
): Promise<Outcome<AccessKey>> {
  const owner = ownerOf(actor)
  if ((await findAccessKeys(db, owner)).length >= KEYS_MAX)
    return refused(
      finding('people.keys', `You have ${KEYS_MAX} keys already; that is the limit.`, {
        by: 0,
        can: 'Revoke one that is no longer used.',
      }),
    )
  const token = `${KEY_PREFIX}${newToken()}`
  const row = await insertAccessKey(db, { ...owner, ...wanted, tokenHash: hashToken(token) })
  return done(viewKey(row, token))
}

export async function revokeAccessKey(
  db: Database,
  actor: Actor,
  id: string,
): Promise<Outcome<Record<string, never>>> {
  const found = await deleteAccessKey(db, ownerOf(actor), id)
  return found ? done({}) : missing('There is no such key.')
}

/** Who acts with this key, and may it write? Undefined when nobody does. */
export async function findKeyActor(
  db: Database,
  token: string,
): Promise<{ actor: Actor; scope: 'read' | 'write' } | undefined> {
  if (!token.startsWith(KEY_PREFIX)) return undefined
  const owner = await findKeyOwner(db, hashToken(token))
  if (!owner) return undefined
  const [person] = await db.inTenant(owner.tenant, (tx) => findPeople(tx, [owner.person]))
  if (!person) return undefined
  const institution = { id: owner.tenant, name: owner.name, timeZone: owner.timeZone }
  return { actor: { institution, person }, scope: owner.scope }
}
