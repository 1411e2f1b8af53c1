// What was written lately, and how somebody wants to be told.
import { type Outcome, done } from '../../kernel/finding.ts'
import type { Database } from '../../platform/database.ts'
import { missing } from '../../platform/http.ts'
import type { Actor } from '../people/schema.ts'
import type { Mail, Preference } from './schema.ts'
import { findAddresses, findMail, type MailRow, updatePreference, withoutLinks } from './store.ts'

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

function viewMail(row: MailRow, isSent: boolean): Mail {
  const { id, kind, email, subject, says } = row
  const isShown = row.says?.startsWith('Shown') === true
  const state = row.done_at ? (isShown ? 'shown' : 'sent') : row.says ? 'failed' : 'waiting'
  const text = kind === 'account' && isSent && !isShown ? withoutLinks(row.text) : row.text
  return { id, kind, email, subject, says, state, text, at: row.at.toISOString() }
}

export async function findPreference(db: Database, actor: Actor) {
  const [address] = await db.inTenant(actor.institution.id, (tx) =>
    findAddresses(tx, [actor.person.id]),
  )
  return { email: address?.email ?? null, preference: address?.preference ?? null }
}

export async function setPreference(
  db: Database,
  actor: Actor,
  wanted: Preference,
): Promise<Outcome<Record<string, never>>> {
  const isKnown = await db.inTenant(actor.institution.id, (tx) =>
    updatePreference(tx, actor.person.id, wanted),
  )
  return isKnown ? done({}) : missing('No address is known at which mail reaches you.')
}
