// How are lengths, places and parts of an elective said in a few words?
import { sayDay } from '../../../kernel/day.ts'
import { sayCount, sayList } from '../../../kernel/finding.ts'
import type { CatalogueView, Component, Elective, MiniFellowship } from '../schema.ts'
import { variantsOf } from '../variants.ts'

export type NameOf = (id: string) => string
export const nameIn =
  (...lists: readonly { id: string; name: string }[][]): NameOf =>
  (id) =>
    lists.flat().find((one) => one.id === id)?.name ?? id

export function sayLength({ nominalWeeks, minWeeks, extendedWeeks }: Elective): string {
  const usual =
    nominalWeeks === null
      ? `${sayCount(minWeeks, 'week')} or more`
      : nominalWeeks === minWeeks
        ? sayCount(minWeeks, 'week')
        : `${sayCount(nominalWeeks, 'week')}, may be shortened to ${minWeeks}`
  return extendedWeeks === null
    ? usual
    : `${nominalWeeks === null ? sayCount(minWeeks, 'week') : usual} to ${extendedWeeks} in the long form`
}

export function sayPlaces(elective: Elective): string {
  const rivals = variantsOf(elective).filter(({ pool }) => pool !== null)
  const pools = new Map(rivals.map(({ pool, places }) => [pool, places!]))
  const [places] = pools.values()
  if (pools.size === 1 && rivals.length > 1)
    return `${sayCount(places!, 'place')}, shared by ${rivals.length} ${rivals[0]!.kind}s`
  if (pools.size > 1)
    return `${sayCount(
      [...pools.values()].reduce((sum, one) => sum + one, 0),
      'place',
    )} in ${pools.size} ${rivals[0]!.kind}s`
  return sayCount(places ?? elective.places, 'place')
}

/** What is special about a part, in the order in which people ask. */
export function sayPart(part: Component, nameOf: NameOf): string {
  return [
    ...(part.minWeeks === null ? [] : [`at least ${sayCount(part.minWeeks, 'week')}`]),
    ...(part.optional && !part.guaranteed ? ['if you like'] : []),
    ...(part.guaranteed ? ['always open, takes nobody’s place'] : []),
    ...(part.owner ? [`in ${part.owner}`] : []),
    ...(part.site ? [`at ${nameOf(part.site)}`] : []),
    ...(part.resource ? [nameOf(part.resource)] : []),
    ...(part.supervisor ? [`with a ${part.supervisor}`] : []),
    ...(part.topics.length > 0 ? [sayList(part.topics)] : []),
    ...(part.sessions
      ? [
          `by the session with ${part.sessions.withStaff || 'those who do it'}, for at least ${sayCount(part.sessions.minCommitmentWeeks, 'week')}`,
        ]
      : []),
  ].join(' · ')
}

export const sayMini = ({ parts }: MiniFellowship, nameOf: NameOf): string =>
  parts
    .map(({ elective, weeks }) => `${nameOf(elective)}, ${sayCount(weeks, 'week')}`)
    .join(', then ')

/** Words by which somebody may look for it. */
export const wordsIn = (elective: Elective): string =>
  JSON.stringify([
    ...[elective.name, elective.code, elective.group, elective.careerIntent, elective.note],
    ...[...elective.components, ...elective.options, ...elective.tracks, ...elective.modules],
    ...[...elective.objectives, ...elective.duties],
  ]).toLowerCase()

/** The draft, and each version that was put in force, the newest first. */
export const namesOf = ({ draft, versions, today }: CatalogueView) => [
  ...(draft ? [{ value: 'draft', label: 'Draft' }] : []),
  ...versions.map(({ id, since, by }) => ({
    value: id,
    label: `${since! > today ? 'From' : 'Since'} ${sayDay(since!, { year: true })}${by ? `, by ${by}` : ''}`,
  })),
]
