// The Brigham diagnostic radiology residency with its fourth year of electives, and its siblings.
import type { Book, Checklist, Competency, Pathway, Programme } from './types.ts'
import { brighamElectives, electiveSections, miniFellowships } from './brigham-electives.ts'
import { brighamRotations, brighamServices } from './brigham-rotations.ts'
import {
  brighamConsulting,
  brighamEquipment,
  brighamInstitution,
  brighamSites,
} from './brigham-sites.ts'

type Kind = Competency['kind']

const competency = (
  id: string,
  name: string,
  kind: Kind,
  cites: string[],
  more: Partial<Competency> = {},
): Competency => ({ id, name, kind, ...more, cites })

const guided = { target: null, signOff: true } as const

const competencies: Competency[] = [
  competency('mr-acquisition', 'How MR images are acquired', 'objective', ['BW-11'], {
    modality: 'MR',
  }),
  competency('mr-protocols', 'Making an MR protocol better', 'objective', ['BW-12'], {
    modality: 'MR',
  }),
  competency('abdominal-mri-reading', 'MRI of abdomen and pelvis', 'interpretation', [
    'BW-13',
    'BW-14',
  ]),
  competency('screening-mammography', 'Mammography, screening', 'interpretation', ['BW-21']),
  competency('diagnostic-mammography', 'Mammography, diagnostic', 'interpretation', ['BW-22']),
  competency('breast-biopsy', 'Breast biopsy', 'procedure', ['BW-25'], guided),
  competency('seed-localisation', 'Localisation with radioactive seeds', 'procedure', ['BW-26'], {
    ...guided,
  }),
  competency('ir-basics', 'Basics of interventional radiology', 'procedure', ['BW-65']),
  competency('radiation-safety', 'Radiation safety with sealed seeds', 'duty', ['BW-26']),
  competency('sports-mri', 'MRI in sports', 'topic', ['BW-75'], { modality: 'MR' }),
  competency('arthritis-mri', 'MRI in arthritis', 'topic', ['BW-75'], { modality: 'MR' }),
  competency('trauma-mri', 'MRI after injury', 'topic', ['BW-75'], { modality: 'MR' }),
  competency('tumour-mri', 'MRI of tumours', 'topic', ['BW-75'], { modality: 'MR' }),
  competency('acquisition-observed', 'Has watched images being acquired', 'objective', ['BW-77'], {
    exposureOnly: true,
  }),
  competency('protocol-rationale', 'Can say why a protocol was chosen', 'objective', ['BW-78']),
  competency('hip-arthrogram', 'MR arthrogram of the hip', 'procedure', ['BW-79'], {
    ...guided,
    bodyPart: 'hip',
  }),
  competency('shoulder-arthrogram', 'MR arthrogram of the shoulder', 'procedure', ['BW-79'], {
    ...guided,
    bodyPart: 'shoulder',
  }),
  competency('msk-biopsy-basics', 'Basics of biopsy', 'procedure', ['BW-71', 'BW-73'], guided),
  competency('arthrogram-basics', 'Basics of arthrography', 'procedure', ['BW-71', 'BW-73'], {
    ...guided,
  }),
  competency('nm-quality', 'Quality control in nuclear medicine', 'duty', ['BW-104']),
  competency('us-diagnosis', 'Diagnosis with the probe in hand', 'objective', ['BW-141']),
  competency('us-guidance', 'Guiding a needle by ultrasound', 'objective', ['BW-141'], {
    guidance: 'US',
  }),
  competency('evidence', 'Evidence-based imaging', 'objective', ['BW-163']),
  competency('informatics', 'Imaging informatics', 'objective', ['BW-163']),
]

const independent: Pathway = {
  id: 'independent-ir',
  name: 'Independent IR residency',
  summary: 'Two more years in interventional radiology after the residency.',
  eligibility: ['matched in diagnostic radiology', 'found interventional radiology on the way'],
  entry: 'match',
  steps: ['apply elsewhere', 'interview days off', 'rank', 'match', 'start after graduation'],
  appliesTo: ['R3', 'R4'],
  effect: 'Next programme; changes nothing in this one but days off for interviews.',
  years: [
    { part: 'DR residency with the clinical year', years: 5 },
    { part: 'independent IR', years: 2 },
  ],
  leadsTo: 'Interventional radiology',
  assumed: ['appliesTo'],
  cites: ['BW-60', 'BW-61', 'BW-62'],
}

const early: Pathway = {
  id: 'esir',
  name: 'Early specialisation in IR (ESIR)',
  summary: 'Decided in the second year, acted on in the fourth.',
  eligibility: ['level R2', 'good standing'],
  entry: 'application',
  steps: ['application in R2', 'decision', 'IR time in R4', 'procedure log', 'letter at the end'],
  appliesTo: ['R2', 'R4'],
  effect: 'R4 holds dedicated IR and IR-related rotations; the graduate may enter IR in year two.',
  years: [
    { part: 'DR residency', years: 4 },
    { part: 'ESIR', years: 1 },
    { part: 'IR residency', years: 1 },
  ],
  leadsTo: 'Independent IR, second year',
  capacity: 2,
  assumed: ['capacity'],
  cites: ['BW-60', 'BW-63', 'BW-64', 'BW-65', 'BW-66', 'BW-67'],
}

const dual: Pathway = {
  id: 'dr-nm',
  name: 'Diagnostic radiology with nuclear medicine',
  summary: 'Both fields in one course of training.',
  eligibility: ['approval of the programme'],
  entry: 'application',
  steps: ['application', 'agreement of both departments', 'dedicated time'],
  appliesTo: ['R2', 'R3', 'R4'],
  effect: 'More time in nuclear medicine is required.',
  assumed: ['eligibility', 'steps', 'appliesTo', 'effect'],
  cites: ['BW-108'],
}

const combined: Pathway = {
  id: 'cebi-combined',
  name: 'Informatics joined to a clinical fellowship',
  summary: 'A year or more in a clinical subspecialty, another year in informatics.',
  eligibility: ['accepted by both programmes'],
  entry: 'agreement',
  steps: ['apply to both', 'approval of the order', 'approval of credit for R4, if wanted'],
  appliesTo: ['R4', 'fellow'],
  effect: 'The informatics year may be the fourth year of residency.',
  years: [
    { part: 'clinical subspecialty fellowship', years: 1 },
    { part: 'informatics', years: 1 },
  ],
  orderFree: true,
  countsOnce: ['bwh-dr', 'bwh-cebi'],
  assumed: ['eligibility', 'steps'],
  cites: ['BW-160', 'BW-161', 'BW-162', 'BW-164'],
}

const residency: Programme = {
  id: 'bwh-dr',
  institution: 'brigham',
  name: 'Diagnostic Radiology Residency',
  kind: 'residency',
  specialty: 'Diagnostic radiology',
  lengthMonths: 48,
  accredited: true,
  mission: 'Three years of foundation, and a fourth that the resident shapes.',
  levels: [
    { id: 'R1', label: 'First year (PGY-2)', order: 1 },
    { id: 'R2', label: 'Second year (PGY-3)', order: 2 },
    { id: 'R3', label: 'Third year (PGY-4)', order: 3 },
    { id: 'R4', label: 'Fourth, senior year (PGY-5)', order: 4 },
  ],
  aims: [],
  goals: [],
  tracks: [],
  pathways: [independent, early, dual, combined],
  competencies,
  requirements: [
    {
      id: 'r4-nuclear',
      name: 'Nuclear medicine in the fourth year',
      levels: ['R4'],
      works: ['nuclear-required'],
      bound: 'exactly',
      amount: 4,
      unit: 'weeks',
      notCountedWith: ['nuclear-advanced'],
      cites: ['BW-02', 'BW-100'],
    },
    {
      id: 'r4-call',
      name: 'Call in the fourth year',
      levels: ['R4'],
      works: ['senior-call'],
      bound: 'exactly',
      amount: 2,
      unit: 'weeks',
      cites: ['BW-03'],
    },
    {
      id: 'r4-elective',
      name: 'Elective time of the fourth year',
      levels: ['R4'],
      works: ['elective'],
      bound: 'exactly',
      amount: 46,
      unit: 'weeks',
      note: 'The year less six weeks; vacation comes out of it.',
      cites: ['BW-04'],
    },
    {
      id: 'esir-r4',
      name: 'IR and near rotations on the pathway',
      levels: ['R4'],
      works: ['ir-senior'],
      bound: 'at-least',
      amount: 20,
      unit: 'weeks',
      pathway: 'esir',
      assumed: ['amount'],
      cites: ['BW-65'],
    },
    {
      id: 'cebi-once',
      name: 'Informatics year credited to the fourth year',
      levels: ['R4'],
      works: ['cebi'],
      bound: 'at-most',
      amount: 52,
      unit: 'weeks',
      pathway: 'cebi-combined',
      notCountedWith: ['bwh-cebi'],
      cites: ['BW-164'],
    },
  ],
  deliverables: [
    {
      id: 'leadership-project',
      name: 'Project that ends the leadership track',
      evidences: ['project report'],
      blocksCompletion: false,
      waivable: false,
      assumed: ['blocksCompletion', 'waivable'],
      cites: ['BW-155'],
    },
  ],
  checks: [
    {
      id: 'r4-fifty-two',
      kind: 'sum',
      says: 'Four weeks, two weeks and forty-six make the fourth year.',
      parts: ['nuclear-required', 'senior-call', 'elective'],
      total: { amount: 52, unit: 'weeks' },
      cites: ['BW-02', 'BW-03', 'BW-04'],
    },
  ],
  committees: [
    {
      id: 'bwh-pathways',
      name: 'Committee on pathways',
      decides: ['admission to ESIR', 'credit of a year to another programme'],
      members: ['josephine-harrowgate', 'kwabena-asantewah', 'nikhil-deshpandeya'],
      minutes: true,
      assumed: ['name', 'members', 'minutes'],
      cites: ['BW-63', 'BW-164'],
    },
  ],
  contacts: [
    {
      id: 'bwh-dr-office',
      person: 'theodore-lacombiere',
      title: 'Residency coordinator',
      coordinates: ['bwh-dr', 'bwh-ir'],
      address: {
        street: '3 Example Street',
        room: 'Room L1-200',
        city: 'Exampleton',
        state: 'MA',
        postalCode: '00000',
      },
      phone: '+1 555 0120',
      email: 'radiology-residency@example.org',
      hideEmailFromHarvesters: true,
      invented: true,
      cites: [],
    },
  ],
  onboarding: [],
  sharesServicesWith: ['bwh-ir'],
  assumed: ['accredited', 'lengthMonths', 'mission'],
  cites: ['BW-01', 'BW-60'],
}

type Sibling = Pick<
  Programme,
  'id' | 'name' | 'kind' | 'specialty' | 'lengthMonths' | 'mission' | 'accredited' | 'cites'
> &
  Partial<Programme>

const sibling = (given: Sibling): Programme => ({
  institution: 'brigham',
  levels: [],
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
  ...given,
})

const siblings: Programme[] = [
  sibling({
    id: 'bwh-ir',
    name: 'Integrated Interventional Radiology Residency',
    kind: 'residency',
    specialty: 'Interventional radiology',
    lengthMonths: 60,
    accredited: null,
    mission: 'Interventional radiology from the first day, beside the diagnostic residents.',
    levels: [1, 2, 3, 4, 5].map((year) => ({
      id: `IR${year}`,
      label: `Year ${year}`,
      order: year,
    })),
    sharesServicesWith: ['bwh-dr'],
    assumed: ['lengthMonths', 'levels'],
    cites: ['BW-68'],
  }),
  sibling({
    id: 'bwh-cebi',
    name: 'Fellowship in evidence-based imaging and informatics',
    kind: 'fellowship',
    specialty: 'Imaging informatics',
    lengthMonths: 24,
    accredited: null,
    mission: 'Two years: one in the clinic, one with evidence and informatics.',
    levels: [{ id: 'fellow', label: 'Fellow', order: 1 }],
    pathways: [combined],
    sharesServicesWith: ['bwh-dr'],
    assumed: ['levels'],
    cites: ['BW-161', 'BW-162', 'BW-163'],
  }),
]

const international: Checklist = {
  id: 'international-rotation',
  name: 'Before a rotation abroad',
  appliesTo: ['global-health', 'abroad'],
  items: [
    'travel booked',
    'visa',
    'liability cover',
    'health insurance',
    'vaccinations',
    'funding',
    'risk approved',
    'cases seen there marked in the log',
  ],
  cites: ['BW-196'],
}

const offSite: Checklist = {
  id: 'off-site-rotation',
  name: 'Before a rotation at another hospital',
  appliesTo: ['mass-eye-ear', 'boston-childrens', 'dfci'],
  items: [
    'contact found',
    'letter of agreement',
    'credentials',
    'liability cover',
    'dates agreed',
    'confirmed',
  ],
  cites: ['BW-91', 'BW-30', 'BW-110'],
}

export const brigham: Book = {
  institution: brighamInstitution,
  sites: brighamSites,
  equipment: brighamEquipment,
  headlines: [],
  volumes: [],
  referringServices: brighamConsulting,
  programmes: [residency, ...siblings],
  rotations: brighamRotations,
  services: brighamServices,
  conferences: [],
  electiveSections,
  electives: brighamElectives,
  miniFellowships,
  checklists: [international, offSite],
}
