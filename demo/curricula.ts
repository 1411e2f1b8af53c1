// What the demo programmes ask until graduation, who is on which pathway, and what they have shown.
import { day, type Day } from '../src/kernel/day.ts'
import { plainId } from '../src/kernel/id.ts'
import type { Curriculum, MemberState } from '../src/rooms/progress/schema.ts'
import { curriculumSchema } from '../src/rooms/progress/schema.ts'

type DemoMember = {
  pathway: string
  person: string
  state: MemberState
  appliedOn: Day
  decidedOn: Day | null
  statement: string
  /** First day of the training, which makes a class. */
  classOf: Day
}
type DemoEntry = { person: string; counter: string; on: Day; amount: number; note: string }
export type DemoProgress = {
  programme: string
  curricula: Curriculum[]
  members: DemoMember[]
  entries: DemoEntry[]
  /** Who has entered and decided. */
  by: string
}

const PIECE = (id: string, name: string) => ({ id, name })
const whole = (part: string, most: number | null = null) => ({ part, most })
const AREAS: [string, string[]][] = [
  ['Abdomen', ['abdominal', 'body-mri', 'fluoroscopy', 'subspecialty:abdominal-imaging']],
  ['Bones and joints', ['msk', 'subspecialty:musculoskeletal-imaging']],
  ['Breast', ['breast', 'subspecialty:breast-imaging']],
  ['Chest', ['chest', 'subspecialty:thoracic-imaging']],
  ['Heart and vessels', ['cardiovascular', 'cardiovascular-advanced']],
  ['Interventional', ['interventional', 'ir-senior']],
  ['Neuroradiology', ['neuro', 'subspecialty:neuroradiology']],
  ['Nuclear medicine', ['nuclear', 'nuclear-required', 'nuclear-advanced']],
  ['Paediatric imaging', ['paediatric', 'paediatric-advanced']],
]

const residency = (since: string, projectEvidences: ReturnType<typeof PIECE>[]) =>
  curriculumSchema.parse({
    since,
    pathways: [
      {
        ...{ id: 'esir', name: 'Early specialisation in IR (ESIR)', entry: 'here', capacity: 2 },
        summary: 'Decided in the second year, acted on in the fourth.',
        ...{ levels: ['R2'], needsGoodStanding: true },
        leadsTo: 'the second year of an independent IR residency',
      },
      {
        ...{ id: 'dr-nm', name: 'Diagnostic radiology with nuclear medicine', entry: 'here' },
        summary: 'Sixteen months of nuclear medicine within the four years.',
        ...{ levels: ['R1', 'R2', 'R3'], needsGoodStanding: true },
        leadsTo: 'certification in both fields',
      },
      {
        ...{ id: 'cebi-combined', name: 'Informatics joined to a clinical fellowship' },
        summary: 'A clinical year and one of informatics, in either order; R4 may be credited.',
        ...{ entry: 'here', levels: ['R3'], leadsTo: 'the fellowship in imaging informatics' },
      },
      {
        ...{ id: 'leadership', name: 'Leadership track', entry: 'here', levels: ['R3', 'R4'] },
        summary: 'Courses, a mentor, and a project at the end.',
      },
      {
        ...{ id: 'independent-ir', name: 'Independent IR residency', entry: 'elsewhere' },
        summary: 'Two more years after this residency; one applies and matches elsewhere.',
        ...{ levels: ['R3', 'R4'], leadsTo: 'interventional radiology' },
      },
      {
        ...{ id: 'integrated-ir', name: 'Integrated IR residency', entry: 'elsewhere' },
        summary: 'The sibling programme that shares our services; one applies there.',
        ...{ levels: ['R1'], leadsTo: 'interventional radiology' },
      },
    ],
    requirements: [
      {
        ...{ id: 'length', name: 'Length of the residency', group: 'time', source: 'program' },
        ...{ basis: 'DR-1', measure: { kind: 'length', months: 48 } },
      },
      {
        ...{ id: 'r4-nuclear', name: 'Nuclear medicine in the fourth year', group: 'time' },
        ...{ levels: ['R4'], source: 'program', basis: 'BW-02' },
        measure: { kind: 'time', works: ['nuclear-required'], least: 4, unit: 'weeks' },
      },
      {
        ...{ id: 'nuclear', name: 'Nuclear radiology in all', group: 'time', source: 'program' },
        basis: 'DR-5',
        measure: {
          ...{ kind: 'time', works: ['nuclear', 'nuclear-required'], least: 16, unit: 'weeks' },
        },
      },
      {
        ...{ id: 'breast', name: 'Breast imaging', group: 'time', source: 'default' },
        basis: 'DR-5',
        measure: {
          ...{ kind: 'time', works: ['breast', 'breast-advanced'], least: 12, unit: 'weeks' },
        },
      },
      {
        ...{ id: 'r4-call', name: 'Call in the fourth year', group: 'time', source: 'program' },
        ...{ levels: ['R4'], basis: 'BW-03' },
        measure: { kind: 'time', works: ['senior-call'], least: 2, unit: 'weeks' },
      },
      {
        ...{ id: 'r4-elective', name: 'Elective time of the fourth year', group: 'time' },
        ...{ levels: ['R4'], source: 'program', basis: 'BW-04' },
        measure: {
          ...{ kind: 'time', works: ['elective', 'from-elective-time'], least: 46 },
          unit: 'weeks',
        },
      },
      {
        ...{ id: 'breadth', name: 'No subspecialty takes too much', group: 'breadth' },
        ...{ source: 'default', basis: 'DR-2; a month is counted as four weeks' },
        measure: {
          ...{ kind: 'breadth', most: 16, unit: 'months' },
          areas: AREAS.map(([name, works]) => ({ name, works })),
        },
      },
      {
        ...{ id: 'scholarly', name: 'Scholarly project', group: 'deliverables' },
        ...{ source: 'default', basis: 'DR-8' },
        measure: { kind: 'deliverable', evidences: projectEvidences },
      },
      {
        ...{ id: 'quality', name: 'Quality project', group: 'deliverables', source: 'default' },
        ...{ basis: 'DR-8' },
        measure: { kind: 'deliverable', evidences: [PIECE('quality-report', 'Report')] },
      },
      {
        ...{ id: 'life-support', name: 'Advanced life support', group: 'deliverables' },
        ...{ source: 'default', basis: 'DR-8' },
        measure: { kind: 'deliverable', evidences: [PIECE('acls', 'Certificate that is valid')] },
      },
      {
        ...{ id: 'reviews', name: 'Half-yearly reviews', group: 'reviews', source: 'program' },
        measure: {
          ...{ kind: 'count', counter: 'half-yearly-review', unit: 'reviews', bound: 'at-least' },
          ...{ amount: 8, entered: 'elsewhere' },
        },
      },
      {
        ...{ id: 'leave', name: 'Leave', group: 'leave', source: 'program', basis: 'ABR, LV-2' },
        measure: { kind: 'leave', workdaysAYear: 40 },
      },
      {
        ...{ id: 'esir-r4', name: 'IR in the fourth year', group: 'time', pathway: 'esir' },
        ...{ levels: ['R4'], source: 'default', basis: 'BW-65' },
        measure: { kind: 'time', works: ['ir-senior'], least: 20, unit: 'weeks' },
      },
      {
        ...{ id: 'es-1', name: 'IR rotations and procedures', group: 'counts', pathway: 'esir' },
        ...{ source: 'default', basis: 'ES-1; a rotation is counted as four weeks' },
        measure: {
          ...{ kind: 'formula', unit: 'rotations' },
          parts: [
            { id: 'ir', name: 'IR rotations', works: ['interventional', 'ir-senior'] },
            { id: 'icu', name: 'ICU rotations', counter: 'icu-rotations' },
            {
              ...{ id: 'related', name: 'Related rotations' },
              works: ['cardiovascular-advanced', 'abdominal-intervention'],
            },
            { id: 'procedures', name: 'Image-guided procedures', counter: 'esir-procedures' },
          ],
          terms: [
            { says: 'IR', unit: 'rotations', sum: [whole('ir')], least: 8 },
            { says: 'Intensive care', unit: 'rotations', sum: [whole('icu')], least: 1 },
            {
              ...{ says: 'IR, intensive care and related', unit: 'rotations', least: 12 },
              sum: [whole('ir'), whole('related', 3), whole('icu')],
            },
            { says: 'Procedures', unit: 'procedures', sum: [whole('procedures')], least: 500 },
          ],
        },
      },
      {
        ...{ id: 'nr-1', name: 'Nuclear medicine, sixteen months', group: 'counts' },
        ...{ pathway: 'dr-nm', source: 'default', basis: 'NR-1; a month is counted as four weeks' },
        measure: {
          ...{ kind: 'formula', unit: 'months' },
          parts: [
            {
              ...{ id: 'core', name: 'Nuclear medicine' },
              works: ['nuclear', 'nuclear-required', 'nuclear-advanced'],
            },
            { id: 'related', name: 'Related fields', works: ['oncologic', 'cancer-imaging'] },
          ],
          terms: [
            { says: 'Nuclear medicine', unit: 'months', sum: [whole('core')], least: 12 },
            {
              ...{ says: 'With related fields', unit: 'months', least: 16 },
              sum: [whole('core'), whole('related', 4)],
            },
          ],
        },
      },
      {
        ...{ id: 'nm-classroom', name: 'Classroom and laboratory', group: 'counts' },
        ...{ pathway: 'dr-nm', source: 'default', basis: 'NR-1' },
        measure: {
          ...{ kind: 'count', counter: 'nm-classroom', unit: 'hours', bound: 'at-least' },
          ...{ amount: 200, entered: 'here' },
        },
      },
      {
        ...{ id: 'two-years', name: 'A clinical year and one of informatics', group: 'time' },
        ...{ pathway: 'cebi-combined', source: 'default', basis: 'BW-162, BW-164' },
        measure: {
          ...{ kind: 'formula', unit: 'weeks' },
          parts: [
            { id: 'clinical', name: 'Clinical fellowship', works: ['clinical-fellowship'] },
            { id: 'informatics', name: 'Informatics', works: ['cebi'] },
          ],
          terms: [
            { says: 'Clinical fellowship', unit: 'weeks', sum: [whole('clinical')], least: 52 },
            { says: 'Informatics', unit: 'weeks', sum: [whole('informatics')], least: 42 },
          ],
        },
      },
      {
        ...{ id: 'r4-credit', name: 'Credit of the fourth year', group: 'deliverables' },
        ...{ pathway: 'cebi-combined', source: 'program', basis: 'BW-164' },
        measure: {
          kind: 'deliverable',
          evidences: [PIECE('r4-credit', 'Approved by both programmes')],
        },
      },
      {
        ...{ id: 'leadership-project', name: 'Leadership project', group: 'deliverables' },
        ...{ pathway: 'leadership', source: 'program', basis: 'BW-155' },
        measure: { kind: 'deliverable', evidences: [PIECE('leadership-report', 'Final report')] },
      },
      {
        ...{ id: 'interviews', name: 'Days for interviews elsewhere', group: 'leave' },
        ...{ pathway: 'independent-ir', source: 'default', basis: 'BW-62' },
        measure: {
          ...{ kind: 'count', counter: 'interview-days', unit: 'days', bound: 'at-most' },
          ...{ amount: 4, entered: 'here' },
        },
      },
    ],
  })

const member = (
  pathway: string,
  name: string,
  state: MemberState,
  classOf: string,
  appliedOn: string,
  decidedOn: string | null,
  statement = '',
): DemoMember => ({
  ...{ pathway, state, statement, person: plainId(name) },
  ...{ classOf: day(classOf), appliedOn: day(appliedOn) },
  decidedOn: decidedOn === null ? null : day(decidedOn),
})

const entry = (name: string, counter: string, on: string, amount: number, note = '') => ({
  ...{ person: plainId(name), counter, on: day(on), amount, note },
})

const brigham: DemoProgress = {
  programme: 'bwh-dr',
  by: 'kwabena-asantewah',
  curricula: [
    residency('2023-07-01', [PIECE('scholarly-work', 'Submitted or presented')]),
    // Whoever begins later hands in two things.
    residency('2026-07-01', [
      PIECE('scholarly-work', 'Manuscript submitted'),
      PIECE('scholarly-talk', 'Talk at a meeting'),
    ]),
  ],
  members: [
    member('esir', 'Bogdan Ionescu-Pall', 'approved', '2023-07-01', '2025-01-14', '2025-03-03'),
    member('esir', 'Jia-Wei Liangcao', 'approved', '2023-07-01', '2025-01-20', '2025-03-03'),
    member('esir', 'Isaac Feldmanov', 'declined', '2023-07-01', '2025-01-28', '2025-03-03'),
    member('esir', 'Diego Montalbano', 'approved', '2025-07-01', '2026-08-17', '2026-09-21'),
    member(
      ...(['esir', 'Giorgos Papalexis', 'applied', '2025-07-01', '2026-10-05', null] as const),
      'I want to treat what I read. Two months in the suite have not cured me of it.',
    ),
    member('dr-nm', 'Hana Jirásková', 'approved', '2023-07-01', '2024-02-12', '2024-04-08'),
    member('dr-nm', 'Valentina Corsaletti', 'approved', '2024-07-01', '2025-11-10', '2026-01-12'),
    member(
      'cebi-combined',
      'Daniel Oyelowosi',
      'approved',
      '2023-07-01',
      '2025-10-06',
      '2025-12-01',
    ),
    member('leadership', 'Aaliyah Washburn', 'approved', '2023-07-01', '2026-02-09', '2026-03-02'),
    member(
      'independent-ir',
      'Kofi Ampontuah',
      'approved',
      '2023-07-01',
      '2026-09-01',
      '2026-09-01',
    ),
  ],
  entries: [
    entry('Bogdan Ionescu-Pall', 'esir-procedures', '2025-06-30', 214, 'Log of three years'),
    entry('Bogdan Ionescu-Pall', 'esir-procedures', '2026-06-30', 131, 'Log of the third year'),
    entry('Bogdan Ionescu-Pall', 'icu-rotations', '2026-03-29', 1, 'Surgical intensive care'),
    entry('Jia-Wei Liangcao', 'esir-procedures', '2026-06-30', 402, 'Log of three years'),
    entry('Hana Jirásková', 'nm-classroom', '2026-05-15', 164, 'Physics and safety course'),
    entry('Hana Jirásková', 'scholarly-work', '2026-04-20', 1, 'Paper on tracers, submitted'),
    entry('Aaliyah Washburn', 'scholarly-work', '2026-05-04', 1, 'Poster at a spring meeting'),
    entry('Aaliyah Washburn', 'quality-report', '2026-02-02', 1, 'Contrast extravasation'),
    entry('Elif Karadenizli', 'acls', '2025-08-18', 1, 'Valid until August 2027'),
    entry('Kofi Ampontuah', 'acls', '2025-08-18', 1, 'Valid until August 2027'),
    entry('Daniel Oyelowosi', 'r4-credit', '2026-06-08', 1, 'Letters of both directors'),
  ],
}

const mayo: DemoProgress = {
  programme: 'mayo-msk',
  by: 'solveig-bergstrand',
  curricula: [
    curriculumSchema.parse({
      ...{ since: '2025-07-01', pathways: [] },
      requirements: [
        {
          ...{ id: 'length', name: 'Length of the fellowship', group: 'time', source: 'program' },
          measure: { kind: 'length', months: 12 },
        },
        {
          ...{ id: 'research', name: 'Research project', group: 'deliverables', basis: 'MC-36' },
          source: 'program',
          measure: {
            kind: 'deliverable',
            evidences: [
              PIECE('research-submitted', 'Submitted for publication'),
              PIECE('research-presented', 'Presented at the end of the fellowship'),
            ],
          },
        },
        {
          ...{ id: 'leave', name: 'Leave', group: 'leave', source: 'default' },
          measure: { kind: 'leave', workdaysAYear: 25 },
        },
      ],
    }),
  ],
  members: [],
  entries: [],
}

const hopkinsResearch: DemoProgress = {
  programme: 'jh-msk-research',
  by: '',
  curricula: [
    curriculumSchema.parse({
      ...{ since: '2025-07-01', pathways: [] },
      requirements: [
        {
          ...{ id: 'research', name: 'Time for research', group: 'time', source: 'default' },
          basis: 'JH-02',
          measure: { kind: 'time', works: ['research'], least: 24, unit: 'weeks' },
        },
      ],
    }),
  ],
  members: [],
  entries: [],
}

export const progress: DemoProgress[] = [brigham, mayo, hopkinsResearch]
