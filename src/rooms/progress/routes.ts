// The road to graduation over HTTP.
import { done } from '../../kernel/finding.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database.ts'
import type { Api } from '../../platform/http.ts'
import type { Actor } from '../people/schema.ts'
import { confirm, enter, setCurriculum, stopWaiver, takeBack, waive } from './actions.ts'
import { applyFor, decide, withdraw } from './admissions.ts'
import { progressContract as contract } from './contract.ts'
import { listWaiting, viewCurricula } from './looking.ts'
import { viewChecklist, viewClass, viewLetter } from './ledger.ts'
import { viewPortfolio } from './portfolio.ts'
import type { EvidenceSource } from './reading.ts'

/** `sources`: what later rooms know of somebody's training. */
export function routeProgress(
  api: Api<Actor | undefined>,
  db: Database,
  clock: Clock,
  sources: readonly EvidenceSource[] = [],
): void {
  api.on(contract.checklist, ({ caller, params, query }) =>
    viewChecklist(db, caller!, params.id, query.programme, clock.now(), sources),
  )
  api.on(contract.portfolio, ({ caller, params, query }) =>
    viewPortfolio(db, caller!, params.id, query.programme, clock.now(), sources),
  )
  api.on(contract.class, ({ caller, params }) =>
    viewClass(db, caller!, params.id, clock.now(), sources),
  )
  api.on(contract.setCurriculum, ({ caller, params, body }) =>
    setCurriculum(db, caller!, params.id, body),
  )
  api.on(contract.enter, ({ caller, params, body }) =>
    enter(db, caller!, params.id, body, clock.now()),
  )
  api.on(contract.takeBack, ({ caller, params }) =>
    takeBack(db, caller!, params.id, params.entry, clock.now()),
  )
  api.on(contract.confirm, ({ caller, params, body }) =>
    confirm(db, caller!, params.id, { entry: params.entry, confirmed: body.confirmed }),
  )
  api.on(contract.waiting, async ({ caller }) => done(await listWaiting(db, caller!, clock.now())))
  api.on(contract.curricula, ({ caller, params }) =>
    viewCurricula(db, caller!, params.id, clock.now()),
  )
  api.on(contract.waive, ({ caller, params, body }) =>
    waive(db, caller!, params.id, body, clock.now()),
  )
  api.on(contract.endWaiver, ({ caller, params }) =>
    stopWaiver(db, caller!, params.id, params.waiver),
  )
  api.on(contract.apply, ({ caller, params, body }) =>
    applyFor(db, caller!, params.id, body, clock.now()),
  )
  api.on(contract.decide, ({ caller, params, body }) =>
    decide(db, caller!, params.id, params.member, body, clock.now(), sources),
  )
  api.on(contract.withdraw, ({ caller, params }) =>
    withdraw(db, caller!, params.id, params.member, clock.now()),
  )
  api.on(contract.letter, ({ caller, params }) =>
    viewLetter(db, caller!, params.id, params.member, clock.now(), sources),
  )
}
