// One's own leave; for who plans, the requests of a programme and who is away day by day.
import { addDays, type Day } from '../../kernel/day.ts'
import { done, type Outcome } from '../../kernel/finding.ts'
import { dayAt, type Moment } from '../../kernel/moment.ts'
import { holds } from '../../kernel/span.ts'
import type { Database } from '../../platform/database.ts'
import { missing } from '../../platform/http.ts'
import { mayPlan } from '../people/index.ts'
import type { Actor } from '../people/schema.ts'
import { findProgrammes } from '../programme/index.ts'
import { placeOf } from './actions.ts'
import type { Board } from './contract.ts'
import { type LeaveRead, readLeave, worldOf } from './reading.ts'
import { inOrder } from './rules.ts'
import type { LeaveWorld, RequestView } from './schema.ts'
import { findRequests } from './store.ts'
import { viewRequest } from './views.ts'
import { isWorkday } from './workdays.ts'

const STRIP_DAYS = 120
const KEPT_DAYS = 120

export async function viewMine(
  db: Database,
  actor: Actor,
  programme: string,
  now: Moment,
): Promise<
  Outcome<{
    programme: { id: string; name: string }
    world: LeaveWorld | null
    requests: RequestView[]
    plans: boolean
  }>
> {
  const place = placeOf(actor, now)
  return db.look(place.tenant, async (tx) => {
    const row = (await findProgrammes(tx)).find(({ id }) => id === programme)
    if (!row) return missing(`There is no programme "${programme}".`)
    const read = await readLeave(tx, programme, place)
    const me = read.people.find(({ id }) => id === actor.person.id)
    const requests = await findRequests(tx, { programme, person: actor.person.id })
    return done({
      programme: { id: programme, name: row.name },
      world: me ? worldOf(read, me) : null,
      requests: requests.map((one) => viewRequest(read, one, actor)),
      plans: mayPlan(actor, programme, now),
    })
  })
}

export async function viewBoard(
  db: Database,
  actor: Actor,
  programme: string,
  now: Moment,
): Promise<Outcome<Board>> {
  const place = placeOf(actor, now)
  return db.look(place.tenant, async (tx) => {
    const row = (await findProgrammes(tx)).find(({ id }) => id === programme)
    if (!row) return missing(`There is no programme "${programme}".`)
    const read = await readLeave(tx, programme, place)
    const since = addDays(read.today, -KEPT_DAYS)
    const requests = (await findRequests(tx, { programme, since }))
      .filter(({ state }) => state !== 'draft')
      .map((one) => viewRequest(read, one, actor))
    return done({
      programme: { id: programme, name: row.name },
      ...{ today: read.today, types: read.types, policy: read.policy, version: read.version },
      requests: inOrder(requests),
      works: [...read.works.values()].map(({ id, name, kind }) => ({
        ...{ id, name, isLeave: kind === 'leave' },
      })),
      days: stripOf(read),
      people: read.people.length,
    })
  })
}

function stripOf(read: LeaveRead): Board['days'] {
  const names = new Map(read.people.map(({ id, name }) => [id, name]))
  const last = addDays(read.today, STRIP_DAYS)
  const near = read.time.filter((row) => row.to >= read.today && row.from <= last)
  const absences = near.filter(({ layer }) => layer === 'absence')
  const assignments = near.filter(({ layer }) => layer === 'assignment')
  const asked = read.requests.filter(({ state }) => state === 'asked')
  const days: Board['days'] = []
  for (let day = read.today; day < last; day = addDays(day, 1)) {
    const off = new Set(absences.filter((row) => holds(row, day)).map(({ person }) => person))
    const wants = asked.filter(({ parts }) => parts.some((part) => holds(part, day)))
    days.push({
      day,
      away: [...off].map((id) => names.get(id) ?? id).sort(),
      asked: wants.map(({ person }) => names.get(person) ?? person).sort(),
      short: isWorkday(day) ? shortOn(read, assignments, off, day) : [],
      blackout: read.policy.blackouts.find((out) => holds(out, day))?.name ?? null,
    })
  }
  return days
}

/** Services on which somebody is planned and too few are there. */
function shortOn(
  read: LeaveRead,
  assignments: LeaveRead['time'],
  off: ReadonlySet<string>,
  day: Day,
): string[] {
  const planned = assignments.filter((row) => holds(row, day))
  return [...read.least].flatMap(([work, min]) => {
    const on = planned.filter((row) => row.work === work)
    const there = on.filter(({ person }) => !off.has(person)).length
    if (on.length === 0 || there >= min || there === on.length) return []
    return [`${read.works.get(work)?.name ?? work}: ${there} of ${min}`]
  })
}

/** For the first page. */
export async function listWaiting(db: Database, actor: Actor, now: Moment) {
  const place = placeOf(actor, now)
  const today = dayAt(now, place.zone)
  const trains = actor.person.roles.filter(
    ({ role, to }) => role === 'trainee' && (to === null || to >= today),
  )
  return db.look(place.tenant, async (tx) => {
    const items = []
    for (const { id: programme, name } of await findProgrammes(tx)) {
      if (!mayPlan(actor, programme, now)) continue
      const rows = await findRequests(tx, { programme, state: 'asked' })
      if (rows.length === 0) continue
      const read = await readLeave(tx, programme, place)
      const mine = rows.map((row) => viewRequest(read, row, actor)).filter(({ may }) => may.decide)
      const clean = mine.filter(({ verdict }) => verdict?.isClean).length
      if (mine.length > 0) items.push({ programme, name, asked: mine.length, clean })
    }
    return { items, programmes: [...new Set(trains.map(({ programme }) => programme))] }
  })
}
