// One's own leave: written down, asked for, changed, taken back.
import { sayDay } from '../../kernel/day.ts'
import {
  done,
  finding,
  type Finding,
  type Outcome,
  refused,
  sayList,
} from '../../kernel/finding.ts'
import { dayAt, type Moment } from '../../kernel/moment.ts'
import { saySpan } from '../../kernel/span.ts'
import {
  type Database,
  databaseFault,
  EXCLUSION_VIOLATION,
  type Tx,
} from '../../platform/database.ts'
import { missing } from '../../platform/http.ts'
import type { Actor } from '../people/schema.ts'
import { tellLeave } from './news.ts'
import { type Place, readLeave, worldOf } from './reading.ts'
import { judgeLeave } from './rules.ts'
import type { LeaveState, LeaveWords } from './schema.ts'
import {
  deleteLeaveTime,
  ensurePolicy,
  findRequests,
  insertRequest,
  insertStep,
  lockPolicy,
  replaceParts,
  type RequestRow,
  updateAsked,
  updateState,
  updateWords,
} from './store.ts'
import { USUAL_POLICY, USUAL_TYPES } from './usual.ts'
import { hasBegun } from './views.ts'

export type At = { id: string; request: string }
export type Stepped = { version: number; state: LeaveState }
export const gone = () => missing('There is no such leave for you.')

export const placeOf = (actor: Actor, now: Moment): Place => ({
  ...{ tenant: actor.institution.id, zone: actor.institution.timeZone, now },
})

/** One after another in a programme: what one decides, the next one sees. */
export async function inTurn<T>(
  db: Database,
  actor: Actor,
  programme: string,
  work: (tx: Tx) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  const tenant = actor.institution.id
  try {
    return await db.inTenant(tenant, async (tx) => {
      await ensurePolicy(tx, tenant, programme, USUAL_POLICY, USUAL_TYPES)
      await lockPolicy(tx, programme)
      return work(tx)
    })
  } catch (error) {
    const code = databaseFault(error)?.code
    if (code === EXCLUSION_VIOLATION)
      return refused(
        finding('leave.overlap', 'There is other leave on one of these days by now.', {
          can: 'Look at the leave again.',
        }),
      )
    if (code === CLOSED && /closed/.test(String(error)))
      return refused(
        finding('leave.closed', 'These days are in a year that is closed.', {
          can: 'Ask for the year to be opened again, on its page of versions.',
        }),
      )
    throw error
  }
}
const CLOSED = '23001'

/** What was seen is not what is there: both are said. */
export const stale = (row: RequestRow, seen: number): Finding =>
  finding(
    'leave.stale',
    `This leave has been changed since you looked at it: version ${row.version}, you saw ${seen}. Now it is ${row.type_name}, ${sayList(row.parts.map(saySpan))}, ${row.state}.`,
    { can: 'Look at it again.' },
  )

export async function saveLeave(
  db: Database,
  actor: Actor,
  programme: string,
  words: LeaveWords & { asks: boolean },
  now: Moment,
): Promise<Outcome<Stepped & { request: string }>> {
  const place = placeOf(actor, now)
  return inTurn(db, actor, programme, async (tx) => {
    const musts = await checkWords(tx, actor, programme, null, words, place)
    if (musts.length > 0) return refused(...musts)
    const person = actor.person.id
    const request = await insertRequest(tx, place.tenant, {
      ...{ programme, person, type: words.type, reason: words.reason },
    })
    await replaceParts(tx, place.tenant, request, person, words.parts)
    if (words.asks) await ask(tx, actor, { id: programme, request }, place, 'asked')
    const [row] = await findRequests(tx, { programme, id: request })
    return done({ request, version: row!.version, state: row!.state })
  })
}

export async function changeLeave(
  db: Database,
  actor: Actor,
  at: At,
  words: LeaveWords & { asks: boolean; version: number },
  now: Moment,
): Promise<Outcome<Stepped>> {
  const place = placeOf(actor, now)
  return inTurn(db, actor, at.id, async (tx) => {
    const [row] = await findRequests(tx, { programme: at.id, id: at.request })
    if (!row || row.person !== actor.person.id) return gone()
    if (row.version !== words.version) return refused(stale(row, words.version))
    if (row.state === 'approved' || row.state === 'cancelled')
      return refused(
        finding('leave.decided', `This leave is ${row.state}; it cannot be changed.`, {
          can: row.state === 'approved' ? 'Take it back and ask anew.' : 'Ask for other days.',
        }),
      )
    const musts = await checkWords(tx, actor, at.id, row.id, words, place)
    if (musts.length > 0) return refused(...musts)
    await replaceParts(tx, place.tenant, row.id, row.person, words.parts)
    await updateWords(tx, row.id, words)
    if (words.asks) await ask(tx, actor, at, place, row.state === 'asked' ? 'changed' : 'asked')
    else if (row.state !== 'draft') await updateState(tx, row.id, { state: 'draft', by: null })
    const [next] = await findRequests(tx, { programme: at.id, id: row.id })
    return done({ version: next!.version, state: next!.state })
  })
}

/** What cannot be is not even asked for; what is only written down may be anything with a shape. */
async function checkWords(
  tx: Tx,
  actor: Actor,
  programme: string,
  id: string | null,
  { type, parts, reason, asks }: LeaveWords & { asks: boolean },
  place: Place,
): Promise<Finding[]> {
  const read = await readLeave(tx, programme, place)
  const person = read.people.find((one) => one.id === actor.person.id)
  if (!person)
    return [
      finding('leave.trainee', 'Leave is asked for by those who train in this programme.', {
        can: 'Ask who plans it.',
      }),
    ]
  const { findings } = judgeLeave(worldOf(read, person, id), {
    ...{ id, type, parts, reason, askedOn: null },
  })
  const shape = ['leave.type', 'leave.parts']
  return findings
    .filter(({ level, rule }) => level === 'must' && (asks || shape.includes(rule)))
    .map(({ level: _, days: __, ...plain }) => plain)
}

async function ask(
  tx: Tx,
  actor: Actor,
  at: At,
  place: Place,
  what: 'asked' | 'changed',
): Promise<void> {
  const { policy } = await readLeave(tx, at.id, place)
  await updateAsked(tx, at.request, policy.chain, dayAt(place.now, place.zone))
  await insertStep(tx, place.tenant, {
    ...{ request: at.request, by: actor.person.id, capacity: 'trainee', what },
  })
  const [row] = await findRequests(tx, { programme: at.id, id: at.request })
  await tellLeave(tx, place, row!, actor.person, 'asked')
}

/** Approved leave that is taken back leaves the year in the same transaction. */
export async function withdrawLeave(
  db: Database,
  actor: Actor,
  at: At,
  version: number,
  now: Moment,
): Promise<Outcome<Stepped>> {
  const place = placeOf(actor, now)
  const today = dayAt(now, place.zone)
  return inTurn(db, actor, at.id, async (tx) => {
    const [row] = await findRequests(tx, { programme: at.id, id: at.request })
    if (!row || row.person !== actor.person.id) return gone()
    if (row.version !== version) return refused(stale(row, version))
    if (row.state !== 'asked' && row.state !== 'approved')
      return refused(finding('leave.decided', `This leave is ${row.state} already.`))
    if (row.state === 'approved' && hasBegun(row, today)) return refused(taken(row))
    await deleteLeaveTime(tx, row.id)
    await updateState(tx, row.id, { state: 'withdrawn', by: null })
    await insertStep(tx, place.tenant, {
      ...{ request: row.id, by: actor.person.id, capacity: 'trainee', what: 'withdrawn' },
    })
    await tellLeave(tx, place, row, actor.person, 'withdrawn')
    return done({ version: version + 1, state: 'withdrawn' })
  })
}

/** What was taken was taken: the record of a day that is over is not rewritten by a click. */
export const taken = (row: RequestRow): Finding =>
  finding('leave.taken', `This leave began on ${sayDay(row.parts[0]!.from)}; it stays.`, {
    can: 'End it earlier: the days that are over stay, the rest is given back.',
  })
