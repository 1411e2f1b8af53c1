// Which catalogue is in force in the demo, what its next version changes, and who has learned what.
import { day, type Day } from '../src/kernel/day.ts'
import { cast } from './cast.ts'
import type { Elective } from '../src/rooms/catalogue/schema.ts'

type DemoCompetency = { person: string; word: string; since: Day; note: string }
export type DemoCatalogue = {
  programme: string
  since: Day
  isPublic: boolean
  /** Who has recorded and drafted. */
  by: string
  /** By elective: what the draft of the next year has other than the version in force. */
  next: ({ id: string } & Partial<Elective>)[]
  competencies: DemoCompetency[]
}

const BASICS = ['msk-biopsy-basics', 'arthrogram-basics']
const SEEDS = ['radiation-safety']

/** Everybody of the third and fourth year may have the call of IR. */
const forCall: [person: string, words: string[]][] = cast
  .filter(({ roles }) =>
    roles.some(
      ({ programme, level, from }) =>
        programme === 'bwh-dr' && (level === 'R3' || level === 'R4') && from <= '2026-07-01',
    ),
  )
  .map(({ id }) => [id, ['ir-basics']])

/** Those of the fourth year who have shown the basics, and who has heard about sealed seeds. */
const LEARNED: [person: string, words: string[]][] = [
  ['elif-karadenizli', [...BASICS, ...SEEDS]],
  ['kofi-ampontuah', BASICS],
  ['bogdan-ionescu-pall', BASICS],
  ['isaac-feldmanov', BASICS],
  ['camila-restreponi', SEEDS],
  ['jia-wei-liangcao', BASICS],
  ['finnian-gallowglass', ['msk-biopsy-basics']],
]

export const catalogues: DemoCatalogue[] = [
  {
    programme: 'bwh-dr',
    since: day('2026-07-01'),
    isPublic: true,
    by: 'josephine-harrowgate',
    next: [
      { id: 'abdominal-intervention', places: 2 },
      { id: 'msk-mr-extended', extendedWeeks: 12 },
    ],
    competencies: [...LEARNED, ...forCall].flatMap(([person, words]) =>
      words.map((word) => ({
        ...{ person, word, since: day('2026-05-18') },
        note: word === 'radiation-safety' ? 'Course of the radiation-safety office' : '',
      })),
    ),
  },
]
