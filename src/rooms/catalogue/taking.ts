// May this person take this elective, for so long, and when is it complete?
import { type Finding, finding, sayCount, sayList } from '../../kernel/finding.ts'
import type { Catalogue, Elective, Prerequisite } from './schema.ts'

/** What a word of a competency is called; the word itself where nobody has said. */
export type Names = ReadonlyMap<string, string>
export const sayWord = (word: string, names: Names) => names.get(word) ?? word.replace(/-/g, ' ')

type Wanted = Pick<Elective, 'id' | 'name' | 'prerequisites'>

/**
 * Why it is locked for somebody with these competencies at this level (null = at none); undefined =
 * it is open. What a prerequisite asks only in words locks nobody.
 */
export function lockedFor(
  elective: Wanted,
  competencies: ReadonlySet<string>,
  level: string | null,
  names: Names = new Map(),
): Finding | undefined {
  const reasons = lackingFor(elective, competencies, level, names)
  if (reasons.length === 0) return undefined
  return finding('catalogue.locked', `${elective.name}: ${reasons.join(' ')}`, {
    works: [elective.id],
    by: reasons.length,
    can: 'Those who plan the programme record what is learned.',
  })
}

/** The same as sentences without the name of the elective; empty = it is open. */
export function lackingFor(
  { prerequisites }: Pick<Elective, 'prerequisites'>,
  competencies: ReadonlySet<string>,
  level: string | null,
  names: Names = new Map(),
): string[] {
  return prerequisites.flatMap((one) => lacking(one, competencies, level, names))
}

function lacking(
  { says, competencies, levels }: Prerequisite,
  has: ReadonlySet<string>,
  level: string | null,
  names: Names,
): string[] {
  const left = competencies.filter((word) => !has.has(word))
  const isTooEarly = levels.length > 0 && (level === null || !levels.includes(level))
  if (left.length === 0 && !isTooEarly) return []
  return [
    [
      `${says}.`,
      ...(left.length > 0
        ? [`Not recorded yet: ${sayList(left.map((word) => sayWord(word, names)))}.`]
        : []),
      ...(isTooEarly ? [`It is for ${sayList(levels)}${level ? `, not ${level}` : ''}.`] : []),
    ].join(' '),
  ]
}

/** Weeks that it may take at most; null = as many as are planned. */
export const mostWeeksOf = ({ nominalWeeks, extendedWeeks }: Elective): number | null =>
  extendedWeeks ?? nominalWeeks

type Length = { weeks: number; components?: Readonly<Record<string, number>> }

/** Is it long enough, and not longer than it may be, as a whole and in its parts? */
export function checkLength(elective: Elective, { weeks, components = {} }: Length): Finding[] {
  const most = mostWeeksOf(elective)
  const found: Finding[] = []
  const refuse = (rule: string, says: string, by: number, can: string) =>
    found.push(finding(rule, says, { works: [elective.id], by, can }))
  if (weeks < elective.minWeeks)
    refuse(
      'catalogue.short',
      `${elective.name} takes at least ${sayCount(elective.minWeeks, 'week')}; ${sayCount(weeks, 'week')} are too few.`,
      elective.minWeeks - weeks,
      `Give it ${sayCount(elective.minWeeks - weeks, 'week')} more.`,
    )
  if (most !== null && weeks > most)
    refuse(
      'catalogue.long',
      `${elective.name} takes at most ${sayCount(most, 'week')}; ${sayCount(weeks, 'week')} are too many.`,
      weeks - most,
      `Take ${sayCount(weeks - most, 'week')} away.`,
    )
  for (const [id, spent] of Object.entries(components)) {
    const part = elective.components.find((one) => one.id === id)
    const least = part?.sessions?.minCommitmentWeeks ?? part?.minWeeks ?? 0
    if (!part)
      refuse(
        'catalogue.part',
        `${elective.name} has no part "${id}".`,
        1,
        'Choose one of its parts.',
      )
    else if (spent > 0 && spent < least)
      refuse(
        'catalogue.part',
        `${part.name} takes at least ${sayCount(least, 'week')}; ${sayCount(spent, 'week')} are too few.`,
        least - spent,
        part.optional ? 'Give it more, or leave it out.' : 'Give it more.',
      )
  }
  for (const part of elective.components)
    if (!part.optional && part.minWeeks !== null && components[part.id] === 0)
      refuse(
        'catalogue.part',
        `${part.name} belongs to ${elective.name} and is left out.`,
        part.minWeeks,
        `Give it ${sayCount(part.minWeeks, 'week')}.`,
      )
  const spent = Object.values(components).reduce((sum, one) => sum + one, 0)
  if (spent > weeks)
    refuse(
      'catalogue.parts',
      `The parts take ${sayCount(spent, 'week')} together, the elective ${sayCount(weeks, 'week')}.`,
      spent - weeks,
      'Make the parts shorter, or the elective longer.',
    )
  return found
}

/** What of it is done: weeks, and ids of what was handed in. */
export type Done = { weeks: number; handedIn: readonly string[] }

/** The one word for the final project of any elective, among the words of its modules. */
const projectOf = ({ id }: Elective) => `${id}-project`

/** What completes it besides time: each of its modules, and the project where it is a gate. */
export function handInsOf(elective: Elective): { id: string; name: string }[] {
  const { modules, finalProject } = elective
  return [
    ...modules.map(({ id, name, assignments }) => ({
      id,
      name: assignments.length > 0 ? `${name}: ${sayList(assignments)}` : name,
    })),
    ...(finalProject?.gate
      ? [{ id: projectOf(elective), name: `Final project: ${finalProject.says}` }]
      : []),
  ]
}

/** What is left to do; empty = complete. Where there are modules, they count and not the weeks. */
export function leftOf(elective: Elective, done: Done): string[] {
  const weeks = elective.minWeeks - done.weeks
  return [
    ...handInsOf(elective)
      .filter(({ id }) => !done.handedIn.includes(id))
      .map(({ name }) => name),
    ...(elective.modules.length === 0 && weeks > 0 ? [`${sayCount(weeks, 'week')} more`] : []),
  ]
}

/** Sections in which one person's year would hold more weeks than they allow. */
export function checkSections(
  { sections, electives }: Catalogue,
  taken: readonly { elective: string; weeks: number }[],
): Finding[] {
  const sectionOf = new Map(electives.map(({ id, section }) => [id, section]))
  return sections.flatMap(({ id, name, mostWeeks }) => {
    const weeks = taken
      .filter(({ elective }) => sectionOf.get(elective) === id)
      .reduce((sum, one) => sum + one.weeks, 0)
    if (mostWeeks === null || weeks <= mostWeeks) return []
    return [
      finding(
        'catalogue.section',
        `${name}: ${sayCount(weeks, 'week')} of a year, at most ${mostWeeks} are possible.`,
        { by: weeks - mostWeeks, can: 'Choose something of another section.' },
      ),
    ]
  })
}
