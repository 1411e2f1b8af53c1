// The board over HTTP.
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database.ts'
import type { Api } from '../../platform/http.ts'
import type { Actor } from '../people/schema.ts'
import { addBoardLink, endBoardLink, handOver, listBoardLinks, takeBack } from './actions.ts'
import { boardContract as contract } from './contract.ts'
import { viewBoard } from './viewing.ts'

export function routeBoard(api: Api<Actor | undefined>, db: Database, clock: Clock): void {
  api.on(contract.view, ({ caller, params, query }) =>
    viewBoard(db, caller!, params.id, query.on, clock.now()),
  )
  api.on(contract.handOver, ({ caller, params, body }) =>
    handOver(db, caller!, params.id, body, clock.now()),
  )
  api.on(contract.takeBack, ({ caller, params }) => takeBack(db, caller!, params))
  api.on(contract.links, ({ caller, params }) => listBoardLinks(db, caller!, params.id))
  api.on(contract.addLink, ({ caller, params, body, context }) =>
    addBoardLink(db, caller!, params.id, {
      ...{ label: body.label, base: new URL(context.req.url).origin, now: clock.now() },
    }),
  )
  api.on(contract.endLink, ({ caller, params }) => endBoardLink(db, caller!, params))
}
