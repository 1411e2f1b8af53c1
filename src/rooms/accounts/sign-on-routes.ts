// The ways to the institution's own sign-in and back; pages of a browser, not calls of a program.
import type { Context } from 'hono'
import { z } from 'zod'
import type { Finding } from '../../kernel/finding.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database.ts'
import type { Api } from '../../platform/http.ts'
import { originOf } from '../../platform/origin.ts'
import type { Reach } from '../../platform/outgoing.ts'
import type { Actor } from '../people/schema.ts'
import { entryToken, keepEntry, keepStep, keepWhy } from './cookies.ts'
import { changeSession } from './entering.ts'
import { deviceSchema } from './schema.ts'
import { sayBrowser } from './sessions.ts'
import {
  type Arrival,
  beginSignOn,
  describeUs,
  finishOidc,
  finishSaml,
  takeAssertion,
} from './single-sign-on.ts'

const ASSERTION_MAX = 512 * 1024

/** Only a path of this site, so that a link cannot send people elsewhere after signing in. */
const nextSchema = z
  .string()
  .max(500)
  .regex(/^\/(?![/\\])/)
  .catch('/')

const browserOf = (context: Context) => sayBrowser(context.req.header('user-agent'))
/** Back to the page of signing in, which says why; not in the address, where anybody could say it. */
const refuse = (context: Context, findings: readonly Finding[]) => {
  const [first] = findings
  keepWhy(context, [first?.says, first?.can].filter(Boolean).join(' '))
  return context.redirect('/sign-in', 303)
}

export function routeSignOn(
  api: Api<Actor | undefined>,
  db: Database,
  clock: Clock,
  reach: Reach,
): void {
  const arrive = async (context: Context, { answer, next }: Arrival) => {
    const { says, entered } = answer
    if (entered) {
      await changeSession(db, context, entered.token)
      return context.redirect(next, 303)
    }
    // The page of signing in goes on from there; its ticket alone opens nothing.
    keepStep(context, says)
    return context.redirect(`/sign-in?next=${encodeURIComponent(next)}`, 303)
  }
  const base = { access: 'anyone', scope: 'none' } as const
  api.raw(
    { ...base, path: '/sign-on/:id/start', says: 'To the sign-in of an institution.' },
    async (context, _, params) => {
      const next = nextSchema.parse(context.req.query('next') ?? '/')
      const device = deviceSchema.catch('shared').parse(context.req.query('device'))
      const wanted = { provider: params['id']!, next, device }
      const begun = await beginSignOn(db, wanted, originOf(context), reach)
      if (!begun.ok) return refuse(context, begun.findings)
      keepEntry(context, begun.value.binding)
      return context.redirect(begun.value.redirect, 303)
    },
  )
  api.raw(
    { ...base, path: '/sign-on/:id/return', says: 'Back from a sign-in with OpenID Connect.' },
    async (context, _, params) => {
      const back = {
        ...{ provider: params['id']!, address: new URL(context.req.url) },
        ...{ binding: entryToken(context), browser: browserOf(context) },
      }
      const outcome = await finishOidc(db, back, originOf(context), reach, clock.now())
      return outcome.ok ? arrive(context, outcome.value) : refuse(context, outcome.findings)
    },
  )
  api.raw(
    {
      ...{ ...base, method: 'POST', isForeign: true, path: '/sign-on/:id/assertion' },
      says: 'Back from a sign-in with SAML: the assertion, posted by the provider.',
    },
    async (context, _, params) => {
      const text = await context.req.text()
      const form = new URLSearchParams(text.length > ASSERTION_MAX ? '' : text)
      const back = {
        provider: params['id']!,
        response: form.get('SAMLResponse') ?? '',
        relay: form.get('RelayState') ?? '',
      }
      const outcome = await takeAssertion(db, back, originOf(context))
      if (!outcome.ok) return refuse(context, outcome.findings)
      return context.redirect(`/api/sign-on/${params['id']}/finish?ticket=${outcome.value}`, 303)
    },
  )
  api.raw(
    { ...base, path: '/sign-on/:id/finish', says: 'The browser that began a sign-in with SAML.' },
    async (context) => {
      const ticket = context.req.query('ticket') ?? ''
      const back = { ticket, binding: entryToken(context), browser: browserOf(context) }
      const outcome = await finishSaml(db, back, clock.now())
      return outcome.ok ? arrive(context, outcome.value) : refuse(context, outcome.findings)
    },
  )
  api.raw(
    { ...base, path: '/sign-on/:id/metadata', says: 'What a SAML provider reads about us.' },
    async (context, _, params) => {
      const text = await describeUs(db, params['id']!, originOf(context))
      return text === undefined
        ? context.text('There is no such provider.', 404)
        : context.body(text, 200, { 'content-type': 'application/samlmetadata+xml; charset=utf-8' })
    },
  )
}
