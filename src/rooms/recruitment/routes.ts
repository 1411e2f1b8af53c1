// Recruitment over HTTP: the office with an account, applicants and writers without.
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database.ts'
import type { Api } from '../../platform/http.ts'
import { originOf } from '../../platform/origin.ts'
import type { Actor } from '../people/schema.ts'
import { routeApplicants } from './applicant-routes.ts'
import { officeFile, recruitmentContract as contract } from './contract.ts'
import { addCycle, setCycle, viewRecruitment } from './cycles.ts'
import {
  addApplicant,
  addWriter,
  attachDocument,
  attachLetter,
  decideRule,
  readOfficeFile,
  remindFor,
} from './files.ts'
import { viewFile, viewSeason } from './looking.ts'
import { lookOver, setPage, viewPublicPage } from './public-page.ts'
import { makeReader } from './reading.ts'
import { answerFile } from './uploads.ts'

/** `reader`: the built thread that reads files; absent = they are read in this one. */
export function routeRecruitment(
  api: Api<Actor | undefined>,
  db: Database,
  clock: Clock,
  { isSent, reader }: { isSent: boolean; reader: URL | undefined },
): void {
  const read = makeReader(reader)
  routeApplicants(api, db, clock, { isSent, read })
  api.on(contract.list, ({ caller, params }) =>
    viewRecruitment(db, caller!, params.id, clock.now()),
  )
  api.on(contract.addCycle, ({ caller, params, body }) => addCycle(db, caller!, params.id, body))
  api.on(contract.setCycle, ({ caller, params, body }) =>
    setCycle(db, caller!, params, body, clock.now()),
  )
  api.on(contract.season, ({ caller, params }) => viewSeason(db, caller!, params, clock.now()))
  api.on(contract.addApplicant, ({ caller, params, body }) =>
    addApplicant(db, caller!, params, body),
  )
  api.on(contract.file, ({ caller, params }) => viewFile(db, caller!, params))
  api.on(contract.attach, ({ caller, params, query, body }) =>
    attachDocument(db, caller!, params, { name: query.name, bytes: body }, read),
  )
  api.on(contract.attachLetter, ({ caller, params, query, body }) =>
    attachLetter(db, caller!, params, { name: query.name, bytes: body }, read),
  )
  api.on(contract.addWriter, ({ caller, params, body }) => addWriter(db, caller!, params, body))
  api.on(contract.remind, ({ caller, params, context }) =>
    remindFor(db, caller!, params, { origin: originOf(context), now: clock.now() }),
  )
  api.on(contract.decide, ({ caller, params, body }) =>
    decideRule(db, caller!, params, body.decided),
  )
  api.on(contract.setPage, ({ caller, params, body }) =>
    setPage(db, caller!, params.id, body, clock.now()),
  )
  api.on(contract.lookOver, ({ caller, params }) => lookOver(db, caller!, params.id, clock.now()))
  api.on(contract.page, ({ params }) => viewPublicPage(db, params, clock.now()))
  api.raw(officeFile, async (_, caller, params) =>
    answerFile(await readOfficeFile(db, caller!, params as never)),
  )
}
