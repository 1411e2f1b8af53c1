// What may a browser do with what it gets from here? Next to nothing that we do not do ourselves.
import { randomBytes } from 'node:crypto'
import type { Context, Hono } from 'hono'
import { isSecure } from '../platform/origin.ts'

/** A new one for every answer; only styles and scripts that carry it count. */
export function nonceOf(context: Context): string {
  const known = context.get('nonce' as never) as string | undefined
  if (known) return known
  const made = randomBytes(16).toString('base64')
  context.set('nonce' as never, made as never)
  return made
}

/** Where the page keeps it for the styles that it writes at run time. */
export function withNonce(page: string, nonce: string): string {
  return page
    .replace('</title>', `</title>\n    <meta name="style-nonce" content="${nonce}" />`)
    .replaceAll('<script ', `<script nonce="${nonce}" `)
}

// Positions and colours of single elements are style attributes; those cannot fetch or run anything.
const policyOf = (nonce: string) =>
  [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "form-action 'self'",
  ].join('; ')

/** Of answers that are no page: whatever is in them, it does nothing. */
const NO_PAGE = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; sandbox"

/** Of the worker that shows news: it talks to this server and fetches nothing else. */
const WORKER = "default-src 'none'; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'"
const WORKER_PATH = '/sw.js'

export function harden(app: Hono): void {
  app.use('*', async (context, next) => {
    await next()
    const { headers } = context.res
    const isPage = headers.get('content-type')?.startsWith('text/html') === true
    const isWorker = context.req.path === WORKER_PATH
    const policy = isPage ? policyOf(nonceOf(context)) : isWorker ? WORKER : NO_PAGE
    headers.set('content-security-policy', policy)
    headers.set('x-content-type-options', 'nosniff')
    headers.set('x-frame-options', 'DENY')
    headers.set('referrer-policy', 'same-origin')
    headers.set('cross-origin-opener-policy', 'same-origin')
    headers.set('cross-origin-resource-policy', 'same-origin')
    headers.set(
      'permissions-policy',
      'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
    )
    if (isSecure(context))
      headers.set('strict-transport-security', 'max-age=31536000; includeSubDomains')
    // What was read for one person is in no shared store; streams and files say it themselves.
    if (context.req.path.startsWith('/api/') && !headers.has('cache-control'))
      headers.set('cache-control', 'no-store')
  })
}
