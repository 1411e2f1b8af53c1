// Does a curriculum hold together before anybody is bound by it?
import { type Finding, finding } from '../../kernel/finding.ts'
import type { Curriculum, Requirement } from './schema.ts'

/** All that points to nothing, is there twice, or cannot be counted. */
export function checkCurriculum({ requirements, pathways }: Curriculum): Finding[] {
  const found: Finding[] = []
  const ids = new Set(requirements.map(({ id }) => id))
  const paths = new Set(pathways.map(({ id }) => id))
  for (const [kind, list] of [
    ['requirements', requirements],
    ['pathways', pathways],
  ] as const)
    for (const [nth, { id, name }] of list.entries())
      if (list.findIndex((other) => other.id === id) < nth)
        found.push(
          finding('progress.double', `"${id}" is there twice; the second is ${name}.`, {
            path: `${kind}[${nth}].id`,
          }),
        )
  for (const [nth, requirement] of requirements.entries()) {
    const say = (says: string) =>
      found.push(
        finding('progress.curriculum', `${requirement.name}: ${says}`, {
          path: `requirements[${nth}]`,
        }),
      )
    if (requirement.pathway !== null && !paths.has(requirement.pathway))
      say(`there is no pathway "${requirement.pathway}".`)
    for (const id of requirement.replaces)
      if (!ids.has(id)) say(`it replaces "${id}", which is not there.`)
    for (const says of checkMeasure(requirement, ids)) say(says)
  }
  return found
}

function checkMeasure({ measure }: Requirement, ids: Set<string>): string[] {
  if (measure.kind === 'time')
    return measure.after
      .filter((id) => !ids.has(id))
      .map((id) => `it comes after "${id}", which is not there.`)
  if (measure.kind !== 'formula') return []
  const parts = new Set(measure.parts.map(({ id }) => id))
  return measure.terms.flatMap(({ says, sum }) =>
    sum
      .filter(({ part }) => !parts.has(part))
      .map(({ part }) => `${says} counts "${part}", which is no part.`),
  )
}
