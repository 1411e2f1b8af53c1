// Under which address do people reach this server?
import type { Context } from 'hono'

const configured = process.env['ISOCENTER_ORIGIN'] || undefined

/** The address that was set must be one; throws the sentence for whoever starts the server. */
export function readOrigin(text: string | undefined = configured): URL | undefined {
  if (!text) return undefined
  const url = URL.canParse(text) ? new URL(text) : undefined
  const isWhole = url && /^https?:$/.test(url.protocol) && url.pathname === '/' && !url.search
  if (!isWhole || url.username)
    throw new Error(
      `ISOCENTER_ORIGIN is "${text}"; it must be an address such as https://isocenter.example.org.`,
    )
  return url
}

/**
 * Scheme, host and port. Without the setting it is what the caller says it is, which is good enough
 * on one's own machine: mails, passkeys and single sign-on of others need the setting.
 */
export function originOf(context: Context): URL {
  return readOrigin() ?? new URL(new URL(context.req.url).origin)
}

export function isSecure(context: Context): boolean {
  return originOf(context).protocol === 'https:'
}
