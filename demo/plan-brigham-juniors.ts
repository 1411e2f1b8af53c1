// The Brigham years one to three: thirty-three residents, twenty-six blocks of two weeks. Invented.
import { day } from '../src/kernel/day.ts'
import { brighamRotations } from './brigham-rotations.ts'
import { trainees, YEAR } from './cast.ts'
import {
  absent,
  blockIds,
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

const { must, prefer } = ruleBook('Kwabena Asantewah')
const calendar = equalBlocks(2)
const classes = {
  R1: trainees('bwh-dr', 'R1'),
  R2: trainees('bwh-dr', 'R2'),
  R3: trainees('bwh-dr', 'R3'),
}

/** Blocks that every resident of the level spends there at the least; the rest is free. */
export const LEAST: Record<keyof typeof classes, Record<string, number>> = {
  R1: {
    chest: 3,
    abdominal: 3,
    neuro: 3,
    msk: 2,
    ultrasound: 2,
    fluoroscopy: 1,
    'emergency-day': 2,
    nuclear: 2,
    breast: 1,
    interventional: 1,
  },
  R2: {
    'emergency-evening': 2,
    paediatric: 3,
    neuro: 2,
    msk: 2,
    abdominal: 1,
    breast: 2,
    nuclear: 2,
    interventional: 1,
    cardiovascular: 2,
  },
  R3: {
    'emergency-evening': 1,
    breast: 3,
    paediatric: 2,
    cardiovascular: 2,
    nuclear: 2,
    'body-mri': 1,
    oncologic: 1,
    interventional: 1,
    msk: 1,
  },
}

/** Blocks that every resident of the level spends there, no more and no less. */
export const EXACT: Record<keyof typeof classes, Record<string, number>> = {
  R1: { vacation: 2 },
  R2: { 'night-float': 4, vacation: 2 },
  R3: { 'night-float': 2, 'pathology-course': 2, 'resident-research': 1, vacation: 2 },
}

/** People on a service in every block. */
export const SERVICE: Record<string, [min: number, max: number]> = {
  chest: [1, 3],
  abdominal: [1, 4],
  neuro: [2, 4],
  msk: [1, 4],
  ultrasound: [1, 2],
  fluoroscopy: [0, 2],
  'emergency-day': [1, 3],
  'emergency-evening': [1, 2],
  'night-float': [2, 3],
  nuclear: [2, 4],
  breast: [1, 4],
  interventional: [1, 3],
  paediatric: [2, 4],
  cardiovascular: [1, 3],
  oncologic: [0, 2],
  'body-mri': [0, 2],
  'pathology-course': [0, 4],
  'resident-research': [0, 2],
  selective: [0, 3],
}

const COURSE = [...blockIds(4, 5), ...blockIds(9, 10), ...blockIds(16, 17), ...blockIds(22, 23)]
const noCourse = calendar.map((block) => block.id).filter((id) => !COURSE.includes(id))

const absences = [
  absent('Adaeze Nwachukwo', day('2026-10-07'), 42, 'parental'),
  absent('Marcus Ellingboe', day('2026-11-29'), 5),
  absent('Paloma Ibarrondo', day('2027-04-11'), 5),
  absent('Imani Robichaud', day('2026-12-23'), 5),
]
const onParental = ['adaeze-nwachukwo']

const levels = ['R1', 'R2', 'R3'] as const
const requirements = levels.flatMap((level) => [
  ...Object.entries(LEAST[level]).map(([work, amount]) =>
    must(
      `${level}-${work}`,
      'requirement',
      { works: [work], levels: [level], bound: 'at-least', amount, unit: 'periods' },
      `Curriculum of ${level}.`,
    ),
  ),
  ...Object.entries(EXACT[level]).map(([work, amount]) =>
    must(
      `${level}-${work}`,
      'requirement',
      { works: [work], levels: [level], bound: 'exactly', amount, unit: 'periods' },
      `Curriculum of ${level}.`,
    ),
  ),
])

const history = [
  must(
    'nuclear-so-far',
    'requirement',
    {
      works: ['nuclear'],
      levels: ['R3'],
      bound: 'at-least',
      amount: 12,
      unit: 'weeks',
      withHistory: true,
    },
    'Twelve weeks by the end of the third year; four more follow in the fourth.',
  ),
  must(
    'breast-so-far',
    'requirement',
    {
      works: ['breast'],
      levels: ['R3'],
      bound: 'at-least',
      amount: 12,
      unit: 'weeks',
      withHistory: true,
    },
    'Twelve weeks of breast imaging over the residency.',
  ),
  must(
    'parental-time',
    'requirement',
    { works: ['parental'], amount: 3, unit: 'periods', people: onParental },
    'Six weeks are approved.',
  ),
]

const coverage = Object.entries(SERVICE).map(([work, [min, max]]) =>
  must(
    `cover-${work}`,
    'coverage',
    { works: [work], min, max },
    'What the service needs and what it can teach.',
  ),
)

const gates = [
  must(
    'independent-after-a-year',
    'level-gate',
    { works: ['independent'], months: 12 },
    'Nobody is alone at night in the first year.',
  ),
  must(
    'second-year-work',
    'level-gate',
    { works: ['emergency-evening', 'paediatric', 'cardiovascular'], levels: ['R2', 'R3'] },
    'The foundation comes first.',
  ),
  must(
    'third-year-work',
    'level-gate',
    {
      works: ['oncologic', 'body-mri', 'pathology-course', 'resident-research', 'selective'],
      levels: ['R3'],
    },
    'Kept for the third year.',
  ),
  must(
    'evening-before-night',
    'order',
    {
      before: ['emergency-evening'],
      after: ['night-float'],
      amount: 1,
      unit: 'periods',
      levels: ['R2'],
    },
    'The second-year resident learns the desk with company.',
  ),
]

const shape = [
  must('everybody-placed', 'filled', {}, 'No block is lost.'),
  must(
    'leave-stands',
    'leave',
    { shown: true, approved: ['parental'] },
    'Approved leave is kept; parental leave stands only where it is approved.',
  ),
  must('four-away', 'away', { max: 4 }, 'The services must run.'),
  must(
    'closed-blocks',
    'blackout',
    { works: ['vacation'], periods: ['b01', 'b26'] },
    'Arrival and farewell.',
  ),
  must(
    'course-dates',
    'blackout',
    { works: ['pathology-course'], periods: noCourse },
    'The course has four sessions a year.',
  ),
  must(
    'whole-course',
    'run-length',
    { works: ['pathology-course'], min: 2, max: 2 },
    'Four weeks without a break.',
  ),
  must('night-stay', 'run-length', { works: ['night-float'], max: 2 }, 'A month at most.'),
  must(
    'night-window',
    'window',
    { works: ['night-float'], length: 6, max: 2 },
    'Bodies need the day back.',
  ),
  must('vacation-stay', 'run-length', { works: ['vacation'], max: 1 }, 'Two separate fortnights.'),
  must('fixed-cells', 'pins', {}, 'What was promised stays.'),
  prefer(
    ['fairness', 2],
    'nights-shared',
    'fair-share',
    { loads: { 'emergency-evening': 1, 'night-float': 2 }, levels: ['R2'] },
    'Evenings and nights are shared within a year; a night weighs two evenings.',
  ),
  prefer(
    ['fairness', 1],
    'nights-shared-r3',
    'fair-share',
    { loads: { 'emergency-evening': 1, 'night-float': 2 }, levels: ['R3'] },
    'Evenings and nights are shared within a year; a night weighs two evenings.',
  ),
  prefer(
    ['shape', 1],
    'not-evening-then-night',
    'sequence',
    { first: ['emergency-evening'], next: ['night-float'] },
    'Some day work in between.',
  ),
  prefer(
    ['shape', 1],
    'vacation-apart',
    'spacing',
    { works: ['vacation'], between: 6 },
    'Rest in both halves of the year.',
  ),
  prefer(
    ['shape', 1],
    'whole-months',
    'fragments',
    { works: ['chest', 'abdominal', 'neuro', 'msk', 'paediatric', 'cardiovascular'] },
    'Four weeks teach more than twice two.',
  ),
  prefer(['wish', 1], 'wishes', 'wishes', {}, 'Whoever asks is heard.'),
]

const past = [
  ...classes.R2.flatMap((person) => [
    { person, work: 'nuclear', days: 28 },
    { person, work: 'breast', days: 14 },
  ]),
  ...classes.R3.flatMap((person) => [
    { person, work: 'nuclear', days: 56 },
    { person, work: 'breast', days: 42 },
  ]),
]

export const brighamJuniorPlan: DemoPlan = {
  id: 'bwh-r1r3-2026',
  programme: 'bwh-dr',
  title: 'Residents of years one to three, Brigham, 2026-27',
  year: YEAR,
  calendar,
  people: levels.flatMap((level, before) => classes[level].map((id) => planned(id, level, before))),
  works: [
    ...brighamRotations.filter((each) => each.categories.includes('junior')).map(rotationWork),
    ...leaveWorks(),
  ],
  resources: [],
  absences,
  wishes: [
    ...wishes('Wesley Tran-Huynh', 'vacation@b13', '!night-float@b13,b14', 'interventional@b04'),
    ...wishes('Xiomara Villasante', 'vacation@b13', 'paediatric@b03,b04', '!night-float@b11'),
    ...wishes('Yael Rosenkrantz', 'vacation@b06,b07', '!night-float@b06,b07', 'breast@b20'),
    ...wishes('Zbigniew Łapinski', 'vacation@b13,b14', 'neuro@b02,b03', '!emergency-evening@b13'),
    ...wishes('Adaeze Nwachukwo', 'vacation@b11', '!night-float@b12,b13', 'breast@b24'),
    ...wishes('Bjørn Aasmundsen', 'vacation@b13', 'night-float@b02,b03', 'cardiovascular@b08'),
    ...wishes('Cecily Featherstone', 'vacation@b13,b14', '!night-float@b13', 'msk@b15,b16'),
    ...wishes('Diego Montalbano', 'interventional@b10,b11', 'interventional@b18', 'vacation@b20'),
    ...wishes('Eun-Ji Parkinson', 'vacation@b16,b17', '!night-float@b16,b17', 'paediatric@b05'),
    ...wishes('Fatoumata Dialloumbe', 'vacation@b13', 'neuro@b20', '!night-float@b23'),
    ...wishes(
      'Giorgos Papalexis',
      'vacation@b21',
      '!night-float@b20,b21,b22',
      'cardiovascular@b02',
    ),
    ...wishes('Leilani Kahananui', 'vacation@b13', 'pathology-course@b16,b17', 'selective@b25'),
    ...wishes('Marcus Ellingboe', 'pathology-course@b04,b05', 'vacation@b24', '!night-float@b11'),
    ...wishes('Nasrin Tehranchi', 'oncologic@b12', 'resident-research@b18', 'vacation@b19'),
    ...wishes('Omar Sayegh-Nouri', 'vacation@b13', 'pathology-course@b16,b17', 'body-mri@b14'),
    ...wishes('Paloma Ibarrondo', 'pathology-course@b09,b10', 'vacation@b21', 'selective@b24'),
    ...wishes(
      'Quentin Delacroisse',
      'pathology-course@b16,b17',
      'vacation@b24,b25',
      '!night-float@b24',
    ),
    ...wishes(
      'Ravi Chandrapalan',
      'pathology-course@b16,b17',
      'vacation@b08',
      'interventional@b12',
    ),
    ...wishes(
      'Saoirse McGillacuddy',
      'body-mri@b20,b21',
      'vacation@b06',
      'pathology-course@b16,b17',
    ),
    ...wishes(
      'Thandiwe Nkosazana',
      'vacation@b13,b14',
      'pathology-course@b16,b17',
      'oncologic@b20',
    ),
    ...wishes('Ulrich Brandtner', 'vacation@b13', 'resident-research@b11', 'selective@b12'),
    ...wishes(
      'Valentina Corsaletti',
      'pathology-course@b16,b17',
      'vacation@b25',
      '!night-float@b13',
    ),
    ...wishes('Hyun-Woo Jeongsan', 'vacation@b14', 'neuro@b02', 'interventional@b20'),
    ...wishes('Imani Robichaud', 'ultrasound@b14', 'breast@b25'),
    ...wishes('Jasper Vandermolen', 'vacation@b13', 'abdominal@b01,b02'),
    ...wishes('Kavya Subramanyam', 'breast@b24', 'vacation@b09'),
    ...wishes('Luca Ferrabosco', 'vacation@b13,b14', 'interventional@b22'),
    ...wishes('Mireille Toussaintil', 'vacation@b12,b13', 'chest@b01'),
    ...wishes('Noor Al-Khatibi', 'vacation@b18,b19', 'ultrasound@b03'),
    ...wishes('Oksana Hrytsenkova', 'vacation@b14', 'nuclear@b10'),
    ...wishes('Pedro Albuquerqueiro', 'vacation@b17', 'msk@b05'),
    ...wishes('Rowan Castlebridge', 'vacation@b21', '!emergency-day@b13'),
    ...wishes('Sakura Minamikawa', 'vacation@b13', 'breast@b13,b14'),
  ],
  pins: [
    ...pinAbsences(absences, calendar),
    ...pinned('Ulrich Brandtner', ['b09', 'b10'], 'pathology-course', 'Place confirmed'),
    ...pinned('Imani Robichaud', ['b13'], 'vacation', 'Wedding in the family'),
  ],
  history: past,
  rules: [...shape, ...gates, ...requirements, ...history, ...coverage],
}
