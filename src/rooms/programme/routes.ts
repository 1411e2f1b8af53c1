// Programmes over HTTP.
import { done } from '../../kernel/finding.ts'
import type { Database } from '../../platform/database.ts'
import type { Api } from '../../platform/http.ts'
import type { Actor } from '../people/schema.ts'
import { listProgrammes, viewProgramme } from './actions.ts'
import { programmeContract } from './contract.ts'

export function routeProgrammes(api: Api<Actor | undefined>, db: Database): void {
  api.on(programmeContract.list, async ({ caller }) =>
    done({ programmes: await listProgrammes(db, caller!) }),
  )
  api.on(programmeContract.view, ({ caller, params }) => viewProgramme(db, caller!, params.id))
}
