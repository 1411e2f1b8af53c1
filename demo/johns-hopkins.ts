// The Hopkins musculoskeletal imaging fellowship: what it promises and what it asks.
import type { Book, Competency, Programme } from './types.ts'
import { hopkinsConferences, hopkinsRotations, hopkinsServices } from './johns-hopkins-rotations.ts'
import {
  hopkins,
  hopkinsEquipment,
  hopkinsHeadlines,
  hopkinsReferring,
  hopkinsSites,
  hopkinsVolumes,
} from './johns-hopkins-sites.ts'

const reads = (id: string, name: string, modality: string, cites: string[]): Competency => ({
  id,
  name,
  kind: 'interpretation',
  modality,
  target: null,
  cites,
})

type Guided = Pick<Competency, 'modality' | 'guidance'>

const does = (id: string, name: string, cites: string[], more: Guided = {}): Competency => ({
  id,
  name,
  kind: 'procedure',
  ...more,
  target: null,
  signOff: true,
  cites,
})

const competencies: Competency[] = [
  reads('xr', 'Radiographs of bone and joint', 'XR', ['JH-20']),
  reads('ct', 'CT of bone, joint and soft tissue', 'CT', ['JH-21']),
  reads('mr', 'MRI of bone, joint and soft tissue', 'MR', ['JH-22']),
  reads('us', 'Ultrasound of joint and soft tissue', 'US', ['JH-25']),
  does('arthrography', 'Arthrography', ['JH-23']),
  does('bone-biopsy', 'Bone biopsy through the skin', ['JH-24']),
  {
    id: 'mr-spectroscopy',
    name: 'MR spectroscopy',
    kind: 'technique',
    modality: 'MR',
    exposureOnly: true,
    cites: ['JH-26'],
  },
  {
    id: 'advanced-ct-protocols',
    name: 'Advanced protocols on multidetector CT',
    kind: 'technique',
    modality: 'CT',
    exposureOnly: true,
    cites: ['JH-27'],
  },
  does('mr-nerve-injection', 'Nerve injection', ['JH-47'], { guidance: 'MR' }),
  does('mr-muscle-injection', 'Muscle injection', ['JH-48'], { guidance: 'MR' }),
  does('mr-joint-injection', 'Joint injection', ['JH-49'], { guidance: 'MR' }),
  does('mr-nerve-ablation', 'Nerve ablation', ['JH-50'], { guidance: 'MR' }),
  does('mr-soft-tissue-biopsy', 'Soft-tissue biopsy', ['JH-51', 'JH-53'], { guidance: 'MR' }),
  does('mr-bone-biopsy', 'Bone biopsy', ['JH-52', 'JH-53'], { guidance: 'MR' }),
  does('us-procedures', 'Interventions under ultrasound', ['JH-55'], { guidance: 'US' }),
  does('fl-procedures', 'Interventions under fluoroscopy', ['JH-56'], { guidance: 'fluoroscopy' }),
  does('ct-aspiration', 'Aspiration', ['JH-57'], { guidance: 'CT' }),
  does('injection', 'Injection', ['JH-58']),
  does('procedure-bone-biopsy', 'Bone biopsy outside the magnet', ['JH-59', 'JH-61']),
  does('procedure-soft-tissue-biopsy', 'Soft-tissue biopsy outside the magnet', ['JH-60', 'JH-61']),
  { id: 'monitoring', name: 'Monitoring examinations', kind: 'duty', cites: ['JH-45'] },
  { id: 'protocolling', name: 'Choosing protocols', kind: 'duty', cites: ['JH-45'] },
]

const fellowship: Programme = {
  id: 'jh-msk',
  institution: 'johns-hopkins',
  name: 'Musculoskeletal Imaging Fellowship',
  kind: 'fellowship',
  specialty: 'Musculoskeletal imaging',
  lengthMonths: 12,
  accredited: null,
  mission: 'Train fellows at the workstation and at the needle, in the whole of the specialty.',
  levels: [{ id: 'fellow', label: 'Fellow', order: 1 }],
  aims: [
    { id: 'service', says: 'Clinical service of the first rank', cites: ['JH-04'] },
    { id: 'education', says: 'Teaching of the first rank', cites: ['JH-04'] },
    { id: 'collegiality', says: 'Good company at work', cites: ['JH-04'] },
  ],
  goals: [
    goal('ct', 'Read CT with confidence', ['CT'], 'interpretation'),
    goal('us', 'Read ultrasound with confidence', ['US'], 'interpretation'),
    goal('mr', 'Read MRI with confidence', ['MR'], 'interpretation'),
    goal('intervention', 'Treat and sample lesions safely', ['MR', 'US', 'CT'], 'intervention'),
  ],
  tracks: [
    {
      id: 'clinical',
      name: 'Clinical',
      kind: 'clinical',
      quota: 8,
      assumed: ['quota'],
      cites: ['JH-01'],
    },
    {
      id: 'research',
      name: 'Research',
      kind: 'research',
      quota: 1,
      assumed: ['quota'],
      cites: ['JH-01'],
    },
  ],
  pathways: [],
  competencies,
  requirements: [
    {
      id: 'some-research',
      name: 'Research is part of the year',
      works: ['research'],
      bound: 'at-least',
      amount: 1,
      unit: 'days',
      note: 'A plan without any research time is not this fellowship; how much is for the programme.',
      assumed: ['amount'],
      cites: ['JH-02'],
    },
  ],
  deliverables: [],
  checks: [
    {
      id: 'clinical-and-research',
      kind: 'split',
      says: 'Twelve months hold clinical work and research, neither of them zero.',
      parts: ['clinical', 'research'],
      total: { amount: 12, unit: 'months' },
      cites: ['JH-02'],
    },
    {
      id: 'all-interventions',
      kind: 'partition',
      says: 'Every intervention belongs to exactly one of two rotations.',
      whole: 'intervention',
      parts: ['imri', 'procedure'],
      cites: ['JH-54'],
    },
    {
      id: 'ultrasound-not-listed',
      kind: 'gap',
      says: 'The mission names ultrasound, the list of activities does not.',
      whole: 'mission',
      parts: ['us'],
      cites: ['JH-25'],
    },
    {
      id: 'conferences-in-reach',
      kind: 'reach',
      says: 'From each service and site it must be clear which sessions a fellow can reach.',
      parts: ['radiography', 'cross-sectional', 'imri', 'procedure'],
      cites: ['JH-41'],
    },
  ],
  committees: [
    {
      id: 'jh-selection',
      name: 'Fellow selection committee',
      decides: ['whom to interview', 'the rank list'],
      members: ['ingrid-halvorsdottir', 'jamal-whitfieldson'],
      minutes: true,
      invented: true,
      cites: [],
    },
  ],
  contacts: [
    {
      id: 'jh-msk-office',
      person: 'rosalind-achterberg',
      title: 'Senior coordinator of fellowships and administration',
      coordinates: ['jh-msk', 'jh-msk-research'],
      address: {
        street: '1 Example Street',
        room: 'Suite 100',
        city: 'Exampleton',
        state: 'MD',
        postalCode: '00000',
      },
      phone: '+1 555 0100',
      fax: '+1 555 0101',
      email: 'msk-fellowship@example.org',
      hideEmailFromHarvesters: true,
      invented: true,
      cites: ['JH-118', 'JH-119', 'JH-120'],
    },
  ],
  onboarding: [
    {
      id: 'maryland-licence',
      kind: 'licence',
      asks: 'Can you be licensed to practise medicine in Maryland?',
      state: 'MD',
      cites: ['JH-107'],
    },
  ],
  cites: ['JH-01', 'JH-02', 'JH-03'],
}

function goal(
  id: string,
  says: string,
  modalities: string[],
  act: 'interpretation' | 'intervention',
) {
  return { id, says, modalities, act, cites: ['JH-03'] }
}

/** What the pages say of the neighbours: next to nothing. */
const bare: Omit<Programme, 'id' | 'name' | 'mission' | 'cites'> = {
  institution: 'johns-hopkins',
  kind: 'fellowship',
  specialty: 'Musculoskeletal imaging',
  lengthMonths: 12,
  accredited: null,
  levels: fellowship.levels,
  aims: [],
  goals: [],
  tracks: [],
  pathways: [],
  competencies: [],
  requirements: [],
  deliverables: [],
  checks: [],
  committees: [],
  contacts: [],
  onboarding: [],
}

const researchFellowship: Programme = {
  ...bare,
  id: 'jh-msk-research',
  name: 'Musculoskeletal Imaging Fellowship, research variant',
  mission: 'A year of research beside the clinical variant.',
  tracks: [fellowship.tracks[1]!],
  partOf: 'jh-msk',
  assumed: ['lengthMonths', 'mission'],
  cites: ['JH-01'],
}

const residency: Programme = {
  ...bare,
  id: 'jh-diagnostic-residency',
  name: 'Diagnostic Radiology Residency',
  kind: 'residency',
  specialty: 'Diagnostic radiology',
  lengthMonths: 48,
  mission: 'Its residents stand in the same services as the fellows and count there.',
  levels: [1, 2, 3, 4].map((order) => ({ id: `R${order}`, label: `Year ${order}`, order })),
  sharesServicesWith: ['jh-msk'],
  assumed: ['name', 'lengthMonths', 'levels'],
  cites: ['JH-10'],
}

export const johnsHopkins: Book = {
  institution: hopkins,
  sites: hopkinsSites,
  equipment: hopkinsEquipment,
  headlines: hopkinsHeadlines,
  volumes: hopkinsVolumes,
  referringServices: hopkinsReferring,
  programmes: [fellowship, researchFellowship, residency],
  rotations: hopkinsRotations,
  services: hopkinsServices,
  conferences: hopkinsConferences,
  electiveSections: [],
  electives: [],
  miniFellowships: [],
  checklists: [],
}
