// The audit and the table of rights over HTTP.
import { done } from '../../kernel/finding.ts'
import type { Database } from '../../platform/database.ts'
import { type Api, missing } from '../../platform/http.ts'
import { noteAudit } from '../accounts/index.ts'
import { findPeople } from '../people/index.ts'
import type { Actor } from '../people/schema.ts'
import { checkAudit, listRights, searchAudit } from './actions.ts'
import { auditContract as contract } from './contract.ts'

export function routeAudit(api: Api<Actor | undefined>, db: Database): void {
  api.on(contract.search, async ({ caller, query }) => {
    const page = await searchAudit(db, caller!, query)
    // Turning pages is one look.
    if (query.before === undefined)
      await db.inTenant(caller!.institution.id, (tx) =>
        noteAudit(tx, { action: 'look', thing: 'audit', id: 'search', facts: query }),
      )
    return done(page)
  })
  api.on(contract.chain, async ({ caller }) => done(await checkAudit(db, caller!)))
  api.on(contract.ofProgramme, async ({ caller, params }) => {
    const [person] = await db.inTenant(caller!.institution.id, (tx) =>
      findPeople(tx, [params.person]),
    )
    // Somebody of this programme, now or before; others are the affair of their own.
    if (!person?.roles.some(({ programme }) => programme === params.id))
      return missing('There is no such person in this programme.')
    return done(await searchAudit(db, caller!, { subject: params.person, programme: params.id }))
  })
  api.on(contract.mine, async ({ caller }) =>
    done(await searchAudit(db, caller!, { subject: caller!.person.id })),
  )
  api.on(contract.rights, async () => done({ rights: listRights(api.declared) }))
}
