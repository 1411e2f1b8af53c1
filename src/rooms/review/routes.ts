// Reviewing over HTTP.
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database.ts'
import type { Api } from '../../platform/http.ts'
import type { Actor } from '../people/schema.ts'
import { answerFile } from '../recruitment/index.ts'
import { assign, decide, recuse, saveReview, setUp, tell, unassign } from './actions.ts'
import { reviewContract as contract } from './contract.ts'
import { readPaper, viewFile, viewPile } from './looking.ts'

const PAPER = '/programmes/:id/cycles/:cycle/review/:application/documents/:document'

export function routeReview(api: Api<Actor | undefined>, db: Database, clock: Clock): void {
  api.on(contract.pile, ({ caller, params }) => viewPile(db, caller!, params, clock.now()))
  api.on(contract.setUp, ({ caller, params, body }) => setUp(db, caller!, params, body))
  api.on(contract.file, ({ caller, params }) => viewFile(db, caller!, params, clock.now()))
  api.raw(
    {
      ...{ path: PAPER, access: 'selector', scope: 'programme', risk: 'personal' },
      says: 'A document of an application, for who reviews it.',
    },
    async (context, caller, params) => {
      const at = { id: params['id']!, cycle: params['cycle']!, application: params['application']! }
      return answerFile(await readPaper(db, caller!, at, params['document']!, clock.now()))
    },
  )
  api.on(contract.save, ({ caller, params, body }) =>
    saveReview(db, caller!, params, body, clock.now()),
  )
  api.on(contract.recuse, ({ caller, params, body }) =>
    recuse(db, caller!, params, body, clock.now()),
  )
  api.on(contract.assign, ({ caller, params, body }) =>
    assign(db, caller!, params, body, clock.now()),
  )
  api.on(contract.unassign, async ({ caller, params, body }) =>
    unassign(db, caller!, params, body.pairs, clock.now()),
  )
  api.on(contract.decide, ({ caller, params, body }) =>
    decide(db, caller!, params, body, clock.now()),
  )
  api.on(contract.tell, ({ caller, params, body }) =>
    tell(db, caller!, params, body.applications, clock.now()),
  )
}
