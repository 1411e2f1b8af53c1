// Leave is approved, one or many, declined, or taken out of the year again; each judged once more under the lock.
import { done, finding, type Outcome, refused } from '../../kernel/finding.ts'
import { dayAt, type Moment } from '../../kernel/moment.ts'
import type { Database, Tx } from '../../platform/database.ts'
import type { Actor } from '../people/schema.ts'
import { insertWorks } from '../programme/index.ts'
import { insertTime, PUBLISHED } from '../time/index.ts'
import { type At, gone, inTurn, placeOf, stale, type Stepped, taken } from './actions.ts'
import { tellLeave } from './news.ts'
import { type LeaveRead, type Place, readLeave } from './reading.ts'
import type { Capacity, LeavePolicy, LeaveType } from './schema.ts'
import {
  deleteLeaveTime,
  findAgreers,
  findLeavePolicy,
  findRequests,
  insertStep,
  type RequestRow,
  sourceOf,
  updateAgreed,
  updateAsked,
  updatePolicy,
  updateState,
  upsertTypes,
} from './store.ts'
import { capacitiesOf, hasBegun, judgeRow, nextOf } from './views.ts'

export type Approved = {
  approved: { request: string; version: number }[]
  left: { request: string; says: string }[]
}

/** Clean ones only; what somebody else has made unclean meanwhile is named and left. */
export async function approveMany(
  db: Database,
  actor: Actor,
  programme: string,
  wanted: readonly { request: string; version: number }[],
  now: Moment,
): Promise<Outcome<Approved>> {
  const place = placeOf(actor, now)
  return inTurn(db, actor, programme, async (tx) => {
    const outcome: Approved = { approved: [], left: [] }
    for (const { request, version } of wanted) {
      // Read anew for each: the one before may be why this one is not clean any more.
      const read = await readLeave(tx, programme, place)
      const [row] = await findRequests(tx, { programme, id: request })
      const left = (says: string) => outcome.left.push({ request, says })
      if (!row) {
        left('It is not there any more.')
        continue
      }
      if (row.version !== version) {
        left(stale(row, version).says)
        continue
      }
      const against = await whyNot(tx, actor, row, read)
      const verdict = judgeRow(read, row)
      const worst = verdict?.findings.find(({ level }) => level !== 'hint')
      if (against) left(against.says)
      else if (!verdict) left('This person does not train here any more.')
      else if (worst) left(worst.says)
      else outcome.approved.push({ request, version: await agree(tx, actor, row, read, place, '') })
    }
    return done(outcome)
  })
}

export async function decideLeave(
  db: Database,
  actor: Actor,
  at: At,
  wanted: { version: number; approves: boolean; answer: string },
  now: Moment,
): Promise<Outcome<Stepped>> {
  const place = placeOf(actor, now)
  return inTurn(db, actor, at.id, async (tx) => {
    const read = await readLeave(tx, at.id, place)
    const [row] = await findRequests(tx, { programme: at.id, id: at.request })
    if (!row) return gone()
    if (row.version !== wanted.version) return refused(stale(row, wanted.version))
    const against = await whyNot(tx, actor, row, read)
    if (against) return refused(against)
    if (!wanted.approves) {
      if (wanted.answer.trim().length < 3)
        return refused(
          finding('leave.answer', 'Whoever is declined hears why.', {
            can: 'Write a sentence.',
            path: 'answer',
          }),
        )
      const by = actor.person.id
      await updateState(tx, row.id, { state: 'declined', by, answer: wanted.answer })
      await insertStep(tx, place.tenant, {
        ...{ request: row.id, by, capacity: nextOf(row)!, what: 'declined' },
        comment: wanted.answer,
      })
      await tellLeave(tx, place, row, actor.person, 'declined', wanted.answer)
      return done({ version: row.version + 1, state: 'declined' })
    }
    const verdict = judgeRow(read, row)
    const musts = verdict?.findings.filter(({ level }) => level === 'must') ?? []
    if (!verdict)
      return refused(finding('leave.trainee', 'This person does not train here any more.'))
    if (musts.length > 0) return refused(...musts.map(({ level: _, days: __, ...one }) => one))
    const version = await agree(tx, actor, row, read, place, wanted.answer)
    const [next] = await findRequests(tx, { programme: at.id, id: row.id })
    return done({ version, state: next!.state })
  })
}

/** May this person say yes or no to it now? */
async function whyNot(tx: Tx, actor: Actor, row: RequestRow, read: LeaveRead) {
  const next = nextOf(row)
  if (!next) return finding('leave.decided', `This leave is ${row.state} by now.`)
  if (row.person === actor.person.id)
    return finding('leave.own', 'Nobody approves their own leave.', { can: 'Ask another planner.' })
  if (!capacitiesOf(actor, row.programme, read.today).has(next))
    return finding('leave.capacity', `It waits for ${WAITS_FOR[next]}.`)
  if (row.chain.length > 1 && (await findAgreers(tx, row.id)).includes(actor.person.id))
    return finding('leave.twice', 'You have agreed already; the next word is somebody else’s.')
  return undefined
}
export const WAITS_FOR: Record<Capacity, string> = {
  planner: 'somebody who plans the programme',
  chief: 'a chief',
  coordinator: 'a coordinator',
  director: 'a director',
}

/** The next word of the chain; with the last one it stands in the year. Answers the version. */
async function agree(
  tx: Tx,
  actor: Actor,
  row: RequestRow,
  read: LeaveRead,
  place: Place,
  comment: string,
): Promise<number> {
  const by = actor.person.id
  const capacity = nextOf(row)!
  await updateAgreed(tx, row.id)
  const isLast = row.agreed + 1 >= row.chain.length
  await insertStep(tx, place.tenant, {
    ...{ request: row.id, by, capacity, what: isLast ? 'approved' : 'agreed', comment },
  })
  if (!isLast) return row.version + 1
  const work = await workOf(tx, read, row, place.tenant)
  await insertTime(
    tx,
    place.tenant,
    row.parts.map(({ from, to }) => ({
      ...{
        person: row.person,
        programme: row.programme,
        line: PUBLISHED,
        layer: 'absence' as const,
      },
      ...{ kind: 'leave', work, from, to, source: sourceOf(row.id) },
    })),
  )
  await updateState(tx, row.id, { state: 'approved', by, answer: comment })
  await tellLeave(tx, place, row, actor.person, 'approved', comment)
  return row.version + 2
}

/** The type's own cell of the year, else the programme's for leave, which is made where there is none. */
async function workOf(tx: Tx, read: LeaveRead, row: RequestRow, tenant: string): Promise<string> {
  const type = read.types.find(({ id }) => id === row.type)
  if (type?.work && read.works.has(type.work)) return type.work
  if (!read.works.has(LEAVE))
    await insertWorks(tx, tenant, read.programme, [
      {
        ...{ id: LEAVE, code: 'LV', name: 'Leave', kind: 'leave', categories: [], facts: {} },
        ...{ resource: null, site: null, color: 10, pattern: 'leave' },
      },
    ])
  return LEAVE
}
const LEAVE = 'leave'

export async function cancelLeave(
  db: Database,
  actor: Actor,
  at: At,
  wanted: { version: number; reopens: boolean; answer: string },
  now: Moment,
): Promise<Outcome<Stepped>> {
  const place = placeOf(actor, now)
  const by = actor.person.id
  return inTurn(db, actor, at.id, async (tx) => {
    const [row] = await findRequests(tx, { programme: at.id, id: at.request })
    if (!row) return gone()
    if (row.version !== wanted.version) return refused(stale(row, wanted.version))
    if (row.state !== 'approved')
      return refused(finding('leave.decided', `This leave is ${row.state}, not approved.`))
    if (row.person === by)
      return refused(
        finding('leave.own', 'Your own leave you take back on your own page.', {
          can: 'Open “My leave”.',
        }),
      )
    if (hasBegun(row, dayAt(now, place.zone))) return refused(taken(row))
    await deleteLeaveTime(tx, row.id)
    const what = wanted.reopens ? 'reopened' : 'cancelled'
    if (wanted.reopens) await reopen(tx, row)
    else await updateState(tx, row.id, { state: 'cancelled', by, answer: wanted.answer })
    await insertStep(tx, place.tenant, {
      ...{ request: row.id, by, capacity: 'planner', what, comment: wanted.answer },
    })
    await tellLeave(tx, place, row, actor.person, what, wanted.answer)
    const [next] = await findRequests(tx, { programme: at.id, id: row.id })
    return done({ version: next!.version, state: next!.state })
  })
}

/** The day on which it was asked for stays: nobody is late because of an undo. */
async function reopen(tx: Tx, row: RequestRow): Promise<void> {
  await updateAsked(tx, row.id, row.chain, row.asked_on!)
}

export async function setLeavePolicy(
  db: Database,
  actor: Actor,
  programme: string,
  wanted: { version: number; policy: LeavePolicy; types: LeaveType[] },
): Promise<Outcome<{ version: number }>> {
  const tenant = actor.institution.id
  const ids = new Set(wanted.types.map(({ id }) => id))
  const lost = wanted.types.find(({ balance }) => !ids.has(balance))
  if (lost)
    return refused(
      finding('leave.balance', `${lost.name} is taken from the days of a type that is not there.`, {
        can: 'Choose another balance for it.',
      }),
    )
  if (ids.size < wanted.types.length)
    return refused(finding('leave.types', 'Two types have the same id.'))
  return inTurn(db, actor, programme, async (tx) => {
    const stored = (await findLeavePolicy(tx, programme))!
    // 0: the usual policy was seen, which stands in the database since somebody needed it.
    if (stored.version !== Math.max(1, wanted.version))
      return refused(
        finding(
          'leave.stale',
          `Somebody has changed the policy since you looked at it (version ${stored.version}, you saw ${wanted.version}).`,
          { can: 'Look at it again.' },
        ),
      )
    await updatePolicy(tx, programme, wanted.policy)
    await upsertTypes(tx, tenant, programme, wanted.types)
    return done({ version: stored.version + 1 })
  })
}
