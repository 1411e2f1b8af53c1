// Planning, stopping and discarding a range of call; what people ask for beforehand; pins.
import { addDays, sayDay } from '../../kernel/day.ts'
import { done, finding, type Outcome, refused } from '../../kernel/finding.ts'
import { dayAt, type Moment } from '../../kernel/moment.ts'
import { spanDays } from '../../kernel/span.ts'
import type { Database } from '../../platform/database.ts'
import { missing } from '../../platform/http.ts'
import { addJob, findJobState, removeJob } from '../../platform/jobs.ts'
import type { Live } from '../../platform/live.ts'
import type { Actor } from '../people/schema.ts'
import { callJobKey, stopTopic } from './plan-job.ts'
import {
  deletePin,
  deleteWish,
  findProposal,
  insertPin,
  insertProposal,
  insertWish,
  lockCallsOf,
  stopProposal,
  updateProposal,
} from './proposal-store.ts'
import type { PlanWords, WishWords } from './schema.ts'
import { findCallKinds } from './store.ts'
import { isInQueue } from './waiting-job.ts'

export type At = { id: string; proposal: string }
type Nothing = Record<string, never>
const gone = () => missing('There is no such plan of call here.')
const MOST_DAYS = 400

export async function planCall(
  db: Database,
  actor: Actor,
  programme: string,
  { from, to, seconds }: PlanWords,
  now: Moment,
): Promise<Outcome<{ proposal: string }>> {
  const { id: tenant, timeZone: zone } = actor.institution
  const today = dayAt(now, zone)
  if (from <= today)
    return refused(
      finding('call.past', 'What has begun is not planned again.', {
        path: 'from',
        can: `Begin on ${sayDay(addDays(today, 1))} or later.`,
      }),
    )
  if (spanDays({ from, to }) > MOST_DAYS)
    return refused(
      finding('call.size', `At most ${MOST_DAYS} days are planned at once.`, {
        path: 'to',
        can: 'Choose an earlier last day.',
      }),
    )
  const made = await db.inTenant(tenant, async (tx) => {
    await lockCallsOf(tx, programme)
    if ((await findCallKinds(tx, programme)).length === 0)
      return refused(
        finding('call.kinds', 'There are no kinds of call to plan.', { can: 'Add one first.' }),
      )
    const earlier = await findProposal(tx, { programme })
    // What no worker will ever finish stands in nobody's way.
    if (earlier?.state === 'waiting' && (await isInQueue(db, callJobKey(tenant, earlier.id))))
      return refused(
        finding('call.busy', 'A range is being planned already.', {
          can: 'Wait until it is done, or stop it.',
        }),
      )
    if (earlier) await updateProposal(tx, earlier.id, { state: 'discarded', says: earlier.says })
    const by = actor.person.id
    return done({
      proposal: await insertProposal(tx, tenant, { programme, from, to, seconds, by }),
    })
  })
  if (made.ok) {
    const job = { tenant, zone, proposal: made.value.proposal }
    await addJob(db.pool, 'call', job, callJobKey(tenant, job.proposal))
  }
  return made
}

/** The best so far is kept; pools that have not begun end with their first legal roster. */
export async function stopCall(
  db: Database,
  live: Live,
  actor: Actor,
  at: At,
): Promise<Outcome<Nothing>> {
  const outcome = await db.inTenant(actor.institution.id, async (tx) => {
    const row = await findProposal(tx, { id: at.proposal, lock: true })
    if (!row || row.programme !== at.id) return gone()
    if (row.state !== 'waiting')
      return refused(finding('call.unready', 'Nothing is being planned any more.'))
    await stopProposal(tx, row.id)
    return done({})
  })
  if (outcome.ok) await live.announce(stopTopic(at.proposal))
  return outcome
}

export async function discardCall(
  db: Database,
  live: Live,
  actor: Actor,
  at: At,
): Promise<Outcome<Nothing>> {
  const { id: tenant } = actor.institution
  const outcome = await db.inTenant(tenant, async (tx) => {
    const row = await findProposal(tx, { id: at.proposal, lock: true })
    if (!row || row.programme !== at.id) return gone()
    if (row.state === 'published')
      return refused(
        finding('call.over', 'These calls are published already.', {
          can: 'Plan the range again.',
        }),
      )
    await updateProposal(tx, row.id, { state: 'discarded', says: row.says })
    return done({})
  })
  if (!outcome.ok) return outcome
  const key = callJobKey(tenant, at.proposal)
  if ((await findJobState(db.pool, key)) === 'waiting') await removeJob(db.pool, key)
  await live.announce(stopTopic(at.proposal))
  return outcome
}

export async function wishCall(
  db: Database,
  actor: Actor,
  programme: string,
  words: WishWords,
  now: Moment,
): Promise<Outcome<{ wish: string }>> {
  const { id: tenant, timeZone: zone } = actor.institution
  const today = dayAt(now, zone)
  if (words.to < today)
    return refused(
      finding('call.past', 'These days are over.', { path: 'to', can: 'Choose days ahead.' }),
    )
  if (spanDays(words) > 31)
    return refused(
      finding('call.wish', `${spanDays(words)} days are more than a wish can ask for.`, {
        ...{ path: 'to', can: 'Ask for at most 31 days at once; for longer, ask for leave.' },
      }),
    )
  return db.inTenant(tenant, async (tx) => {
    const kinds = await findCallKinds(tx, programme)
    if (words.kind !== null && !kinds.some(({ id }) => id === words.kind))
      return refused(
        finding('call.kinds', `There is no kind of call "${words.kind}".`, { path: 'kind' }),
      )
    const row = { ...words, programme, person: actor.person.id }
    return done({ wish: await insertWish(tx, tenant, row) })
  })
}

export async function unwishCall(
  db: Database,
  actor: Actor,
  at: { id: string; wish: string },
): Promise<Outcome<Nothing>> {
  return db.inTenant(actor.institution.id, async (tx) => {
    const person = actor.person.id
    if (await deleteWish(tx, { programme: at.id, id: at.wish, person })) return done({})
    return missing('There is no such wish of yours.')
  })
}

/** A pinned call is left where it is when its range is planned anew. */
export async function pinCall(
  db: Database,
  actor: Actor,
  at: { id: string; call: string },
  isPinned: boolean,
): Promise<Outcome<Nothing>> {
  const { id: tenant } = actor.institution
  return db.inTenant(tenant, async (tx) => {
    if (!isPinned) await deletePin(tx, at.id, at.call)
    else {
      const row = { programme: at.id, call: at.call, by: actor.person.id }
      if (!(await insertPin(tx, tenant, row))) return missing('There is no such call here.')
    }
    return done({})
  })
}
