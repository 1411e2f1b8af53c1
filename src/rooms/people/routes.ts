// Keys for programs over HTTP.
import { done } from '../../kernel/finding.ts'
import type { Database } from '../../platform/database.ts'
import type { Api } from '../../platform/http.ts'
import { createAccessKey, listAccessKeys, revokeAccessKey } from './access-keys.ts'
import { peopleContract } from './contract.ts'
import type { Actor } from './schema.ts'

export function routePeople(api: Api<Actor | undefined>, db: Database): void {
  api.on(peopleContract.accessKeys, async ({ caller }) => done(await listAccessKeys(db, caller!)))
  api.on(peopleContract.createAccessKey, ({ caller, body }) => createAccessKey(db, caller!, body))
  api.on(peopleContract.revokeAccessKey, ({ caller, params }) =>
    revokeAccessKey(db, caller!, params.id),
  )
}
