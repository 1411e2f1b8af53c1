// Mail over HTTP: the last letters, and one's own wishes.
import { done } from '../../kernel/finding.ts'
import type { Database } from '../../platform/database.ts'
import type { Api } from '../../platform/http.ts'
import type { Actor } from '../people/schema.ts'
import { findPreference, listMail, setPreference } from './actions.ts'
import { mailContract as contract } from './contract.ts'

export function routeMail(api: Api<Actor | undefined>, db: Database, isSent: boolean): void {
  api.on(contract.mail, async ({ caller }) => done(await listMail(db, caller!, isSent)))
  api.on(contract.preference, async ({ caller }) => done(await findPreference(db, caller!)))
  api.on(contract.setPreference, ({ caller, body }) => setPreference(db, caller!, body))
}
