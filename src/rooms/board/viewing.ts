// Who is on, where, until when; and what has nobody?
import { addDays, type Day, sayDay } from '../../kernel/day.ts'
import { type Outcome, done } from '../../kernel/finding.ts'
import { dayAt, type Moment, momentAt } from '../../kernel/moment.ts'
import { holds } from '../../kernel/span.ts'
import type { Database, Tx } from '../../platform/database.ts'
import { missing } from '../../platform/http.ts'
import { callNeeds, findCallKinds, findHolidays, holidaySet } from '../call/index.ts'
import type { CallKind } from '../call/schema.ts'
import { findPeople } from '../people/index.ts'
import type { Actor, Person } from '../people/schema.ts'
import { findCatalogue, findProgrammes, findWorks } from '../programme/index.ts'
import { findEquipment, findSites } from '../sites/index.ts'
import { findTime, PUBLISHED, type TimeRow } from '../time/index.ts'
import { coverageOf, type Reach } from './coverage.ts'
import type { Board, Duty } from './schema.ts'
import { findHandovers } from './store.ts'

const TIERS = ['primary', 'backup', 'jeopardy']

export async function viewBoard(
  db: Database,
  actor: Actor,
  programme: string,
  wanted: Day | undefined,
  now: Moment,
): Promise<Outcome<Board>> {
  const { id: tenant, timeZone: zone } = actor.institution
  const on = wanted ?? dayAt(now, zone)
  const me = actor.person.id
  return db.inTenant(tenant, async (tx) => {
    const board = await readBoard(tx, programme, { on, zone, now })
    if (!board) return missing(`There is no programme "${programme}".`)
    const works = new Map((await findWorks(tx, programme)).map(({ id, name }) => [id, name]))
    return done({
      ...board,
      handovers: (await findHandovers(tx, programme, on)).map((row) => ({
        ...{ id: row.id, work: row.work, workName: works.get(row.work) ?? row.work, on: row.on },
        ...{ by: row.name, at: row.at, says: row.says, isMine: row.person === me },
      })),
    })
  })
}

type At = { on: Day; zone: string; now: Moment }

/** Without what is told from one to the next. Undefined when there is no such programme. */
export async function readBoard(
  tx: Tx,
  programme: string,
  { on, zone, now }: At,
): Promise<Omit<Board, 'handovers'> | undefined> {
  const row = (await findProgrammes(tx)).find(({ id }) => id === programme)
  if (!row) return undefined
  const isToday = on === dayAt(now, zone)
  // The one after tomorrow: a call of tomorrow evening is the next one after tonight's.
  const span = { from: addDays(on, -1), to: addDays(on, 2) }
  const rows = await findTime(tx, { line: PUBLISHED, programme, span })
  const kinds = await findCallKinds(tx, programme)
  const holidays = await findHolidays(tx, programme, span)
  const people = new Map((await findPeople(tx)).map((person) => [person.id, person]))
  const sites = new Map((await findSites(tx)).map(({ id, name }) => [id, name]))
  const about: About = { programme, on, kinds, people, sites }
  const [begins, ends] = [momentAt(on, '00:00', zone), momentAt(addDays(on, 1), '00:00', zone)]
  const duties = dutiesOf(rows, about)
  const services = await servicesOf(tx, rows, about)
  const current = isToday ? duties.filter((duty) => duty.begins <= now && duty.ends > now) : []
  return {
    programme: { id: programme, name: row.name },
    ...{ zone, on, isToday, now: current },
    holiday: holidays.find((one) => one.on === on)?.name ?? null,
    next: isToday ? nextOf(duties, now) : [],
    day: duties.filter((duty) => duty.ends > begins && duty.begins < ends),
    lacking: lackingOf(rows, kinds, on, holidaySet(holidays)),
    services,
    coverage: coverageOf(
      services,
      await reachesOf(tx, programme),
      await findEquipment(tx, on),
      sites,
    ),
    about: [
      ...kinds.map(({ id: work, name }) => ({ work, name })),
      ...services.map(({ work, name }) => ({ work, name })),
    ],
    away: [
      ...new Set(
        rows.filter((one) => one.layer === 'absence' && holds(one, on)).map(({ person }) => person),
      ),
    ].map((id) => ({ id, name: people.get(id)?.name ?? id })),
  }
}

/** Where and with what rotations work, as the catalogue says; where it is silent, by the place of the work. */
async function reachesOf(tx: Tx, programme: string): Promise<Map<string, Reach>> {
  const words = (facts: unknown): string[] =>
    Array.isArray(facts) ? facts.filter((one): one is string => typeof one === 'string') : []
  const said = new Map(
    (await findCatalogue(tx, programme))
      .filter(({ kind }) => kind === 'rotation')
      .map(({ id, facts }) => [id, facts]),
  )
  return new Map(
    (await findWorks(tx, programme)).map(({ id, site, resource }) => {
      const facts = said.get(id)
      const scope = facts?.['scope'] as Record<string, unknown> | undefined
      const sites = words(facts?.['sites'])
      return [
        id,
        {
          ...{ resource, modalities: words(scope?.['modalities']) },
          sites: sites.length > 0 || site === null ? sites : [site],
        },
      ]
    }),
  )
}

type About = {
  programme: string
  on: Day
  kinds: readonly CallKind[]
  people: ReadonlyMap<string, Person>
  sites: ReadonlyMap<string, string>
}

function who({ people, programme, on }: About, id: string): Duty['person'] {
  const person = people.get(id)
  return { id, name: person?.name ?? id, level: person ? levelOn(person, programme, on) : null }
}

function dutiesOf(rows: readonly TimeRow[], about: About): Duty[] {
  return rows
    .flatMap((one): Duty[] => {
      const kind = about.kinds.find(({ id }) => id === one.work)
      if (one.layer !== 'call' || !kind || !one.begins || !one.ends) return []
      return [
        {
          ...{ id: one.id, person: who(about, one.person), name: kind.name, code: kind.code },
          look: { color: kind.color, pattern: 'night' },
          ...{ tier: kind.facts.tier, where: kind.facts.where },
          site: one.site ? (about.sites.get(one.site) ?? null) : null,
          ...{ begins: one.begins.toISOString(), ends: one.ends.toISOString() },
          responseMinutes: kind.facts.responseMinutes,
        },
      ]
    })
    .sort(
      (one, other) =>
        TIERS.indexOf(one.tier) - TIERS.indexOf(other.tier) || (one.begins < other.begins ? -1 : 1),
    )
}

/** Of each kind those who begin first. */
function nextOf(duties: readonly Duty[], now: Moment): Duty[] {
  const coming = duties.filter(({ begins }) => begins > now)
  const first = new Map<string, Moment>()
  for (const { name, begins } of coming)
    if (!first.has(name) || begins < first.get(name)!) first.set(name, begins)
  return coming.filter(({ name, begins }) => first.get(name) === begins)
}

function lackingOf(
  rows: readonly TimeRow[],
  kinds: readonly CallKind[],
  on: Day,
  holidays: ReadonlySet<Day>,
): string[] {
  return kinds.flatMap(({ id, name, facts }) => {
    const has = rows.filter((one) => one.layer === 'call' && one.work === id && one.from === on)
    const lacks = callNeeds(facts, on, holidays) - has.length
    return lacks > 0
      ? [`${name} on ${sayDay(on, { weekday: true })} lacks ${lacks === 1 ? 'somebody' : lacks}.`]
      : []
  })
}

async function servicesOf(
  tx: Tx,
  rows: readonly TimeRow[],
  about: About,
): Promise<Board['services']> {
  const works = new Map((await findWorks(tx, about.programme)).map((work) => [work.id, work]))
  const services = new Map<string, Board['services'][number]>()
  for (const one of rows) {
    const work = works.get(one.work)
    if (one.layer !== 'assignment' || !work || !holds(one, about.on) || work.kind === 'leave')
      continue
    const service = services.get(one.work) ?? {
      ...{ work: one.work, name: work.name, code: work.code },
      look: { color: work.color, pattern: work.pattern },
      site: work.site ? (about.sites.get(work.site) ?? null) : null,
      people: [],
    }
    services.set(one.work, service)
    service.people.push(who(about, one.person))
  }
  return [...services.values()].sort((one, other) => one.name.localeCompare(other.name))
}

const levelOn = (person: Person, programme: string, day: Day): string | null =>
  person.roles.find(
    ({ programme: of, level, from, to }) =>
      of === programme &&
      level !== null &&
      (from === null || from <= day) &&
      (to === null || day <= to),
  )?.level ?? null
