// Somebody is back earlier: the rest of approved leave is given back, in the year and on every board at once.
import { done, finding, type Outcome, refused } from '../../kernel/finding.ts'
import type { Day } from '../../kernel/day.ts'
import { dayAt, type Moment } from '../../kernel/moment.ts'
import type { Database } from '../../platform/database.ts'
import type { Actor } from '../people/schema.ts'
import { type At, gone, inTurn, placeOf, stale, type Stepped } from './actions.ts'
import { tellLeave } from './news.ts'
import { checkEnd } from './shortening-rules.ts'
import { cutLeaveTime, cutParts, findRequests, insertStep, touchRequest } from './store.ts'
import { capacitiesOf } from './views.ts'

export async function shortenLeave(
  db: Database,
  actor: Actor,
  at: At,
  { version, until }: { version: number; until: Day },
  now: Moment,
): Promise<Outcome<Stepped>> {
  const place = placeOf(actor, now)
  const today = dayAt(now, place.zone)
  const by = actor.person.id
  return inTurn(db, actor, at.id, async (tx) => {
    const [row] = await findRequests(tx, { programme: at.id, id: at.request })
    const isMine = row?.person === by
    if (!row || !(isMine || capacitiesOf(actor, at.id, today).has('planner'))) return gone()
    if (row.version !== version) return refused(stale(row, version))
    if (row.state !== 'approved')
      return refused(finding('leave.decided', `This leave is ${row.state}, not approved.`))
    const findings = checkEnd(row.parts, until, today)
    if (findings.length > 0) return refused(...findings)
    // The step first: with it the database lets the parts be cut.
    await insertStep(tx, place.tenant, {
      ...{ request: row.id, by, what: 'shortened', comment: `Until ${until}.` },
      capacity: isMine ? 'trainee' : 'planner',
    })
    await cutParts(tx, row.id, until)
    await cutLeaveTime(tx, row.id, until)
    await touchRequest(tx, row.id)
    const [next] = await findRequests(tx, { programme: at.id, id: row.id })
    await tellLeave(tx, place, next!, actor.person, isMine ? 'back' : 'shortened')
    return done({ version: next!.version, state: next!.state })
  })
}
