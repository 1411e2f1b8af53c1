// How is a catalogue read from the records with which a programme came?
import type { CatalogueRecord } from '../programme/schema.ts'
import { type Catalogue, catalogueSchema } from './schema.ts'

type Facts = Record<string, unknown>

const listOf = (value: unknown): Facts[] =>
  Array.isArray(value) ? value.filter((one): one is Facts => typeof one === 'object' && !!one) : []
const wordOf = (value: unknown) => (typeof value === 'string' ? value : undefined)
const numberOf = (value: unknown) =>
  typeof value === 'number' && Number.isInteger(value) ? value : undefined
const wordsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : []

/** Where the records say nothing. */
const USUAL = { places: 1, weeks: 4, section: 'clinical' }

/**
 * The records of kind `elective-section`, `elective` and `mini-fellowship` as a catalogue. What a
 * record leaves out gets the usual value; what makes no sense throws, because programmes are
 * checked where they come in.
 */
export function catalogueOf(records: readonly CatalogueRecord[]): Catalogue {
  const of = (kind: string) => records.filter((record) => record.kind === kind)
  const sections = of('elective-section').map(({ id, name, facts }) => ({
    ...{ id, name },
    mostWeeks: numberOf(facts['capWeeks']) ?? null,
  }))
  return catalogueSchema.parse({
    sections: sections.length > 0 ? sections : [{ id: USUAL.section, name: 'Electives' }],
    electives: of('elective').map(electiveOf),
    miniFellowships: of('mini-fellowship').map(({ id, name, facts }) => ({
      ...{ id, name, certificate: wordOf(facts['certificate']) ?? '' },
      parts: listOf(facts['parts'])
        .sort((one, other) => Number(one['order'] ?? 0) - Number(other['order'] ?? 0))
        .map(({ elective, weeks }) => ({ elective, weeks })),
    })),
  })
}

function electiveOf({ id, name, facts }: CatalogueRecord) {
  const project = facts['finalProject'] as { says: string; gate: boolean } | undefined
  const extended = facts['extended'] as { weeks?: number } | undefined
  return {
    ...{ id, name, code: wordOf(facts['code']) ?? id.slice(0, 12) },
    ...{ section: wordOf(facts['section']) ?? USUAL.section, group: wordOf(facts['group']) ?? '' },
    color: numberOf(facts['color']) ?? 10,
    components: listOf(facts['components']).map(componentOf),
    options: listOf(facts['options']).map((one) => ({
      ...{ id: one['id'], name: one['name'], site: wordOf(one['site']) ?? null },
    })),
    tracks: listOf(facts['tracks']).map((one) => ({
      ...{ id: one['id'], name: one['name'], sharesWith: wordsOf(one['sharesCapacityWith']) },
    })),
    objectives: listOf(facts['objectives']).map(({ says }) => says),
    duties: listOf(facts['duties']).map((one) => one['name']),
    modules: listOf(facts['modules']).map((one) => ({
      ...{ id: one['id'], name: one['name'] },
      objectives: wordsOf(one['objectives']),
      assignments: wordsOf(one['assignments']),
    })),
    finalProject: project ? { says: project.says, gate: project.gate } : null,
    prerequisites: listOf(facts['prerequisites']).map((one) => ({
      ...{ says: one['says'], competencies: wordsOf(one['competencies']) },
    })),
    offSite: listOf(facts['offSite']).map((one) => ({
      ...{ site: one['site'], arranged: one['arrangedSeparately'] === true },
      agreement: wordOf(one['agreement']) ?? '',
    })),
    nominalWeeks: numberOf(facts['nominalWeeks']) ?? null,
    minWeeks: numberOf(facts['minWeeks']) ?? USUAL.weeks,
    extendedWeeks: extended?.weeks ?? null,
    places: numberOf(facts['capacity']) ?? USUAL.places,
    careerIntent: wordOf(facts['careerIntent']) ?? '',
    selfDesigned: facts['selfDesigned'] === true,
    supervisors: wordsOf(facts['supervisors']),
    links: listOf(facts['links']).map(({ label, url }) => ({ label, url: url ?? null })),
    note: wordOf(facts['note']) ?? '',
  }
}

function componentOf(facts: Facts) {
  const sessions = facts['sessions'] as object | undefined
  return {
    ...{ id: facts['id'], name: facts['name'] },
    ...{ minWeeks: numberOf(facts['minWeeks']) ?? null, order: numberOf(facts['order']) ?? null },
    optional: facts['optional'] === true,
    guaranteed: facts['guaranteed'] === true,
    ...{ owner: wordOf(facts['owner']) ?? '', supervisor: wordOf(facts['supervisor']) ?? '' },
    ...{ site: wordOf(facts['site']) ?? null, resource: wordOf(facts['resource']) ?? null },
    activity: wordOf(facts['activity']) ?? null,
    topics: wordsOf(facts['topics']),
    sessions: sessions ?? null,
  }
}
