// Hooks over HTTP.
import { done } from '../../kernel/finding.ts'
import type { Database } from '../../platform/database.ts'
import type { Api } from '../../platform/http.ts'
import type { Reach } from '../../platform/outgoing.ts'
import type { Actor } from '../people/schema.ts'
import { createHook, endHook, listHooks, testHook } from './actions.ts'
import { hooksContract as contract } from './contract.ts'

export function routeHooks(api: Api<Actor | undefined>, db: Database, reach: Reach): void {
  api.on(contract.list, async ({ caller, params }) => done(await listHooks(db, caller!, params.id)))
  api.on(contract.create, ({ caller, params, body }) =>
    createHook(db, caller!, params.id, body, reach),
  )
  api.on(contract.end, ({ caller, params }) => endHook(db, caller!, params.id, params.hook))
  api.on(contract.test, ({ caller, params }) => testHook(db, caller!, params.id, params.hook))
}
