// Interviews over HTTP, for those who select and for those who apply.
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database.ts'
import type { Api } from '../../platform/http.ts'
import { originOf } from '../../platform/origin.ts'
import type { Actor } from '../people/schema.ts'
import { answerFile, applicantOf } from '../recruitment/index.ts'
import { invitedContract } from './applicant-contract.ts'
import { arrangeDay, noteScore, publish, solveDay } from './arranging.ts'
import { choose, viewOwnInterview } from './booking.ts'
import { interviewsContract as contract } from './contract.ts'
import { readPhoto, viewInterviews, viewOwnDay } from './looking.ts'
import { changeDay } from './moving.ts'
import { addDay, dropDay, setUpInterviews } from './planning.ts'
import { invite, seat, write } from './seating.ts'
import { viewWaiting } from './waiting.ts'

export function routeInterviews(api: Api<Actor | undefined>, db: Database, clock: Clock): void {
  api.on(contract.view, ({ caller, params }) => viewInterviews(db, caller!, params, clock.now()))
  api.on(contract.waiting, ({ caller }) => viewWaiting(db, caller!, clock.now()))
  api.on(contract.addDay, ({ caller, params, body }) =>
    addDay(db, caller!, params, body, clock.now()),
  )
  api.on(contract.changeDay, ({ caller, params, body, context }) =>
    changeDay(db, caller!, params, body, { origin: originOf(context), now: clock.now() }),
  )
  api.on(contract.dropDay, ({ caller, params }) => dropDay(db, caller!, params, clock.now()))
  api.on(contract.setUp, ({ caller, params, body }) => setUpInterviews(db, caller!, params, body))
  api.on(contract.invite, ({ caller, params, body, context }) =>
    invite(db, caller!, params, body.applications, {
      ...{ origin: originOf(context), now: clock.now() },
    }),
  )
  api.on(contract.seat, ({ caller, params, body, context }) =>
    seat(db, caller!, params, body.day, { origin: originOf(context), now: clock.now() }),
  )
  api.on(contract.solve, ({ caller, params, body }) =>
    solveDay(db, caller!, params, body, clock.now()),
  )
  api.on(contract.arrange, ({ caller, params, body }) =>
    arrangeDay(db, caller!, params, body, clock.now()),
  )
  api.on(contract.publish, ({ caller, params, body, context }) =>
    publish(db, caller!, params, body.isPublished, {
      ...{ origin: originOf(context), now: clock.now() },
    }),
  )
  api.on(contract.mine, ({ caller, params }) => viewOwnDay(db, caller!, params, clock.now()))
  api.raw(
    {
      path: '/programmes/:id/cycles/:cycle/interviews/photos/:application',
      ...{ access: 'member', scope: 'programme', risk: 'personal' },
      says: 'The photo of somebody whom one meets, from the day of the interview on.',
    },
    async (_, caller, params) => {
      const at = { id: params['id']!, cycle: params['cycle']!, application: params['application']! }
      return answerFile(await readPhoto(db, caller!, at, clock.now()))
    },
  )
  api.on(contract.score, ({ caller, params, body }) => noteScore(db, caller!, params, body))
  api.on(contract.write, ({ caller, params, body }) =>
    write(db, caller!, params, body, { now: clock.now(), key: crypto.randomUUID() }),
  )
  api.on(invitedContract.view, ({ params, context }) =>
    viewOwnInterview(db, applicantOf(context), params, clock.now()),
  )
  api.on(invitedContract.choose, ({ params, body, context }) =>
    choose(db, applicantOf(context), params, body, {
      ...{ origin: originOf(context), now: clock.now() },
    }),
  )
}
