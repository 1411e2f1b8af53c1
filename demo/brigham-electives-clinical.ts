// The fourth year in the clinic: electives from abdomen to ultrasound.
import { duty, elective, objective, option, part } from './elective-parts.ts'
import type { Elective, ElectiveComponent } from './types.ts'

const abdominal: Elective[] = [
  elective({
    id: 'abdominal-mri',
    code: 'AMR',
    name: 'Abdominal imaging, MRI in the foreground',
    group: 'Abdominal imaging',
    color: 0,
    components: [
      part('abdomen', 'Reading MRI of the abdomen', ['BW-13'], { activity: 'interpretation' }),
      part('pelvis', 'Reading MRI of the pelvis', ['BW-14'], { activity: 'interpretation' }),
    ],
    objectives: [
      objective('Knows how MR images are acquired', 'BW-11'),
      objective('Can make an MR protocol better', 'BW-12'),
    ],
    cites: ['BW-10'],
  }),
  elective({
    id: 'abdominal-intervention',
    code: 'AIN',
    name: 'Abdominal interventions, advanced',
    group: 'Abdominal imaging',
    color: 1,
    components: [
      part('ablation', 'Tumour ablation service', ['BW-16'], {
        minWeeks: 2,
        activity: 'operation',
        assumed: ['minWeeks'],
      }),
      part('csir', 'Cross-sectional interventional radiology', ['BW-17'], {
        activity: 'operation',
      }),
      part('amigo', 'Work in the AMIGO suite', ['BW-18'], {
        resource: 'bwh-amigo-suite',
        site: 'bwh-amigo',
        activity: 'operation',
      }),
    ],
    capacity: 1,
    cites: ['BW-15'],
  }),
]

const breast: Elective[] = [
  elective({
    id: 'breast-advanced',
    code: 'BRA',
    name: 'Breast imaging, all of it',
    group: 'Breast imaging',
    color: 2,
    components: [
      part('screening', 'Mammography, screening', ['BW-21'], { activity: 'interpretation' }),
      part('diagnostic', 'Mammography, diagnostic', ['BW-22'], { activity: 'interpretation' }),
      part('ultrasound', 'Ultrasound of the breast', ['BW-23'], { activity: 'interpretation' }),
      part('mri', 'MRI of the breast', ['BW-24'], { activity: 'interpretation' }),
      part('biopsy', 'Biopsies', ['BW-25'], { activity: 'operation' }),
      part('seeds', 'Localisation with radioactive seeds', ['BW-26'], { activity: 'operation' }),
    ],
    prerequisites: [
      {
        says: 'Radiation-safety training before handling seeds',
        competencies: ['radiation-safety'],
        cites: ['BW-26'],
      },
    ],
    cites: ['BW-20'],
  }),
]

const cancer: Elective[] = [
  elective({
    id: 'cancer-imaging',
    code: 'CAN',
    name: 'Cancer imaging at Dana-Farber',
    group: 'Cancer imaging',
    color: 3,
    options: [
      option('general', 'Diagnostic imaging of cancer, general', 'BW-31', 'dfci'),
      option('molecular', 'Molecular imaging on PET/CT', 'BW-32', 'dfci'),
      option('translational', 'Clinical translation', 'BW-33', 'dfci'),
    ],
    offSite: [
      {
        site: 'dfci',
        arrangedSeparately: false,
        agreement: 'Valid on the first day; on top of the core time there',
        cites: ['BW-30'],
      },
    ],
    cites: ['BW-30'],
  }),
]

const cardiovascular: Elective[] = [
  elective({
    id: 'cardiovascular-advanced',
    code: 'CVA',
    name: 'Heart and vessels',
    group: 'Cardiovascular imaging',
    color: 4,
    components: [
      part('vascular', 'CT and MR of vessels', ['BW-40'], { order: 1 }),
      part('cardiac-ct', 'CT of the heart', ['BW-41'], { order: 2 }),
      part('cardiac-mri', 'MRI of the heart', ['BW-42'], { order: 3 }),
      part('nuclear-cardiology', 'Nuclear cardiology', ['BW-43'], { optional: true }),
    ],
    assumed: ['components.order'],
    cites: ['BW-40', 'BW-41', 'BW-42'],
  }),
]

const emergency: Elective[] = [
  elective({
    id: 'emergency-trauma',
    code: 'ERT',
    name: 'Emergency and trauma',
    group: 'Emergency radiology',
    color: 5,
    objectives: [
      objective('Works in the whole range of emergencies, places and patients', 'BW-50'),
      objective('Helps the team decide at once', 'BW-51'),
    ],
    duties: [duty('answer the consulting services', 'BW-51')],
    cites: ['BW-50', 'BW-51'],
  }),
]

const interventional: Elective[] = [
  elective({
    id: 'ir-senior',
    code: 'IRS',
    name: 'Interventional radiology in the senior year',
    group: 'Interventional radiology',
    color: 6,
    components: [
      part('ir', 'Interventional radiology', ['BW-65'], { activity: 'operation' }),
      part('ir-related', 'Rotations near to it', ['BW-65']),
      part('intensive-care', 'Intensive care', [], {
        owner: 'Intensive care medicine',
        minWeeks: 4,
        optional: true,
        assumed: ['the whole component'],
      }),
    ],
    supervisors: ['radiologist', 'physician'],
    cites: ['BW-65', 'BW-66'],
  }),
]

const TOPICS = ['sports', 'arthritis', 'trauma', 'tumours']

const musculoskeletal: Elective[] = [
  elective({
    id: 'msk-advanced',
    code: 'MSA',
    name: 'Musculoskeletal imaging and intervention',
    group: 'Musculoskeletal imaging',
    color: 7,
    components: [
      part('radiographs', 'Radiographs', ['BW-71'], { activity: 'interpretation' }),
      part('ct-mr', 'CT and MRI', ['BW-71'], { activity: 'interpretation' }),
      part('biopsy', 'Biopsies', ['BW-71', 'BW-72'], { activity: 'operation' }),
      part('arthrograms', 'Arthrograms', ['BW-71', 'BW-72'], { activity: 'operation' }),
    ],
    prerequisites: [
      {
        says: 'First operator only once the basics are signed off',
        competencies: ['msk-biopsy-basics', 'arthrogram-basics'],
        cites: ['BW-72', 'BW-73'],
      },
    ],
    cites: ['BW-70', 'BW-71'],
  }),
  elective({
    id: 'msk-mr-extended',
    code: 'MRX',
    name: 'Musculoskeletal MRI, long form',
    group: 'Musculoskeletal imaging',
    color: 8,
    components: [
      part('reading', 'Reading MRI', ['BW-74', 'BW-75'], {
        topics: TOPICS,
        activity: 'interpretation',
      }),
      part('technologist', 'Days beside an MR technologist', ['BW-76', 'BW-77'], {
        minWeeks: 1,
        activity: 'observation',
        supervisor: 'technologist',
        assumed: ['minWeeks'],
      }),
      part('mr-arthrograms', 'MR arthrograms, done and read', ['BW-79'], {
        topics: ['hip', 'shoulder'],
        activity: 'operation',
      }),
      part('msk-radiographs', 'Radiographs on the side', ['BW-80'], {
        optional: true,
        guaranteed: true,
        activity: 'interpretation',
      }),
    ],
    objectives: [
      objective('Has watched images being acquired', 'BW-77'),
      objective('Can say why a protocol was chosen', 'BW-78'),
    ],
    minWeeks: 6,
    extended: { weeks: 8 },
    assumed: ['extended.weeks'],
    supervisors: ['radiologist', 'technologist'],
    cites: ['BW-74'],
  }),
]

const bookable = { minCommitmentWeeks: 2, withStaff: 'Subspecialty procedure staff' }

const neuro: Elective[] = [
  elective({
    id: 'neuro-advanced',
    code: 'NRA',
    name: 'Neuroradiology',
    group: 'Neuroradiology',
    color: 9,
    components: [
      part('lumbar-puncture', 'Lumbar puncture service', ['BW-87'], { activity: 'operation' }),
      part('myelography', 'Myelography service', ['BW-88'], { activity: 'operation' }),
      part('cryo-ablation', 'Cryo-ablation', ['BW-93', 'BW-96'], booked()),
      part('biopsies', 'Biopsies', ['BW-94', 'BW-96'], booked()),
      part('spine-injections', 'Spine injections', ['BW-95', 'BW-96'], booked()),
    ],
    options: [
      option('eye-and-ear', 'Time at Massachusetts Eye and Ear', 'BW-89', 'mass-eye-ear'),
      option('children', 'Time at Boston Children’s', 'BW-90', 'boston-childrens'),
    ],
    duties: [
      duty('interpret', 'BW-86'),
      duty('protocol', 'BW-86'),
      duty('consult', 'BW-86'),
      duty('assist with lumbar puncture', 'BW-87'),
      duty('assist with myelography', 'BW-88'),
    ],
    offSite: ['mass-eye-ear', 'boston-childrens'].map((site) => ({
      site,
      arrangedSeparately: true,
      agreement: 'Letter of agreement, credentials, liability cover, dates and confirmation',
      cites: ['BW-91', site === 'mass-eye-ear' ? 'BW-89' : 'BW-90'],
    })),
    careerIntent: 'An accredited fellowship in neuroradiology',
    tailored: true,
    capacity: 3,
    cites: ['BW-85', 'BW-86', 'BW-91', 'BW-92'],
  }),
]

function booked(): Partial<ElectiveComponent> {
  return { optional: true, sessions: bookable, activity: 'operation', assumed: ['sessions'] }
}

const nuclear: Elective[] = [
  elective({
    id: 'nuclear-advanced',
    code: 'NMA',
    name: 'Nuclear medicine, advanced',
    group: 'Nuclear medicine',
    color: 10,
    components: [
      part('general', 'General nuclear medicine', ['BW-100']),
      part('pet-ct', 'PET/CT', ['BW-101'], { activity: 'interpretation' }),
    ],
    duties: [
      duty('protocol', 'BW-102'),
      duty('perform', 'BW-103'),
      duty('check quality', 'BW-104'),
      duty('advise referring physicians', 'BW-105'),
      duty('take part in patient-care conferences', 'BW-106'),
      duty('take part in teaching conferences', 'BW-107'),
    ],
    note: 'Besides the four required weeks; the same week never counts for both.',
    cites: ['BW-100'],
  }),
]

const CHILDREN = [
  'Fluoroscopy',
  'Ultrasound',
  'Chest and heart',
  'Abdomen and oncology',
  'Bones and joints',
  'Before and after birth',
  'Nuclear medicine and PET',
  'Neuroradiology',
  'Interventional radiology',
]

const paediatric: Elective[] = [
  elective({
    id: 'paediatric-advanced',
    code: 'PDA',
    name: 'Paediatric imaging at Boston Children’s',
    group: 'Paediatric imaging',
    color: 11,
    options: CHILDREN.map((name, nth) =>
      option(`children-${nth + 1}`, name, `BW-${111 + nth}`, 'boston-childrens'),
    ),
    offSite: [
      {
        site: 'boston-childrens',
        arrangedSeparately: false,
        agreement: 'Standing agreement between the two hospitals',
        cites: ['BW-110'],
      },
    ],
    assumed: ['offSite.agreement'],
    cites: ['BW-110'],
  }),
]

const THORACIC = ['thoracic-diagnostic', 'thoracic-intervention', 'thoracic-both']
const sharing = (own: string) => THORACIC.filter((id) => id !== own)

const thoracic: Elective[] = [
  elective({
    id: 'thoracic-advanced',
    code: 'THA',
    name: 'Thoracic imaging',
    group: 'Thoracic imaging',
    color: 0,
    components: [
      part('radiographs', 'Chest radiographs', ['BW-125'], { activity: 'interpretation' }),
      part('ct', 'CT of the chest', ['BW-126'], { activity: 'interpretation' }),
      part('mri', 'MRI of the chest', ['BW-127'], { activity: 'interpretation' }),
      part('lung', 'Biopsy of the lung', ['BW-128'], { activity: 'operation' }),
      part('mediastinum', 'Biopsy in the mediastinum', ['BW-129'], { activity: 'operation' }),
      part('pleura', 'Biopsy of the pleura', ['BW-130'], { activity: 'operation' }),
      part('chest-wall', 'Biopsy of the chest wall', ['BW-131'], { activity: 'operation' }),
    ],
    tracks: [
      thoracicTrack('thoracic-diagnostic', 'Diagnosis', 'BW-132'),
      thoracicTrack('thoracic-intervention', 'Intervention', 'BW-133'),
      thoracicTrack('thoracic-both', 'Diagnosis and intervention', 'BW-134'),
    ],
    cites: ['BW-132', 'BW-133', 'BW-134'],
  }),
]

function thoracicTrack(id: string, name: string, cite: string) {
  return { id, name, sharesCapacityWith: sharing(id), cites: [cite] }
}

const ultrasound: Elective[] = [
  elective({
    id: 'ultrasound-advanced',
    code: 'USA',
    name: 'Ultrasound with one’s own hands',
    group: 'Ultrasound',
    color: 1,
    components: [
      part('l1', 'Radiology, floor L1', ['BW-142'], { site: 'bwh-l1', activity: 'operation' }),
      part('high-risk-ob', 'Obstetrics, high risk', ['BW-143'], {
        owner: 'Obstetrics',
        site: 'bwh-obstetrics',
      }),
      part('vascular-lab', 'Vascular laboratory', ['BW-144'], {
        owner: 'Vascular medicine',
        site: 'bwh-vascular-lab',
      }),
    ],
    objectives: [
      objective('Scans every region independently', 'BW-140'),
      objective('Finds more, and guides needles better', 'BW-141'),
    ],
    minWeeks: 2,
    preferenceDriven: true,
    supervisors: ['radiologist', 'physician'],
    cites: ['BW-142', 'BW-145'],
  }),
]

export const clinicalElectives: Elective[] = [
  ...abdominal,
  ...breast,
  ...cancer,
  ...cardiovascular,
  ...emergency,
  ...interventional,
  ...musculoskeletal,
  ...neuro,
  ...nuclear,
  ...paediatric,
  ...thoracic,
  ...ultrasound,
]
