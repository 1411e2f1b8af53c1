// What do series, leave, rotations and calls make of the coming sessions, and of everybody's time?
import type { Day } from '../../kernel/day.ts'
import { dayAt, type Moment } from '../../kernel/moment.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Database, Tx } from '../../platform/database.ts'
import { findHolidays, holidaySet } from '../call/index.ts'
import { findTenants } from '../people/index.ts'
import { insertTime, type NewTime, PUBLISHED } from '../time/index.ts'
import { planSessions } from './planning.ts'
import { obstacleOf, reachOf } from './reach.ts'
import { aheadOf, type House, readHouse } from './reading.ts'
import type { Series } from './schema.ts'
import {
  deleteKeptTime,
  findKeptTime,
  findProgrammesWithSeries,
  findSeries,
  findSessions,
  findTaken,
  insertSessions,
  type KeptTime,
  lockSeries,
  type SessionRow,
  takeDue,
  updateByRhythm,
} from './store.ts'

/** The topic under which servers hear that conferences are to be worked out anew. */
export const CONFERENCES = 'conferences'

export type Place = { tenant: string; zone: string; now: Moment }

/**
 * Makes the sessions of the coming weeks from the series, and the record from the sessions: who comes,
 * who presents. Only what is different is written, and nothing that has begun.
 */
export async function deriveConferences(tx: Tx, place: Place, programme: string): Promise<void> {
  await lockSeries(tx, programme)
  const series = await findSeries(tx, programme)
  await deriveSessions(tx, place, programme, series)
  const sessions = (await findSessions(tx, { programme, after: place.now })).filter(
    ({ begins, isDropped, state }) => begins > place.now && !isDropped && state === 'planned',
  )
  const span = spanOf(sessions, dayAt(place.now, place.zone))
  const invited = series.flatMap(({ facts }) => facts.audience.invited)
  const house = await readHouse(tx, [programme, ...invited], span)
  const wanted = sessions.flatMap((session) =>
    timeOf(
      session,
      series.find(({ id }) => id === session.series)!,
      house,
    ),
  )
  await writeTime(tx, place, programme, wanted)
}

async function deriveSessions(
  tx: Tx,
  { tenant, zone, now }: Place,
  programme: string,
  series: readonly Series[],
): Promise<void> {
  const span = aheadOf(dayAt(now, zone))
  // Those of today that are over are known too, so that they are not made a second time.
  const stored = await findSessions(tx, { programme, since: span.from })
  const plan = planSessions(series, stored, {
    ...{ span, zone, now },
    holidays: holidaySet(await findHolidays(tx, programme, span)),
    taken: await findTaken(tx, programme, now),
  })
  await updateByRhythm(tx, plan.altered)
  await insertSessions(tx, tenant, programme, plan.fresh)
}

const spanOf = (sessions: readonly SessionRow[], today: Day) => ({
  from: today,
  to: sessions.reduce((last, { on }) => (on > last ? on : last), today),
})

/** Who presents, unless they are away; and whoever must come and can. */
function timeOf(session: SessionRow, series: Series, { people, sites }: House): NewTime[] {
  const about = { programme: session.programme, facts: series.facts, sites }
  return people.flatMap((person): NewTime[] => {
    const presents = person.id === session.presenter
    const isThere = presents
      ? obstacleOf(person, session, about)?.state !== 'away'
      : series.facts.isRequired && reachOf(person, session, about)?.state === 'comes'
    if (!isThere) return []
    return [
      {
        ...{ person: person.id, programme: session.programme, line: PUBLISHED },
        ...{ layer: 'conference', kind: 'conference', work: series.id },
        ...{ site: series.facts.place.site, from: session.on, to: session.on },
        ...{ begins: session.begins, ends: session.ends, source: `conference:${session.id}` },
        ...(presents ? { role: 'presenter', note: session.topic } : { role: 'attendee', note: '' }),
      },
    ]
  })
}

type Same = Pick<KeptTime, 'person' | 'source' | 'role' | 'note' | 'site' | 'begins' | 'ends'>
const keyOf = ({ person, source, role, note, site, begins, ends }: Same): string =>
  JSON.stringify([person, source, role, note, site, begins, ends])

async function writeTime(
  tx: Tx,
  { tenant, now }: Place,
  programme: string,
  wanted: readonly NewTime[],
): Promise<void> {
  const kept = await findKeptTime(tx, programme, now)
  const wants = new Map(wanted.map((row) => [keyOf(row as NewTime & Same), row]))
  const gone = kept.filter((row) => !wants.delete(keyOf(row)))
  await deleteKeptTime(
    tx,
    gone.map(({ id }) => id),
  )
  await insertTime(tx, tenant, [...wants.values()])
}

/** Of each house in which something has changed since; `ahead`: of all, for the days go on. */
export async function keepConferences(
  db: Database,
  clock: Clock,
  signal: AbortSignal,
  ahead = false,
): Promise<void> {
  for (const { id: tenant, time_zone: zone } of await findTenants(db)) {
    if (signal.aborted) return
    await db.inTenant(tenant, async (tx) => {
      // What is noted while this goes on stays noted: it was not seen here.
      if (!(await takeDue(tx)) && !ahead) return
      for (const programme of await findProgrammesWithSeries(tx))
        await deriveConferences(tx, { tenant, zone, now: clock.now() }, programme)
    })
  }
}
