// Call over HTTP.
import { done } from '../../kernel/finding.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database.ts'
import type { Api } from '../../platform/http.ts'
import type { Live } from '../../platform/live.ts'
import type { Actor } from '../people/schema.ts'
import { discardCall, pinCall, planCall, stopCall, unwishCall, wishCall } from './asking.ts'
import { callContract as contract } from './contract.ts'
import {
  addHouseHolidays,
  proposeHolidays,
  removeHouseHoliday,
  viewHouseHolidays,
} from './house-holidays.ts'
import { publishCall } from './publishing.ts'
import { addHoliday, addKind, changeKind, endKind, removeHoliday } from './setting.ts'
import { viewCall } from './viewing.ts'
import { askCallYear, discardCallYear, stopCallYearOf, takeCallYear } from './year-asking.ts'
import { callYearContract } from './year-contract.ts'
import { viewCallYears } from './year-viewing.ts'

export function routeCall(
  api: Api<Actor | undefined>,
  db: Database,
  live: Live,
  clock: Clock,
): void {
  api.on(contract.view, ({ caller, params }) => viewCall(db, caller!, params.id, clock.now()))
  api.on(contract.plan, ({ caller, params, body }) =>
    planCall(db, caller!, params.id, body, clock.now()),
  )
  api.on(contract.stop, ({ caller, params }) => stopCall(db, live, caller!, params))
  api.on(contract.publish, ({ caller, params }) => publishCall(db, caller!, params, clock.now()))
  api.on(contract.discard, ({ caller, params }) => discardCall(db, live, caller!, params))
  api.on(contract.wish, ({ caller, params, body }) =>
    wishCall(db, caller!, params.id, body, clock.now()),
  )
  api.on(contract.unwish, ({ caller, params }) => unwishCall(db, caller!, params))
  api.on(contract.pin, ({ caller, params, body }) => pinCall(db, caller!, params, body.pinned))
  api.on(contract.addKind, ({ caller, params, body }) =>
    addKind(db, caller!, params.id, body, clock.now()),
  )
  api.on(contract.changeKind, ({ caller, params, body }) =>
    changeKind(db, caller!, params, body, clock.now()),
  )
  api.on(contract.endKind, ({ caller, params, body }) => endKind(db, caller!, params, body.ended))
  api.on(contract.addHoliday, ({ caller, params, body }) =>
    addHoliday(db, caller!, params.id, body, clock.now()),
  )
  api.on(contract.removeHoliday, ({ caller, params }) => removeHoliday(db, caller!, params))
  api.on(contract.houseHolidays, async ({ caller }) =>
    done(await viewHouseHolidays(db, caller!, clock.now())),
  )
  api.on(contract.proposeHolidays, ({ caller, query }) => proposeHolidays(db, caller!, query))
  api.on(contract.addHouseHolidays, ({ caller, body }) =>
    addHouseHolidays(db, caller!, body.holidays, clock.now()),
  )
  api.on(contract.removeHouseHoliday, ({ caller, params }) =>
    removeHouseHoliday(db, caller!, params.holiday),
  )
  routeCallYears(api, db, live, clock)
}

function routeCallYears(api: Api<Actor | undefined>, db: Database, live: Live, clock: Clock): void {
  const contract = callYearContract
  api.on(contract.view, ({ caller, params }) => viewCallYears(db, caller!, params.id, clock.now()))
  api.on(contract.ask, ({ caller, params, body }) =>
    askCallYear(db, caller!, params.id, body, clock.now()),
  )
  api.on(contract.stop, ({ caller, params }) => stopCallYearOf(db, live, caller!, params))
  api.on(contract.discard, ({ caller, params }) => discardCallYear(db, live, caller!, params))
  api.on(contract.take, ({ caller, params, body }) => takeCallYear(db, caller!, params, body))
}
