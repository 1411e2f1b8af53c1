// Planned calls become published ones: all in one transaction, or none.
import { addDays } from '../../kernel/day.ts'
import { done, finding, type Outcome, refused } from '../../kernel/finding.ts'
import { dayAt, type Moment } from '../../kernel/moment.ts'
import { holds } from '../../kernel/span.ts'
import { type Database, databaseFault, EXCLUSION_VIOLATION } from '../../platform/database.ts'
import { missing } from '../../platform/http.ts'
import { writeOutbox } from '../../platform/outbox.ts'
import type { Actor } from '../people/schema.ts'
import { insertTime, type NewTime, PUBLISHED } from '../time/index.ts'
import type { At } from './asking.ts'
import type { GivenCall } from './asked.ts'
import { callHours, holidaySet } from './days.ts'
import { whyNot } from './eligible.ts'
import { tellOfCalls } from './news.ts'
import {
  deleteCalls,
  findProposal,
  lockCallsOf,
  type ProposalRow,
  updateProposal,
} from './proposal-store.ts'
import { type CallRead, readCall, type StandingCall } from './reading.ts'

const OVER = finding('call.over', 'These calls are published already.', {
  can: 'Plan the range again.',
})
const STALE = finding(
  'call.stale',
  'Since it was planned, calls, pins or leave of the range have changed.',
  { can: 'Plan the range again.' },
)

const keyOf = ({ kind, person, on }: GivenCall) => `${kind} ${person} ${on}`

/** What publishing would add, and what it would take away: from tomorrow on, of the kinds planned. */
export function changesOf(
  read: CallRead,
  row: ProposalRow,
  today: Parameters<typeof addDays>[0],
): { coming: GivenCall[]; leaving: StandingCall[] } {
  const tomorrow = addDays(today, 1)
  const planned = row.calls.filter(({ on }) => on >= tomorrow)
  const kinds = new Set(row.calls.map(({ kind }) => kind))
  const old = read.calls.filter(
    ({ on, kind, stays }) => !stays && holds(row, on) && on >= tomorrow && kinds.has(kind),
  )
  const same = new Set(planned.map(keyOf))
  const standing = new Set(old.map(keyOf))
  return {
    coming: planned.filter((call) => !standing.has(keyOf(call))),
    leaving: old.filter((call) => !same.has(keyOf(call))),
  }
}

/** All or nothing. What has begun, what has changed hands and what is pinned stays where it is. */
export async function publishCall(
  db: Database,
  actor: Actor,
  at: At,
  now: Moment,
): Promise<Outcome<{ added: number; removed: number }>> {
  const { id: tenant, timeZone: zone } = actor.institution
  try {
    return await db.inTenant(tenant, async (tx) => {
      await lockCallsOf(tx, at.id)
      const row = await findProposal(tx, { id: at.proposal, lock: true })
      if (!row || row.programme !== at.id) return missing('There is no such plan of call here.')
      if (row.state === 'published') return refused(OVER)
      if (row.state !== 'ready')
        return refused(finding('call.unready', 'There is nothing to publish yet.'))
      const read = await readCall(tx, at.id, row)
      const today = dayAt(now, zone)
      if (isStale(read, row, today)) return refused(STALE)
      const { coming, leaving } = changesOf(read, row, today)
      const ids = leaving.map(({ id }) => id)
      const removed = await deleteCalls(tx, ids, addDays(today, 1))
      // Somebody has traded or pinned one of them in this moment.
      if (removed !== ids.length) throw new Moved()
      await insertTime(tx, tenant, rowsOf(read, coming, at, zone))
      await updateProposal(tx, row.id, {
        ...{ state: 'published', says: row.says, publishedBy: actor.person.id },
      })
      const { from, to } = row
      await writeOutbox(tx, tenant, {
        ...{ programme: at.id, kind: 'changed' },
        facts: { calls: { from, to, added: coming.length, removed } },
      })
      const changed = { row, coming, leaving, kinds: read.kinds, people: read.people }
      await tellOfCalls(tx, { tenant, zone, now }, changed, actor.person.name)
      return done({ added: coming.length, removed })
    })
  } catch (error) {
    if (error instanceof Moved || databaseFault(error)?.code === EXCLUSION_VIOLATION)
      return refused(STALE)
    throw error
  }
}

class Moved extends Error {}

/** Trades and pins in the range since, or somebody who may not have a planned call any more. */
function isStale(read: CallRead, row: ProposalRow, today: Parameters<typeof addDays>[0]): boolean {
  const standing = read.calls.filter(({ stays, on }) => stays && holds(row, on)).map(keyOf)
  const kept = new Set(row.kept.map(keyOf))
  if (standing.length !== kept.size || standing.some((key) => !kept.has(key))) return true
  const kinds = new Map(read.kinds.map((kind) => [kind.id, kind.facts]))
  const people = new Map(read.people.map((person) => [person.id, person]))
  return row.calls
    .filter(({ on }) => on > today)
    .some(({ kind, person, on }) => {
      const [facts, who] = [kinds.get(kind), people.get(person)]
      return !facts || !who || whyNot(facts, who, on) !== undefined
    })
}

function rowsOf(read: CallRead, calls: readonly GivenCall[], at: At, zone: string): NewTime[] {
  const holidays = holidaySet(read.holidays)
  const kinds = new Map(read.kinds.map((kind) => [kind.id, kind.facts]))
  return calls.flatMap(({ kind, person, on }): NewTime[] => {
    const facts = kinds.get(kind)!
    const hours = callHours(facts, on, holidays, zone)
    if (!hours) return []
    return [
      {
        ...{ person, programme: at.id, line: PUBLISHED, layer: 'call', kind: 'call', work: kind },
        ...{ site: facts.site, from: on, to: on, ...hours, source: `call:${at.proposal}` },
      },
    ]
  })
}
