// How does news reach a device? Encrypted for it alone, signed by this installation, at its push service.
import { createECDH } from 'node:crypto'
import webpush from 'web-push'
import type { Moment } from '../../kernel/moment.ts'
import type { Database } from '../../platform/database.ts'
import { type Reach, refuseAddress, send, Unreachable } from '../../platform/outgoing.ts'
import { hashToken } from '../../platform/token.ts'
import { keepPushKey } from './push-store.ts'
import { retryAfter } from './rules.ts'
import type { Note, Subscription } from './schema.ts'

/** A device that is off for longer hears of it by mail, or when it is opened. */
const KEPT_SECONDS = 2 * 86_400
const CURVE = 'prime256v1'

/** `gone`: the device takes nothing any more. `never`: this message will not go through. */
export type Told =
  | { state: 'told' }
  | { state: 'gone' | 'never'; says: string }
  | { state: 'later'; says: string; seconds: number }

/** `null`: this installation sends nothing to devices. */
export type Pusher = {
  /** The public half, as browsers want it. */
  key: string
  /** Why nothing can be sent there, in words; undefined = it may be tried. */
  refuse: (subscription: Subscription) => string | undefined
  tell: (subscription: Subscription, note: Note, topic: string, now: Moment) => Promise<Told>
} | null

/**
 * `secret`: the private key in base64url, or `none`; absent = the one that was made at the first
 * start. `contact`: where the keepers of a push service find ours, an https or mailto address.
 */
export async function openPusher(
  db: Database,
  secret: string | undefined,
  contact: string,
  way: { reach: Reach; ca?: string } = { reach: 'public' },
): Promise<Pusher> {
  if (secret === 'none') return null
  const privateKey = secret || (await keepPushKey(db, webpush.generateVAPIDKeys().privateKey))
  const vapidDetails = { subject: contact, privateKey, publicKey: publicOf(privateKey) }
  return {
    key: vapidDetails.publicKey,
    refuse: (subscription) => refuseSubscription(subscription, way.reach),
    tell: async (subscription, note, topic, now) => {
      const refusal = refuseSubscription(subscription, way.reach)
      if (refusal) return { state: 'never', says: refusal }
      // It may have 32 characters, and the push service reads it: ours say more than it should know.
      const tag = hashToken(topic).slice(0, 32)
      const { body, headers, endpoint } = webpush.generateRequestDetails(
        subscription,
        JSON.stringify({ ...note, tag }),
        { vapidDetails, TTL: KEPT_SECONDS, topic: tag },
      )
      try {
        const answer = await send(endpoint, { body, headers: texts(headers), ...way })
        return judge(answer.status, answer.headers['retry-after'], now)
      } catch (error) {
        if (!(error instanceof Unreachable)) throw error
        return { state: 'later', says: error.message, seconds: 0 }
      }
    },
  }
}

function publicOf(privateKey: string): string {
  const bytes = Buffer.from(privateKey, 'base64url')
  if (bytes.length !== 32)
    throw new Error('ISOCENTER_PUSH_KEY must be a private key of 32 bytes in base64url, or "none".')
  const pair = createECDH(CURVE)
  pair.setPrivateKey(bytes)
  return pair.getPublicKey('base64url')
}

/** Also with a server that may call its own network: push services speak https. */
function refuseSubscription({ endpoint, keys }: Subscription, reach: Reach): string | undefined {
  if (!endpoint.startsWith('https://')) return 'Only addresses that begin with https:// are called.'
  const refusal = refuseAddress(endpoint, reach)
  if (refusal) return refusal
  try {
    // Throws for whatever is no point of the curve.
    const pair = createECDH(CURVE)
    pair.generateKeys()
    pair.computeSecret(Buffer.from(keys.p256dh, 'base64url'))
  } catch {
    return 'The key of this device is none.'
  }
  return Buffer.from(keys.auth, 'base64url').length === 16
    ? undefined
    : 'The secret of this device has not 16 bytes.'
}

const texts = (headers: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]))

function judge(status: number, wait: string | undefined, now: Moment): Told {
  const says = `Its push service answered ${status}.`
  if (status >= 200 && status < 300) return { state: 'told' }
  if (status === 404 || status === 410) return { state: 'gone', says }
  const isBusy = status === 408 || status === 429 || status >= 500
  return isBusy
    ? { state: 'later', says, seconds: retryAfter(wait, now) }
    : { state: 'never', says }
}
