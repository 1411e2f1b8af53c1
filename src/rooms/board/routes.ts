// The board over HTTP.
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database.ts'
import type { Api } from '../../platform/http.ts'
import type { Actor } from '../people/schema.ts'
import { boardContract as contract } from './contract.ts'
import { viewBoard } from './viewing.ts'

export function routeBoard(api: Api<Actor | undefined>, db: Database, clock: Clock): void {
  api.on(contract.view, ({ caller, params, query }) =>
    viewBoard(db, caller!, params.id, query.on, clock.now()),
  )
}
