// The catalogue of the fourth year: its sections, its electives, and what they add up to.
import { clinicalElectives } from './brigham-electives-clinical.ts'
import { extraclinicalElectives } from './brigham-electives-outside.ts'
import type { Elective, ElectiveSection, MiniFellowship } from './types.ts'

export const electiveSections: ElectiveSection[] = [
  {
    id: 'clinical',
    name: 'In the clinic, mini-fellowships included',
    capWeeks: null,
    cites: ['BW-06', 'BW-07'],
  },
  {
    id: 'extraclinical',
    name: 'Outside the clinic',
    capWeeks: 42,
    assumed: ['capWeeks'],
    cites: ['BW-06', 'BW-07'],
  },
]

export const brighamElectives: Elective[] = [...clinicalElectives, ...extraclinicalElectives]

function miniFellowship(
  id: string,
  name: string,
  parts: [elective: string, weeks: number][],
): MiniFellowship {
  return {
    id,
    name,
    parts: parts.map(([of, weeks], nth) => ({ elective: of, weeks, order: nth + 1 })),
    minWeeks: parts.reduce((sum, [, weeks]) => sum + weeks, 0),
    certificate: `${name}: certificate of the programme`,
    assumed: ['parts', 'minWeeks', 'certificate'],
    cites: ['BW-05'],
  }
}

export const miniFellowships: MiniFellowship[] = [
  miniFellowship('mini-msk', 'Mini-fellowship in musculoskeletal imaging', [
    ['msk-advanced', 8],
    ['msk-mr-extended', 8],
  ]),
  miniFellowship('mini-body', 'Mini-fellowship in body imaging', [
    ['abdominal-mri', 8],
    ['abdominal-intervention', 4],
    ['ultrasound-advanced', 4],
  ]),
  miniFellowship('mini-thoracic', 'Mini-fellowship in thoracic imaging', [
    ['thoracic-advanced', 8],
    ['cardiovascular-advanced', 4],
  ]),
]
