// Telling what has happened: signed, once each where all goes well, again and again where it does not.
import { createHmac } from 'node:crypto'
import type { Moment } from '../../kernel/moment.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database.ts'
import { post, type Reach, Unreachable } from '../../platform/outgoing.ts'
import { findTenants } from '../people/index.ts'
import { type Due, settleDelivery, takeDue } from './store.ts'

/** Seconds until the next attempt, after each that failed; a day and a half in all. */
const WAITS = [60, 300, 1_800, 7_200, 21_600, 43_200, 43_200] as const
export const ATTEMPTS_MAX = WAITS.length + 1
const AT_ONCE = 10
/** If this process dies while it tells, another takes it up after so many seconds. */
const LOST_AFTER = 60

/** Of every institution; answers how many messages were sent, arrived or not. */
export async function deliverHooks(
  db: Database,
  clock: Clock,
  reach: Reach,
  signal: AbortSignal,
): Promise<number> {
  let sent = 0
  for (const { id: tenant } of await findTenants(db)) {
    while (!signal.aborted) {
      const due = await db.inTenant(tenant, (tx) => takeDue(tx, clock.now(), AT_ONCE, LOST_AFTER))
      if (due.length === 0) break
      const outcomes = await Promise.all(due.map((one) => tell(one, clock.now(), reach)))
      await db.inTenant(tenant, async (tx) => {
        for (const [nth, one] of due.entries()) await settleDelivery(tx, one, outcomes[nth]!)
      })
      sent += due.length
    }
  }
  return sent
}

type Told = { says: string; isTold: boolean; next: Moment | null }

async function tell(due: Due, now: Moment, reach: Reach): Promise<Told> {
  const body = JSON.stringify({
    id: due.event,
    kind: due.kind,
    at: due.at.toISOString(),
    ...due.facts,
  })
  const headers = {
    'isocenter-event': String(due.event),
    'isocenter-signature': sign(due.secret, now, body),
  }
  const wait = WAITS[due.attempts - 1]
  const next =
    wait === undefined ? null : (new Date(Date.parse(now) + wait * 1_000).toISOString() as Moment)
  try {
    const status = await post(due.url, body, headers, reach)
    const isTold = status >= 200 && status < 300
    return { says: `Answered ${status}.`, isTold, next: isTold ? null : next }
  } catch (error) {
    if (!(error instanceof Unreachable)) throw error
    return { says: error.message, isTold: false, next }
  }
}

/**
 * `t=<seconds since 1970>,v1=<HMAC-SHA256 in hex of "<t>.<body>">`: whoever knows the secret can
 * tell that it came from here, and when, so that an old message cannot be sent again.
 */
export function sign(secret: string, now: Moment, body: string): string {
  const t = Math.floor(Date.parse(now) / 1_000)
  return `t=${t},v1=${createHmac('sha256', secret).update(`${t}.${body}`).digest('hex')}`
}
