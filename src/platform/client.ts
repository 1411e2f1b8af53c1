// How do pages talk to the server? By the contract: path, method and types come from one table.
import type { z } from 'zod'
import type { Finding } from '../kernel/finding.ts'
import type { Endpoint } from './contract.ts'

/** The server said no, or could not be reached (`status` 0); `findings` say why in words. */
export class Refusal extends Error {
  readonly status: number
  readonly findings: Finding[]
  constructor(status: number, findings: Finding[]) {
    super(findings.map((entry) => entry.says).join(' ') || `The server answered ${status}.`)
    this.name = 'Refusal'
    this.status = status
    this.findings = findings
  }
}

type Part<Name extends string, Schema extends z.ZodType> =
  {} extends z.input<Schema>
    ? { [key in Name]?: z.input<Schema> }
    : { [key in Name]: z.input<Schema> }

export type CallInput<E extends Endpoint> = Part<'params', E['params']> &
  Part<'query', E['query']> &
  Part<'body', E['body']> & {
    signal?: AbortSignal
    /** Of what may be sent again much later; sent with it, it is done once. */
    key?: string
  }

type Loose = {
  key?: string
  params?: Record<string, string>
  query?: Record<string, string | undefined>
  body?: unknown
  signal?: AbortSignal
}

const FILE = 'application/octet-stream'

/** Calls an endpoint; answers its output or throws a `Refusal`. */
export async function call<E extends Endpoint>(
  endpoint: E,
  ...[input]: {} extends CallInput<E> ? [CallInput<E>?] : [CallInput<E>]
): Promise<z.output<E['output']>> {
  const { params = {}, query = {}, body, signal, key: given } = (input ?? {}) as Loose
  const sends = endpoint.method !== 'GET' && endpoint.method !== 'DELETE'
  // What is sent again after a lost answer carries the same key, and is done once.
  const key = given ?? (endpoint.method === 'POST' ? newKey() : undefined)
  const send = () =>
    fetch(addressOf(endpoint.path, params, query), {
      method: endpoint.method,
      credentials: 'same-origin',
      headers: {
        accept: 'application/json',
        'content-type': endpoint.takesFile ? FILE : 'application/json',
        ...(key ? { 'idempotency-key': key } : {}),
      },
      ...(sends
        ? { body: body instanceof Uint8Array ? (body as never) : JSON.stringify(body ?? {}) }
        : {}),
      ...(signal ? { signal } : {}),
    })
  let answer: Response
  try {
    answer = await send().catch((cause) => {
      // Without a key a PUT that was done and is sent again would be told that it came too late.
      if (signal?.aborted || !(endpoint.method === 'GET' || key)) throw cause
      return send()
    })
  } catch (cause) {
    if (signal?.aborted) throw cause
    throw new Refusal(0, [says('The server cannot be reached. Nothing is lost; try again.')])
  }
  const content: unknown = await answer.json().catch(() => ({}))
  if (!answer.ok) throw new Refusal(answer.status, findingsOf(content, answer.status))
  return content as z.output<E['output']>
}

function addressOf(
  path: string,
  params: Record<string, string>,
  query: Record<string, string | undefined>,
): string {
  const filled = path.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(params[name] ?? ''),
  )
  const search = new URLSearchParams(
    Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  ).toString()
  return `/api${filled}${search ? `?${search}` : ''}`
}

function findingsOf(content: unknown, status: number): Finding[] {
  const found = (content as { findings?: Finding[] }).findings
  return found?.length ? found : [says(`The server answered ${status}.`)]
}

/** `randomUUID` is missing on pages that came over plain HTTP from another machine. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

function says(text: string): Finding {
  return { rule: 'platform.client', says: text, by: 1, who: [], periods: [], works: [] }
}
