// How does an endpoint of the contract become a route? Parse, guard, act, answer; nothing else.
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { z } from 'zod'
import type { Finding, Outcome } from '../kernel/finding.ts'
import { finding } from '../kernel/finding.ts'
import { actingAs } from './acting.ts'
import { TooBusy } from './busy.ts'
import type { Endpoint } from './contract.ts'
import type { Database } from './database.ts'
import { log } from './log.ts'
import { sameOrigin, wholeAddress } from './gate.ts'
import type { Pace, PaceName } from './pace.ts'
import { claimRequest, fingerprintOf, forgetRequest, keepAnswer, type Owner } from './replay.ts'

/** What the guard found out about the caller; rooms narrow it. */
export type Guard<Caller> = (
  context: Context,
  spec: Pick<Endpoint, 'access' | 'scope' | 'path'>,
  params: Record<string, string>,
) => Promise<
  { ok: true; caller: Caller } | { ok: false; status: 401 | 403 | 404; finding: Finding }
>

export type Request<Spec extends Endpoint, Caller> = {
  caller: Caller
  params: z.output<Spec['params']>
  query: z.output<Spec['query']>
  body: z.output<Spec['body']>
  /** For cookies and addresses; rooms other than people have no use for it. */
  context: Context
}

const BODY_BYTES_MAX = 8 * 1024 * 1024

/** A route; with its shapes when it speaks JSON, without them when it answers a file or a stream. */
export type Declared = Pick<
  Endpoint,
  'method' | 'path' | 'access' | 'scope' | 'risk' | 'fields' | 'says'
> &
  Partial<Pick<Endpoint, 'params' | 'query' | 'body' | 'output' | 'takesFile'>>

/** For answers that are no JSON. */
export type RawSpec = Pick<Endpoint, 'access' | 'scope' | 'path' | 'says'> & {
  method?: 'GET' | 'POST'
  risk?: Endpoint['risk']
  /** A page of another site posts to it, as SAML has it: what it sends must prove itself. */
  isForeign?: boolean
}

/** What the machinery must know of a caller: who is written into the audit, whose keys are kept. */
export type Identify<Caller> = (caller: Caller) => (Owner & { behalf?: string }) | undefined

export type Api<Caller> = {
  app: Hono
  /** Answers an endpoint. Findings become 409, a missing thing 404, a thrown error 500. */
  on: <Spec extends Endpoint>(
    spec: Spec,
    handle: (request: Request<Spec, Caller>) => Promise<Outcome<z.input<Spec['output']>>>,
  ) => void
  /** The same guard for answers that are no JSON: files, streams. */
  raw: (
    spec: RawSpec,
    handle: (
      context: Context,
      caller: Caller,
      params: Record<string, string>,
    ) => Promise<Response> | Response,
  ) => void
  /** Every route with its access, for the rights table and its tests. */
  declared: Declared[]
}

/** Who is counted for a request of whom; `undefined` as owner: somebody who is not signed in. */
export type Pacing = { pace: Pace; addressOf: (context: Context) => string }

export function makeApi<Caller>(
  db: Database,
  guard: Guard<Caller>,
  identify: Identify<Caller>,
  pacing: Pacing,
): Api<Caller> {
  const app = new Hono()
  const declared: Api<Caller>['declared'] = []
  const foreign: RegExp[] = []
  app.use('*', (context, next) =>
    foreign.some((pattern) => pattern.test(context.req.path)) ? next() : sameOrigin(context, next),
  )
  app.use('*', wholeAddress)
  app.use(
    '*',
    bodyLimit({
      maxSize: BODY_BYTES_MAX,
      onError: (context) =>
        context.json(
          {
            findings: [finding('http.size', 'The request is larger than 8 MB; send less at once.')],
          },
          413,
        ),
    }),
  )
  app.onError((error, context) => {
    if (error instanceof TooBusy) {
      context.header('retry-after', String(error.seconds))
      const can = `Try again in ${error.seconds} s.`
      return context.json({ findings: [finding('http.busy', error.message, { can })] }, 503)
    }
    const number = crypto.randomUUID().slice(0, 8)
    const request = context.get('request' as never) as string | undefined
    log('error', `error ${number}`, { number, request, error: error.stack ?? String(error) })
    const says = `Something went wrong on our side (number ${number}). Nothing was saved.`
    return context.json({ findings: [finding('http.bug', says, { can: 'Try again.' })] }, 500)
  })
  app.notFound((context) =>
    context.json(
      { findings: [finding('http.missing', `There is nothing at ${context.req.path}.`)] },
      404,
    ),
  )
  return {
    app,
    declared,
    on: (spec, handle) => {
      declared.push(spec)
      app.on(spec.method, spec.path, async (context) => {
        // First who asks: of a stranger not a byte of the body is read.
        const passed = await guard(context, spec, context.req.param() as Record<string, string>)
        if (!passed.ok) return context.json({ findings: [passed.finding] }, passed.status)
        const who = identify(passed.caller)
        const slower = tooFast(pacing, context, who, spec.pace)
        if (slower) return slower
        const request = await readRequest(spec, context)
        if (!request.ok) return context.json({ findings: request.findings }, 400)
        const work = () =>
          handle({ ...request.value, caller: passed.caller, context } as never) as Promise<
            Outcome<z.input<typeof spec.output>>
          >
        const acting = { actor: who?.person, behalf: who?.behalf, request: requestOf(context) }
        context.header('x-request-id', acting.request)
        return actingAs(acting, () => once(db, spec, context, who, request.raw, work))
      })
    },
    raw: (spec, handle) => {
      const { method = 'GET' } = spec
      declared.push({ risk: method === 'GET' ? 'look' : 'change', ...spec, method })
      if (spec.isForeign) foreign.push(new RegExp(`^/api${spec.path.replace(/:\w+/g, '[^/]+')}$`))
      app.on(method, spec.path, async (context) => {
        const params = context.req.param() as Record<string, string>
        const passed = await guard(context, spec, params)
        if (!passed.ok) return context.json({ findings: [passed.finding] }, passed.status)
        const who = identify(passed.caller)
        const slower = tooFast(pacing, context, who, 'usual')
        if (slower) return slower
        const acting = { actor: who?.person, behalf: who?.behalf, request: requestOf(context) }
        return actingAs(acting, async () => handle(context, passed.caller, params))
      })
    },
  }
}

/** The answer to somebody who changes more within a minute than anybody does by hand; looking is free. */
function tooFast(
  { pace, addressOf }: Pacing,
  context: Context,
  who: Owner | undefined,
  name: PaceName = 'usual',
): Response | undefined {
  if (context.req.method === 'GET' || context.req.method === 'HEAD') return undefined
  const kind = who ? name : 'strangers'
  const wait = pace.take(who ? `${who.tenant}/${who.person}` : addressOf(context), kind)
  if (wait === 0) return undefined
  context.header('retry-after', String(wait))
  const says = `More than ${pace.most(kind)} changes came from you within a minute; that is the most.`
  const findings = [finding('http.wait', says, { can: `Go on in ${wait} s.`, by: wait })]
  return context.json({ findings }, 429)
}

/** What makes something, or sets it, is done once under a key; a DELETE twice is a DELETE once. */
const KEYED: ReadonlySet<string> = new Set(['POST', 'PUT'])

/** Does it, unless the same request was done before; see `replay.ts`. */
async function once(
  db: Database,
  spec: Endpoint,
  context: Context,
  owner: Owner | undefined,
  raw: string | Uint8Array,
  work: () => Promise<Outcome<unknown>>,
): Promise<Response> {
  const key = KEYED.has(spec.method) && owner ? context.req.header('idempotency-key') : undefined
  if (key === undefined || !owner) return answer(spec, context, await work())
  const claim = await claimRequest(
    db,
    owner,
    key,
    fingerprintOf(spec.method, context.req.path, raw),
  )
  if (claim.state === 'refused') return context.json({ findings: [claim.finding] }, 422)
  if (claim.state === 'done') {
    context.header('idempotency-replayed', 'true')
    return sayJson(context, claim.kept.answer, claim.kept.status as 200)
  }
  let outcome: Outcome<unknown>
  try {
    outcome = await work()
  } catch (error) {
    // Whether it was done is not known, unless nothing was tried at all.
    if (error instanceof TooBusy) await forgetRequest(db, owner, key)
    throw error
  }
  if (!outcome.ok) {
    await forgetRequest(db, owner, key)
    return answer(spec, context, outcome)
  }
  const text = textOf(spec, outcome.value)
  await keepAnswer(db, owner, key, 200, spec.isSecret ? null : text)
  return sayJson(context, text)
}

/** What leaves is what the contract names and nothing besides. */
const textOf = (spec: Endpoint, value: unknown) => JSON.stringify(spec.output.parse(value))
const sayJson = (context: Context, text: string, status: 200 = 200) =>
  context.body(text, status, { 'content-type': 'application/json' })

function answer(spec: Endpoint, context: Context, outcome: Outcome<unknown>): Response {
  if (outcome.ok) return sayJson(context, textOf(spec, outcome.value))
  const { findings } = outcome
  const wait = findings.find((entry) => entry.rule === 'http.wait')
  if (wait) {
    context.header('retry-after', String(wait.by))
    return context.json({ findings }, 429)
  }
  const isMissing = findings.some((entry) => entry.rule === 'http.missing')
  return context.json({ findings }, isMissing ? 404 : 409)
}

/** The number under which the request stands in the log, where there is one. */
const requestOf = (context: Context): string =>
  (context.get('request' as never) as string | undefined) ?? crypto.randomUUID()

/** A refusal that the API answers with 404. */
export function missing(says: string): Outcome<never> {
  return { ok: false, findings: [finding('http.missing', says)] }
}

/** `\u0000` in JSON text, with an odd number of backslashes before the u. */
const NUL_ESCAPE = /(?:^|[^\\])(?:\\\\)*\\u0000/

async function readRequest(spec: Endpoint, context: Context) {
  const findings: Finding[] = []
  const read = (part: 'params' | 'query' | 'body', value: unknown) => {
    const parsed = spec[part].safeParse(value)
    if (parsed.success) return parsed.data
    for (const issue of parsed.error.issues)
      findings.push(
        finding('http.request', `${issue.message}.`, { path: sayPath(part, issue.path) }),
      )
    return undefined
  }
  const params = read('params', context.req.param())
  const query = read('query', context.req.query())
  let sent: unknown = {}
  let raw: string | Uint8Array = ''
  if (spec.takesFile) sent = raw = new Uint8Array(await context.req.arrayBuffer())
  else if (spec.method !== 'GET' && spec.method !== 'DELETE') {
    const text = (raw = await context.req.text())
    // PostgreSQL stores every character but this one.
    if (NUL_ESCAPE.test(text)) {
      const says = 'The text holds a character (NUL) that cannot be stored; remove it.'
      findings.push(finding('http.request', says, { path: 'body' }))
      return { ok: false as const, findings }
    }
    try {
      sent = text === '' ? {} : JSON.parse(text)
    } catch {
      findings.push(finding('http.request', 'The body is not valid JSON.', { path: 'body' }))
      return { ok: false as const, findings }
    }
  }
  const body = read('body', sent)
  if (findings.length > 0) return { ok: false as const, findings }
  return { ok: true as const, raw, value: { params, query, body } }
}

function sayPath(part: string, path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, key) => (typeof key === 'number' ? `${text}[${key}]` : `${text}.${String(key)}`),
    part,
  )
}
