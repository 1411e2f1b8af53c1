// The Mayo year: nine fellows, twelve months, every month used.
import { monthBlocks } from '../src/kernel/block-calendar.ts'
import { day } from '../src/kernel/day.ts'
import { trainees, YEAR } from './cast.ts'
import { mayoRotations } from './mayo.ts'
import { absent, pinned, planned, rotationWork, ruleBook, wishes } from './plan-parts.ts'
import type { DemoPlan } from './types.ts'

const { must, prefer } = ruleBook('Beatrix Mulhollander')

/** How many a service needs and takes in a month; nine fellows, so 9 x months / 12 on average. */
const SERVICE: Record<string, [min: number, max: number]> = {
  'mayo-xr': [2, 3],
  'mayo-mr': [2, 3],
  'mayo-us': [0, 1],
  'mayo-ct': [1, 2],
  'mayo-spine': [0, 1],
  'mayo-elective': [0, 3],
}

const requirements = mayoRotations.map((rotation) =>
  must(
    `months-${rotation.id}`,
    'requirement',
    { works: [rotation.id], amount: rotation.length!.amount, unit: 'months' },
    'As the programme announces it.',
    { cites: rotation.cites.slice(0, 1) },
  ),
)

const coverage = mayoRotations.map((rotation) => {
  const [min, max] = SERVICE[rotation.id]!
  return must(
    `cover-${rotation.id}`,
    'coverage',
    { works: [rotation.id], min, max },
    'What the service needs and what it can teach.',
    { cites: ['MC-11'] },
  )
})

const others = [
  must('every-month', 'filled', {}, 'Twelve of twelve months are used.', { cites: ['MC-11'] }),
  must(
    'leave-not-on-spine',
    'leave',
    { shown: true, noLeave: ['mayo-spine', 'mayo-us'], maxDays: 3 },
    'A month that comes once bears little absence.',
  ),
  must('fixed-cells', 'pins', {}, 'What was promised stays.'),
  must(
    'radiographs-first',
    'order',
    { before: ['mayo-xr', 'mayo-mr'], after: ['mayo-spine'], amount: 1, unit: 'periods' },
    'Anatomy before needles.',
  ),
  must(
    'no-early-elective',
    'blackout',
    { works: ['mayo-elective'], periods: ['b01'] },
    'Nobody can choose in the first month.',
  ),
  must(
    'two-in-a-row',
    'run-length',
    { works: ['mayo-xr', 'mayo-mr', 'mayo-ct'], max: 2 },
    'The year should change its colour.',
  ),
  prefer(
    ['shape', 1],
    'spread-radiographs',
    'window',
    { works: ['mayo-xr'], length: 4, max: 2 },
    'Radiographs belong to the whole year.',
  ),
  prefer(
    ['shape', 1],
    'not-ultrasound-then-spine',
    'sequence',
    { first: ['mayo-us'], next: ['mayo-spine'] },
    'Two months with the hands are hard on the back.',
  ),
  prefer(['shape', 1], 'few-moves', 'site-change', {}, 'Every move costs a day.'),
  prefer(['wish', 1], 'wishes', 'wishes', {}, 'Whoever asks is heard.'),
]

export const mayoPlan: DemoPlan = {
  id: 'mayo-2026',
  programme: 'mayo-msk',
  title: 'Musculoskeletal fellows, Mayo, 2026-27',
  year: YEAR,
  calendar: monthBlocks(YEAR.from),
  people: trainees('mayo-msk').map((id) => planned(id, 'fellow')),
  works: mayoRotations.map(rotationWork),
  resources: [],
  absences: [
    absent('Sofia Lindqvist-Ames', day('2026-11-28'), 6),
    absent('Tariq Haddadin', day('2026-12-21'), 10),
    absent('Uma Venkataramani', day('2027-02-15'), 7),
    absent('Wanjiru Kamandegi', day('2027-03-07'), 5),
    absent('Zoë Brightwater', day('2027-04-12'), 12),
    absent('Anders Thorvaldsen', day('2026-08-10'), 7),
  ],
  wishes: [
    ...wishes('Sofia Lindqvist-Ames', 'mayo-elective@b11,b12', 'mayo-mr@b06', '!mayo-ct@b01'),
    ...wishes('Tariq Haddadin', 'mayo-spine@b05,b06', 'mayo-elective@b07', '!mayo-xr@b12'),
    ...wishes('Uma Venkataramani', 'mayo-ct@b02,b03', 'mayo-elective@b08'),
    ...wishes('Viktor Dragomirov', 'mayo-us@b04', 'mayo-elective@b10,b11'),
    ...wishes('Wanjiru Kamandegi', 'mayo-elective@b09', '!mayo-spine@b09', 'mayo-xr@b01'),
    ...wishes('Ximena Urrutigoiti', 'mayo-mr@b01,b02', 'mayo-spine@b08'),
    ...wishes('Yusuf Demirkanli', 'mayo-elective@b05,b06', 'mayo-mr@b12'),
    ...wishes('Zoë Brightwater', 'mayo-us@b02', 'mayo-spine@b07', 'mayo-elective@b12'),
    ...wishes('Anders Thorvaldsen', 'mayo-mr@b03', 'mayo-elective@b04'),
  ],
  pins: [
    ...pinned('Ximena Urrutigoiti', ['b01'], 'mayo-mr', 'Joins the sports clinic in July'),
    ...pinned('Viktor Dragomirov', ['b04'], 'mayo-us', 'Course on elastography in October'),
  ],
  history: [],
  rules: [...others, ...requirements, ...coverage],
}
