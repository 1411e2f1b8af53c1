// Small helpers with which the catalogue of electives is written down.
import type { Elective, ElectiveComponent } from './types.ts'

export type Given = Pick<Elective, 'id' | 'code' | 'name' | 'group' | 'color' | 'cites'> &
  Partial<Elective>

export function elective(given: Given): Elective {
  const { assumed = [], cites, ...rest } = given
  return {
    programme: 'bwh-dr',
    section: 'clinical',
    components: [],
    options: [],
    tracks: [],
    objectives: [],
    duties: [],
    prerequisites: [],
    modules: [],
    minWeeks: 4,
    capacity: 2,
    granularity: 'weeks',
    supervisors: ['radiologist'],
    links: [],
    ...rest,
    // No page gives a number of places or a shortest stay.
    assumed: ['capacity', 'minWeeks', ...assumed],
    cites,
  }
}

export function part(
  id: string,
  name: string,
  cites: string[],
  more: Partial<ElectiveComponent> = {},
): ElectiveComponent {
  return { id, name, ...more, cites }
}

export const option = (id: string, name: string, cite: string, site?: string) => ({
  id,
  name,
  ...(site ? { site } : {}),
  cites: [cite],
})
export const objective = (says: string, ...cites: string[]) => ({ says, cites })
export const duty = (name: string, ...cites: string[]) => ({ name, cites })
