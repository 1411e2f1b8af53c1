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
  findKeyPlace,
  findPeople,
  insertAccessKey,
  useAccessKey,
} from './store.ts'

/** Every key begins with it, so that one that was left lying around is recognised. */
export const KEY_PREFIX = 'iso_'
const KEYS_MAX = 20

function viewKey(row: AccessKeyRow, token: string | null): AccessKey {
  return {
    ...{ id: row.id, label: row.label, scope: row.scope, token },
    createdAt: row.created_at.toISOString(),
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
  }
}

export async function listAccessKeys(db: Database, actor: Actor): Promise<{ keys: AccessKey[] }> {
  const rows = await db.inTenant(actor.institution.id, (tx) => findAccessKeys(tx, actor.person.id))
  return { keys: rows.map((row) => viewKey(row, null)) }
}

/** The key itself is in the answer and nowhere else. */
export async function createAccessKey(
  db: Database,
  actor: Actor,
  wanted: { label: string; scope: 'read' | 'write' },
): Promise<Outcome<AccessKey>> {
  const tenant = actor.institution.id
  const person = actor.person.id
  return db.inTenant(tenant, async (tx) => {
    if ((await findAccessKeys(tx, person)).length >= KEYS_MAX)
      return refused(
        finding('people.keys', `You have ${KEYS_MAX} keys already; that is the limit.`, {
          by: 0,
          can: 'Revoke one that is no longer used.',
        }),
      )
    const token = `${KEY_PREFIX}${newToken()}`
    const key = { ...wanted, person, tokenHash: hashToken(token) }
    return done(viewKey(await insertAccessKey(tx, tenant, key), token))
  })
}

export async function revokeAccessKey(
  db: Database,
  actor: Actor,
  id: string,
): Promise<Outcome<Record<string, never>>> {
  const found = await db.inTenant(actor.institution.id, (tx) =>
    deleteAccessKey(tx, actor.person.id, id),
  )
  return found ? done({}) : missing('There is no such key.')
}

/** Who acts with this key, and may it write? Undefined when nobody does. */
export async function findKeyActor(
  db: Database,
  token: string,
): Promise<{ actor: Actor; scope: 'read' | 'write' } | undefined> {
  if (!token.startsWith(KEY_PREFIX)) return undefined
  const place = await findKeyPlace(db, hashToken(token))
  if (!place) return undefined
  return db.inTenant(place.tenant, async (tx) => {
    const key = await useAccessKey(tx, place.key)
    const [person] = key ? await findPeople(tx, [key.person]) : []
    if (!key || !person) return undefined
    const institution = { id: place.tenant, name: place.name, timeZone: place.timeZone }
    return { actor: { institution, person, key: { label: key.label } }, scope: key.scope }
  })
}
