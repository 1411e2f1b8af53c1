// Trading calls over HTTP.
import { done } from '../../kernel/finding.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database.ts'
import type { Api } from '../../platform/http.ts'
import type { Actor } from '../people/schema.ts'
import { agreeTo, decideTrade, proposeTrade, setPolicy, withdrawTrade } from './actions.ts'
import { swapsContract as contract } from './contract.ts'
import { findWays, listTrades, listWaiting, viewMyCalls } from './looking.ts'
import { relieve, viewRelief } from './relieving.ts'

export function routeSwaps(api: Api<Actor | undefined>, db: Database, clock: Clock): void {
  api.on(contract.waiting, async ({ caller }) => done(await listWaiting(db, caller!, clock.now())))
  api.on(contract.mine, ({ caller, params }) => viewMyCalls(db, caller!, params.id, clock.now()))
  api.on(contract.find, ({ caller, params }) => findWays(db, caller!, params, clock.now()))
  api.on(contract.propose, ({ caller, params, body }) =>
    proposeTrade(db, caller!, params.id, body, clock.now()),
  )
  api.on(contract.agree, ({ caller, params, body }) =>
    agreeTo(db, caller!, params, body.agrees, clock.now()),
  )
  api.on(contract.withdraw, ({ caller, params }) => withdrawTrade(db, caller!, params))
  api.on(contract.list, ({ caller, params }) => listTrades(db, caller!, params.id, clock.now()))
  api.on(contract.decide, ({ caller, params, body }) =>
    decideTrade(db, caller!, params, body, clock.now()),
  )
  api.on(contract.setPolicy, ({ caller, params, body }) => setPolicy(db, caller!, params.id, body))
  api.on(contract.relief, ({ caller, params }) => viewRelief(db, caller!, params, clock.now()))
  api.on(contract.relieve, ({ caller, params, body }) =>
    relieve(db, caller!, params, body, clock.now()),
  )
}
