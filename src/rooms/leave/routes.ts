// Leave over HTTP.
import { done } from '../../kernel/finding.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database.ts'
import type { Api } from '../../platform/http.ts'
import type { Actor } from '../people/schema.ts'
import { changeLeave, saveLeave, withdrawLeave } from './actions.ts'
import { leaveContract as contract } from './contract.ts'
import { approveMany, cancelLeave, decideLeave, setLeavePolicy } from './deciding.ts'
import { listWaiting, viewBoard, viewMine } from './looking.ts'
import { shortenLeave } from './shortening.ts'

export function routeLeave(api: Api<Actor | undefined>, db: Database, clock: Clock): void {
  api.on(contract.waiting, async ({ caller }) => done(await listWaiting(db, caller!, clock.now())))
  api.on(contract.mine, ({ caller, params }) => viewMine(db, caller!, params.id, clock.now()))
  api.on(contract.save, ({ caller, params, body }) =>
    saveLeave(db, caller!, params.id, body, clock.now()),
  )
  api.on(contract.change, ({ caller, params, body }) =>
    changeLeave(db, caller!, params, body, clock.now()),
  )
  api.on(contract.withdraw, ({ caller, params, body }) =>
    withdrawLeave(db, caller!, params, body.version, clock.now()),
  )
  api.on(contract.board, ({ caller, params }) => viewBoard(db, caller!, params.id, clock.now()))
  api.on(contract.approve, ({ caller, params, body }) =>
    approveMany(db, caller!, params.id, body.requests, clock.now()),
  )
  api.on(contract.decide, ({ caller, params, body }) =>
    decideLeave(db, caller!, params, body, clock.now()),
  )
  api.on(contract.cancel, ({ caller, params, body }) =>
    cancelLeave(db, caller!, params, body, clock.now()),
  )
  api.on(contract.shorten, ({ caller, params, body }) =>
    shortenLeave(db, caller!, params, body, clock.now()),
  )
  api.on(contract.setPolicy, ({ caller, params, body }) =>
    setLeavePolicy(db, caller!, params.id, body),
  )
}
