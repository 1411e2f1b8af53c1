// What was written lately, and how somebody wants to be told.
import type { Database } from '../../platform/database.ts'
import type { Actor } from '../people/schema.ts'
import { type Mail, type Preference, UNSAID } from './schema.ts'
import { findAddresses, findMail, upsertPreference, withoutLinks } from './store.ts'

const SHOWN = 200

/** `isSent`: letters go out; what opens an account then is for the one who got it only. */
export async function listMail(
  db: Database,
  actor: Actor,
  isSent: boolean,
): Promise<{ isSent: boolean; mail: Mail[] }> {
  const rows = await db.inTenant(actor.institution.id, (tx) => findMail(tx, SHOWN))
  return { isSent, mail: rows.map((row) => viewMail(row, isSent)) }
}

type Row = Awaited<ReturnType<typeof findMail>>[number]

function viewMail(row: Row, isSent: boolean): Mail {
  const { id, kind, way, subject, says } = row
  const to = row.email ?? `a device of ${row.name ?? 'somebody'}`
  const isShown = row.says?.startsWith('Shown') === true
  const state = row.done_at ? (isShown ? 'shown' : 'sent') : row.says ? 'failed' : 'waiting'
  const text = kind === 'account' && isSent && !isShown ? withoutLinks(row.text) : row.text
  return { id, kind, way, to, subject, says, state, text, at: row.at.toISOString() }
}

export async function findPreference(db: Database, actor: Actor) {
  const [address] = await db.inTenant(actor.institution.id, (tx) =>
    findAddresses(tx, [actor.person.id]),
  )
  return { email: address?.email ?? null, preference: address?.preference ?? UNSAID }
}

export function setPreference(db: Database, actor: Actor, wanted: Preference): Promise<void> {
  const { institution, person } = actor
  return db.inTenant(institution.id, (tx) =>
    upsertPreference(tx, institution.id, person.id, wanted),
  )
}
