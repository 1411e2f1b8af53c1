// Sign-in and "who am I" over HTTP.
import { getCookie, setCookie, deleteCookie } from 'hono/cookie'
import type { Context } from 'hono'
import { done } from '../../kernel/finding.ts'
import { dayAt } from '../../kernel/moment.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database.ts'
import type { Api } from '../../platform/http.ts'
import { appVersion } from '../../platform/root.ts'
import { createAccessKey, listAccessKeys, revokeAccessKey } from './access-keys.ts'
import { listCast, signInAsCast, signOut } from './actions.ts'
import { peopleContract } from './contract.ts'
import type { Actor } from './schema.ts'

const COOKIE = 'isocenter'

export function sessionToken(context: Context): string | undefined {
  return getCookie(context, COOKIE)
}

/** What a program sends instead of a cookie: `Authorization: Bearer iso_...`. */
export function bearerToken(context: Context): string | undefined {
  return /^Bearer\s+(\S+)$/i.exec(context.req.header('authorization') ?? '')?.[1]
}

export function keepSession(context: Context, token: string): void {
  setCookie(context, COOKIE, token, {
    httpOnly: true,
    sameSite: 'Lax',
    path: '/',
    maxAge: 30 * 86_400,
    secure: new URL(context.req.url).protocol === 'https:',
  })
}

export function routePeople(api: Api<Actor | undefined>, db: Database, clock: Clock): void {
  api.on(peopleContract.me, async ({ caller }) =>
    done({
      person: caller?.person ?? null,
      institution: caller?.institution ?? null,
      today: dayAt(clock.now(), caller?.institution.timeZone ?? 'UTC'),
      demo: true,
      version: appVersion,
    }),
  )
  api.on(peopleContract.cast, async () => done(await listCast(db, clock.now())))
  api.on(peopleContract.signIn, async ({ body, context }) => {
    const outcome = await signInAsCast(db, body)
    if (!outcome.ok) return outcome
    keepSession(context, outcome.value.token)
    return done({ person: outcome.value.person })
  })
  api.on(peopleContract.signOut, async ({ context }) => {
    const token = sessionToken(context)
    if (token) await signOut(db, token)
    deleteCookie(context, COOKIE, { path: '/' })
    return done({})
  })
  api.on(peopleContract.accessKeys, async ({ caller }) => done(await listAccessKeys(db, caller!)))
  api.on(peopleContract.createAccessKey, ({ caller, body }) => createAccessKey(db, caller!, body))
  api.on(peopleContract.revokeAccessKey, ({ caller, params }) =>
    revokeAccessKey(db, caller!, params.id),
  )
}
