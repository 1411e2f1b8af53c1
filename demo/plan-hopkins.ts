// The Hopkins year: eight fellows, fifty-two weeks, one magnet in the operating room.
import { day } from '../src/kernel/day.ts'
import { trainees, YEAR } from './cast.ts'
import { hopkinsRotations } from './johns-hopkins-rotations.ts'
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

const { must, prefer } = ruleBook('Ingrid Halvorsdottir')
const calendar = equalBlocks(1)
const fellows = trainees('jh-msk')
const onParental = ['grace-nakashima']
const absences = [
  absent('Grace Nakashima', day('2027-01-13'), 42, 'parental'),
  absent('Dmitri Volkonin', day('2026-11-29'), 4),
  absent('Chiara Lombardini', day('2027-03-08'), 3),
]

const coverage = [
  must('cover-imri', 'coverage', { works: ['imri'], min: 1, max: 1 }, 'One magnet, one fellow.', {
    cites: ['JH-46', 'JH-62', 'JH-77'],
  }),
  must(
    'cover-procedure',
    'coverage',
    { works: ['procedure'], min: 1, max: 2 },
    'Interventions outside the magnet go on every week.',
    { cites: ['JH-54', 'JH-62'] },
  ),
  must(
    'cover-radiography',
    'coverage',
    { works: ['radiography'], min: 1, max: 2 },
    'All outpatient radiographs are the fellow’s.',
    { cites: ['JH-43'] },
  ),
  must(
    'cover-cross-sectional',
    'coverage',
    { works: ['cross-sectional'], min: 2, max: 5 },
    'Three modalities need two readers.',
    { cites: ['JH-44'] },
  ),
  must('cover-research', 'coverage', { works: ['research'], max: 2 }, 'The service comes first.'),
]

const shares = [
  must(
    'imri-low',
    'requirement',
    { works: ['imri'], bound: 'at-least', amount: 6, unit: 'periods' },
    'Fifty-two weeks shared by eight are six or seven each.',
    { cites: ['JH-63'] },
  ),
  must(
    'imri-high',
    'requirement',
    { works: ['imri'], bound: 'at-most', amount: 7, unit: 'periods' },
    'Fifty-two weeks shared by eight are six or seven each.',
    { cites: ['JH-63'] },
  ),
  ...(
    [
      ['procedure', 7],
      ['radiography', 8],
      ['cross-sectional', 16],
    ] as const
  ).map(([work, amount]) =>
    must(
      `${work}-low`,
      'requirement',
      { works: [work], bound: 'at-least', amount, unit: 'periods' },
      'Nobody leaves without a fair part of it.',
    ),
  ),
  must(
    'research-time',
    'requirement',
    { works: ['research'], amount: 4, unit: 'periods' },
    'The year is clinical and research; four weeks are our choice.',
    { cites: ['JH-02'] },
  ),
  must(
    'vacation-time',
    'requirement',
    { works: ['vacation'], amount: 4, unit: 'periods' },
    'Four weeks of vacation.',
  ),
  must(
    'parental-time',
    'requirement',
    { works: ['parental'], amount: 6, unit: 'periods', people: onParental },
    'Six weeks are approved.',
  ),
  must(
    'no-other-parental',
    'requirement',
    {
      works: ['parental'],
      bound: 'at-most',
      amount: 0,
      unit: 'periods',
      people: fellows.filter((id) => !onParental.includes(id)),
    },
    'Only where approved.',
  ),
]

const runs = [
  must(
    'stay-on-service',
    'run-length',
    { works: ['imri', 'procedure', 'radiography'], min: 2, max: 4 },
    'A week is too short to settle in, more than a month too long.',
  ),
  must(
    'stay-cross-sectional',
    'run-length',
    { works: ['cross-sectional'], min: 2, max: 6 },
    'Follow-up examinations come back within the stay.',
  ),
  must(
    'stay-research',
    'run-length',
    { works: ['research'], min: 2, max: 4 },
    'Research needs whole stretches.',
    { cites: ['JH-02'] },
  ),
  must(
    'stay-vacation',
    'run-length',
    { works: ['vacation'], max: 2 },
    'One or two weeks at a time.',
  ),
]

const order = [
  must('everybody-placed', 'filled', {}, 'No fellow is forgotten.'),
  must('magnet', 'resource', {}, 'The magnet in the operating room takes one.', {
    cites: ['JH-77'],
  }),
  must('leave-stands', 'leave', { shown: true }, 'Approved leave is kept.'),
  must('two-away', 'away', { max: 2 }, 'Six must be here.'),
  must(
    'closed-weeks',
    'blackout',
    {
      works: ['vacation'],
      days: [
        { from: '2026-07-01', to: '2026-07-07' },
        { from: '2027-06-23', to: '2027-06-30' },
      ],
    },
    'Arrival and farewell.',
  ),
  must('fixed-cells', 'pins', {}, 'What was promised stays.'),
  prefer(
    ['shape', 2],
    'imri-apart',
    'window',
    { works: ['imri'], length: 12, max: 4 },
    'The magnet comes back during the year.',
  ),
  prefer(
    ['fairness', 2],
    'equal-shares',
    'equal-share',
    { works: ['radiography', 'cross-sectional', 'procedure'], within: 2 },
    'Equal shares until somebody gives lengths.',
    { cites: ['JH-63'] },
  ),
  must(
    'one-of-two-here',
    'pairing',
    { one: ['amara-okafor'], other: ['henrik-solbergsen'], not: 'away' },
    'The two who know the magnet are not away together.',
  ),
  prefer(
    ['shape', 1],
    'imri-spacing',
    'spacing',
    { works: ['imri'], between: 4 },
    'Time to see how the patients fare.',
  ),
  prefer(['wish', 1], 'wishes', 'wishes', {}, 'Whoever asks is heard.'),
]

export const hopkinsPlan: DemoPlan = {
  id: 'jh-2026',
  programme: 'jh-msk',
  title: 'Musculoskeletal fellows, Hopkins, 2026-27',
  year: YEAR,
  calendar,
  people: fellows.map((id) => planned(id, 'fellow')),
  works: [...hopkinsRotations.map(rotationWork), ...leaveWorks()],
  resources: [{ id: 'jh-mr-or', name: 'Magnet in the operating room', capacity: 1 }],
  absences,
  wishes: [
    ...wishes('Amara Okafor', 'imri@b10,b11,b12', 'vacation@b25,b26', '!procedure@b01'),
    ...wishes('Benjamín Castellanos', 'vacation@b24', 'cross-sectional@b02,b03', 'research@b40'),
    ...wishes('Chiara Lombardini', 'research@b15,b16,b17', 'vacation@b07,b08'),
    ...wishes('Dmitri Volkonin', '!imri@b22', 'vacation@b44,b45', 'cross-sectional@b30'),
    ...wishes('Esi Mensah-Boateng', 'vacation@b26,b27', 'procedure@b05,b06', '!radiography@b26'),
    ...wishes('Farid Rahmanzadeh', 'vacation@b38,b39', 'research@b48,b49'),
    ...wishes('Grace Nakashima', 'vacation@b35,b36', '!imri@b27,b28', 'radiography@b37'),
    ...wishes('Henrik Solbergsen', 'vacation@b06,b07', 'imri@b20,b21', 'research@b33'),
  ],
  pins: [
    ...pinAbsences(absences, calendar),
    ...pinned('Henrik Solbergsen', blockIds(1, 2), 'imri', 'Trained on the magnet before'),
    ...pinned('Chiara Lombardini', blockIds(22, 23), 'research', 'Trial begins in December'),
  ],
  history: [],
  rules: [...order, ...coverage, ...shares, ...runs],
}
