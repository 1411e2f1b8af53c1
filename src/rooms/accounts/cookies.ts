// What the browser carries: the session, what makes it known, and what binds a sign-in to it.
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { Context } from 'hono'
import { isSecure } from '../../platform/origin.ts'
import { callerOf, readTrust } from '../../platform/proxy.ts'

const SESSION = 'isocenter'
const KNOWN = 'isocenter-known'
const ENTRY = 'isocenter-entry'
const DAY_S = 86_400

/** With `__Host-` no other host of the domain can set it; browsers take it over https only. */
const nameOf = (context: Context, name: string) => (isSecure(context) ? `__Host-${name}` : name)

function set(context: Context, name: string, value: string, seconds: number): void {
  setCookie(context, nameOf(context, name), value, {
    ...{ httpOnly: true, sameSite: 'Lax', path: '/', maxAge: seconds },
    secure: isSecure(context),
  })
}

export const sessionToken = (context: Context) => getCookie(context, nameOf(context, SESSION))
export const keepSession = (context: Context, token: string) =>
  set(context, SESSION, token, 30 * DAY_S)
export const dropSession = (context: Context) =>
  deleteCookie(context, nameOf(context, SESSION), { path: '/', secure: isSecure(context) })

export const knownToken = (context: Context) => getCookie(context, nameOf(context, KNOWN))
export const keepKnown = (context: Context, token: string) =>
  set(context, KNOWN, token, 365 * DAY_S)

export const entryToken = (context: Context) => getCookie(context, nameOf(context, ENTRY))
export const keepEntry = (context: Context, token: string) => set(context, ENTRY, token, 600)

/** For the page to show once; it holds no secret, so the page may read it. */
export const keepWhy = (context: Context, says: string) =>
  setCookie(context, nameOf(context, 'isocenter-why'), says.slice(0, 600), {
    ...{ sameSite: 'Lax', path: '/', maxAge: 60, secure: isSecure(context) },
  })

/** A sign-in that still asks for something, for the page to take up. */
export const keepStep = (context: Context, step: object) =>
  setCookie(context, nameOf(context, 'isocenter-step'), JSON.stringify(step), {
    ...{ sameSite: 'Lax', path: '/', maxAge: 600, secure: isSecure(context) },
  })

/** What a program sends instead of a cookie: `Authorization: Bearer iso_...`. */
export function bearerToken(context: Context): string | undefined {
  return /^Bearer\s+(\S+)$/i.exec(context.req.header('authorization') ?? '')?.[1]
}

const trust = readTrust(process.env['ISOCENTER_TRUST_PROXY'])

/** Whence the request comes: the socket's address, or what proxies that are trusted say. */
export function addressOf(context: Context): string {
  const bindings = context.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined
  const socket = bindings?.incoming?.socket?.remoteAddress
  return callerOf(socket, context.req.header('x-forwarded-for'), trust)
}
