// Hours that were worked, over HTTP.
import { done } from '../../kernel/finding.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database.ts'
import type { Api } from '../../platform/http.ts'
import type { Actor } from '../people/schema.ts'
import { confirmWeek, listOpenWeeks, viewClassHours, viewHours } from './actions.ts'
import { sayCause } from './causing.ts'
import { worktimeContract as contract } from './contract.ts'

export function routeWorktime(api: Api<Actor | undefined>, db: Database, clock: Clock): void {
  api.on(contract.waiting, async ({ caller }) =>
    done(await listOpenWeeks(db, caller!, clock.now())),
  )
  api.on(contract.week, ({ caller, params }) => viewHours(db, caller!, params, clock.now()))
  api.on(contract.confirm, ({ caller, params, body }) =>
    confirmWeek(db, caller!, params, body, clock.now()),
  )
  api.on(contract.cause, ({ caller, params, body }) =>
    sayCause(db, caller!, params, body, clock.now()),
  )
  api.on(contract.class, ({ caller, params }) =>
    viewClassHours(db, caller!, params.id, clock.now()),
  )
}
