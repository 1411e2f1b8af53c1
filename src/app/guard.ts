// Who may call what? The one place that turns a session and a path into a yes or a no.
import type { Context } from 'hono'
import { type Finding, finding } from '../kernel/finding.ts'
import type { Clock } from '../platform/clock.ts'
import type { Endpoint } from '../platform/contract.ts'
import type { Database } from '../platform/database.ts'
import type { Guard } from '../platform/http.ts'
import { findActor, findKeyActor, isMember, mayPlan } from '../rooms/people/index.ts'
import { bearerToken, sessionToken } from '../rooms/people/routes.ts'
import type { Actor } from '../rooms/people/schema.ts'
import { findProgrammeOf } from '../rooms/rota/index.ts'

export function makeGuard(db: Database, clock: Clock): Guard<Actor | undefined> {
  return async (context: Context, spec, params) => {
    const key = bearerToken(context)
    if (key !== undefined) {
      const found = await findKeyActor(db, key)
      const refusal = found ? refuseKey(found.scope, context) : wrongKey()
      if (!found || refusal) return refusal!
      return judge(found.actor, spec, params, context)
    }
    const token = sessionToken(context)
    return judge(token ? await findActor(db, token) : undefined, spec, params, context)
  }

  async function judge(
    actor: Actor | undefined,
    spec: Pick<Endpoint, 'access' | 'scope' | 'path'>,
    params: Record<string, string>,
    context: Context,
  ): ReturnType<Guard<Actor | undefined>> {
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

type Refusal = { ok: false; status: 401 | 403; finding: Finding }

function wrongKey(): Refusal {
  const can = 'Make a new one under Access.'
  const says = 'This key is not known, or was revoked.'
  return { ok: false, status: 401, finding: finding('people.keys', says, { can }) }
}

/** A key that only reads may only read, and no key makes or ends keys or sessions. */
function refuseKey(scope: 'read' | 'write', context: Context): Refusal | undefined {
  const { method, path } = context.req
  const refuse = (says: string): Refusal => ({
    ...{ ok: false, status: 403, finding: finding('people.keys', says) },
  })
  if (scope === 'read' && method !== 'GET')
    return refuse('This key only reads. Make one that may write.')
  if (
    /^\/api\/(access-keys|session|feeds|institutions|programmes\/[^/]+\/hooks)\b/.test(path) &&
    method !== 'GET'
  )
    return refuse(
      'Keys, sessions, feeds and webhooks are made and ended by a person who is signed in.',
    )
  return undefined
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
