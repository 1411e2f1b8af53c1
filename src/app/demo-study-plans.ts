// The plans of a year that the demo shows: one just begun, one waiting, one sent back, one approved.
import type { DemoPlan } from '../../demo/types.ts'
import type { Tx } from '../platform/database.ts'
import {
  insertComment,
  keepCatalogue,
  openStudy,
  readCatalogue,
  saveWords,
  sumOf,
  takeStep,
} from '../rooms/studyplans/index.ts'
import { chainOf } from '../rooms/studyplans/chain.ts'
import { newItem } from '../rooms/studyplans/moving.ts'
import type { StudyItem } from '../rooms/studyplans/schema.ts'

const PLAN = 'bwh-r4-2026'
const DIRECTOR = 'josephine-harrowgate'
/** Sections of those who are asked for advice, as the cast has them. */
const TEACHERS = [
  { id: DIRECTOR, section: 'Thoracic imaging' },
  { id: 'kwabena-asantewah', section: 'Interventional radiology' },
  { id: 'liesl-hohenberger', section: 'Breast imaging' },
  { id: 'nikhil-deshpandeya', section: 'Nuclear medicine' },
  { id: 'orla-fitzsimonsen', section: 'Musculoskeletal imaging' },
  { id: 'pascal-nkurunzizana', section: 'Emergency radiology' },
]

type Line = readonly [work: string, from: number, weeks: number, more?: Partial<StudyItem>]
type Plan = {
  person: string
  intent: string
  adviser: string | null
  lines: readonly Line[]
  /** In this order; each by the next of the chain. */
  steps: readonly ('submitted' | 'approved' | 'returned')[]
  comment?: { by: string; week: number | null; says: string }
  says?: string
}

const plans: readonly Plan[] = [
  {
    person: 'elif-karadenizli',
    intent: 'Musculoskeletal imaging, and work abroad later on',
    adviser: 'orla-fitzsimonsen',
    lines: [
      ['msk-advanced', 6, 8, { mini: 'mini-msk', why: 'As many arthrograms as there are' }],
      ['msk-mr-extended', 14, 8, { mini: 'mini-msk' }],
      ['ultrasound-advanced', 22, 4],
      ['vacation', 26, 2],
      ['neuro-advanced', 28, 4],
      ['global-health', 32, 4, { why: 'Teaching ultrasound of joints at the partner hospital' }],
      ['emergency-trauma', 36, 4],
      ['breast-advanced', 41, 4],
      ['vacation', 45, 2],
      ['abdominal-mri', 47, 6],
    ],
    steps: ['submitted', 'approved', 'approved'],
  },
  {
    person: 'isaac-feldmanov',
    intent: 'A cardiothoracic fellowship',
    adviser: 'pascal-nkurunzizana',
    lines: [
      ['thoracic-advanced', 1, 8, { track: 'thoracic-both' }],
      ['cardiovascular-advanced', 9, 6],
      ['abdominal-intervention', 19, 4],
      ['vacation', 24, 2],
      ['emergency-trauma', 26, 6],
      ['msk-advanced', 32, 4],
      ['abdominal-mri', 36, 4],
      ['data-science', 41, 4],
      ['vacation', 45, 2],
      ['breast-advanced', 47, 6],
    ],
    steps: ['submitted'],
    comment: {
      ...{ by: 'isaac-feldmanov', week: 19 },
      says: 'I would take the abdominal weeks earlier too, if that helps somebody.',
    },
  },
  {
    person: 'hana-jiraskova',
    intent: 'Teaching, with nuclear medicine',
    adviser: 'nikhil-deshpandeya',
    lines: [
      [
        'educator',
        1,
        8,
        {
          shortened: 'The course of the medical school in spring stands for two of the modules.',
          why: 'A course on reading PET/CT for the second year',
        },
      ],
      ['cancer-imaging', 10, 4, { option: 'molecular' }],
      ['nuclear-advanced', 18, 8],
      ['vacation', 26, 2],
      ['data-science', 28, 6],
      ['abdominal-mri', 34, 6],
      ['ultrasound-advanced', 41, 6],
      ['vacation', 47, 2],
      ['neuro-advanced', 49, 4],
    ],
    steps: ['submitted', 'approved'],
  },
  {
    person: 'daniel-oyelowosi',
    intent: 'The fellowship at the centre, after a clinical one',
    adviser: 'kwabena-asantewah',
    lines: [
      ...([1, 21, 38] as const).map((from, nth): Line => [
        'cebi',
        from,
        [16, 14, 12][nth]!,
        {
          creditedTo: 'Fellowship of evidence-based imaging and informatics',
          shortened: 'The year is cut by the required weeks and by leave.',
        },
      ]),
      ['vacation', 35, 2],
      ['vacation', 50, 2],
    ],
    steps: ['submitted'],
  },
  {
    person: 'camila-restreponi',
    intent: 'Breast imaging, and to teach it',
    adviser: 'liesl-hohenberger',
    lines: [
      ['educator', 1, 12],
      ['breast-advanced', 13, 8],
      ['ultrasound-advanced', 21, 4],
      ['vacation', 26, 2],
      ['paediatric-advanced', 32, 4],
      ['neuro-advanced', 41, 4],
      ['vacation', 48, 2],
    ],
    steps: ['submitted', 'returned'],
    says: 'Take ultrasound before breast: you will use it there. The spring is still empty.',
  },
  {
    person: 'finnian-gallowglass',
    intent: '',
    adviser: null,
    lines: [
      ['emergency-trauma', 4, 6],
      ['data-science', 10, 4],
      ['vacation', 44, 2],
    ],
    steps: [],
  },
]

/** Does nothing for any other plan. */
export async function loadStudyPlans(tx: Tx, tenant: string, of: DemoPlan): Promise<void> {
  if (of.id !== PLAN) return
  const { programme, id: plan } = of
  const catalogue = await readCatalogue(tx, programme, of.year.from)
  const known = new Set(of.people.map(({ person }) => person))
  for (const { person, intent, adviser, lines, steps, comment, says } of plans) {
    if (!known.has(person)) continue
    const at = { programme, plan, person }
    const { id } = await openStudy(tx, tenant, at)
    const items = lines.map(([work, from, weeks, more], nth) =>
      newItem({
        ...{ id: `w${nth}`, kind: work === 'vacation' ? 'leave' : 'elective', work, from, weeks },
        ...more,
      }),
    )
    await saveWords(tx, id, { careerIntent: intent, adviser, items })
    if (comment) await insertComment(tx, tenant, { id, person }, comment)
    for (const kind of steps) {
      const row = await openStudy(tx, tenant, at)
      if (kind === 'submitted') {
        const chain = chainOf(catalogue, { person, adviser: adviser!, items }, TEACHERS)
        const step = { kind, capacity: 'trainee' as const, station: null, by: person, comment: '' }
        await takeStep(tx, tenant, row, step, { state: 'submitted', taken: 0, chain })
        continue
      }
      const { capacity, who } = row.chain[row.taken]!
      const by = who[0] ?? DIRECTOR
      const step = { kind, capacity, station: row.taken, by, comment: says ?? '' }
      const taken = kind === 'approved' ? row.taken + 1 : 0
      const isLast = kind === 'approved' && taken === row.chain.length
      const sum = sumOf(catalogue)
      if (isLast) await keepCatalogue(tx, tenant, programme, { id: sum, document: catalogue })
      await takeStep(tx, tenant, row, step, {
        ...{ state: kind === 'returned' ? 'draft' : isLast ? 'approved' : 'submitted', taken },
        ...(isLast ? { catalogue: sum } : {}),
      })
    }
  }
}
