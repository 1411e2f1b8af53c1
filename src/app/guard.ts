// Who may call what? The one place that turns a session and a path into a yes or a no.
import type { Context } from 'hono'
import { finding } from '../kernel/finding.ts'
import type { Clock } from '../platform/clock.ts'
import type { Endpoint } from '../platform/contract.ts'
import type { Database } from '../platform/database.ts'
import type { Guard } from '../platform/http.ts'
import { findActor, isMember, mayPlan } from '../rooms/people/index.ts'
import { sessionToken } from '../rooms/people/routes.ts'
import type { Actor } from '../rooms/people/schema.ts'
import { findProgrammeOf } from '../rooms/rota/index.ts'

export function makeGuard(db: Database, clock: Clock): Guard<Actor | undefined> {
  return async (context: Context, spec, params) => {
    const token = sessionToken(context)
    const actor = token ? await findActor(db, token) : undefined
    if (spec.access === 'anyone') return { ok: true, caller: actor }
    if (!actor)
      return {
        ok: false,
        status: 401,
        finding: finding('people.session', 'Nobody is signed in here.', { can: 'Sign in.' }),
      }
    if (spec.access === 'signed-in') return { ok: true, caller: actor }
    const programme = await programmeOf(db, actor, spec, params)
    // What does not exist and what is none of your business look the same from outside.
    if (!programme || !isMember(actor, programme, clock.now()))
      return {
        ok: false,
        status: 404,
        finding: finding('http.missing', `There is nothing at ${context.req.path}.`),
      }
    if (spec.access === 'planner' && !mayPlan(actor, programme, clock.now()))
      return {
        ok: false,
        status: 403,
        finding: finding(
          'people.rights',
          'Only coordinators, chiefs and directors of the programme build its year.',
        ),
      }
    return { ok: true, caller: actor }
  }
}

async function programmeOf(
  db: Database,
  actor: Actor,
  spec: Pick<Endpoint, 'scope'>,
  params: Record<string, string>,
): Promise<string | undefined> {
  const id = params['id'] ?? ''
  if (spec.scope === 'programme') return id
  if (spec.scope === 'none') return undefined
  const scope = spec.scope
  return db.inTenant(actor.institution.id, (tx) => findProgrammeOf(tx, scope, id))
}
