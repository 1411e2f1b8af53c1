// The Brigham fourth year: four weeks, two weeks, and forty-six that the resident chooses.
import { day } from '../src/kernel/day.ts'
import { brighamElectives } from './brigham-electives.ts'
import { brighamRotations } from './brigham-rotations.ts'
import { plainId } from '../src/kernel/id.ts'
import { trainees, YEAR } from './cast.ts'
import {
  absent,
  blockIds,
  electiveWork,
  equalBlocks,
  leaveWorks,
  pinAbsences,
  pinned,
  planned,
  rotationWork,
  ruleBook,
  wishes,
} from './plan-parts.ts'
import type { DemoPlan } from './types.ts'

const { must, prefer } = ruleBook('Josephine Harrowgate')
const calendar = equalBlocks(1)
const residents = trainees('bwh-dr', 'R4')
const except = (...names: string[]) => residents.filter((id) => !names.map(plainId).includes(id))

const FROM_ELECTIVE = 'from-elective-time'
const ESIR = ['Bogdan Ionescu-Pall', 'Jia-Wei Liangcao']
const CEBI = 'Daniel Oyelowosi'
const PARENT = 'Gurpreet Sandhawal'
const EDUCATOR = 'Camila Restreponi'

const absences = [
  absent(PARENT, day('2026-10-07'), 42, 'parental'),
  absent('Aaliyah Washburn', day('2026-11-29'), 4),
  absent('Bogdan Ionescu-Pall', day('2026-10-22'), 2),
  absent('Jia-Wei Liangcao', day('2026-10-29'), 2),
  absent('Finnian Gallowglass', day('2027-05-03'), 3),
]

const weeks = (
  id: string,
  works: string[],
  bound: 'exactly' | 'at-least' | 'at-most',
  amount: number,
  reason: string,
  people?: string[],
  cites: string[] = [],
) =>
  must(
    id,
    'requirement',
    { works, bound, amount, unit: 'periods', ...(people ? { people: people.map(plainId) } : {}) },
    reason,
    { cites },
  )

const requirements = [
  weeks('nuclear', ['nuclear-required'], 'exactly', 4, 'Required.', undefined, ['BW-02', 'BW-100']),
  weeks('call', ['senior-call'], 'exactly', 2, 'Required.', undefined, ['BW-03']),
  weeks(
    'elective-time',
    ['elective', FROM_ELECTIVE],
    'exactly',
    46,
    'Everything else is elective; leave is taken out of it.',
    undefined,
    ['BW-04'],
  ),
  weeks('vacation', ['vacation'], 'exactly', 4, 'Four weeks, out of elective time.'),
  weeks('parental', ['parental'], 'exactly', 6, 'Six weeks are approved.', [PARENT]),
  weeks('no-other-parental', ['parental'], 'at-most', 0, 'Only where approved.', except(PARENT)),
  weeks('mostly-clinical', ['clinical'], 'at-least', 26, 'Readers first.', except(CEBI)),
  weeks(
    'extraclinical-cap',
    ['extraclinical'],
    'at-most',
    16,
    'A cap for each section of the catalogue.',
    except(CEBI),
    ['BW-06'],
  ),
  weeks('esir', ['ir-senior'], 'at-least', 20, 'Admitted in the second year.', ESIR, ['BW-65']),
  must(
    'esir-total',
    'requirement',
    {
      works: ['ir-senior'],
      bound: 'at-least',
      amount: 32,
      unit: 'weeks',
      withHistory: true,
      people: ESIR.map(plainId),
    },
    'Eight rotations of four weeks over the residency; twelve weeks are done.',
  ),
  weeks(
    'cebi-year',
    ['cebi'],
    'exactly',
    42,
    'The informatics year, credited here.',
    [CEBI],
    ['BW-164'],
  ),
  weeks(
    'educator',
    ['educator'],
    'exactly',
    12,
    'The full length was agreed.',
    [EDUCATOR],
    ['BW-189'],
  ),
]

/** Weeks that one resident may spend on one elective; twelve unless it says otherwise. */
const MOST: Record<string, number> = {
  'ir-senior': 26,
  cebi: 42,
  'ultrasound-advanced': 8,
  'emergency-trauma': 8,
  'global-health': 6,
  leadership: 8,
}

const caps = brighamElectives.map((elective) =>
  weeks(
    `most-${elective.id}`,
    [elective.id],
    'at-most',
    MOST[elective.id] ?? 12,
    'Depth, but not a second specialty.',
  ),
)

const capacities = brighamElectives.map((elective) =>
  must(
    `places-${elective.id}`,
    'coverage',
    { works: [elective.id], max: elective.capacity },
    'As many as can be taught.',
  ),
)

/** Electives with the same least stay share one rule. */
const leastStays = [2, 4, 6, 8].map((least) =>
  must(
    `least-${least}`,
    'run-length',
    {
      works: brighamElectives.filter((each) => each.minWeeks === least).map((each) => each.id),
      min: least,
    },
    'Shorter would be a visit.',
    { cites: ['BW-05'] },
  ),
)

const others = [
  must('everybody-placed', 'filled', {}, 'No week is lost.', { cites: ['BW-04'] }),
  must('nuclear-places', 'coverage', { works: ['nuclear-required'], max: 2 }, 'Two workstations.'),
  must('call-places', 'coverage', { works: ['senior-call'], max: 1 }, 'One senior at a time.'),
  must('nuclear-stay', 'run-length', { works: ['nuclear-required'], min: 4, max: 4 }, 'One piece.'),
  must('call-stay', 'run-length', { works: ['senior-call'], max: 1 }, 'Call in single weeks.'),
  must('vacation-stay', 'run-length', { works: ['vacation'], max: 2 }, 'At most a fortnight.'),
  must(
    'required-first',
    'order',
    { before: ['nuclear-required'], after: ['nuclear-advanced'], amount: 4, unit: 'periods' },
    'The elective stands on the required weeks, and no week counts twice.',
    { cites: ['BW-100'] },
  ),
  must('suite', 'resource', {}, 'The AMIGO suite takes one.', { cites: ['BW-18'] }),
  must('leave-stands', 'leave', { shown: true }, 'Approved leave is kept.'),
  must('three-away', 'away', { max: 3 }, 'Eight must be here.'),
  must(
    'closed-weeks',
    'blackout',
    { works: ['vacation'], days: [{ from: '2026-07-01', to: '2026-07-07' }] },
    'New residents arrive.',
  ),
  must('fixed-cells', 'pins', {}, 'What was promised stays.'),
  prefer(
    ['shape', 1],
    'call-apart',
    'spacing',
    { works: ['senior-call'], between: 8 },
    'Not twice in one season.',
  ),
  prefer(['wish', 1], 'wishes', 'wishes', {}, 'The year is theirs.', { cites: ['BW-145'] }),
]

export const brighamSeniorPlan: DemoPlan = {
  id: 'bwh-r4-2026',
  programme: 'bwh-dr',
  title: 'Fourth-year residents, Brigham, 2026-27',
  year: YEAR,
  calendar,
  people: residents.map((id) => ({
    ...planned(id, 'R4', 3),
    groups: ESIR.map(plainId).includes(id) ? ['esir'] : [],
  })),
  works: [
    ...brighamRotations.filter((each) => each.categories.includes('required')).map(rotationWork),
    ...brighamElectives.map(electiveWork),
    ...leaveWorks([FROM_ELECTIVE]),
  ],
  resources: [{ id: 'bwh-amigo-suite', name: 'AMIGO suite', capacity: 1 }],
  absences,
  wishes: [
    ...wishes(
      'Aaliyah Washburn',
      'leadership@b10,b11,b12',
      'neuro-advanced',
      'vacation@b26',
      'abdominal-intervention@b14,b15',
    ),
    ...wishes('Bogdan Ionescu-Pall', 'ir-senior@b01', 'abdominal-intervention@b14', 'vacation@b40'),
    ...wishes(
      'Camila Restreponi',
      'educator@b02,b03',
      'breast-advanced',
      'ultrasound-advanced',
      'vacation@b26',
    ),
    ...wishes(CEBI, 'cebi@b10', 'vacation@b26', '!senior-call@b26'),
    ...wishes(
      'Elif Karadenizli',
      'msk-mr-extended@b20,b21',
      'msk-advanced',
      'global-health@b30,b31,b32',
      '!educator',
      'vacation@b26',
    ),
    ...wishes(
      'Finnian Gallowglass',
      'emergency-trauma@b04',
      'data-science',
      'vacation@b44,b45',
      'thoracic-advanced',
    ),
    ...wishes(
      PARENT,
      'paediatric-advanced@b24,b25',
      'neuro-advanced',
      '!senior-call@b21,b22',
      'vacation@b21,b22',
    ),
    ...wishes(
      'Hana Jirásková',
      'nuclear-advanced@b20,b21',
      'data-science',
      'abdominal-mri',
      'vacation@b26',
    ),
    ...wishes(
      'Isaac Feldmanov',
      'thoracic-advanced@b01,b02',
      'cardiovascular-advanced',
      'abdominal-intervention@b14,b15',
      'vacation@b26',
    ),
    ...wishes('Jia-Wei Liangcao', 'ir-senior@b01', 'abdominal-mri', 'vacation@b33'),
    ...wishes(
      'Kofi Ampontuah',
      'emergency-trauma@b04',
      'abdominal-mri@b40',
      'msk-advanced',
      'vacation@b26,b27',
    ),
  ],
  pins: [
    ...pinAbsences(absences, calendar),
    ...pinned('Kofi Ampontuah', blockIds(33, 36), 'global-health', 'Dates agreed with the partner'),
    ...pinned('Hana Jirásková', blockIds(10, 13), 'cancer-imaging', 'Confirmed by the institute'),
  ],
  history: ESIR.map((name) => ({ person: plainId(name), work: 'ir-senior', days: 84 })),
  rules: [...others, ...requirements, ...caps, ...capacities, ...leastStays],
}
