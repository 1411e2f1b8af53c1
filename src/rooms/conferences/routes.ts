// Conferences over HTTP.
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database.ts'
import type { Api } from '../../platform/http.ts'
import type { Actor } from '../people/schema.ts'
import { conferencesContract as contract } from './contract.ts'
import { answerOffer, offerSession, setTopic, viewMine } from './mine.ts'
import { setPresenters, shareOut } from './presenters.ts'
import { setSession } from './sessions.ts'
import { addSeries, changeSeries, endOrHold, seriesFromRecord } from './setting.ts'
import { viewConferences, viewReach } from './viewing.ts'

export function routeConferences(api: Api<Actor | undefined>, db: Database, clock: Clock): void {
  api.on(contract.view, ({ caller, params, query }) =>
    viewConferences(db, caller!, params.id, query.from, clock.now()),
  )
  api.on(contract.add, ({ caller, params, body }) =>
    addSeries(db, caller!, params.id, body, clock.now()),
  )
  api.on(contract.fromRecord, ({ caller, params }) =>
    seriesFromRecord(db, caller!, params.id, clock.now()),
  )
  api.on(contract.change, ({ caller, params, body }) =>
    changeSeries(db, caller!, params, body, clock.now()),
  )
  api.on(contract.end, ({ caller, params, body }) =>
    endOrHold(db, caller!, params, body, clock.now()),
  )
  api.on(contract.rota, ({ caller, params }) => shareOut(db, caller!, params, clock.now()))
  api.on(contract.setPresenters, ({ caller, params, body }) =>
    setPresenters(db, caller!, params.id, body.changes, clock.now()),
  )
  api.on(contract.reach, ({ caller, params }) => viewReach(db, caller!, params, clock.now()))
  api.on(contract.setSession, ({ caller, params, body }) =>
    setSession(db, caller!, params, body, clock.now()),
  )
  api.on(contract.mine, ({ caller }) => viewMine(db, caller!, clock.now()))
  api.on(contract.setTopic, ({ caller, params, body }) =>
    setTopic(db, caller!, params.session, body, clock.now()),
  )
  api.on(contract.offer, ({ caller, params, body }) =>
    offerSession(db, caller!, params.session, body, clock.now()),
  )
  api.on(contract.answer, ({ caller, params, body }) =>
    answerOffer(db, caller!, params.session, body, clock.now()),
  )
}
