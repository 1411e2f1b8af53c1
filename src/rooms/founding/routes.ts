// A programme from nothing, over HTTP.
import { done } from '../../kernel/finding.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database.ts'
import type { Api } from '../../platform/http.ts'
import { changeSession, sayBrowser } from '../accounts/index.ts'
import type { Actor } from '../people/schema.ts'
import { readApart } from '../sheets/index.ts'
import { foundProgramme, openInstitution } from './actions.ts'
import { foundingContract as contract } from './contract.ts'

/** `workerUrl`: the built thread that reads files; absent = they are read in this one. */
export function routeFounding(
  api: Api<Actor | undefined>,
  db: Database,
  clock: Clock,
  workerUrl: URL | undefined,
): void {
  api.on(contract.open, async ({ body, context }) => {
    const browser = sayBrowser(context.req.header('user-agent'))
    const outcome = await openInstitution(db, body, browser, clock.now())
    if (!outcome.ok) return outcome
    await changeSession(db, context, outcome.value.token)
    return done({ person: outcome.value.person })
  })
  api.on(contract.read, ({ body }) => readApart(body, workerUrl))
  api.on(contract.found, ({ caller, body }) => foundProgramme(db, caller!, body, clock.now()))
}
