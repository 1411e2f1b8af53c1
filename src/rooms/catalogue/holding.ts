// Which catalogue holds on a day, and what is around it?
import type { Day } from '../../kernel/day.ts'
import type { Tx } from '../../platform/database.ts'
import { findCatalogue, findProgrammes } from '../programme/index.ts'
import { findEquipment, findSites } from '../sites/index.ts'
import { catalogueOf } from './reading.ts'
import { type Catalogue, catalogueSchema } from './schema.ts'
import { findVersion, findVersionOn, type VersionRow } from './store.ts'

/** `id` and `since` are null where no version has begun: it is read from the programme's records. */
export type Holding = {
  id: string | null
  since: Day | null
  version: number
  catalogue: Catalogue
}

const heldBy = (row: VersionRow): Holding => ({
  ...{ id: row.id, since: row.since, version: row.version },
  // What a later program writes down besides is not for this one; what an older one left out is usual.
  catalogue: catalogueSchema.parse(row.document),
})

/** The catalogue of the programme on this day; without electives when it never had one. */
export async function findCatalogueOn(tx: Tx, programme: string, day: Day): Promise<Holding> {
  const row = await findVersionOn(tx, programme, day)
  if (row) return heldBy(row)
  const catalogue = catalogueOf(await findCatalogue(tx, programme))
  return { id: null, since: null, version: 0, catalogue }
}

/** A version by its id, for those who chose under it. */
export async function findCatalogueVersion(
  tx: Tx,
  programme: string,
  id: string,
): Promise<Holding | undefined> {
  const row = await findVersion(tx, programme, id)
  return row && heldBy(row)
}

type Named = { id: string; name: string }
export type Surroundings = {
  programme: Named & { specialty: string }
  sites: Named[]
  resources: Named[]
  /** The words that the programme knows. */
  competencies: Named[]
  levels: string[]
}

const listOf = (value: unknown) => (Array.isArray(value) ? (value as Partial<Named>[]) : [])
const competenciesOf = (facts: Record<string, unknown>): Named[] =>
  listOf(facts['competencies']).flatMap(({ id, name }) =>
    typeof id === 'string' ? [{ id, name: typeof name === 'string' ? name : id }] : [],
  )

/** What the programme calls its competencies, by their words. */
export async function findCompetencyNames(tx: Tx, programme: string): Promise<Map<string, string>> {
  const row = (await findProgrammes(tx)).find(({ id }) => id === programme)
  return new Map(competenciesOf(row?.facts ?? {}).map(({ id, name }) => [id, name]))
}

/** What documents point at: sites, machines, levels, competencies; undefined = no such programme. */
export async function readSurroundings(
  tx: Tx,
  programme: string,
): Promise<Surroundings | undefined> {
  const row = (await findProgrammes(tx)).find(({ id }) => id === programme)
  if (!row) return undefined
  const named = (list: readonly Named[]) => list.map(({ id, name }) => ({ id, name }))
  return {
    programme: { id: row.id, name: row.name, specialty: row.specialty },
    sites: named(await findSites(tx)),
    resources: named(await findEquipment(tx)),
    competencies: competenciesOf(row.facts),
    levels: listOf(row.facts['levels']).flatMap(({ id }) => (typeof id === 'string' ? [id] : [])),
  }
}

/** Every word under which a catalogue asks for something, and those that the programme knows. */
export function wordsOf({ electives }: Catalogue, known: readonly Named[]): Named[] {
  const names = new Map(known.map(({ id, name }) => [id, name]))
  const asked = electives.flatMap(({ prerequisites }) =>
    prerequisites.flatMap(({ competencies }) => competencies),
  )
  // Those that open something stand first.
  return [...new Set([...asked, ...names.keys()])].map((id) => ({
    ...{ id, name: names.get(id) ?? id.replace(/-/g, ' ') },
  }))
}
