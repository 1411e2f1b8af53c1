// Does a catalogue hold together before anybody chooses from it?
import { type Finding, finding, sayCount, sayList } from '../../kernel/finding.ts'
import type { Catalogue, Elective, MiniFellowship } from './schema.ts'
import { mostWeeksOf } from './taking.ts'

/** What exists outside of it: ids of sites, of machines and suites; null = not known here. */
export type Around = { sites: ReadonlySet<string> | null; resources: ReadonlySet<string> | null }
const ANYWHERE: Around = { sites: null, resources: null }

type Say = (path: string, says: string, can: string) => void

/** All that is wrong, each with its path in the document; empty = it can be put in force. */
export function judgeCatalogue(catalogue: Catalogue, around: Around = ANYWHERE): Finding[] {
  const { sections, electives, miniFellowships } = catalogue
  const found: Finding[] = []
  const say: Say = (path, says, can) =>
    found.push(finding('catalogue.document', says, { path, can }))
  for (const { id, nth, first } of doubles(sections))
    say(`sections[${nth}].id`, `The section "${id}" is there twice.`, `Rename it; ${first} has it.`)
  for (const { id, nth, first } of doubles([...electives, ...miniFellowships]))
    say(
      nth < electives.length
        ? `electives[${nth}].id`
        : `miniFellowships[${nth - electives.length}].id`,
      `"${id}" is there twice.`,
      `Use another id; ${first} has it.`,
    )
  electives.forEach(({ code, name }, nth) => {
    const other = electives.findIndex((one) => one.code.toLowerCase() === code.toLowerCase())
    if (other < nth)
      say(
        `electives[${nth}].code`,
        `${name} has the code ${code}, which ${electives[other]!.name} has already.`,
        'Choose another code.',
      )
  })
  electives.forEach((elective, nth) =>
    found.push(...judgeElective(elective, catalogue, around, `electives[${nth}]`)),
  )
  miniFellowships.forEach((mini, nth) => judgeMini(mini, electives, `miniFellowships[${nth}]`, say))
  return found
}

/** Of one elective alone, for whoever is writing it. */
export function judgeElective(
  elective: Elective,
  { sections }: Pick<Catalogue, 'sections'>,
  around: Around = ANYWHERE,
  at = '',
): Finding[] {
  const found: Finding[] = []
  const say: Say = (path, says, can) =>
    found.push(
      finding('catalogue.elective', `${elective.name}: ${says}`, {
        ...{ works: [elective.id], can },
        path: at ? `${at}.${path}` : path,
      }),
    )
  if (!sections.some(({ id }) => id === elective.section))
    say(
      'section',
      `there is no section "${elective.section}".`,
      `Choose ${sayList(sections.map(({ name }) => name))}.`,
    )
  judgeLengths(elective, say)
  judgeParts(elective, say)
  judgePlaces(elective, around, say)
  judgeTeaching(elective, say)
  return found
}

function judgeLengths(elective: Elective, say: Say) {
  const { minWeeks, nominalWeeks, extendedWeeks, components } = elective
  if (nominalWeeks !== null && nominalWeeks < minWeeks)
    say(
      'nominalWeeks',
      `it usually takes ${sayCount(nominalWeeks, 'week')}, less than the ${minWeeks} to which it may be shortened.`,
      `Make the usual length ${minWeeks} weeks or more.`,
    )
  const usual = nominalWeeks ?? minWeeks
  if (extendedWeeks !== null && extendedWeeks < usual)
    say(
      'extendedWeeks',
      `its long form takes ${sayCount(extendedWeeks, 'week')}, less than the usual ${usual}.`,
      `Make the long form ${usual} weeks or more.`,
    )
  const needed = components
    .filter(({ optional }) => !optional)
    .reduce((sum, one) => sum + (one.minWeeks ?? 0), 0)
  if (needed > minWeeks)
    say(
      'minWeeks',
      `its parts take at least ${sayCount(needed, 'week')}, and it may be shortened to ${minWeeks}.`,
      `Make the shortest stay ${needed} weeks, or a part optional.`,
    )
  const most = mostWeeksOf(elective)
  components.forEach((part, nth) => {
    const least = Math.max(part.minWeeks ?? 0, part.sessions?.minCommitmentWeeks ?? 0)
    if (most !== null && least > most)
      say(
        `components[${nth}].minWeeks`,
        `${part.name} takes at least ${sayCount(least, 'week')}, the whole elective at most ${most}.`,
        'Make the part shorter, or the elective longer.',
      )
  })
}

function judgeParts({ components, options, tracks, modules }: Elective, say: Say) {
  for (const [list, parts] of Object.entries({ components, options, tracks, modules }))
    for (const { id, nth, first } of doubles(parts))
      say(`${list}[${nth}].id`, `"${id}" is there twice.`, `Use another id; ${first} has it.`)
  // A track, an option and a guaranteed part with one id would be one and the same wish.
  const wished = [...tracks, ...options, ...components.filter(({ guaranteed }) => guaranteed)]
  const lists = [tracks, options, components] as { id: string }[][]
  for (const { id } of doubles(wished))
    if (lists.every((list) => list.filter((one) => one.id === id).length <= 1))
      say('components', `"${id}" names two things that can be wished for.`, 'Use another id.')
  const orders = [...new Set(components.flatMap(({ order }) => order ?? []))].sort((a, b) => a - b)
  const gap = orders.findIndex((order, nth) => order !== nth + 1)
  if (gap >= 0)
    say(
      'components',
      `the order of its parts goes from ${gap === 0 ? 'the start' : orders[gap - 1]} to ${orders[gap]}.`,
      `Number them from 1 without a gap; ${gap + 1} is missing.`,
    )
  tracks.forEach(({ id, name, sharesWith }, nth) => {
    for (const other of sharesWith)
      if (other === id || !tracks.some((track) => track.id === other))
        say(
          `tracks[${nth}].sharesWith`,
          other === id
            ? `${name} shares places with itself.`
            : `${name} shares places with "${other}", and there is no such track.`,
          'Choose another track of this elective.',
        )
  })
  components.forEach(({ name, guaranteed, optional }, nth) => {
    if (guaranteed && !optional)
      say(
        `components[${nth}].guaranteed`,
        `${name} is always open to who wants it, and everybody must take it.`,
        'Make it optional, or do not guarantee it.',
      )
  })
}

function judgePlaces({ components, options, offSite }: Elective, around: Around, say: Say) {
  const known = (path: string, name: string, site: string | null) => {
    if (site !== null && around.sites && !around.sites.has(site))
      say(path, `${name} is at "${site}", and there is no such site.`, 'Choose one of the sites.')
  }
  components.forEach(({ name, site, resource }, nth) => {
    known(`components[${nth}].site`, name, site)
    if (resource !== null && around.resources && !around.resources.has(resource))
      say(
        `components[${nth}].resource`,
        `${name} needs "${resource}", and there is no such machine or suite.`,
        'Choose one of the machines.',
      )
  })
  options.forEach(({ name, site }, nth) => known(`options[${nth}].site`, name, site))
  offSite.forEach(({ site }, nth) => known(`offSite[${nth}].site`, 'The work elsewhere', site))
}

function judgeTeaching(elective: Elective, say: Say) {
  const { modules, prerequisites, supervisors, finalProject, selfDesigned } = elective
  modules.forEach(({ name, objectives, assignments }, nth) => {
    if (objectives.length === 0 || assignments.length === 0)
      say(
        `modules[${nth}]`,
        `the module ${name} has no ${objectives.length === 0 ? 'objective' : 'assignment'}.`,
        'A module has both: what is learned, and what is handed in.',
      )
  })
  prerequisites.forEach(({ says, competencies, levels }, nth) => {
    if (competencies.length === 0 && levels.length === 0)
      say(
        `prerequisites[${nth}]`,
        `"${says}" asks for nothing that could be looked up.`,
        'Name a competency or a level, or move the sentence to the note.',
      )
  })
  if (supervisors.length === 0)
    say('supervisors', 'nobody supervises it.', 'Name who looks after the trainee.')
  const judges = supervisors.some((kind) => kind !== 'technologist')
  if (supervisors.length > 0 && !judges && (finalProject?.gate || selfDesigned))
    say(
      'supervisors',
      `${finalProject?.gate ? 'its final project' : 'the plan of the trainee'} has to be agreed to, and only technologists supervise it.`,
      'Add a radiologist, a physician, a scientist or an engineer.',
    )
}

function judgeMini(
  { name, parts }: MiniFellowship,
  electives: readonly Elective[],
  at: string,
  say: Say,
) {
  parts.forEach(({ elective: id, weeks }, nth) => {
    const elective = electives.find((one) => one.id === id)
    const path = `${at}.parts[${nth}]`
    if (!elective) {
      say(
        `${path}.elective`,
        `${name} has a part "${id}", and there is no such elective.`,
        'Choose another.',
      )
      return
    }
    const most = mostWeeksOf(elective)
    if (weeks < elective.minWeeks)
      say(
        `${path}.weeks`,
        `${name} gives ${elective.name} ${sayCount(weeks, 'week')}; it takes at least ${elective.minWeeks}.`,
        `Give it ${elective.minWeeks} weeks or more.`,
      )
    if (most !== null && weeks > most)
      say(
        `${path}.weeks`,
        `${name} gives ${elective.name} ${sayCount(weeks, 'week')}; it takes at most ${most}.`,
        `Give it ${most} weeks or fewer.`,
      )
    if (parts.findIndex((one) => one.elective === id) < nth)
      say(`${path}.elective`, `${name} has ${elective.name} twice.`, 'Make one part of the two.')
  })
}

type Double = { id: string; nth: number; first: string }
function doubles(list: readonly { id: string; name: string }[]): Double[] {
  return list.flatMap(({ id }, nth) => {
    const first = list.findIndex((one) => one.id === id)
    return first < nth ? [{ id, nth, first: list[first]!.name }] : []
  })
}
