// How does an endpoint of the contract become a route? Parse, guard, act, answer; nothing else.
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { z } from 'zod'
import type { Finding, Outcome } from '../kernel/finding.ts'
import { finding } from '../kernel/finding.ts'
import type { Endpoint } from './contract.ts'
import { log } from './log.ts'

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
export type Declared = Pick<Endpoint, 'method' | 'path' | 'access' | 'says'> &
  Partial<Pick<Endpoint, 'params' | 'query' | 'body' | 'output' | 'takesFile'>>

export type Api<Caller> = {
  app: Hono
  /** Answers an endpoint. Findings become 409, a missing thing 404, a thrown error 500. */
  on: <Spec extends Endpoint>(
    spec: Spec,
    handle: (request: Request<Spec, Caller>) => Promise<Outcome<z.input<Spec['output']>>>,
  ) => void
  /** The same guard for answers that are no JSON: files, streams. */
  raw: (
    spec: Pick<Endpoint, 'access' | 'scope' | 'path' | 'says'>,
    handle: (
      context: Context,
      caller: Caller,
      params: Record<string, string>,
    ) => Promise<Response> | Response,
  ) => void
  /** Every route with its access, for the rights table and its tests. */
  declared: Declared[]
}

export function makeApi<Caller>(guard: Guard<Caller>): Api<Caller> {
  const app = new Hono()
  const declared: Api<Caller>['declared'] = []
  app.use('*', sameOrigin)
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
        const request = await readRequest(spec, context)
        if (!request.ok) return context.json({ findings: request.findings }, 400)
        const outcome = await handle({ ...request.value, caller: passed.caller, context } as never)
        if (outcome.ok) return context.json(spec.output.parse(outcome.value) as object)
        const missing = outcome.findings.some((entry) => entry.rule === 'http.missing')
        return context.json({ findings: outcome.findings }, missing ? 404 : 409)
      })
    },
    raw: (spec, handle) => {
      declared.push({ method: 'GET', ...spec })
      app.get(spec.path, async (context) => {
        const params = context.req.param() as Record<string, string>
        const passed = await guard(context, spec, params)
        if (!passed.ok) return context.json({ findings: [passed.finding] }, passed.status)
        return handle(context, passed.caller, params)
      })
    },
  }
}

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
  if (spec.takesFile) sent = new Uint8Array(await context.req.arrayBuffer())
  else if (spec.method !== 'GET' && spec.method !== 'DELETE') {
    const text = await context.req.text()
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
  return { ok: true as const, value: { params, query, body } }
}

function sayPath(part: string, path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, key) => (typeof key === 'number' ? `${text}[${key}]` : `${text}.${String(key)}`),
    part,
  )
}

/** Undefined for what is no address, such as `null` from a sandboxed frame. */
function hostOf(origin: string): string | undefined {
  try {
    return new URL(origin).host
  } catch {
    return undefined
  }
}

/** A foreign page must not write with the visitor's cookie. */
async function sameOrigin(context: Context, next: () => Promise<void>) {
  const method = context.req.method
  if (method !== 'GET' && method !== 'HEAD') {
    const origin = context.req.header('origin')
    const host = context.req.header('host')
    if (origin !== undefined && hostOf(origin) !== host)
      return context.json(
        { findings: [finding('http.origin', `Writing from ${origin} is not allowed.`)] },
        403,
      )
    const type = context.req.header('content-type') ?? 'application/json'
    // Neither can be sent by a form of a foreign page.
    if (!/^application\/(json|octet-stream)\b/.test(type))
      return context.json(
        {
          findings: [
            finding(
              'http.type',
              `Send application/json (a file: application/octet-stream), not ${type}.`,
            ),
          ],
        },
        400,
      )
  }
  await next()
}
