// A week of hours: what was planned, what was worked, and what the rules say of both.
import { addDays, type Day, fromDayNumber } from '../../kernel/day.ts'
import { type Outcome, done, finding, refused } from '../../kernel/finding.ts'
import { dayAt, type Moment } from '../../kernel/moment.ts'
import type { Span } from '../../kernel/span.ts'
import type { Database } from '../../platform/database.ts'
import { missing } from '../../platform/http.ts'
import { plannedTimeline } from '../call/timeline.ts'
import { zoneOf } from '../hours/clock.ts'
import { rollingHours } from '../hours/early-warning.ts'
import { judgeInForce, packOn } from '../hours/index.ts'
import type { IntervalData, TimelinePerson, Verdict } from '../hours/schema.ts'
import { readWorker } from '../hours/worker.ts'
import { mayPlan } from '../people/index.ts'
import type { Actor } from '../people/schema.ts'
import { findProgrammes } from '../programme/index.ts'
import { type Read, readWorld } from '../swaps/index.ts'
import { hoursIn, judgeConfirming, mondayOf, weekState } from './rules.ts'
import {
  causes,
  type ClassHours,
  type ConfirmWords,
  type MyHours,
  type WeekView,
} from './schema.ts'
import { findCauses, findWeeks, upsertWeek, type WeekRow } from './store.ts'

const WEEKS_SHOWN = 5
const WEEKS_AHEAD = 8
const WEEK = 7
type At = { id: string; person: string; monday: Day }
const nobody = () => missing('There are no such hours for you.')

/** Planned time of one person in a span, by the published record. */
function planOf({ world }: Read, id: string, span: Span): TimelinePerson | undefined {
  const person = world.people.get(id)
  if (!person) return undefined
  const kinds = new Map([...world.kinds].map(([kind, { facts }]) => [kind, facts]))
  return plannedTimeline(
    {
      ...{ person: id, name: person.name, zone: world.zone },
      ...{ rotations: person.rotations, leave: person.leave },
      ...(person.conferences ? { conferences: person.conferences } : {}),
      calls: world.calls
        .filter((call) => call.person === id)
        .map(({ id: call, kind, on, begins, ends }) => ({
          ...{ id: call, kind, on },
          begins: new Date(begins * 60_000).toISOString(),
          ends: new Date(ends * 60_000).toISOString(),
        })),
    },
    span,
    { kinds, holidays: world.holidays },
  )
}

/** Confirmed weeks as they were, the others as planned. */
function realOf(plan: TimelinePerson, weeks: readonly WeekRow[]): TimelinePerson {
  const confirmed = new Set(weeks.map(({ monday }) => monday))
  const clock = zoneOf(plan.zone)
  const isOpen = ({ start }: IntervalData) =>
    !confirmed.has(mondayOf(fromDayNumber(clock.dayOf(clock.read(start) as number))))
  return {
    ...plan,
    intervals: [
      ...plan.intervals.filter(isOpen),
      ...weeks.flatMap(({ monday, actual }) =>
        actual.map((one) => ({ ...one, id: `${monday} ${one.id}` })),
      ),
    ],
  }
}

const speaks = ({ state }: Verdict) => state === 'broken' || state === 'review'

function viewWeek(
  read: Read,
  id: string,
  monday: Day,
  row: WeekRow | undefined,
  today: Day,
): WeekView | undefined {
  const plan = planOf(read, id, { from: monday, to: addDays(monday, 6) })
  if (!plan) return undefined
  const { zone } = read.world
  const name = (interval: IntervalData) =>
    read.items.get(interval.id)?.name ??
    read.world.people.get(id)?.rotations.find(({ work }) => interval.id.endsWith(` ${work}`))
      ?.name ??
    interval.kind
  return {
    ...{ monday, state: weekState(monday, row !== undefined, today) },
    ...{ version: row?.version ?? 0, actual: row?.actual ?? null, reason: row?.reason ?? '' },
    planned: plan.intervals.map((one) => ({ ...one, name: name(one) })),
    hours: {
      planned: hoursIn(plan.intervals, zone),
      actual: row ? hoursIn(row.actual, zone) : null,
    },
  }
}

export async function viewHours(
  db: Database,
  actor: Actor,
  at: At,
  now: Moment,
): Promise<Outcome<MyHours>> {
  const { id: tenant, timeZone: zone } = actor.institution
  const today = dayAt(now, zone)
  if (at.person !== actor.person.id && !mayPlan(actor, at.id, now)) return nobody()
  return db.inTenant(tenant, async (tx) => {
    const programme = (await findProgrammes(tx)).find(({ id }) => id === at.id)
    const read = await readWorld(tx, at.id, { now, zone })
    const person = read.world.people.get(at.person)
    if (!programme || !person) return nobody()
    const monday = mondayOf(at.monday)
    const first = addDays(mondayOf(today), -WEEK * (WEEKS_SHOWN - 1))
    const rows = await findWeeks(tx, at.id, {
      person: at.person,
      from: monday < first ? monday : first,
    })
    const rowOf = (day: Day) => rows.find((row) => row.monday === day)
    const week = viewWeek(read, at.person, monday, rowOf(monday), today)!
    const span = { from: read.world.span.from, to: addDays(today, WEEK * WEEKS_AHEAD) }
    const real = realOf(planOf(read, at.person, span)!, rows)
    return done({
      programme: { id: at.id, name: programme.name },
      person: { id: at.person, name: person.name },
      ...{ zone, today, week, pack: packOn(read.world.packs, today).bound.pack.title },
      weeks: Array.from({ length: WEEKS_SHOWN }, (_, nth) => {
        const day = addDays(mondayOf(today), -WEEK * nth)
        return { monday: day, state: weekState(day, rowOf(day) !== undefined, today) }
      }),
      verdicts: judgeInForce(real, read.world.packs, span).filter(speaks),
      causes: await findCauses(tx, at.id, { person: at.person, from: read.world.span.from }),
      plans: mayPlan(actor, at.id, now),
      rolling: rollingHours(
        readWorker(real, packOn(read.world.packs, today).bound.pack.settings),
        // Four weeks lie before its first day, as far back as is read.
        { from: addDays(today, -WEEK), to: addDays(today, WEEK * WEEKS_AHEAD) },
      ),
    })
  })
}

/** The plan as it stands at that moment is kept beside it, so that the difference can be seen for ever. */
export async function confirmWeek(
  db: Database,
  actor: Actor,
  at: At,
  words: ConfirmWords,
  now: Moment,
): Promise<Outcome<{ version: number }>> {
  const { id: tenant, timeZone: zone } = actor.institution
  const today = dayAt(now, zone)
  const isOwn = at.person === actor.person.id
  const plans = mayPlan(actor, at.id, now)
  if (!isOwn && !plans) return nobody()
  return db.inTenant(tenant, async (tx) => {
    const read = await readWorld(tx, at.id, { now, zone })
    if (!read.world.people.has(at.person)) return nobody()
    const { monday, person, id: programme } = at
    const rows = await findWeeks(tx, programme, { person, from: monday, lock: true })
    const row = rows.find((one) => one.monday === monday)
    const week = {
      ...{ monday, zone, version: row?.version ?? 0 },
      state: weekState(monday, row !== undefined, today),
    }
    const findings = judgeConfirming(week, words, { isOwn, plans })
    if (findings.length > 0) return refused(...findings)
    const planned = planOf(read, person, { from: monday, to: addDays(monday, 6) })!.intervals
    const version = await upsertWeek(tx, tenant, {
      ...{ programme, person, monday, planned, actual: words.entries },
      ...{ version: words.version, by: actor.person.id, reason: words.reason.trim() },
    })
    if (version !== undefined) return done({ version })
    return refused(
      finding('worktime.stale', 'Somebody has confirmed this week at the same moment.', {
        can: 'Look at it again; nothing of yours was lost on this page.',
      }),
    )
  })
}

/** For who plans: what is broken in what was worked, and what would be in what is published. */
export async function viewClassHours(
  db: Database,
  actor: Actor,
  programme: string,
  now: Moment,
): Promise<Outcome<ClassHours>> {
  const { id: tenant, timeZone: zone } = actor.institution
  const today = dayAt(now, zone)
  return db.inTenant(tenant, async (tx) => {
    const row = (await findProgrammes(tx)).find(({ id }) => id === programme)
    const read = await readWorld(tx, programme, { now, zone })
    const { packs, span } = read.world
    if (!row) return missing(`There is no programme "${programme}".`)
    const rows = await findWeeks(tx, programme, { from: span.from })
    const until = addDays(today, WEEK * WEEKS_AHEAD)
    const monday = mondayOf(today)
    const people = [...read.world.people.values()].map(({ id, name }) => {
      const mine = rows.filter((week) => week.person === id)
      const plan = planOf(read, id, { from: span.from, to: until })!
      const verdicts = judgeInForce(realOf(plan, mine), packs, {
        from: span.from,
        to: until,
      }).filter(speaks)
      const isPast = ({ window }: Verdict) => window !== null && window.to < today
      const last = Array.from({ length: 4 }, (_, nth) => addDays(monday, -WEEK * (nth + 1)))
      return {
        ...{ id, name },
        confirmed: last.filter((day) => mine.some((week) => week.monday === day)).length,
        ahead: Array.from({ length: 4 }, (_, nth) => {
          const from = addDays(monday, WEEK * nth)
          const week = planOf(read, id, { from, to: addDays(from, 6) })!
          return hoursIn(week.intervals, zone)
        }),
        past: verdicts.filter(isPast),
        predicted: verdicts.filter((one) => !isPast(one)),
      }
    })
    const said = await findCauses(tx, programme, { from: span.from })
    const broken = people.flatMap(({ id, past }) =>
      past.filter(({ state }) => state === 'broken').map((verdict) => ({ person: id, verdict })),
    )
    const causeOf = ({ person, verdict }: (typeof broken)[number]) =>
      said.find(
        (one) =>
          one.person === person && one.rule === verdict.rule && one.from === verdict.window?.from,
      )?.cause
    const named = broken.map(causeOf)
    return done({
      programme: { id: programme, name: row.name },
      causes: causes
        .map((cause) => ({ cause, count: named.filter((one) => one === cause).length }))
        .filter(({ count }) => count > 0),
      unsaid: named.filter((one) => one === undefined).length,
      ...{ today, pack: packOn(packs, today).bound.pack.title },
      people: people.sort(
        (one, other) =>
          other.predicted.length + other.past.length - one.predicted.length - one.past.length ||
          one.name.localeCompare(other.name),
      ),
    })
  })
}

/** Weeks that are over and still open, of the programmes in which somebody trains. */
export async function listOpenWeeks(db: Database, actor: Actor, now: Moment) {
  const { id: tenant, timeZone: zone } = actor.institution
  const today = dayAt(now, zone)
  const monday = mondayOf(today)
  const programmes = new Set(
    actor.person.roles
      .filter(
        ({ role, from, to }) =>
          role === 'trainee' && (from === null || from <= today) && (to === null || to >= today),
      )
      .map(({ programme }) => programme),
  )
  return db.inTenant(tenant, async (tx) => {
    const weeks: { programme: string; monday: Day }[] = []
    for (const programme of programmes) {
      const from = addDays(monday, -WEEK * 2)
      const known = await findWeeks(tx, programme, { person: actor.person.id, from })
      for (const nth of [2, 1]) {
        const day = addDays(monday, -WEEK * nth)
        const isConfirmed = known.some((week) => week.monday === day)
        if (weekState(day, isConfirmed, today) === 'open') weeks.push({ programme, monday: day })
      }
    }
    return { weeks }
  })
}
