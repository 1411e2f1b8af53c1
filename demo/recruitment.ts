// A season of applying in the demo: who applies to the Hopkins fellowship, with what in their files.
/** What is there of a file: all of it, or what is still missing. */
export type DemoFile = {
  /** What has come of the three letters; waived unless it says `open`. */
  letters: readonly ('received' | 'scanned' | 'by-mail' | 'asked' | 'open')[]
  missing?: readonly ('photo' | 'statement' | 'cv')[]
  state: 'submitted' | 'begun' | 'withdrawn'
}
export type DemoApplicant = {
  given: string
  family: string
  zone: string
  aamcId: string | null
  nrmpId: string | null
  school: string
  residency: string
  board: 'certified' | 'qualified' | 'neither'
  /** Could be licensed in the state of the programme. */
  licence: 'yes' | 'no' | ''
  step1: string
  step2: string
  citizenship: 'citizen' | 'resident' | 'visa'
  interest: string
  file: DemoFile
}
export type DemoSeason = {
  programme: string
  by: string
  matchCode: string
  quota: number
  /** The state of the licence. */
  state: string
  society: string
  societyPage: string
  writers: readonly (readonly [name: string, role: string])[]
  applicants: readonly DemoApplicant[]
}

const WHOLE: DemoFile = { letters: ['received', 'received', 'received'], state: 'submitted' }
const file = (...letters: DemoFile['letters']): DemoFile => ({ letters, state: 'submitted' })

type Short = [
  name: string,
  school: string,
  residency: string,
  scores: [string, string],
  interest: string,
  more?: Partial<DemoApplicant>,
]

let next = 0
function applies([name, school, residency, [step1, step2], interest, more = {}]: Short) {
  const [given, ...rest] = name.split(' ')
  const nth = next++
  return {
    ...{ given: given!, family: rest.join(' '), zone: 'America/New_York' },
    // Of a range that is given to nobody.
    aamcId: String(90_000_101 + nth * 137),
    nrmpId: `N${String(8_800_013 + nth * 71).slice(0, 7)}`,
    ...{ school, residency, step1, step2, interest },
    ...{ board: 'qualified', licence: 'yes', citizenship: 'citizen', file: WHOLE },
    ...more,
  } as DemoApplicant
}

export const season: DemoSeason = {
  ...{ programme: 'jh-msk', by: 'rosalind-achterberg' },
  ...{ matchCode: '9990418F0', quota: 8, state: 'Maryland' },
  society: 'Society of Skeletal Radiology',
  societyPage: 'https://skeletalrad.org',
  writers: [
    ['Philippa Ravensworth', 'Programme director'],
    ['Ode Akintunde-Clarke', 'Chief of musculoskeletal imaging'],
    ['Marit Solvang', 'Research mentor'],
    ['Teodor Blagojevich', 'Chair of radiology'],
    ['Inés Villafuerte', 'Faculty, emergency radiology'],
    ['Quentin Abernathy-Low', 'Faculty, interventional radiology'],
  ],
  applicants: (
    [
      ['Adaeze Nwokolo', 'Rivermouth', 'Harbor General', ['238', '247'], 'tumour ablation'],
      ['Bastian Ohlendorf', 'Kesselbrunn', 'Lakeshore', ['pass', '251'], 'cartilage imaging'],
      [
        ...(['Camille Desrosiers-Roy', 'Saint-Aubin', 'Northgate', ['pass', '244']] as const),
        'sports MRI',
        { zone: 'America/Toronto', citizenship: 'visa' },
      ],
      ['Dinesh Raghunathan', 'Palar Valley', 'Three Rivers', ['244', '255'], 'spine intervention'],
      [
        ...(['Elspeth Macrae', 'Inverlochan', 'Bayfront', ['pass', '239']] as const),
        'ultrasound teaching',
        { file: file('received', 'received', 'scanned') },
      ],
      [
        ...(['Fernando Quiñonero', 'Monte Alto', 'Desert Springs', ['pass', '236']] as const),
        'bone biopsy',
        { zone: 'America/Phoenix', file: file('received', 'asked', 'received') },
      ],
      ['Gulnara Bekmuratova', 'Almasay', 'Harbor General', ['231', '242'], 'marrow disease'],
      [
        ...(['Hugo Steenkamp', 'Tafelberg', 'Cedar Ridge', ['pass', '249']] as const),
        'photon-counting CT',
        { board: 'certified', citizenship: 'resident' },
      ],
      [
        ...(['Ifeoma Chukwuemeka', 'Rivermouth', 'Prairie State', ['pass', '252']] as const),
        'metal artefacts',
        { zone: 'America/Chicago' },
      ],
      [
        ...(['Jonas Friis-Madsen', 'Nordhavn', 'Lakeshore', ['pass', '233']] as const),
        'gout',
        { file: file('received', 'by-mail', 'received') },
      ],
      ['Keren Abutbul', 'Galil', 'Riverside Methodist', ['249', '258'], 'peripheral nerve MRI'],
      [
        ...(['Leilani Kahananui', 'Pali', 'Golden Coast', ['pass', '245']] as const),
        'arthroplasty imaging',
        { zone: 'Pacific/Honolulu' },
      ],
      [
        ...(['Mateusz Wrzesniewski', 'Warta', 'Northgate', ['pass', '240']] as const),
        'wrist instability',
        { licence: '', file: file('received', 'received', 'open') },
      ],
      [
        'Nandini Chatterjee-Bose',
        'Hooghly',
        'Cedar Ridge',
        ['236', '250'],
        'reports patients read',
      ],
      [
        ...(['Omar Benslimane', 'Atlas', 'Desert Springs', ['pass', '228']] as const),
        'emergency imaging',
        { board: 'neither', zone: 'America/Denver', file: file('received', 'asked', 'asked') },
      ],
      [
        ...(['Priscilla Oyelaran', 'Rivermouth', 'Bayfront', ['pass', '254']] as const),
        'sarcoma follow-up',
        { file: file('received', 'received', 'open') },
      ],
      ['Quirin Aschenbrenner', 'Kesselbrunn', 'Three Rivers', ['227', '235'], 'body composition'],
      [
        ...(['Rosa Maldonado-Vega', 'Monte Alto', 'Golden Coast', ['pass', '246']] as const),
        'tendon disease',
        { zone: 'America/Los_Angeles' },
      ],
      [
        ...(['Samuel Tetteh-Quarshie', 'Volta', 'Harbor General', ['pass', '243']] as const),
        'paediatric bone',
        { citizenship: 'visa', licence: 'no' },
      ],
      [
        ...(['Tove Lindahl-Berg', 'Nordhavn', 'Prairie State', ['pass', '237']] as const),
        'elastography',
        {
          zone: 'America/Chicago',
          file: { letters: ['received', 'asked', 'asked'], state: 'withdrawn' },
        },
      ],
      [
        ...(['Umberto Calvanese', 'Tiberina', 'Riverside Methodist', ['pass', '241']] as const),
        'nerve injection',
        { aamcId: null, file: file('scanned', 'received', 'received') },
      ],
      [
        ...(['Veronika Hrubesova', 'Moldava', 'Cedar Ridge', ['', '']] as const),
        'whole-body MRI',
        { file: { letters: ['asked'], missing: ['photo', 'statement'], state: 'begun' } },
      ],
      [
        ...(['Wendell Okpara-Hughes', 'Bluewater', 'Lakeshore', ['pass', '248']] as const),
        'dual-energy CT',
        {
          file: { letters: ['asked', 'received', 'asked'], missing: ['statement'], state: 'begun' },
        },
      ],
      [
        ...(['Xiomara Delacruz-Reyes', 'Bluewater', 'Golden Coast', ['pass', '']] as const),
        'machine learning',
        { zone: 'America/Los_Angeles', file: { letters: [], missing: ['cv'], state: 'begun' } },
      ],
    ] as Short[]
  ).map(applies),
}
