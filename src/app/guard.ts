// Who may call what? The one place that turns a session and a path into a yes or a no.
import type { Context } from 'hono'
import { LRUCache } from 'lru-cache'
import { type Finding, finding } from '../kernel/finding.ts'
import { dayAt } from '../kernel/moment.ts'
import type { Clock } from '../platform/clock.ts'
import type { Endpoint } from '../platform/contract.ts'
import type { Database } from '../platform/database.ts'
import type { Guard, Identify } from '../platform/http.ts'
import {
  bearerToken,
  findActor,
  keepSession,
  noteRefusedRight,
  sessionToken,
} from '../rooms/accounts/index.ts'
import { findKeyActor, mayAct, policy } from '../rooms/people/index.ts'
import type { Actor } from '../rooms/people/schema.ts'
import { findApplicantCaller, keepApplicant } from '../rooms/recruitment/index.ts'
import { findProgrammeOf } from '../rooms/rota/index.ts'

type Spec = Pick<Endpoint, 'access' | 'scope' | 'path'>
type Answer = ReturnType<Guard<Actor | undefined>>

/** Whoever acts, for the audit; a program that acts with a key is named beside its person. */
export const identify: Identify<Actor | undefined> = (actor) =>
  actor && {
    tenant: actor.institution.id,
    person: actor.person.id,
    ...(actor.key ? { behalf: `key ${actor.key.label}` } : {}),
  }

export function makeGuard(db: Database, clock: Clock): Guard<Actor | undefined> {
  return async (context: Context, spec, params) => {
    if (spec.access === 'applicant') return admitApplicant(db, context, params)
    const key = bearerToken(context)
    if (key !== undefined) {
      const found = await findKeyActor(db, key)
      const refusal = found ? refuseKey(found.scope, spec, context) : wrongKey()
      if (!found || refusal) return refusal!
      return judge(found.actor, spec, params, context)
    }
    const token = sessionToken(context)
    const found = token ? await findActor(db, token) : undefined
    if (found?.state === 'locked')
      return spec.access === 'anyone' ? { ok: true, caller: undefined } : locked()
    if (found?.token) keepSession(context, found.token)
    return judge(found?.actor, spec, params, context)
  }

  async function judge(
    actor: Actor | undefined,
    spec: Spec,
    params: Record<string, string>,
    context: Context,
  ): Answer {
    if (spec.access === 'anyone') return { ok: true, caller: actor }
    if (!actor)
      return {
        ok: false,
        status: 401,
        finding: finding('people.session', 'Nobody is signed in here.', { can: 'Sign in.' }),
      }
    const today = dayAt(clock.now(), actor.institution.timeZone)
    const nothing: Awaited<Answer> = {
      ok: false,
      status: 404,
      finding: finding('http.missing', `There is nothing at ${context.req.path}.`),
    }
    const { method, path: target } = context.req
    const note = () => noteRefusedRight(db, actor, { method, path: spec.path, target })
    const right = policy[spec.access]
    const programme = await programmeOf(db, actor, spec, params)
    if (right.within === 'programme') {
      // What does not exist and what is none of your business look the same from outside.
      const isMember = programme && mayAct(actor, 'member', today, programme)
      if (programme && !isMember) note()
      if (!isMember) return nothing
    }
    if (!mayAct(actor, spec.access, today, programme)) {
      note()
      return {
        ok: false,
        status: 403,
        finding: finding('people.rights', `This is not open to you. It is for: ${right.says}`),
      }
    }
    const second = actor.session?.needsSecond
    if (second === 'everybody' || (second === 'planners' && PLANNING.has(spec.access)))
      if (spec.access !== 'account')
        return {
          ok: false,
          status: 403,
          finding: finding('accounts.second', 'Your institution asks for a second proof here.', {
            can: 'Set up a code or a passkey under My account.',
          }),
        }
    return { ok: true, caller: actor }
  }
}

/** Who applies has a cookie of their own, and is nobody of the house: `applicantOf` finds them again. */
async function admitApplicant(
  db: Database,
  context: Context,
  params: Record<string, string>,
): Answer {
  const found = await findApplicantCaller(db, context, params['institution'] ?? '')
  if (found) {
    keepApplicant(context, found)
    return { ok: true, caller: undefined }
  }
  return {
    ok: false,
    status: 401,
    finding: finding('recruitment.entry', 'This browser opens no application here.', {
      can: 'Have a letter sent to your address, and come in with it.',
    }),
  }
}

/** What those do who plan for others, or rule the house. */
const PLANNING = new Set<Endpoint['access']>([
  ...([
    'planner',
    'selector',
    'recruiter',
    'programme-director',
    'founder',
    'administrator',
    'auditor',
    'operator',
  ] as const),
])

type Refusal = { ok: false; status: 401 | 403; finding: Finding }

function locked(): Refusal {
  const can = 'Give your password, or sign out.'
  const says = 'This screen is locked, because nobody has touched it for a while.'
  return { ok: false, status: 401, finding: finding('accounts.locked', says, { can }) }
}

function wrongKey(): Refusal {
  const can = 'Make a new one under Access.'
  const says = 'This key is not known, or was revoked.'
  return { ok: false, status: 401, finding: finding('people.keys', says, { can }) }
}

/** A key that only reads may only read, and no key makes or ends keys, sessions or rights. */
function refuseKey(scope: 'read' | 'write', spec: Spec, context: Context): Refusal | undefined {
  const { method, path } = context.req
  const refuse = (says: string): Refusal => ({
    ...{ ok: false, status: 403, finding: finding('people.keys', says) },
  })
  if (scope === 'read' && method !== 'GET')
    return refuse('This key only reads. Make one that may write.')
  const isOfPeople =
    ['account', 'administrator', 'auditor', 'operator'].includes(spec.access) ||
    (spec.access === 'founder' && !path.startsWith('/api/programmes')) ||
    /^\/api\/(session|password-resets|invitations)\b/.test(path)
  const makesWaysIn =
    method !== 'GET' &&
    /^\/api\/(access-keys|feeds|institutions|programmes\/[^/]+\/(hooks|board-links))\b/.test(path)
  if (isOfPeople || makesWaysIn)
    return refuse(
      'Keys, sessions, rights, feeds and webhooks are made and ended by a person who is signed in.',
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
  const { id: tenant } = actor.institution
  // A plan never moves to another programme, nor a draft to another plan.
  const key = `${scope} ${tenant} ${id}`
  const known = knownPlaces(db)
  const found =
    known.get(key) ?? (await db.inTenant(tenant, (tx) => findProgrammeOf(tx, scope, id)))
  if (found) known.set(key, found)
  return found
}

const places = new WeakMap<Database, LRUCache<string, string>>()
function knownPlaces(db: Database): LRUCache<string, string> {
  const known = places.get(db) ?? new LRUCache<string, string>({ max: 5_000 })
  places.set(db, known)
  return known
}
