// The rotations of the residency: the two fixed parts of the fourth year are on the page, the
// first three years are invented.
import type { Rotation, Scope, Service } from './types.ts'
import { brighamConsulting } from './brigham-sites.ts'

const BOTH: Scope['setting'] = ['outpatient', 'hospital']

const required: Rotation[] = [
  {
    id: 'nuclear-required',
    programme: 'bwh-dr',
    code: 'NMR',
    name: 'Nuclear medicine, required part',
    kind: 'rotation',
    scope: { modalities: ['NM', 'PET/CT'], setting: BOTH, duties: ['interpret', 'perform'] },
    sites: ['bwh-main'],
    length: { amount: 4, unit: 'weeks' },
    capacity: 2,
    categories: ['required'],
    levels: ['R4'],
    color: 10,
    assumed: ['capacity', 'scope', 'sites'],
    cites: ['BW-02'],
  },
  {
    id: 'senior-call',
    programme: 'bwh-dr',
    code: 'CAL',
    name: 'Call of the fourth year',
    kind: 'call',
    scope: { modalities: ['CT', 'MR', 'US', 'XR'], setting: ['emergency'], duties: ['interpret'] },
    sites: ['bwh-emergency'],
    length: { amount: 2, unit: 'weeks' },
    capacity: 1,
    categories: ['required', 'call'],
    levels: ['R4'],
    color: 11,
    assumed: ['capacity', 'scope', 'sites'],
    cites: ['BW-03'],
  },
]

type Line = {
  id: string
  code: string
  name: string
  modalities: string[]
  categories?: string[]
  levels?: string[]
  duties?: string[]
  site?: string
  kind?: Rotation['kind']
  pattern?: Rotation['pattern']
  setting?: Scope['setting']
}

const NIGHTS = { name: 'Night float', from: '20:00', to: '08:00', days: 'Sun-Thu' }
const EVENINGS = { name: 'Evening', from: '14:00', to: '23:00', days: 'Mon-Fri' }
const SENIOR = ['R2', 'R3']
const FIRST = ['R1', 'R2', 'R3']

const lines: Line[] = [
  { id: 'chest', code: 'CHE', name: 'Chest', modalities: ['XR', 'CT'], levels: FIRST },
  { id: 'abdominal', code: 'ABD', name: 'Abdomen', modalities: ['CT', 'MR'], levels: FIRST },
  { id: 'neuro', code: 'NEU', name: 'Neuroradiology', modalities: ['CT', 'MR'], levels: FIRST },
  { id: 'msk', code: 'MSK', name: 'Bones and joints', modalities: ['XR', 'CT', 'MR'] },
  { id: 'ultrasound', code: 'US', name: 'Ultrasound', modalities: ['US'], site: 'bwh-l1' },
  { id: 'fluoroscopy', code: 'FLU', name: 'Fluoroscopy', modalities: ['FL'] },
  {
    id: 'emergency-day',
    code: 'EMD',
    name: 'Emergency, day',
    modalities: ['XR', 'CT', 'US'],
    site: 'bwh-emergency',
    setting: ['emergency'],
    categories: ['emergency'],
  },
  {
    id: 'emergency-evening',
    code: 'EVE',
    name: 'Emergency, evening',
    modalities: ['XR', 'CT', 'US'],
    site: 'bwh-emergency',
    setting: ['emergency'],
    categories: ['emergency', 'off-hours'],
    levels: SENIOR,
    pattern: EVENINGS,
  },
  {
    id: 'night-float',
    code: 'NF',
    name: 'Night float',
    modalities: ['XR', 'CT', 'MR', 'US'],
    site: 'bwh-emergency',
    setting: ['emergency', 'hospital'],
    categories: ['off-hours', 'night', 'independent'],
    levels: SENIOR,
    kind: 'call',
    pattern: NIGHTS,
  },
  { id: 'nuclear', code: 'NM', name: 'Nuclear medicine', modalities: ['NM', 'PET/CT'] },
  { id: 'breast', code: 'BRE', name: 'Breast', modalities: ['MG', 'US', 'MR'] },
  {
    id: 'interventional',
    code: 'IR',
    name: 'Interventional radiology',
    modalities: ['FL', 'US', 'CT'],
    duties: ['perform', 'supervised'],
    categories: ['ir'],
  },
  {
    id: 'paediatric',
    code: 'PED',
    name: 'Paediatric imaging',
    modalities: ['XR', 'US', 'MR'],
    site: 'boston-childrens',
    categories: ['off-site'],
    levels: SENIOR,
  },
  {
    id: 'cardiovascular',
    code: 'CVI',
    name: 'Heart and vessels',
    modalities: ['CT', 'MR'],
    levels: SENIOR,
  },
  {
    id: 'oncologic',
    code: 'ONC',
    name: 'Cancer imaging',
    modalities: ['CT', 'MR', 'PET/CT'],
    site: 'dfci',
    categories: ['off-site'],
    levels: ['R3'],
  },
  { id: 'body-mri', code: 'BMR', name: 'Body MRI', modalities: ['MR'], levels: ['R3'] },
  {
    id: 'pathology-course',
    code: 'PAT',
    name: 'Radiologic pathology course',
    modalities: [],
    kind: 'conference',
    levels: ['R3'],
    duties: ['attend'],
    setting: [],
  },
  {
    id: 'resident-research',
    code: 'RES',
    name: 'Research',
    modalities: [],
    kind: 'research',
    levels: ['R3'],
    duties: ['investigate'],
    setting: [],
  },
  {
    id: 'selective',
    code: 'SEL',
    name: 'Time of own choice',
    modalities: [],
    kind: 'elective',
    levels: ['R3'],
    duties: ['interpret'],
  },
]

const invented: Rotation[] = lines.map((line, nth) => ({
  id: line.id,
  programme: 'bwh-dr',
  code: line.code,
  name: line.name,
  kind: line.kind ?? 'rotation',
  scope: {
    modalities: line.modalities,
    setting: line.setting ?? BOTH,
    duties: line.duties ?? ['interpret', 'protocol'],
  },
  sites: [line.site ?? 'bwh-main'],
  length: { amount: 2, unit: 'weeks' },
  categories: ['junior', ...(line.categories ?? [])],
  levels: line.levels ?? FIRST,
  color: nth % 12,
  ...(line.pattern ? { pattern: line.pattern } : {}),
  invented: true,
  cites: [],
}))

export const brighamRotations: Rotation[] = [...required, ...invented]

export const brighamServices: Service[] = [
  {
    id: 'bwh-emergency-service',
    institution: 'brigham',
    name: 'Imaging for the emergency room',
    rotations: ['emergency-day', 'emergency-evening', 'night-float', 'senior-call'],
    sites: ['bwh-emergency'],
    sharedBy: ['bwh-dr', 'bwh-ir'],
    referring: brighamConsulting.map((service) => service.id),
    shift: [
      { name: 'Evening', from: EVENINGS.from, to: EVENINGS.to },
      { name: 'Night', from: NIGHTS.from, to: NIGHTS.to },
    ],
    assumed: ['shift', 'rotations', 'sharedBy'],
    cites: ['BW-51'],
  },
  {
    id: 'bwh-ir-service',
    institution: 'brigham',
    name: 'Interventional radiology',
    rotations: ['interventional'],
    sites: ['bwh-main'],
    sharedBy: ['bwh-dr', 'bwh-ir'],
    capacity: 4,
    referring: [],
    assumed: ['capacity', 'rotations'],
    cites: ['BW-68'],
  },
]
