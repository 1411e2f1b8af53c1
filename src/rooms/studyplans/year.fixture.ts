// A year of 52 weeks with a small catalogue, for tests.
import { day } from '../../kernel/day.ts'
import { catalogueSchema } from '../catalogue/schema.ts'
import { newItem } from './moving.ts'
import type { StudyItem, StudyWords, YearFacts } from './schema.ts'
import { weeksOfYear } from './weeks.ts'

const elective = (id: string, more: object = {}) => ({
  ...{
    id,
    code: id.slice(0, 4).toUpperCase(),
    name: id,
    section: 'clinical',
    minWeeks: 4,
    places: 2,
  },
  ...more,
})

export const catalogue = catalogueSchema.parse({
  sections: [
    { id: 'clinical', name: 'Clinical' },
    { id: 'extraclinical', name: 'Extraclinical', mostWeeks: 42 },
  ],
  electives: [
    elective('nuclear'),
    elective('msk', { places: 1 }),
    elective('msk-mr', { minWeeks: 6, extendedWeeks: 8 }),
    elective('neuro', {
      careerIntent: 'An accredited neuroradiology fellowship',
      options: [{ id: 'eye', name: 'Eye and Ear', site: 'eye' }],
      offSite: [{ site: 'eye', arranged: true, agreement: 'Letter of agreement' }],
      components: [
        { id: 'puncture', name: 'Lumbar puncture' },
        {
          id: 'spine',
          name: 'Spine',
          optional: true,
          sessions: { minCommitmentWeeks: 2, withStaff: 'the spine team' },
        },
      ],
    }),
    elective('cardio', {
      components: [
        { id: 'vascular', name: 'Vessels', order: 1, minWeeks: 2 },
        { id: 'ct', name: 'CT', order: 2, minWeeks: 1 },
      ],
    }),
    elective('thoracic', {
      places: 1,
      tracks: [
        { id: 'one', name: 'One', sharesWith: ['two'] },
        { id: 'two', name: 'Two', sharesWith: ['one'] },
        { id: 'own', name: 'Own' },
      ],
    }),
    elective('leader', {
      section: 'extraclinical',
      selfDesigned: true,
      finalProject: { says: 'final project', gate: true },
    }),
    elective('cebi', { section: 'extraclinical', nominalWeeks: 52, minWeeks: 8 }),
    elective('educator', {
      ...{ section: 'extraclinical', nominalWeeks: 12, minWeeks: 6 },
      modules: ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((id) => ({
        ...{ id, name: id, objectives: ['Aim'], assignments: ['Task'] },
      })),
    }),
    elective('biopsy', {
      prerequisites: [{ says: 'Basics', competencies: ['basics'], levels: ['R4'] }],
    }),
    elective('open', {
      ...{ places: 1 },
      components: [{ id: 'room', name: 'Reading room', guaranteed: true }],
    }),
  ],
  miniFellowships: [
    {
      ...{ id: 'mini', name: 'Mini-fellowship' },
      parts: [
        { elective: 'msk', weeks: 8 },
        { elective: 'msk-mr', weeks: 8 },
      ],
    },
  ],
})

export const facts = (more: Partial<YearFacts> = {}): YearFacts => ({
  weeks: weeksOfYear({ from: day('2026-07-01'), to: day('2027-06-30') }),
  ...{
    level: 'R4',
    held: null,
    catalogue,
    fixed: [],
    callWeeks: [],
    asks: [],
    taken: {},
    credited: [],
    confirmed: {},
  },
  required: [
    { work: 'nuclear-required', code: 'NM', name: 'Nuclear medicine', color: 1, weeks: 4, run: 4 },
    { work: 'call', code: 'CALL', name: 'Call', color: 2, weeks: 2, run: 1 },
  ],
  leaves: [{ id: 'vacation', code: 'VAC', name: 'Vacation' }],
  ...more,
})

export const item = (work: string, from: number, weeks: number, more: Partial<StudyItem> = {}) =>
  newItem({
    ...{
      id: `${work}-${from}`,
      kind: work === 'vacation' ? 'leave' : 'elective',
      work,
      from,
      weeks,
    },
    ...more,
  })

export const plan = (...items: StudyItem[]): StudyWords => ({
  ...{ careerIntent: 'Somewhere', adviser: 'somebody', items },
})

export const fixedWeek = (week: number, work: string, kind: 'required' | 'leave' | 'elective') => ({
  ...{ week, work, kind, code: work, name: work, color: 1, isPublished: true },
})
