// Stays at other hospitals over HTTP.
import { done } from '../../kernel/finding.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database.ts'
import type { Api } from '../../platform/http.ts'
import { originOf } from '../../platform/origin.ts'
import type { Actor } from '../people/schema.ts'
import { askForStay, changeStay, stepStay } from './actions.ts'
import { addAgreement, endAgreement, listToDo } from './agreements.ts'
import { offsiteContract as contract } from './contract.ts'
import { listStays, viewStay } from './looking.ts'
import { answerFromOutside, askDirector, lookFromOutside } from './outside.ts'
import { addTask, setTask } from './tasks.ts'

export function routeOffsite(api: Api<Actor | undefined>, db: Database, clock: Clock): void {
  api.on(contract.toDo, async ({ caller }) => done(await listToDo(db, caller!, clock.now())))
  api.on(contract.list, ({ caller, params }) => listStays(db, caller!, params.id, clock.now()))
  api.on(contract.ask, ({ caller, params, body }) =>
    askForStay(db, caller!, params.id, body, clock.now()),
  )
  api.on(contract.view, ({ caller, params }) => viewStay(db, caller!, params, clock.now()))
  api.on(contract.change, ({ caller, params, body }) =>
    changeStay(db, caller!, params, body, clock.now()),
  )
  api.on(contract.step, ({ caller, params, body }) =>
    stepStay(db, caller!, params, body, clock.now()),
  )
  api.on(contract.addTask, ({ caller, params, body }) =>
    addTask(db, caller!, params, body, clock.now()),
  )
  api.on(contract.setTask, ({ caller, params, body }) =>
    setTask(db, caller!, params, body, clock.now()),
  )
  api.on(contract.askDirector, ({ caller, params, context }) =>
    askDirector(db, caller!, params, { origin: originOf(context), now: clock.now() }),
  )
  api.on(contract.outside, ({ params }) => lookFromOutside(db, params.token))
  api.on(contract.answer, ({ params, body }) =>
    answerFromOutside(db, params.token, body, clock.now()),
  )
  api.on(contract.addAgreement, ({ caller, params, body }) =>
    addAgreement(db, caller!, params.id, body),
  )
  api.on(contract.endAgreement, ({ caller, params }) =>
    endAgreement(db, caller!, params, clock.now()),
  )
}
