// Everything that attendance rests on, read in one transaction: people, rotations, leave, calls, places.
import { addDays, type Day } from '../../kernel/day.ts'
import type { Span } from '../../kernel/span.ts'
import type { Tx } from '../../platform/database.ts'
import { findCallKinds } from '../call/index.ts'
import type { CallFacts } from '../call/schema.ts'
import { findPeople } from '../people/index.ts'
import type { Person, RoleName } from '../people/schema.ts'
import { findCatalogue, findWorks } from '../programme/index.ts'
import { findSites } from '../sites/index.ts'
import { findTime, PUBLISHED, type TimeRow } from '../time/index.ts'
import type { ReachCall, ReachPerson, ReachRole, ReachSites, ReachWork } from './reach.ts'

export type House = { people: ReachPerson[]; sites: ReachSites }

const FACULTY: readonly RoleName[] = ['faculty', 'associate-director', 'director']

/** Who trains and teaches in these programmes, or only some of them, with their time of the span. */
export async function readHouse(
  tx: Tx,
  programmes: readonly string[],
  span: Span,
  only?: readonly string[],
): Promise<House> {
  const people = (await findPeople(tx, only)).filter((person) =>
    person.roles.some(({ programme }) => programmes.includes(programme)),
  )
  const ids = people.map(({ id }) => id)
  const wide = { from: addDays(span.from, -1), to: span.to }
  const time = await findTime(tx, { line: PUBLISHED, people: ids, span: wide })
  const mine = new Map<string, TimeRow[]>()
  for (const row of time) mine.set(row.person, [...(mine.get(row.person) ?? []), row])
  const about = await readAbout(tx, new Set(time.map(({ programme }) => programme)))
  const sites = new Map((await findSites(tx)).map(({ id, name, parent }) => [id, { name, parent }]))
  return {
    people: people.map((person) => reachPerson(person, mine.get(person.id) ?? [], about)),
    sites,
  }
}

type WorkWords = Pick<ReachWork, 'name' | 'categories' | 'sites'>
type About = {
  works: ReadonlyMap<string, WorkWords>
  kinds: ReadonlyMap<string, CallFacts>
}

/** Of every programme in which they have time: a resident may be on a rotation of another one. */
async function readAbout(tx: Tx, programmes: ReadonlySet<string>): Promise<About> {
  const kinds = new Map<string, CallFacts>()
  const said = new Map<string, string[]>()
  for (const programme of programmes) {
    for (const { id, facts } of await findCallKinds(tx, programme))
      kinds.set(`${programme} ${id}`, facts)
    for (const { kind, id, facts } of await findCatalogue(tx, programme))
      if (kind === 'rotation') said.set(`${programme} ${id}`, wordsOf(facts['sites']))
  }
  const works = (await findWorks(tx)).map(
    ({ programme, id, name, categories, site }): [string, WorkWords] => {
      const sites = site === null ? (said.get(`${programme} ${id}`) ?? []) : [site]
      return [`${programme} ${id}`, { name, categories, sites }]
    },
  )
  return { works: new Map(works), kinds }
}

const wordsOf = (facts: unknown): string[] =>
  Array.isArray(facts) ? facts.filter((one): one is string => typeof one === 'string') : []

function reachPerson(person: Person, rows: readonly TimeRow[], about: About): ReachPerson {
  const works: ReachWork[] = []
  const calls: ReachCall[] = []
  const away: Span[] = []
  for (const row of rows) {
    const { from, to } = row
    if (row.layer === 'absence') away.push({ from, to })
    if (row.layer === 'assignment') {
      const work = about.works.get(`${row.programme} ${row.work}`)
      works.push({
        ...{ from, to, work: row.work, name: work?.name ?? row.work },
        categories: [...(work?.categories ?? []), row.kind],
        sites: row.site ? [row.site] : (work?.sites ?? []),
      })
    }
    const kind = about.kinds.get(`${row.programme} ${row.work}`)
    if (row.layer === 'call' && kind && row.begins && row.ends)
      calls.push({
        ...{ on: from, begins: row.begins.toISOString(), ends: row.ends.toISOString() },
        isInHouse: kind.where === 'in-house',
        freesNextDay: kind.freeAfter || kind.form === 'night-float',
      })
  }
  const { id, name } = person
  return { id, name, roles: person.roles.flatMap(reachRole), works, calls, away }
}

function reachRole(held: Person['roles'][number]): ReachRole[] {
  const { programme, level, from, to } = held
  if (held.role === 'trainee') return [{ programme, role: 'trainee', level, from, to }]
  return FACULTY.includes(held.role) ? [{ programme, role: 'faculty', level, from, to }] : []
}

/** As far ahead as sessions are made, and their attendance worked out. */
export const AHEAD_DAYS = 112

export const aheadOf = (today: Day): Span => ({ from: today, to: addDays(today, AHEAD_DAYS) })
