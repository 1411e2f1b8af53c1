// Who really calls, when a reverse proxy stands in front? Believed only if somebody said that one does.

/**
 * `ISOCENTER_TRUST_PROXY` is the number of proxies in front. Each adds the address of whom it heard
 * at the right end, so only so many from the right are believed; what a caller wrote stands left of them.
 */
export function readTrust(text: string | undefined): number {
  const hops = Number(text || 0)
  if (Number.isInteger(hops) && hops >= 0 && hops <= 9) return hops
  throw new Error(`ISOCENTER_TRUST_PROXY is "${text}"; it must be the number of proxies, 0 to 9.`)
}

export function callerOf(
  socketAddress: string | undefined,
  forwardedFor: string | undefined,
  trust: number,
): string {
  const heard = (forwardedFor ?? '').split(',').flatMap((one) => one.trim() || [])
  return (trust > 0 ? (heard.at(-trust) ?? heard[0]) : undefined) ?? socketAddress ?? 'unknown'
}

export function isLoopback(address: string | undefined): boolean {
  return /^(::ffff:)?127\.|^::1$/.test(address ?? '')
}

/**
 * The request as the proxy received it: https and the public host, on which cookies and the check of
 * origins depend. Without trust the request as it came.
 */
export function asReceived(request: Request, trust: number): Request {
  const scheme = request.headers.get('x-forwarded-proto')
  if (trust === 0 || !/^https?$/.test(scheme ?? '')) return request
  const url = new URL(request.url)
  if (url.protocol === `${scheme}:`) return request
  url.protocol = `${scheme}:`
  const hasBody = request.method !== 'GET' && request.method !== 'HEAD'
  return new Request(url, {
    method: request.method,
    headers: request.headers,
    signal: request.signal,
    ...(hasBody ? { body: request.body, duplex: 'half' } : {}),
  } as RequestInit)
}
