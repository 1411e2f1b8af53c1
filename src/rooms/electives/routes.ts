// Choosing electives over HTTP.
import { done } from '../../kernel/finding.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database.ts'
import type { Api } from '../../platform/http.ts'
import type { Actor } from '../people/schema.ts'
import {
  announceRound,
  changeRound,
  closeRound,
  createRound,
  listOpenOf,
  listRounds,
  remind,
  removeRound,
  viewRound,
} from './actions.ts'
import { allotRound, compareRound, findCertificate, releaseRound } from './allotting.ts'
import { electivesContract as contract } from './contract.ts'
import { setBars, setOffer } from './offering.ts'
import { answerTrade, proposeTrade } from './trading.ts'
import { saveWishes, viewMine } from './wishing.ts'

/** `entry`: of the thread that allots; without it the work is done right here. */
export function routeElectives(
  api: Api<Actor | undefined>,
  db: Database,
  clock: Clock,
  entry?: URL,
): void {
  api.on(contract.mineOpen, async ({ caller }) => done(await listOpenOf(db, caller!)))
  api.on(contract.list, async ({ caller, params }) =>
    done(await listRounds(db, caller!, params.id, clock.now())),
  )
  api.on(contract.create, ({ caller, params, body }) => createRound(db, caller!, params.id, body))
  api.on(contract.view, ({ caller, params }) => viewRound(db, caller!, params))
  api.on(contract.change, ({ caller, params, body }) => changeRound(db, caller!, params, body))
  api.on(contract.remove, ({ caller, params }) => removeRound(db, caller!, params))
  api.on(contract.announce, ({ caller, params }) => announceRound(db, caller!, params))
  api.on(contract.close, ({ caller, params }) => closeRound(db, caller!, params))
  api.on(contract.setOffer, ({ caller, params, body }) => setOffer(db, caller!, params, body))
  api.on(contract.bar, ({ caller, params, body }) => setBars(db, caller!, params, body.barred))
  api.on(contract.remind, ({ caller, params }) => remind(db, caller!, params, clock.now()))
  api.on(contract.mine, ({ caller, params }) => viewMine(db, caller!, params, clock.now()))
  api.on(contract.save, ({ caller, params, body }) =>
    saveWishes(db, caller!, params, body, clock.now()),
  )
  api.on(contract.propose, ({ caller, params, body }) =>
    proposeTrade(db, caller!, params, body.key, clock.now()),
  )
  api.on(contract.answer, ({ caller, params, body }) =>
    answerTrade(db, caller!, params, body.agrees, clock.now()),
  )
  api.on(contract.comparison, ({ caller, params }) => compareRound(db, caller!, params, entry))
  api.on(contract.allot, ({ caller, params, body }) =>
    allotRound(db, caller!, params, body.mechanism, entry),
  )
  api.on(contract.release, ({ caller, params, body }) =>
    releaseRound(db, caller!, params, body.resultHash, clock.now()),
  )
  api.on(contract.certificate, ({ caller, params }) =>
    findCertificate(db, caller!, params, clock.now()),
  )
}
