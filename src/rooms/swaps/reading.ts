// The world of a programme's calls, read at once: who has what, who is where, what is allowed.
import { addDays, type Day } from '../../kernel/day.ts'
import { dayAt, type Moment } from '../../kernel/moment.ts'
import type { Span } from '../../kernel/span.ts'
import type { Tx } from '../../platform/database.ts'
import {
  callPoints,
  conferencesOf,
  findCallKinds,
  findHolidays,
  holidaySet,
} from '../call/index.ts'
import { hoursOfWork, type PlannedRotation } from '../call/timeline.ts'
import { readPacksInForce } from '../hours/index.ts'
import { findCompetencies } from '../catalogue/index.ts'
import { findPeople } from '../people/index.ts'
import type { Person } from '../people/schema.ts'
import { findWorks } from '../programme/index.ts'
import { findTime, PUBLISHED, type TimeRow } from '../time/index.ts'
import type { CallItem } from './schema.ts'
import { findPolicy } from './store.ts'
import type { World, WorldCall, WorldPerson } from './world.ts'

const BEFORE = 35
const AFTER = 183
const MINUTE = 60_000

export type Read = { world: World; items: Map<string, CallItem> }

/** Of some weeks before today and half a year ahead; all reads are of one moment. */
export async function readWorld(
  tx: Tx,
  programme: string,
  place: { now: Moment; zone: string },
): Promise<Read> {
  const today = dayAt(place.now, place.zone)
  const span: Span = { from: addDays(today, -BEFORE), to: addDays(today, AFTER) }
  const kinds = await findCallKinds(tx, programme)
  const facts = new Map(kinds.map((kind) => [kind.id, kind]))
  const holidays = holidaySet(await findHolidays(tx, programme, span))
  const people = (await findPeople(tx)).filter((person) => trainsHere(person, programme, span))
  const ids = people.map(({ id }) => id)
  const time = await findTime(tx, { line: PUBLISHED, people: ids, span })
  const works = new Map((await findWorks(tx)).map((work) => [`${work.programme} ${work.id}`, work]))
  const isCall = (row: TimeRow) =>
    row.layer === 'call' && row.programme === programme && row.begins !== null && row.ends !== null
  const names = new Map(people.map(({ id, name }) => [id, name]))
  const rows = time.filter(isCall).filter(({ work }) => facts.has(work))
  const calls = rows.map((row): WorldCall => ({
    ...{ id: row.id, kind: row.work, person: row.person, on: row.from },
    begins: Math.round(row.begins!.getTime() / MINUTE),
    ends: Math.round(row.ends!.getTime() / MINUTE),
    points: callPoints(facts.get(row.work)!.facts, row.from, holidays),
  }))
  const items = new Map(
    rows.map((row, nth): [string, CallItem] => {
      const kind = facts.get(row.work)!
      return [
        row.id,
        {
          ...{ id: row.id, kind: kind.id, name: kind.name, code: kind.code, on: row.from },
          look: { color: kind.color, pattern: 'night' },
          ...{ person: row.person, personName: names.get(row.person) ?? row.person },
          ...{ begins: row.begins!.toISOString(), ends: row.ends!.toISOString() },
          ...{ points: calls[nth]!.points, site: row.site },
        },
      ]
    }),
  )
  const competencies = await findCompetencies(tx, programme, ids)
  const wordsOf = (person: string) =>
    new Set(competencies.filter((one) => one.person === person).map(({ word }) => word))
  const world: World = {
    ...{ now: place.now, zone: place.zone, span, calls, holidays },
    kinds: new Map(kinds.map(({ id, name, facts: of }) => [id, { name, facts: of }])),
    people: new Map(
      people.map((person) => [
        person.id,
        worldPerson(
          person,
          programme,
          wordsOf(person.id),
          (row) => works.get(`${row.programme} ${row.work}`),
          time,
        ),
      ]),
    ),
    packs: await readPacksInForce(tx, programme),
    policy: await findPolicy(tx, programme),
  }
  return { world, items }
}

const rolesOf = (person: Person, programme: string) =>
  person.roles.filter((role) => role.programme === programme && role.role === 'trainee')

function trainsHere(person: Person, programme: string, span: Span): boolean {
  return rolesOf(person, programme).some(
    ({ from, to }) => (from === null || from <= span.to) && (to === null || to >= span.from),
  )
}

type Work = { name: string; categories: string[]; facts: Record<string, unknown> } | undefined

function worldPerson(
  person: Person,
  programme: string,
  competencies: ReadonlySet<string>,
  workOf: (row: TimeRow) => Work,
  time: readonly TimeRow[],
): WorldPerson {
  const roles = rolesOf(person, programme)
  const starts = roles.map(({ from }) => from ?? ('1900-01-01' as Day))
  const mine = time.filter((row) => row.person === person.id)
  return {
    ...{ id: person.id, name: person.name, competencies },
    since: starts.reduce((one, other) => (one < other ? one : other)),
    levels: roles.flatMap(({ level, from, to }) => ({
      level: level ?? '',
      from: from ?? ('1900-01-01' as Day),
      to: to ?? ('9999-12-31' as Day),
    })),
    rotations: mine
      .filter(({ layer }) => layer === 'assignment')
      .map((row): PlannedRotation => {
        const work = workOf(row)
        return {
          ...{ work: row.work, name: work?.name ?? row.work, from: row.from, to: row.to },
          categories: [...(work?.categories ?? []), row.kind],
          hours: hoursOfWork(row.kind, work?.facts),
        }
      }),
    leave: mine.filter(({ layer }) => layer === 'absence').map(({ from, to }) => ({ from, to })),
    conferences: conferencesOf(mine),
  }
}
