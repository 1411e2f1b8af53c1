// What is different between two catalogues, in sentences for each thing that changed?
import { sayCount, sayList } from '../../kernel/finding.ts'
import type { Catalogue, Change, Elective } from './schema.ts'

type Named = { id: string; name: string }

/** In the order of the later one; what is gone stands at the end of its kind. */
export function compareCatalogues(from: Catalogue, to: Catalogue): Change[] {
  return [
    ...compareLists('section', from.sections, to.sections, (was, is) =>
      was.mostWeeks === is.mostWeeks
        ? []
        : [`Weeks of a year: ${sayLimit(was.mostWeeks)} to ${sayLimit(is.mostWeeks)}.`],
    ),
    ...compareLists('elective', from.electives, to.electives, (was, is) =>
      compareElectives(was, is, from, to),
    ),
    ...compareLists('mini', from.miniFellowships, to.miniFellowships, (was, is) => [
      ...(isSame(was.parts, is.parts)
        ? []
        : [`Parts: ${sayParts(was.parts, from)} to ${sayParts(is.parts, to)}.`]),
      ...text('Certificate', was.certificate, is.certificate),
    ]),
  ]
}

function compareLists<Thing extends Named>(
  thing: Change['thing'],
  from: readonly Thing[],
  to: readonly Thing[],
  compare: (was: Thing, is: Thing) => string[],
): Change[] {
  const had = new Map(from.map((one) => [one.id, one]))
  const has = new Set(to.map(({ id }) => id))
  const moved = orderOf(from, has).join('\n') !== orderOf(to, new Set(had.keys())).join('\n')
  return [
    ...to.flatMap((is): Change[] => {
      const was = had.get(is.id)
      if (!was) return [{ thing, id: is.id, name: is.name, kind: 'added', says: ['New.'] }]
      const says = [...text('Name', was.name, is.name), ...compare(was, is)]
      return says.length > 0 ? [{ thing, id: is.id, name: is.name, kind: 'changed', says }] : []
    }),
    ...from.flatMap(({ id, name }): Change[] =>
      has.has(id) ? [] : [{ thing, id, name, kind: 'removed', says: ['Not offered any more.'] }],
    ),
    ...(moved
      ? [{ thing, id: '', name: ORDER[thing], kind: 'moved' as const, says: ['In another order.'] }]
      : []),
  ]
}

const ORDER = { section: 'Sections', elective: 'Electives', mini: 'Mini-fellowships' } as const
const orderOf = (list: readonly Named[], of: ReadonlySet<string>) =>
  list.map(({ id }) => id).filter((id) => of.has(id))
const sayLimit = (weeks: number | null) => (weeks === null ? 'no limit' : `at most ${weeks}`)
const sayParts = (parts: { elective: string; weeks: number }[], { electives }: Catalogue) =>
  sayList(
    parts.map(
      ({ elective, weeks }) =>
        `${electives.find(({ id }) => id === elective)?.name ?? elective} ${sayCount(weeks, 'week')}`,
    ),
  )

/** Equal as data; the order of keys does not count. */
export function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other))
}
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  )
}

const text = (what: string, was: string, is: string): string[] =>
  was === is ? [] : [`${what}: ${was || 'nothing'} to ${is || 'nothing'}.`]
const count = (what: string, was: number | null, is: number | null, none: string): string[] =>
  was === is ? [] : [`${what}: ${was ?? none} to ${is ?? none}.`]

/** Each difference as one sentence; empty = the two are the same. */
export function compareElectives(
  was: Elective,
  is: Elective,
  from: Pick<Catalogue, 'sections'> = { sections: [] },
  to = from,
): string[] {
  const nameIn = ({ sections }: Pick<Catalogue, 'sections'>, id: string) =>
    sections.find((section) => section.id === id)?.name ?? id
  const says = [
    ...text('Code', was.code, is.code),
    ...(was.section === is.section
      ? []
      : text('Section', nameIn(from, was.section), nameIn(to, is.section))),
    ...text('Group', was.group, is.group),
    ...count('Places', was.places, is.places, ''),
    ...count('Shortest stay in weeks', was.minWeeks, is.minWeeks, ''),
    ...count('Usual length in weeks', was.nominalWeeks, is.nominalWeeks, 'as planned'),
    ...count('Long form in weeks', was.extendedWeeks, is.extendedWeeks, 'none'),
    ...parts('Part', was.components, is.components),
    ...parts('Option', was.options, is.options),
    ...parts('Track', was.tracks, is.tracks),
    ...parts('Module', was.modules, is.modules),
    ...sentences('Objective', was.objectives, is.objectives),
    ...sentences('Duty', was.duties, is.duties),
    ...sentences('Prerequisite', was.prerequisites.map(sayNeed), is.prerequisites.map(sayNeed)),
    ...sentences('Elsewhere', was.offSite.map(sayAway), is.offSite.map(sayAway)),
    ...sentences('Supervisor', was.supervisors, is.supervisors),
    ...sentences('Link', was.links.map(sayLink), is.links.map(sayLink)),
    ...text('Final project', sayProject(was), sayProject(is)),
    ...text('Leads to', was.careerIntent, is.careerIntent),
    ...text('Note', was.note, is.note),
    ...(was.selfDesigned === is.selfDesigned
      ? []
      : [is.selfDesigned ? 'The trainee plans it now.' : 'The trainee plans it no longer.']),
    ...(was.color === is.color ? [] : ['Another colour.']),
  ]
  return says.length > 0 || isSame({ ...was, name: '' }, { ...is, name: '' })
    ? says
    : ['In another order.']
}

const sayNeed = ({ says, competencies, levels }: Elective['prerequisites'][number]) =>
  [says, ...competencies, ...levels].join(', ')
const sayAway = ({ site, arranged, agreement }: Elective['offSite'][number]) =>
  [site, arranged ? 'arranged for each person' : 'open', agreement].filter(Boolean).join(', ')
const sayLink = ({ label, url }: Elective['links'][number]) => (url ? `${label} (${url})` : label)
const sayProject = ({ finalProject }: Elective) =>
  finalProject ? `${finalProject.says}${finalProject.gate ? ' (must be accepted)' : ''}` : ''

function sentences(what: string, was: readonly string[], is: readonly string[]): string[] {
  return [
    ...is.filter((one) => !was.includes(one)).map((one) => `${what} added: ${one}.`),
    ...was.filter((one) => !is.includes(one)).map((one) => `${what} removed: ${one}.`),
  ].map((says) => says.replace(/\.\.$/, '.'))
}

function parts(what: string, was: readonly Named[], is: readonly Named[]): string[] {
  const had = new Map(was.map((one) => [one.id, one]))
  return [
    ...is.flatMap((one) => {
      const before = had.get(one.id)
      if (!before) return [`${what} added: ${one.name}.`]
      if (isSame(before, one)) return []
      return [`${what} ${one.name}: ${sayFields(before, one)}.`]
    }),
    ...was
      .filter(({ id }) => !is.some((one) => one.id === id))
      .map(({ name }) => `${what} removed: ${name}.`),
  ]
}

const FIELDS: Record<string, string> = {
  name: 'name',
  minWeeks: 'least weeks',
  order: 'order',
  optional: 'optional',
  guaranteed: 'always open',
  owner: 'owner',
  site: 'site',
  resource: 'machine or suite',
  activity: 'activity',
  supervisor: 'supervisor',
  places: 'places',
  sharesWith: 'shares places with',
  topics: 'topics',
  sessions: 'sessions',
  objectives: 'objectives',
  assignments: 'assignments',
}

function sayFields(was: object, is: object): string {
  const before = was as Record<string, unknown>
  return sayList(
    Object.entries(is)
      .filter(([key, value]) => !isSame(before[key], value))
      .map(
        ([key, value]) => `${FIELDS[key] ?? key} ${sayValue(before[key])} to ${sayValue(value)}`,
      ),
  )
}

function sayValue(value: unknown): string {
  if (value === null || value === undefined || value === '') return 'nothing'
  if (value === true) return 'yes'
  if (value === false) return 'no'
  if (Array.isArray(value)) return value.length === 0 ? 'nothing' : sayList(value.map(String))
  if (typeof value === 'object') return Object.values(value).map(String).join(', ')
  return String(value)
}
