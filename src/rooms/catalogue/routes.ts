// The catalogue over HTTP.
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database.ts'
import type { Api } from '../../platform/http.ts'
import type { Actor } from '../people/schema.ts'
import { compareVersions, viewCatalogue, viewPublic } from './actions.ts'
import { recordCompetency, stopCompetency, viewCompetencies } from './competencies.ts'
import { catalogueContract as contract } from './contract.ts'
import { beginDraft, discardDraft, editDraft, openCatalogue, putInForce } from './drafts.ts'

export function routeCatalogue(api: Api<Actor | undefined>, db: Database, clock: Clock): void {
  api.on(contract.view, ({ caller, params, query }) =>
    viewCatalogue(db, caller!, params.id, query.version, clock.now()),
  )
  api.on(contract.difference, ({ caller, params, query }) =>
    compareVersions(db, caller!, params.id, query, clock.now()),
  )
  api.on(contract.begin, ({ caller, params, body }) =>
    beginDraft(db, caller!, params.id, body.document),
  )
  api.on(contract.edit, ({ caller, params, body }) => editDraft(db, caller!, params.id, body.edit))
  api.on(contract.discard, ({ caller, params }) => discardDraft(db, caller!, params.id))
  api.on(contract.settle, ({ caller, params, body }) =>
    putInForce(db, caller!, params.id, body, clock.now()),
  )
  api.on(contract.open, ({ caller, params, body }) =>
    openCatalogue(db, caller!, params.id, body.isPublic),
  )
  api.on(contract.public, ({ params }) => viewPublic(db, params, clock.now()))
  api.on(contract.competencies, ({ caller, params }) =>
    viewCompetencies(db, caller!, params.id, clock.now()),
  )
  api.on(contract.record, ({ caller, params, body }) =>
    recordCompetency(db, caller!, { ...body, programme: params.id }, clock.now()),
  )
  api.on(contract.end, ({ caller, params }) =>
    stopCompetency(db, caller!, params.id, params.record),
  )
}
