// What is turned away before anybody looks at who asks or at what they want?
import type { Context } from 'hono'
import { finding } from '../kernel/finding.ts'

/** PostgreSQL knows every character but NUL, and somebody may look something up by an address. */
export async function wholeAddress(context: Context, next: () => Promise<void>) {
  if (!/%00/.test(context.req.url)) return next()
  const says = 'The address holds a character (NUL) that stands in no name; remove it.'
  return context.json({ findings: [finding('http.request', says, { path: 'address' })] }, 400)
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
export async function sameOrigin(context: Context, next: () => Promise<void>) {
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
