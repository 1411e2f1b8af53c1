// What do the electives that somebody takes ask of them besides time: modules, a final project?
import type { Elective } from '../catalogue/schema.ts'
import { handInsOf } from '../catalogue/taking.ts'
import type { Requirement } from './schema.ts'

/**
 * BW-155, BW-180, BW-189: complete when everything is handed in, whatever the weeks. Pieces that the
 * curriculum asks for under the same word are not asked for twice.
 */
export function electiveRequirements(
  electives: readonly Elective[],
  asked: ReadonlySet<string>,
): Requirement[] {
  return electives.flatMap((elective): Requirement[] => {
    const evidences = handInsOf(elective).filter(({ id }) => !asked.has(id))
    if (evidences.length === 0) return []
    return [
      {
        ...{ id: `elective-${elective.id}`, name: elective.name, group: 'deliverables' },
        ...{ pathway: null, isElective: true, replaces: [] },
        ...{ levels: [], source: 'program' },
        basis: '',
        measure: { kind: 'deliverable', evidences },
      },
    ]
  })
}
