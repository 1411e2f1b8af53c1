// What does a programme show to those who think of coming? Its own records as they are today; no second copy.
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { addDays, type Day } from '../../kernel/day.ts'
import { type Outcome, done, refused, finding } from '../../kernel/finding.ts'
import { dayAt, type Moment } from '../../kernel/moment.ts'
import type { Database, Tx } from '../../platform/database.ts'
import { missing } from '../../platform/http.ts'
import { findSeries } from '../conferences/index.ts'
import { sayRhythm } from '../conferences/rhythm.ts'
import { findPeople, isOn } from '../people/index.ts'
import type { Actor, Person } from '../people/schema.ts'
import { findCatalogue, findProgrammes, type ProgrammeRow } from '../programme/index.ts'
import { findEquipment, findSites } from '../sites/index.ts'
import { openCycleOf } from './open-cycles.ts'
import { findCycles } from './cycle-store.ts'
import { findHouse } from './entry-store.ts'
import type { PublicPage } from './page-schema.ts'
import {
  findPages,
  type PageRow,
  updateLookedOver,
  updatePageHash,
  upsertPage,
} from './page-store.ts'
import { phaseOf } from './rules/cycle.ts'

type Nothing = Record<string, never>
const NOWHERE = 'There is no public page at this address.'

const said = z.array(z.object({ says: z.string() })).catch([])
const namedList = z.array(z.object({ name: z.string() })).catch([])
const learnt = z.array(z.object({ kind: z.string(), name: z.string() })).catch([])
const contactList = z
  .array(
    z.object({
      person: z.string().optional(),
      title: z.string().catch(''),
      address: z.record(z.string(), z.string()).catch({}),
      phone: z.string().optional(),
      fax: z.string().optional(),
      email: z.string().optional(),
    }),
  )
  .catch([])

const KINDS: Record<string, string> = {
  interpretation: 'Reading',
  procedure: 'Procedures',
  technique: 'Techniques',
  duty: 'Duties',
}
/** Of the roles that teach; the first that somebody holds gives the title. */
const TEACHING = ['director', 'associate-director', 'faculty']

export async function viewPublicPage(
  db: Database,
  at: { institution: string; programme: string },
  now: Moment,
): Promise<Outcome<PublicPage>> {
  return db.look(at.institution, async (tx) => {
    const house = await findHouse(tx, at.institution)
    const [page] = await findPages(tx, at.programme)
    if (!house || !page?.isPublic) return missing(NOWHERE)
    const shown = await readPage(tx, house, at.programme, now)
    if (!shown) return missing(NOWHERE)
    // What was changed since the page was last looked at is a version of its own already.
    const isOther = page.hash !== '' && page.hash !== hashOf(shown)
    return done({
      ...shown,
      version: page.version + (isOther ? 1 : 0),
      changedOn: isOther ? shown.asOf : page.changedOn,
      lookedOverOn: page.lookedOverOn,
    })
  })
}

type House = { id: string; name: string; timeZone: string }
type Shown = Omit<PublicPage, 'version' | 'changedOn' | 'lookedOverOn'>

async function readPage(tx: Tx, house: House, id: string, now: Moment): Promise<Shown | undefined> {
  const programme = (await findProgrammes(tx)).find((one) => one.id === id)
  if (!programme) return undefined
  const today = dayAt(now, house.timeZone)
  const { facts } = programme
  const records = await findCatalogue(tx, id)
  const people = await findPeople(tx)
  const sites = await findSites(tx)
  const equipment = await findEquipment(tx, today)
  const siteName = new Map(sites.map((site) => [site.id, site.name]))
  const rotations = records.filter(({ kind }) => kind === 'rotation')
  const sitesOf = (one: Record<string, unknown>) =>
    z.array(z.string()).catch([]).parse(one['sites'])
  // Where its rotations lead, and whatever is below such a place.
  const used = new Set(rotations.flatMap((one) => sitesOf(one.facts)))
  const isUsed = (site: (typeof sites)[number]) => used.has(site.id) || used.has(site.parent ?? '')
  const learns = learnt.parse(facts['competencies'])
  return {
    institution: { id: house.id, name: house.name },
    ...{ programme: { id, name: programme.name }, specialty: programme.specialty, asOf: today },
    months: z.number().nullable().catch(null).parse(facts['lengthMonths']),
    mission: z.string().nullable().catch(null).parse(facts['mission']),
    aims: said.parse(facts['aims']).map(({ says }) => says),
    goals: said.parse(facts['goals']).map(({ says }) => says),
    tracks: namedList.parse(facts['tracks']).map(({ name }) => name),
    rotations: rotations.map((one) => ({
      ...{ id: one.id, name: one.name },
      sites: sitesOf(one.facts).flatMap((site) => siteName.get(site) ?? []),
    })),
    learns: Object.entries(KINDS).flatMap(([kind, says]) => {
      const names = [...new Set(learns.filter((one) => one.kind === kind).map(({ name }) => name))]
      return names.length > 0 ? [{ kind: says, names }] : []
    }),
    conferences: conferencesOf(records, await findSeries(tx, id)),
    sites: sites.filter(isUsed).map((site) => ({
      ...{ id: site.id, name: site.name, kind: site.kind },
      machines: equipment
        .filter((one) => one.site === site.id)
        .map((one) => ({ kind: one.class, name: one.name, count: one.count })),
    })),
    faculty: facultyOf(people, id, today),
    contacts: contactsOf(programme, people),
    cycle: await cycleOf(tx, house, id, now),
  }
}

/** As they are held; a record of which no series was made says itself how often. */
function conferencesOf(
  records: Awaited<ReturnType<typeof findCatalogue>>,
  series: Awaited<ReturnType<typeof findSeries>>,
): PublicPage['conferences'] {
  const held = (record: string | null, by: string) =>
    series
      .filter(({ isEnded, facts }) => !isEnded && facts.record === record)
      .map(({ id, name, facts }) => {
        const says = sayRhythm(facts)
        return { id, name, often: says[0]!.toLowerCase() + says.slice(1), by }
      })
  const recorded = records
    .filter(({ kind }) => kind === 'conference')
    .flatMap((one) => {
      const said = oftenOf(one.facts)
      const mine = held(one.id, said.by)
      return mine.length > 0 ? mine : [{ id: one.id, name: one.name, ...said }]
    })
  return [...recorded, ...held(null, '')]
}

function oftenOf(facts: Record<string, unknown>): { often: string; by: string } {
  const frequency = z
    .object({ times: z.number(), every: z.string() })
    .nullable()
    .catch(null)
    .parse(facts['frequency'])
  const by = z.string().catch('').parse(facts['ownedBy'])
  if (!frequency) return { often: '', by }
  const { times, every } = frequency
  return { often: times === 1 ? `each ${every}` : `${times} times a ${every}`, by }
}

function facultyOf(
  people: readonly Person[],
  programme: string,
  today: Day,
): PublicPage['faculty'] {
  return people
    .flatMap((person) => {
      const held = person.roles.filter(
        (role) => role.programme === programme && TEACHING.includes(role.role) && isOn(role, today),
      )
      const rank = Math.min(...held.map(({ role }) => TEACHING.indexOf(role)))
      const first = held.find(({ role }) => TEACHING.indexOf(role) === rank)
      return first ? [{ rank, name: person.name, title: first.title ?? null }] : []
    })
    .sort((one, other) => one.rank - other.rank || one.name.localeCompare(other.name))
    .map(({ name, title }) => ({ name, title }))
}

function contactsOf({ facts }: ProgrammeRow, people: readonly Person[]): PublicPage['contacts'] {
  return contactList.parse(facts['contacts']).map((one) => {
    const { street, room, city, state, postalCode } = one.address
    const town = [city, [state, postalCode].filter(Boolean).join(' ')].filter(Boolean).join(', ')
    const [before, after] = one.email?.split('@') ?? []
    return {
      name: people.find(({ id }) => id === one.person)?.name ?? null,
      ...{ title: one.title, phone: one.phone ?? null, fax: one.fax ?? null },
      address: [street, room, town].flatMap((line) => line || []),
      email: before && after ? [before, after] : null,
    }
  })
}

/** The one that takes applications, or else the next to open; never one of the past. */
async function cycleOf(tx: Tx, house: House, programme: string, now: Moment) {
  const cycles = await findCycles(tx, { programme })
  const open = cycles.find((one) => phaseOf(one, now) === 'open')
  const next = cycles.filter((one) => phaseOf(one, now) === 'ahead').at(-1)
  const shown = open ?? next
  return shown ? openCycleOf(tx, shown, house, now) : null
}

/** Of what is shown, without the day and what follows from it. */
function hashOf({ asOf: _, cycle, ...rest }: Shown): string {
  const words = JSON.stringify({ ...rest, cycle: cycle && { ...cycle, phase: '' } })
  return createHash('sha256').update(words).digest('hex')
}

/** Writes down that what is shown has become another; gives the page as it then stands. */
export async function notePage(
  tx: Tx,
  house: House,
  programme: string,
  now: Moment,
): Promise<PageRow | undefined> {
  const shown = await readPage(tx, house, programme, now)
  if (shown) await updatePageHash(tx, programme, hashOf(shown), shown.asOf)
  return (await findPages(tx, programme))[0]
}

export const isStale = (page: PageRow, today: Day) =>
  page.isPublic && addDays(page.lookedOverOn, page.staleDays) <= today

export async function setPage(
  db: Database,
  actor: Actor,
  programme: string,
  body: { isPublic: boolean; owner: string | null; staleDays: number },
  now: Moment,
): Promise<Outcome<Nothing>> {
  const { institution, person } = actor
  const today = dayAt(now, institution.timeZone)
  return db.inTenant(institution.id, async (tx) => {
    if (body.owner !== null && (await findPeople(tx, [body.owner])).length === 0)
      return missing('There is no such person.')
    await upsertPage(tx, institution.id, { programme, ...body }, { person: person.id, today })
    await notePage(tx, institution, programme, now)
    return done({})
  })
}

export async function lookOver(
  db: Database,
  actor: Actor,
  programme: string,
  now: Moment,
): Promise<Outcome<{ version: number }>> {
  const { institution, person } = actor
  const on = dayAt(now, institution.timeZone)
  return db.inTenant(institution.id, async (tx) => {
    const page = await notePage(tx, institution, programme, now)
    if (!page)
      return refused(
        finding('recruitment.page', 'This programme has no public page yet.', {
          can: 'Show it first.',
        }),
      )
    await updateLookedOver(tx, programme, { person: person.id, on })
    return done({ version: page.version })
  })
}
