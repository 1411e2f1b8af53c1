// The catalogue as members and as everybody reads it, and what two versions do not have in common.
import { addDays, type Day } from '../../kernel/day.ts'
import { type Outcome, done } from '../../kernel/finding.ts'
import { dayAt, type Moment } from '../../kernel/moment.ts'
import type { Database, Tx } from '../../platform/database.ts'
import { missing } from '../../platform/http.ts'
import { makeMemory, readStamp } from '../../platform/memory.ts'
import { findPeople, mayPlan } from '../people/index.ts'
import type { Actor } from '../people/schema.ts'
import { findYearBegin, nextYear } from '../programme/index.ts'
import { compareCatalogues } from './difference.ts'
import {
  findCatalogueOn,
  findCatalogueVersion,
  readSurroundings,
  type Surroundings,
  wordsOf,
} from './holding.ts'
import { withoutPeople } from './publishing.ts'
import { type Around, judgeCatalogue } from './rules.ts'
import type { Catalogue, CatalogueView, Change, PublicCatalogue } from './schema.ts'
import { findInstitution, findIsPublic, findVersions, type VersionRow } from './store.ts'

export const NO_VERSION = 'There is no such version of the catalogue.'

export const aroundOf = ({ sites, resources }: Surroundings): Around => ({
  sites: new Set(sites.map(({ id }) => id)),
  resources: new Set([...resources, ...sites].map(({ id }) => id)),
})

/** `version`: an id or `draft`; without it what is in force today. */
export async function viewCatalogue(
  db: Database,
  actor: Actor,
  programme: string,
  version: string | undefined,
  now: Moment,
): Promise<Outcome<CatalogueView>> {
  const { id: tenant, name, timeZone } = actor.institution
  const today = dayAt(now, timeZone)
  const plans = mayPlan(actor, programme, now)
  return db.inTenant(tenant, async (tx) => {
    const around = await readSurroundings(tx, programme)
    if (!around) return missing(NO_VERSION)
    const rows = await findVersions(tx, programme)
    const settled = rows.filter(({ state }) => state === 'in force')
    const draft = plans ? rows.find(({ state }) => state === 'draft') : undefined
    const asked = version === 'draft' ? draft?.id : version
    if (version !== undefined && !rows.some(({ id }) => id === asked)) return missing(NO_VERSION)
    if (!plans && rows.some(({ id, state }) => id === asked && state === 'draft'))
      return missing(NO_VERSION)
    const shown = asked
      ? (await findCatalogueVersion(tx, programme, asked))!
      : await findCatalogueOn(tx, programme, today)
    const later = settled.find(({ since }) => since! > (shown.since ?? ('' as Day)))
    const row = rows.find(({ id }) => id === shown.id)
    return done({
      ...around,
      institution: { id: tenant, name },
      competencies: wordsOf(shown.catalogue, around.competencies),
      today,
      isPublic: await findIsPublic(tx, programme),
      mayPlan: plans,
      shown: {
        ...{ id: shown.id, since: shown.since, version: shown.version },
        state: row?.state ?? 'in force',
        until: row?.state === 'draft' || !later ? null : addDays(later.since!, -1),
      },
      catalogue: shown.catalogue,
      versions: settled.map(({ id, state, since, by, at }) => ({
        ...{ id, state, since, by, at: at.toISOString() },
      })),
      draft: draft ? await viewDraft(tx, programme, draft, settled, today, around) : null,
    })
  })
}

async function viewDraft(
  tx: Tx,
  programme: string,
  { id }: VersionRow,
  settled: readonly VersionRow[],
  today: Day,
  around: Surroundings,
): Promise<CatalogueView['draft']> {
  const from = nextYear(
    today,
    await findYearBegin(tx, programme),
    settled.map(({ since }) => since!),
  )
  const { catalogue, version } = (await findCatalogueVersion(tx, programme, id))!
  const before = await findCatalogueOn(tx, programme, from)
  return {
    ...{ id, version, from },
    changes: compareCatalogues(before.catalogue, catalogue),
    findings: judgeCatalogue(catalogue, aroundOf(around)),
  }
}

export async function compareVersions(
  db: Database,
  actor: Actor,
  programme: string,
  asked: { from: string; to: string },
  now: Moment,
): Promise<Outcome<{ changes: Change[] }>> {
  const plans = mayPlan(actor, programme, now)
  return db.inTenant(actor.institution.id, async (tx) => {
    const rows = await findVersions(tx, programme)
    const read = async (which: string): Promise<Catalogue | undefined> => {
      const row = rows.find(({ id, state }) => (which === 'draft' ? state === which : id === which))
      if (!row || (row.state === 'draft' && !plans)) return undefined
      return (await findCatalogueVersion(tx, programme, row.id))!.catalogue
    }
    const [from, to] = [await read(asked.from), await read(asked.to)]
    if (!from || !to) return missing(NO_VERSION)
    return done({ changes: compareCatalogues(from, to) })
  })
}

const NOT_PUBLIC = 'There is no public catalogue at this address.'
const shown = makeMemory(200)

/** For anybody. What is not public and what does not exist look the same. */
export async function viewPublic(
  db: Database,
  at: { institution: string; programme: string },
  now: Moment,
): Promise<Outcome<PublicCatalogue>> {
  return db.inTenant(at.institution, async (tx) => {
    const house = await findInstitution(tx, at.institution)
    if (!house || !(await findIsPublic(tx, at.programme))) return missing(NOT_PUBLIC)
    const today = dayAt(now, house.zone)
    const name = `${at.programme} ${today}`
    return shown.recall(await readStamp(tx), name, () => readPublic(tx, house, at.programme, today))
  })
}

async function readPublic(
  tx: Tx,
  { id, name }: { id: string; name: string },
  programme: string,
  today: Day,
): Promise<Outcome<PublicCatalogue>> {
  const around = await readSurroundings(tx, programme)
  if (!around) return missing(NOT_PUBLIC)
  const { since, catalogue } = await findCatalogueOn(tx, programme, today)
  const people = await findPeople(tx)
  const open = withoutPeople(catalogue, people)
  const used = new Set(
    open.electives.flatMap(({ components, options, offSite }) =>
      [...components, ...options, ...offSite].flatMap(({ site }) => site ?? []),
    ),
  )
  const needed = new Set(
    open.electives.flatMap(({ components }) =>
      components.flatMap(({ resource }) => resource ?? []),
    ),
  )
  return done({
    programme: around.programme,
    institution: { id, name },
    since,
    catalogue: open,
    sites: around.sites.filter((site) => used.has(site.id)),
    resources: around.resources.filter((one) => needed.has(one.id)),
  })
}
