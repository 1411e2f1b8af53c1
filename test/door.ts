// A browser that is none: it keeps its cookies and talks to the app in this process.
import type { Hono } from 'hono'

export type Answer<Body = unknown> = { status: number; body: Body; headers: Headers }

export class Visitor {
  readonly cookies = new Map<string, string>()
  private readonly app: Hono
  private readonly origin: string
  constructor(app: Hono, origin = 'http://localhost') {
    this.app = app
    this.origin = origin
  }

  async call<Body = unknown>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer<Body>> {
    const url = path.startsWith('http') ? path : `${this.origin}${path}`
    const answer = await this.app.request(url, {
      method,
      redirect: 'manual',
      headers: {
        'content-type': 'application/json',
        host: new URL(url).host,
        'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Firefox/130.0',
        cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...headers,
      },
      ...(body === undefined
        ? {}
        : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    for (const line of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!
      if (/max-age=0/i.test(line)) this.cookies.delete(name!)
      else this.cookies.set(name!, value!)
    }
    const text = await answer.text()
    const isJson = answer.headers.get('content-type')?.includes('json')
    return {
      status: answer.status,
      headers: answer.headers,
      body: (isJson && text ? JSON.parse(text) : text) as Body,
    }
  }

  get = <Body = unknown>(path: string) => this.call<Body>('GET', `/api${path}`)
  post = <Body = unknown>(path: string, body: unknown = {}, headers?: Record<string, string>) =>
    this.call<Body>('POST', `/api${path}`, body, headers)
  put = <Body = unknown>(path: string, body: unknown = {}, headers?: Record<string, string>) =>
    this.call<Body>('PUT', `/api${path}`, body, headers)
  remove = <Body = unknown>(path: string) => this.call<Body>('DELETE', `/api${path}`)
}

/** The first sentence of a refusal. */
export const says = (answer: Answer): string =>
  (answer.body as { findings?: { says: string }[] }).findings?.[0]?.says ?? ''

export const PASSWORD = 'four unlike wooden herons'
export const FOUNDER = {
  institution: 'Riverside',
  timeZone: 'America/Chicago',
  given: 'Noor',
  family: 'Haddad',
  account: { email: 'noor@riverside.example', password: PASSWORD },
}
