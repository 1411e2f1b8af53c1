// A year is planned with its call, stopped, discarded, or one of the two ways is taken over.
import { addDays, sayDay } from '../../kernel/day.ts'
import { done, finding, type Outcome, refused } from '../../kernel/finding.ts'
import { dayAt, type Moment } from '../../kernel/moment.ts'
import type { Database } from '../../platform/database.ts'
import { missing } from '../../platform/http.ts'
import { addJob, findJobState, removeJob } from '../../platform/jobs.ts'
import type { Live } from '../../platform/live.ts'
import type { Actor } from '../people/schema.ts'
import { allChanges, editDraft, judgeCells, openDraft } from '../rota/index.ts'
import { callJobKey } from './plan-job.ts'
import { findProposal, insertProposal, lockCallsOf, updateProposal } from './proposal-store.ts'
import { askedFrom, readCall } from './reading.ts'
import { findCallKinds } from './store.ts'
import { isInQueue } from './waiting-job.ts'
import { yearJobKey, yearStopTopic } from './year-job.ts'
import type { Way, YearWords } from './year-schema.ts'
import { findCallYear, insertCallYear, stopCallYear, updateCallYear } from './year-store.ts'

export type AtYear = { id: string; callYear: string }
type Nothing = Record<string, never>
const gone = () => missing('There is no such year with its call here.')

export async function askCallYear(
  db: Database,
  actor: Actor,
  programme: string,
  { draft, seconds }: YearWords,
  now: Moment,
): Promise<Outcome<{ callYear: string }>> {
  const { id: tenant, timeZone: zone } = actor.institution
  const tomorrow = addDays(dayAt(now, zone), 1)
  const made = await db.inTenant(tenant, async (tx) => {
    await lockCallsOf(tx, programme)
    const open = await openDraft(tx, draft, false)
    if (open?.frame.plan.programme !== programme)
      return missing('This programme has no such draft.')
    const { plan } = open.frame
    if (plan.to < tomorrow)
      return refused(
        finding('call.past', `${plan.title} is over since ${sayDay(plan.to, { year: true })}.`, {
          ...{ path: 'draft', can: 'Choose a year that is still ahead.' },
        }),
      )
    if ((await findCallKinds(tx, programme)).length === 0)
      return refused(
        finding('call.kinds', 'There are no kinds of call to plan.', { can: 'Add one first.' }),
      )
    const earlier = await findCallYear(tx, { programme })
    // What no worker will ever finish stands in nobody's way.
    if (earlier?.state === 'waiting' && (await isInQueue(db, yearJobKey(tenant, earlier.id))))
      return refused(
        finding('call.busy', 'A year is being planned with its call already.', {
          can: 'Wait until it is done, or stop it.',
        }),
      )
    if (earlier) await updateCallYear(tx, earlier.id, { state: 'discarded', says: earlier.says })
    const from = plan.from > tomorrow ? plan.from : tomorrow
    const callYear = await insertCallYear(tx, tenant, {
      ...{ programme, plan: plan.id, draft, draftVersion: open.row.version, seconds },
      ...{ from, to: plan.to, by: actor.person.id },
    })
    return done({ callYear })
  })
  if (made.ok) {
    const job = { tenant, zone, callYear: made.value.callYear }
    await addJob(db.pool, 'call-year', job, yearJobKey(tenant, job.callYear))
  }
  return made
}

/** Whatever has not begun ends with its first legal roster. */
export async function stopCallYearOf(
  db: Database,
  live: Live,
  actor: Actor,
  at: AtYear,
): Promise<Outcome<Nothing>> {
  const outcome = await db.inTenant(actor.institution.id, async (tx) => {
    const row = await findCallYear(tx, { id: at.callYear, lock: true })
    if (row?.programme !== at.id) return gone()
    if (row.state !== 'waiting')
      return refused(finding('call.unready', 'Nothing is being planned any more.'))
    await stopCallYear(tx, row.id)
    return done({})
  })
  if (outcome.ok) await live.announce(yearStopTopic(at.callYear))
  return outcome
}

export async function discardCallYear(
  db: Database,
  live: Live,
  actor: Actor,
  at: AtYear,
): Promise<Outcome<Nothing>> {
  const { id: tenant } = actor.institution
  const outcome = await db.inTenant(tenant, async (tx) => {
    const row = await findCallYear(tx, { id: at.callYear, lock: true })
    if (row?.programme !== at.id) return gone()
    if (row.state === 'taken')
      return refused(
        finding('call.over', 'It is in the draft already.', { can: 'Undo it in the draft.' }),
      )
    await updateCallYear(tx, row.id, { state: 'discarded', says: row.says })
    return done({})
  })
  if (!outcome.ok) return outcome
  const key = yearJobKey(tenant, at.callYear)
  if ((await findJobState(db.pool, key)) === 'waiting') await removeJob(db.pool, key)
  await live.announce(yearStopTopic(at.callYear))
  return outcome
}

/**
 * The rotations become one edit of the draft, the calls a plan of call that is published once the
 * year is. Done again after a crash between the two, only what is missing is done.
 */
export async function takeCallYear(
  db: Database,
  actor: Actor,
  at: AtYear,
  { way, version }: { way: Way; version: number },
): Promise<Outcome<{ cells: number; calls: number }>> {
  const { id: tenant, timeZone: zone } = actor.institution
  const found = await db.inTenant(tenant, async (tx) => {
    const row = await findCallYear(tx, { id: at.callYear })
    if (row?.programme !== at.id) return gone()
    const result = row.results[way]
    if (row.state !== 'ready' || !result?.cells)
      return refused(
        finding('call.unready', 'There is no finished year to put into the draft.', {
          can: 'Wait until it is done, or stop it; the best so far is kept.',
        }),
      )
    const open = await openDraft(tx, row.draft, false)
    if (!open) return missing('This draft does not exist any more.')
    const earlier = await findProposal(tx, { programme: at.id })
    if (earlier?.state === 'waiting' && (await isInQueue(db, callJobKey(tenant, earlier.id))))
      return refused(
        finding('call.busy', 'A range of call is being planned.', {
          can: 'Wait until it is done, or stop it.',
        }),
      )
    const changes = allChanges(open.frame, open.cells, result.cells)
    if (open.row.version !== version && changes.length > 0)
      return refused(
        finding(
          'rota.stale',
          `Somebody has changed the draft since (version ${open.row.version}, you saw ${version}).`,
          { can: 'Look at what differs now, then take it over again.' },
        ),
      )
    const broken = judgeCells(open.frame.problem, result.cells).findings.filter(({ must }) => must)
    if (broken.length > 0)
      return refused(
        finding(
          'rota.solve',
          'The rules or pins have changed since; this year no longer keeps them.',
          {
            can: 'Plan it again.',
          },
        ),
        ...broken.slice(0, 20),
      )
    return done({ row, result, changes })
  })
  if (!found.ok) return found
  const { row, result, changes } = found.value
  if (changes.length > 0) {
    const label = way === 'together' ? 'Planned with its call' : 'Planned, with call on top'
    const edited = await editDraft(db, actor, row.draft, { changes, label, source: 'engine' })
    if (!edited.ok) return edited
  }
  return db.inTenant(tenant, async (tx) => {
    await lockCallsOf(tx, at.id)
    const now = await findCallYear(tx, { id: row.id, lock: true })
    if (now?.state !== 'ready') return gone()
    const earlier = await findProposal(tx, { programme: at.id })
    if (earlier) await updateProposal(tx, earlier.id, { state: 'discarded', says: earlier.says })
    if (result.calls.length > 0) {
      const { from, to, programme, seconds } = row
      const by = actor.person.id
      const id = await insertProposal(tx, tenant, { programme, from, to, seconds, by })
      const { given } = askedFrom(await readCall(tx, programme, row), row, zone)
      const kept = given.filter(({ on }) => on >= from && on <= to)
      const says = ['Planned with a draft of the year: publish the year first.', ...result.faults]
      const step = { says: says.join('\n').slice(0, 4000), calls: result.calls, kept }
      await updateProposal(tx, id, { state: 'ready', ...step })
    }
    await updateCallYear(tx, row.id, { state: 'taken', says: row.says })
    return done({ cells: changes.length, calls: result.calls.length })
  })
}
