// Plans of a year over HTTP.
import { done } from '../../kernel/finding.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database.ts'
import type { Api } from '../../platform/http.ts'
import type { Actor } from '../people/schema.ts'
import { commentOn, saveStudy, viewStudy } from './actions.ts'
import { studyPlansContract as contract } from './contract.ts'
import { listWaiting, viewStudyClass } from './overview.ts'
import { placePlan } from './placing.ts'
import { stepPlan } from './stepping.ts'

export function routeStudyPlans(api: Api<Actor | undefined>, db: Database, clock: Clock): void {
  api.on(contract.waiting, async ({ caller }) => done(await listWaiting(db, caller!, clock.now())))
  api.on(contract.class, ({ caller, params, query }) =>
    viewStudyClass(db, caller!, { ...params, ...query }, clock.now()),
  )
  api.on(contract.view, ({ caller, params, query }) =>
    viewStudy(db, caller!, { ...params, ...query }, clock.now()),
  )
  api.on(contract.save, ({ caller, params, query, body }) =>
    saveStudy(db, caller!, { ...params, ...query }, body, clock.now()),
  )
  api.on(contract.step, ({ caller, params, query, body }) =>
    stepPlan(db, caller!, { ...params, ...query }, body, clock.now()),
  )
  api.on(contract.comment, ({ caller, params, query, body }) =>
    commentOn(db, caller!, { ...params, ...query }, body, clock.now()),
  )
  api.on(contract.place, ({ caller, params, query }) =>
    placePlan(db, caller!, { ...params, ...query }, clock.now()),
  )
}
