// Who is on, where, until when; and what has nobody?
import { addDays, type Day, sayDay } from '../../kernel/day.ts'
import { type Outcome, done } from '../../kernel/finding.ts'
import { dayAt, type Moment, momentAt } from '../../kernel/moment.ts'
import { holds } from '../../kernel/span.ts'
import type { Database } from '../../platform/database.ts'
import { missing } from '../../platform/http.ts'
import { callNeeds, findCallKinds, findHolidays, holidaySet } from '../call/index.ts'
import { findPeople } from '../people/index.ts'
import type { Actor, Person } from '../people/schema.ts'
import { findProgrammes, findWorks } from '../programme/index.ts'
import { findSites } from '../sites/index.ts'
import { findTime, PUBLISHED } from '../time/index.ts'
import type { Board, Duty } from './schema.ts'

const TIERS = ['primary', 'backup', 'jeopardy']

export async function viewBoard(
  db: Database,
  actor: Actor,
  programme: string,
  wanted: Day | undefined,
  now: Moment,
): Promise<Outcome<Board>> {
  const { id: tenant, timeZone: zone } = actor.institution
  const today = dayAt(now, zone)
  const on = wanted ?? today
  return db.inTenant(tenant, async (tx) => {
    const row = (await findProgrammes(tx)).find(({ id }) => id === programme)
    if (!row) return missing(`There is no programme "${programme}".`)
    const span = { from: addDays(on, -1), to: on }
    const rows = await findTime(tx, { line: PUBLISHED, programme, span })
    const people = new Map((await findPeople(tx)).map((person) => [person.id, person]))
    const works = new Map((await findWorks(tx, programme)).map((work) => [work.id, work]))
    const sites = new Map((await findSites(tx)).map(({ id, name }) => [id, name]))
    const kinds = await findCallKinds(tx, programme)
    const holidays = await findHolidays(tx, programme, span)
    const who = (id: string) => {
      const person = people.get(id)
      return { id, name: person?.name ?? id, level: person ? levelOn(person, programme, on) : null }
    }
    const [begins, ends] = [momentAt(on, '00:00', zone), momentAt(addDays(on, 1), '00:00', zone)]
    const duties = rows
      .flatMap((one): Duty[] => {
        const kind = kinds.find(({ id }) => id === one.work)
        if (one.layer !== 'call' || !kind || !one.begins || !one.ends) return []
        if (one.ends <= new Date(begins) || one.begins >= new Date(ends)) return []
        return [
          {
            ...{ id: one.id, person: who(one.person), name: kind.name, code: kind.code },
            look: { color: kind.color, pattern: 'night' },
            ...{ tier: kind.facts.tier, where: kind.facts.where },
            site: one.site ? (sites.get(one.site) ?? null) : null,
            ...{ begins: one.begins.toISOString(), ends: one.ends.toISOString() },
            responseMinutes: kind.facts.responseMinutes,
          },
        ]
      })
      .sort(
        (one, other) =>
          TIERS.indexOf(one.tier) - TIERS.indexOf(other.tier) ||
          (one.begins < other.begins ? -1 : 1),
      )
    const services = new Map<string, Board['services'][number]>()
    for (const one of rows) {
      const work = works.get(one.work)
      if (one.layer !== 'assignment' || !work || !holds(one, on) || work.kind === 'leave') continue
      const service = services.get(one.work) ?? {
        ...{ work: one.work, name: work.name, code: work.code },
        look: { color: work.color, pattern: work.pattern },
        site: work.site ? (sites.get(work.site) ?? null) : null,
        people: [],
      }
      services.set(one.work, service)
      service.people.push(who(one.person))
    }
    const set = holidaySet(holidays)
    const lacking = kinds.flatMap(({ id, name, facts }) => {
      const has = rows.filter((one) => one.layer === 'call' && one.work === id && one.from === on)
      const lacks = callNeeds(facts, on, set) - has.length
      return lacks > 0
        ? [`${name} on ${sayDay(on, { weekday: true })} lacks ${lacks === 1 ? 'somebody' : lacks}.`]
        : []
    })
    return done({
      programme: { id: programme, name: row.name },
      ...{ zone, on, isToday: on === today },
      holiday: holidays.find((one) => one.on === on)?.name ?? null,
      now: on === today ? duties.filter((duty) => duty.begins <= now && duty.ends > now) : [],
      ...{ day: duties, lacking },
      services: [...services.values()].sort((one, other) => one.name.localeCompare(other.name)),
      away: [
        ...new Set(
          rows
            .filter((one) => one.layer === 'absence' && holds(one, on))
            .map(({ person }) => person),
        ),
      ].map((id) => ({ id, name: who(id).name })),
    })
  })
}

const levelOn = (person: Person, programme: string, day: Day): string | null =>
  person.roles.find(
    ({ programme: of, level, from, to }) =>
      of === programme &&
      level !== null &&
      (from === null || from <= day) &&
      (to === null || day <= to),
  )?.level ?? null
