// The Mayo musculoskeletal imaging fellowship: twelve months in six parts, and research to the end.
import type { Book, Competency, Elective, Programme, Rotation, Scope, Site } from './types.ts'

const institution = 'mayo'

const sites: Site[] = [
  {
    id: 'mayo-outpatient',
    institution,
    name: 'Outpatient imaging',
    kind: 'outpatient',
    travelMinutes: 0,
    assumed: ['name', 'travelMinutes'],
    cites: ['MC-04'],
  },
  {
    id: 'mayo-hospital',
    institution,
    name: 'Hospital imaging',
    kind: 'hospital',
    travelMinutes: 10,
    assumed: ['name', 'travelMinutes'],
    cites: ['MC-04'],
  },
  {
    id: 'mayo-radiology-research',
    institution,
    name: 'Research facilities of the radiology department',
    kind: 'department',
    nonClinical: true,
    cites: ['MC-25'],
  },
]

const equipment = [
  {
    id: 'mayo-research-facilities',
    institution,
    site: 'mayo-radiology-research',
    class: 'lab' as const,
    vendor: null,
    count: null,
    capabilities: ['clinical studies', 'laboratory projects'],
    purpose: ['research' as const],
    status: 'in use' as const,
    source: 'Programme page of the fellowship',
    cites: ['MC-25'],
  },
]

const competency = (id: string, name: string, modality: string, cite: string): Competency => ({
  id,
  name,
  kind: 'interpretation',
  modality,
  target: null,
  cites: [cite],
})

type Line = [id: string, code: string, name: string, months: number, cite: string, scope: Scope]

const lines: Line[] = [
  [
    'mayo-xr',
    'XR',
    'Radiographs, outpatient',
    3,
    'MC-05',
    { modalities: ['XR'], setting: ['outpatient'], duties: ['interpret'] },
  ],
  [
    'mayo-mr',
    'MR',
    'MRI',
    3,
    'MC-06',
    { modalities: ['MR'], setting: ['outpatient', 'hospital'], duties: ['interpret', 'protocol'] },
  ],
  [
    'mayo-us',
    'US',
    'Ultrasound',
    1,
    'MC-07',
    { modalities: ['US'], setting: ['outpatient'], duties: ['interpret', 'perform'] },
  ],
  [
    'mayo-ct',
    'CT',
    'CT',
    2,
    'MC-08',
    { modalities: ['CT'], setting: ['hospital', 'outpatient'], duties: ['interpret', 'protocol'] },
  ],
  [
    'mayo-spine',
    'SP',
    'Spine intervention',
    1,
    'MC-09',
    {
      modalities: ['CT', 'XR'],
      setting: ['hospital'],
      guidance: ['fluoroscopy', 'CT'],
      duties: ['perform', 'supervised'],
      acts: ['intervention'],
    },
  ],
  [
    'mayo-elective',
    'EL',
    'Elective',
    2,
    'MC-10',
    { modalities: [], setting: ['outpatient', 'hospital'], duties: ['interpret'] },
  ],
]

const CAPACITY: Record<string, number> = {
  'mayo-xr': 3,
  'mayo-mr': 3,
  'mayo-us': 1,
  'mayo-ct': 2,
  'mayo-spine': 1,
  'mayo-elective': 3,
}
const CALL: Record<string, number> = { 'mayo-xr': 3, 'mayo-mr': 2, 'mayo-ct': 4, 'mayo-us': 2 }

export const mayoRotations: Rotation[] = lines.map(
  ([id, code, name, months, cite, scope], nth) => ({
    id,
    programme: 'mayo-msk',
    code,
    name,
    kind: id === 'mayo-elective' ? 'elective' : 'rotation',
    scope,
    sites: scope.setting.map((setting) => `mayo-${setting}`),
    length: { amount: months, unit: 'months' },
    capacity: CAPACITY[id]!,
    categories: [id === 'mayo-elective' ? 'elective' : 'core'],
    color: nth,
    call: { timesAMonth: CALL[id] ?? 0, kind: 'home' },
    assumed: ['capacity', 'call', 'sites', 'scope'],
    cites: [cite, 'MC-04', 'MC-37'],
  }),
)

const TOPICS = ['tumours', 'sports medicine', 'paediatric bone', 'procedures', 'research']

export const mayoElectives: Elective[] = [
  {
    id: 'mayo-elective-choice',
    programme: 'mayo-msk',
    code: 'ELC',
    name: 'Elective of own choice',
    section: 'clinical',
    group: 'Musculoskeletal imaging',
    color: 5,
    components: [],
    options: TOPICS.map((name) => ({ id: name.replaceAll(' ', '-'), name, cites: ['MC-10'] })),
    tracks: [],
    objectives: [],
    duties: [],
    prerequisites: [],
    modules: [],
    nominalWeeks: 8,
    minWeeks: 4,
    capacity: 3,
    granularity: 'weeks',
    preferenceDriven: true,
    supervisors: ['radiologist'],
    links: [],
    note: 'Stands for the two elective months; the options are examples.',
    assumed: ['options', 'nominalWeeks', 'minWeeks', 'capacity', 'granularity'],
    cites: ['MC-10'],
  },
]

const fellowship: Programme = {
  id: 'mayo-msk',
  institution,
  name: 'Musculoskeletal Imaging Fellowship',
  kind: 'fellowship',
  specialty: 'Musculoskeletal imaging',
  lengthMonths: 12,
  accredited: false,
  adopts: ['ACGME common programme requirements'],
  mission: 'Clinical training and research of one’s own, at the level of a fellow.',
  levels: [{ id: 'fellow', label: 'Fellow', order: 1 }],
  aims: [
    { id: 'clinical', says: 'Advanced clinical training', cites: ['MC-01'] },
    { id: 'research', says: 'Research up to a question of one’s own', cites: ['MC-01'] },
  ],
  goals: [
    {
      id: 'breadth',
      says: 'Cover the specialty for outpatients and in the hospital',
      modalities: ['XR', 'MR', 'US', 'CT'],
      act: 'both',
      cites: ['MC-04'],
    },
  ],
  tracks: [
    { id: 'clinical-research', name: 'Clinical and research', kind: 'combined', cites: ['MC-01'] },
  ],
  pathways: [],
  competencies: [
    competency('mayo-read-xr', 'Radiographs', 'XR', 'MC-05'),
    competency('mayo-read-mr', 'MRI', 'MR', 'MC-06'),
    competency('mayo-read-us', 'Ultrasound', 'US', 'MC-07'),
    competency('mayo-read-ct', 'CT', 'CT', 'MC-08'),
    {
      id: 'mayo-spine-injection',
      name: 'Spine intervention',
      kind: 'procedure',
      target: null,
      signOff: true,
      cites: ['MC-09'],
    },
  ],
  requirements: lines.map(([id, , name, amount, cite]) => ({
    id: `${id}-months`,
    name,
    works: [id],
    bound: 'exactly',
    amount,
    unit: 'months',
    cites: [cite],
  })),
  deliverables: [
    {
      id: 'mayo-research-project',
      name: 'Research project carried to its end',
      evidences: ['manuscript handed in to a journal', 'talk or poster given'],
      blocksCompletion: true,
      waivable: true,
      cites: ['MC-36'],
    },
  ],
  checks: [
    {
      id: 'mayo-twelve-months',
      kind: 'sum',
      says: 'The six parts use 12 of 12 months; time off must be taken out of one of them.',
      parts: lines.map(([id]) => id),
      total: { amount: 12, unit: 'months' },
      cites: ['MC-11'],
    },
  ],
  committees: [
    {
      id: 'mayo-fellowship-committee',
      name: 'Fellowship committee',
      decides: ['research adviser of each fellow', 'change of adviser'],
      members: ['beatrix-mulhollander', 'chukwuma-ezeobika', 'freya-ostergaardsen'],
      minutes: true,
      assumed: ['members'],
      cites: ['MC-27', 'MC-29'],
    },
    {
      id: 'mayo-research-committee',
      name: 'Research committee of the department',
      decides: ['help for a written project plan'],
      members: ['gideon-abramsohnn', 'delphine-arceneauxte', 'emeric-szabolcsi'],
      minutes: true,
      assumed: ['members'],
      cites: ['MC-32', 'MC-33'],
    },
  ],
  contacts: [
    {
      id: 'mayo-msk-office',
      person: 'solveig-bergstrand',
      title: 'Education coordinator',
      coordinates: ['mayo-msk'],
      address: {
        street: '2 Example Street',
        room: 'Floor 3',
        city: 'Exampleton',
        state: 'MN',
        postalCode: '00000',
      },
      phone: '+1 555 0110',
      email: 'msk-education@example.org',
      hideEmailFromHarvesters: true,
      invented: true,
      cites: [],
    },
  ],
  onboarding: [],
  cites: ['MC-01', 'MC-38', 'MC-41'],
}

export const mayo: Book = {
  institution: {
    id: institution,
    name: 'Mayo Clinic',
    timeZone: 'America/Chicago',
    cites: ['MC-01'],
  },
  sites,
  equipment,
  headlines: [],
  volumes: [],
  referringServices: [],
  programmes: [fellowship],
  rotations: mayoRotations,
  services: mayoRotations.map((rotation) => ({
    id: `${rotation.id}-service`,
    institution,
    name: rotation.name,
    rotations: [rotation.id],
    sites: rotation.sites ?? [],
    sharedBy: ['mayo-msk'],
    capacity: rotation.capacity!,
    referring: [],
    assumed: ['capacity'],
    cites: rotation.cites.slice(0, 1),
  })),
  conferences: [],
  electiveSections: [],
  electives: mayoElectives,
  miniFellowships: [],
  checklists: [],
}
