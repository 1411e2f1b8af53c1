// What do those see who look at the conferences of a programme, and at who can reach one?
import { addDays, type Day, weekday } from '../../kernel/day.ts'
import { type Outcome, done } from '../../kernel/finding.ts'
import { dayAt, type Moment } from '../../kernel/moment.ts'
import type { Span } from '../../kernel/span.ts'
import type { Database, Tx } from '../../platform/database.ts'
import { missing } from '../../platform/http.ts'
import { findHolidays } from '../call/index.ts'
import { findPeople, mayPlan } from '../people/index.ts'
import type { Actor } from '../people/schema.ts'
import { findProgrammes, findWorks } from '../programme/index.ts'
import type { Choices, ConferencesView, SessionReach } from './contract.ts'
import { mayPresent } from './presenters.ts'
import { obstacleOf, reachOf, roleOn, workOn } from './reach.ts'
import { AHEAD_DAYS, type House, readHouse } from './reading.ts'
import type { ReachRow, Series, SessionView } from './schema.ts'
import { findRecords } from './setting.ts'
import { findSeries, findSessions, type SessionRow } from './store.ts'

/** Five weeks, as a calendar of a month has them. */
const SHOWN_DAYS = 35

export type Names = ReadonlyMap<string, string>

export async function namesOf(tx: Tx): Promise<Names> {
  return new Map((await findPeople(tx)).map(({ id, name }) => [id, name]))
}

/** `house`: where it is to be said why a presenter cannot be there. */
export function sessionView(
  row: SessionRow,
  series: Series,
  about: { names: Names; now: Moment; house?: House },
): SessionView {
  const { names, now, house } = about
  const who = (id: string | null) => (id === null ? null : { id, name: names.get(id) ?? id })
  const { place } = series.facts
  const presenter = house?.people.find(({ id }) => id === row.presenter)
  const hasBegun = row.begins <= now
  const obstacle =
    presenter && house && !hasBegun
      ? obstacleOf(presenter, row, { facts: series.facts, sites: house.sites })
      : undefined
  return {
    ...{ id: row.id, series: row.series, programme: row.programme, version: row.version },
    ...{ name: series.name, code: series.code },
    look: { color: series.color, pattern: 'admin' },
    ...{ onDay: row.onDay, on: row.on, begins: row.begins, ends: row.ends, state: row.state },
    ...{ isMoved: row.isMoved, hasBegun, reason: row.reason },
    ...{ site: place.site, room: row.room || place.room, link: place.link, topic: row.topic },
    ...{ presenter: who(row.presenter), offeredTo: who(row.offeredTo) },
    trouble: obstacle?.why ?? '',
  }
}

export async function viewConferences(
  db: Database,
  actor: Actor,
  programme: string,
  wanted: Day | undefined,
  now: Moment,
): Promise<Outcome<ConferencesView>> {
  const { id: tenant, timeZone: zone } = actor.institution
  const today = dayAt(now, zone)
  const plans = mayPlan(actor, programme, now)
  return db.inTenant(tenant, async (tx) => {
    const row = (await findProgrammes(tx)).find(({ id }) => id === programme)
    if (!row) return missing(`There is no programme "${programme}".`)
    const span = weeksFrom(wanted ?? today)
    const series = await findSeries(tx, programme)
    const of = new Map(series.map((one) => [one.id, one]))
    const about = {
      ...{ names: await namesOf(tx), now },
      ...(plans ? { house: await readHouse(tx, [programme, ...guestsOf(series)], span) } : {}),
    }
    const sessions = (await findSessions(tx, { programme, span })).filter(
      ({ isDropped }) => !isDropped,
    )
    return done({
      ...{ programme: { id: programme, name: row.name }, zone, today, ...span, plans, series },
      sessions: sessions.map((one) => sessionView(one, of.get(one.series)!, about)),
      holidays: (await findHolidays(tx, programme, span)).map(({ on, name }) => ({ on, name })),
      choices: plans && about.house ? await choicesOf(tx, programme, about.house, today) : null,
    })
  })
}

const guestsOf = (series: readonly Series[]) =>
  series.flatMap(({ facts }) => facts.audience.invited)

/** From the Monday of the week. */
function weeksFrom(day: Day): Span {
  const from = addDays(day, -((weekday(day) + 6) % 7))
  return { from, to: addDays(from, SHOWN_DAYS - 1) }
}

async function choicesOf(
  tx: Tx,
  programme: string,
  { people, sites }: House,
  today: Day,
): Promise<Choices> {
  const ahead = { from: today, to: addDays(today, AHEAD_DAYS * 4) }
  const works = await findWorks(tx, programme)
  const held = people.flatMap((person) => {
    const role = roleOn(person, programme, today) ?? person.roles[0]
    return role ? [{ id: person.id, name: person.name, role: role.role, level: role.level }] : []
  })
  return {
    works: works
      .filter(({ kind }) => kind !== 'leave')
      .map(({ id, code, name, kind }) => ({ id, code, name, kind })),
    sites: [...sites].map(([id, { name }]) => ({ id, name })),
    programmes: (await findProgrammes(tx))
      .filter(({ id }) => id !== programme)
      .map(({ id, name }) => ({ id, name })),
    levels: [...new Set(held.flatMap(({ level }) => level ?? []))].toSorted(),
    people: held.map(({ id, name, role }) => ({ id, name, role })),
    holidays: (await findHolidays(tx, programme, ahead)).map(({ on }) => on),
    records: (await findRecords(tx, programme)).map(({ id, name }) => ({ id, name })),
  }
}

export async function viewReach(
  db: Database,
  actor: Actor,
  at: { id: string; session: string },
  now: Moment,
): Promise<Outcome<SessionReach>> {
  return db.inTenant(actor.institution.id, async (tx) => {
    const [row] = await findSessions(tx, { programme: at.id, id: at.session })
    const series = (await findSeries(tx, at.id)).find(({ id }) => id === row?.series)
    if (!row || !series || row.isDropped) return missing('There is no such session here.')
    const programmes = [at.id, ...series.facts.audience.invited]
    const house = await readHouse(tx, programmes, { from: row.on, to: row.on })
    const about = { names: await namesOf(tx), now, house }
    return done({ session: sessionView(row, series, about), rows: rowsOf(row, series, house) })
  })
}

const ORDER = ['comes', 'may', 'excused', 'cannot', 'away']

/** Who is asked to come, who presents, and who could; those who come first. */
function rowsOf(row: SessionRow, series: Series, { people, sites }: House): ReachRow[] {
  const about = { programme: row.programme, facts: series.facts, sites }
  return people
    .flatMap((person): ReachRow[] => {
      const presents = person.id === row.presenter
      const reached = reachOf(person, row, about)
      const could = presents || mayPresent(person, row.programme, series, row.on)
      if (!reached && !could) return []
      const free = { state: presents ? 'comes' : 'may', why: '' } as const
      const { state, why } = reached ?? obstacleOf(person, row, about) ?? free
      const programmes = [row.programme, ...series.facts.audience.invited]
      const role = programmes.flatMap((of) => roleOn(person, of, row.on) ?? [])[0]
      const work = workOn(person, row.on)
      const site = work?.sites[0]
      return [
        {
          ...{ person: { id: person.id, name: person.name }, presents, state, why },
          ...{ role: role?.role ?? 'faculty', level: role?.level ?? null },
          ...{ work: work?.name ?? null, site: site ? (sites.get(site)?.name ?? site) : null },
        },
      ]
    })
    .toSorted(
      (one, other) =>
        ORDER.indexOf(one.state) - ORDER.indexOf(other.state) ||
        one.person.name.localeCompare(other.person.name),
    )
}
