// Packs of hours over HTTP.
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database.ts'
import type { Api } from '../../platform/http.ts'
import type { Actor } from '../people/schema.ts'
import { choosePack, dropPackChoice, savePack, viewPacks } from './actions.ts'
import { hoursContract as contract } from './contract.ts'

export function routeHours(api: Api<Actor | undefined>, db: Database, clock: Clock): void {
  api.on(contract.packs, ({ caller, params }) => viewPacks(db, caller!, params.id, clock.now()))
  api.on(contract.save, ({ caller, params, body }) => savePack(db, caller!, params.id, body))
  api.on(contract.choose, ({ caller, params, body }) =>
    choosePack(db, caller!, params, body, clock.now()),
  )
  api.on(contract.drop, ({ caller, params }) => dropPackChoice(db, caller!, params, clock.now()))
}
