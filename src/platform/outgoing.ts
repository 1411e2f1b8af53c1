// How does this server call another one without being led into its own house?
import { lookup } from 'node:dns'
import { type IncomingHttpHeaders, request as requestPlain } from 'node:http'
import { request } from 'node:https'
import { BlockList, isIP, type LookupFunction } from 'node:net'

/** `public`: only addresses that everybody can reach; `any`: also those of the own network. */
export type Reach = 'public' | 'any'
const WAIT_MS = 10_000
const MOST_ANSWER_BYTES = 64 * 1024
const MOST_DOCUMENT_BYTES = 1024 * 1024

const inner = new BlockList()
for (const [net, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  inner.addSubnet(net, prefix, 'ipv4')
for (const [net, prefix] of [
  ['::', 127],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  inner.addSubnet(net, prefix, 'ipv6')

/** An address of the own machine or network, also when an IPv6 address wraps it. */
export function isInner(address: string): boolean {
  const wrapped = /^(?:::ffff:|64:ff9b::)(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (wrapped) return inner.check(wrapped, 'ipv4')
  // Wrapped in hexadecimal, or tunnelled: nobody needs these, and they hide where they lead.
  if (/^(?:::ffff:|64:ff9b:|2002:|2001:0?:)/i.test(address)) return true
  return inner.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')
}

/** Why nothing is sent to this address, in words; undefined = it may be tried. */
export function refuseAddress(text: string, reach: Reach): string | undefined {
  let url: URL
  try {
    url = new URL(text)
  } catch {
    return 'This is no web address.'
  }
  if (url.protocol !== 'https:' && !(reach === 'any' && url.protocol === 'http:'))
    return 'Only addresses that begin with https:// are called.'
  if (url.username || url.password)
    return 'An address with a name or a password in it is not called.'
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (reach === 'public' && (host === 'localhost' || (isIP(host) > 0 && isInner(host))))
    return 'This address is inside of the own network.'
  return undefined
}

export class Unreachable extends Error {}

/** The name is looked up once and that address is used, so that it cannot change in between. */
const outerOnly: LookupFunction = (name, options, done) =>
  lookup(name, { ...options, all: true }, (error, found) => {
    if (error) return done(error, '', 0)
    const [first] = found
    if (!first || found.some(({ address }) => isInner(address)))
      return done(new Unreachable(`${name} is inside of the own network.`), '', 0)
    if (options.all) return done(null, found as never, 0)
    done(null, first.address, first.family)
  })

/** What goes out, and to whom it may go. `ca`: a certificate that is believed besides the usual ones. */
export type Parcel = {
  body: string | Buffer | null
  headers: Record<string, string>
  reach: Reach
  ca?: string
}

/** Sends JSON and answers the status; see `send`. */
export async function post(
  address: string,
  body: string,
  headers: Record<string, string>,
  reach: Reach,
): Promise<number> {
  const named = { 'content-type': 'application/json', ...headers }
  return (await send(address, { body, headers: named, reach })).status
}

/**
 * Posts, and answers the status and what the other side says about it in its head. Throws
 * `Unreachable` with words for people; redirections are not followed, for they would lead past the
 * check of the address.
 */
export function send(
  address: string,
  { body, headers, reach, ca }: Parcel,
): Promise<{ status: number; headers: IncomingHttpHeaders }> {
  const refusal = refuseAddress(address, reach)
  if (refusal) return Promise.reject(new Unreachable(refusal))
  const begin = address.startsWith('https:') ? request : requestPlain
  return new Promise((settle, fail) => {
    const call = begin(
      address,
      {
        method: 'POST',
        signal: AbortSignal.timeout(WAIT_MS),
        ...(reach === 'public' ? { lookup: outerOnly } : {}),
        ...(ca ? { ca } : {}),
        headers: {
          'content-length': String(Buffer.byteLength(body ?? '')),
          'user-agent': 'Isocenter',
          ...headers,
        },
      },
      (answer) => {
        let bytes = 0
        answer.on('data', (part: Buffer) => {
          bytes += part.length
          if (bytes > MOST_ANSWER_BYTES) answer.destroy()
        })
        answer.on('close', () =>
          settle({ status: answer.statusCode ?? 0, headers: answer.headers }),
        )
      },
    )
    call.on('error', (error) =>
      fail(error instanceof Unreachable ? error : new Unreachable(sayFault(error))),
    )
    call.end(body ?? '')
  })
}

/**
 * `fetch` for libraries, behind the same fence: no redirections, no own network, an answer of at most
 * 1 MB.
 */
export function fetchWithin(reach: Reach): (address: string, init: object) => Promise<Response> {
  return async (address, init) => {
    const asked = new Request(address, init)
    const refusal = refuseAddress(asked.url, reach)
    if (refusal) throw new Unreachable(refusal)
    const body = Buffer.from(await asked.arrayBuffer())
    const send = asked.url.startsWith('https:') ? request : requestPlain
    return new Promise((settle, fail) => {
      const headers = { ...Object.fromEntries(asked.headers), 'user-agent': 'Isocenter' }
      const options = {
        ...{ method: asked.method, signal: AbortSignal.timeout(WAIT_MS), headers },
        ...(reach === 'public' ? { lookup: outerOnly } : {}),
      }
      const call = send(asked.url, options, (answer) => {
        const parts: Buffer[] = []
        let bytes = 0
        answer.on('data', (part: Buffer) => {
          bytes += part.length
          if (bytes > MOST_DOCUMENT_BYTES)
            answer.destroy(new Unreachable('Its answer is too long.'))
          else parts.push(part)
        })
        answer.on('error', fail)
        answer.on('end', () => {
          const { statusCode: status = 502, headers: given } = answer
          const type = given['content-type']
          const content = [204, 304].includes(status) ? null : Buffer.concat(parts)
          settle(new Response(content, { status, headers: type ? { 'content-type': type } : {} }))
        })
      })
      call.on('error', (error) =>
        fail(error instanceof Unreachable ? error : new Unreachable(sayFault(error))),
      )
      call.end(body)
    })
  }
}

function sayFault(error: Error & { code?: string }): string {
  if (error.name === 'TimeoutError' || error.name === 'AbortError')
    return `It did not answer within ${WAIT_MS / 1000} seconds.`
  if (error.code === 'ENOTFOUND') return 'There is no server of this name.'
  if (error.code === 'ECONNREFUSED') return 'Nobody listens at this address.'
  return `It could not be reached (${error.code ?? error.message}).`
}
