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
 * Why a server must not be opened to others on this host; undefined when it may. Without TLS in front
 * passwords and sessions would cross the network for everybody to read.
 */
export function refuseOpenHost(host: string, origin: URL | undefined): string | undefined {
  const isOwn = /^(localhost|127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/.test(host)
  if (isOwn || origin?.protocol === 'https:') return undefined
  return `HOST is ${host}, so other machines reach this server, but ISOCENTER_ORIGIN is no https address: passwords would cross the network in plain. Put a proxy with TLS in front and set ISOCENTER_ORIGIN to its address, or leave HOST out.`
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
