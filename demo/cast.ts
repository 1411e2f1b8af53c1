// The invented people of the demo: one cast for seeds, tests, pictures and guides. Nobody is real.
import { plainId } from '../src/kernel/id.ts'
import { addMonths, type Day, day } from '../src/kernel/day.ts'
import type { Person, Role, RoleName, SignIn } from './types.ts'

/** First and last day of the academic year that all plans of the demo share. */
export const YEAR = { from: day('2026-07-01'), to: day('2027-06-30') }

type More = Partial<Pick<Person, 'interests' | 'section' | 'appointments' | 'titles'>> & {
  cites?: string[]
}

function person(name: string, roles: Role[], more: More = {}): Person {
  const [given, ...rest] = name.split(' ')
  const { cites = [], ...fields } = more
  const id = plainId(name)
  return { id, given: given!, family: rest.join(' '), roles, ...fields, cites, invented: true }
}

function role(programme: string, name: RoleName, from: string, more: Partial<Role> = {}): Role {
  return { programme, role: name, from: day(from), ...more }
}

// ---------------------------------------------------------------- trainees

function fellows(
  programme: string,
  track: string,
  list: readonly (readonly [string, ...string[]])[],
): Person[] {
  return list.map(([name, ...interests]) =>
    person(name, [role(programme, 'trainee', YEAR.from, { level: 'fellow', track, to: YEAR.to })], {
      interests,
      titles: ['MD'],
    }),
  )
}

const hopkinsFellows = fellows('jh-msk', 'clinical', [
  ['Amara Okafor', 'MR neurography', 'image-guided nerve ablation'],
  ['Benjamín Castellanos', 'sports MRI', 'cartilage imaging'],
  ['Chiara Lombardini', 'sarcoma imaging', 'response assessment'],
  ['Dmitri Volkonin', 'photon-counting CT', 'metal artefacts'],
  ['Esi Mensah-Boateng', 'ultrasound teaching', 'tendon disease'],
  ['Farid Rahmanzadeh', 'four-dimensional CT', 'wrist instability'],
  ['Grace Nakashima', 'spectroscopy', 'marrow disease'],
  ['Henrik Solbergsen', 'arthroplasty imaging', 'reporting'],
])

const mayoFellows = fellows('mayo-msk', 'clinical-research', [
  ['Sofia Lindqvist-Ames', 'cartilage mapping', 'quantitative MRI'],
  ['Tariq Haddadin', 'spine pain', 'outcomes of injections'],
  ['Uma Venkataramani', 'gout', 'dual-energy CT'],
  ['Viktor Dragomirov', 'elastography', 'muscle disease'],
  ['Wanjiru Kamandegi', 'bone age', 'machine learning'],
  ['Ximena Urrutigoiti', 'sports injuries', 'return to play'],
  ['Yusuf Demirkanli', 'tumour imaging', 'structured reports'],
  ['Zoë Brightwater', 'peripheral nerve ultrasound', 'teaching'],
  ['Anders Thorvaldsen', 'myeloma', 'whole-body MRI'],
])

/** Pathways of the residency that somebody has been admitted to. */
const PATHWAYS: Record<string, string> = {
  'Bogdan Ionescu-Pall': 'esir',
  'Jia-Wei Liangcao': 'esir',
  'Daniel Oyelowosi': 'cebi-combined',
  'Diego Montalbano': 'esir',
}

/** A class of residents who began in July of `since`; the level rises every July. */
function residents(since: number, names: readonly string[]): Person[] {
  const start = day(`${since}-07-01`)
  return names.map((name) =>
    person(name, [1, 2, 3, 4].map(levelRole(start, PATHWAYS[name])), {
      titles: ['MD'],
      cites: since === 2023 ? ['BW-01'] : [],
    }),
  )
}

function levelRole(start: Day, track?: string) {
  return (year: number): Role => ({
    programme: 'bwh-dr',
    role: 'trainee',
    level: `R${year}`,
    from: addMonths(start, 12 * (year - 1)),
    to: day(`${Number(start.slice(0, 4)) + year}-06-30`),
    // Decided in the second year, acted on in the fourth.
    ...(track && year > 2 ? { track } : {}),
  })
}

const r4 = residents(2023, [
  'Aaliyah Washburn',
  'Bogdan Ionescu-Pall',
  'Camila Restreponi',
  'Daniel Oyelowosi',
  'Elif Karadenizli',
  'Finnian Gallowglass',
  'Gurpreet Sandhawal',
  'Hana Jirásková',
  'Isaac Feldmanov',
  'Jia-Wei Liangcao',
  'Kofi Ampontuah',
])

const r3 = residents(2024, [
  'Leilani Kahananui',
  'Marcus Ellingboe',
  'Nasrin Tehranchi',
  'Omar Sayegh-Nouri',
  'Paloma Ibarrondo',
  'Quentin Delacroisse',
  'Ravi Chandrapalan',
  'Saoirse McGillacuddy',
  'Thandiwe Nkosazana',
  'Ulrich Brandtner',
  'Valentina Corsaletti',
])

const r2 = residents(2025, [
  'Wesley Tran-Huynh',
  'Xiomara Villasante',
  'Yael Rosenkrantz',
  'Zbigniew Łapinski',
  'Adaeze Nwachukwo',
  'Bjørn Aasmundsen',
  'Cecily Featherstone',
  'Diego Montalbano',
  'Eun-Ji Parkinson',
  'Fatoumata Dialloumbe',
  'Giorgos Papalexis',
])

const r1 = residents(2026, [
  'Hyun-Woo Jeongsan',
  'Imani Robichaud',
  'Jasper Vandermolen',
  'Kavya Subramanyam',
  'Luca Ferrabosco',
  'Mireille Toussaintil',
  'Noor Al-Khatibi',
  'Oksana Hrytsenkova',
  'Pedro Albuquerqueiro',
  'Rowan Castlebridge',
  'Sakura Minamikawa',
])

// ---------------------------------------------------------------- staff

type StaffLine = readonly [name: string, section: string, ...interests: string[]]

function faculty(programme: string, list: readonly StaffLine[], appointment: string): Person[] {
  return list.map(([name, section, ...interests], index) =>
    person(name, [role(programme, 'faculty', `${2008 + ((index * 3) % 15)}-07-01`)], {
      section,
      interests,
      titles: ['MD'],
      appointments: [appointment],
      cites: programme === 'jh-msk' ? ['JH-06'] : [],
    }),
  )
}

const hopkinsFaculty = faculty(
  'jh-msk',
  [
    ['Ingrid Halvorsdottir', 'Musculoskeletal imaging', 'MR-guided procedures', 'nerve imaging'],
    ['Jamal Whitfieldson', 'Musculoskeletal imaging', 'sarcoma', 'biopsy planning'],
    ['Keiko Tanabeshi', 'Musculoskeletal imaging', 'spectroscopy', 'marrow'],
    ['Lucía Ferrándiz', 'Musculoskeletal imaging', 'ultrasound', 'sports injuries'],
    ['Mateusz Zielonkowski', 'Musculoskeletal imaging', 'four-dimensional CT', 'wrist'],
    ['Nadia Benyoucefi', 'Musculoskeletal imaging', 'arthritis', 'radiography'],
    ['Oluwaseun Adeyinkola', 'Musculoskeletal imaging', 'vascular anomalies', 'ablation'],
    ['Priya Raghunathini', 'Musculoskeletal imaging', 'trauma', 'three-dimensional imaging'],
  ],
  'Department of Radiology, clinical faculty',
)

const mayoFaculty = faculty(
  'mayo-msk',
  [
    ['Beatrix Mulhollander', 'Musculoskeletal imaging', 'cartilage', 'quantitative MRI'],
    ['Chukwuma Ezeobika', 'Musculoskeletal imaging', 'spine injections', 'pain'],
    ['Delphine Arceneauxte', 'Musculoskeletal imaging', 'nerve ultrasound', 'elastography'],
    ['Emeric Szabolcsi', 'Musculoskeletal imaging', 'dual-energy CT', 'gout'],
    ['Freya Ostergaardsen', 'Musculoskeletal imaging', 'tumours', 'myeloma'],
    ['Gideon Abramsohnn', 'Musculoskeletal imaging', 'machine learning', 'bone age'],
    ['Hiroko Yamashirou', 'Musculoskeletal imaging', 'sports injuries', 'shoulder'],
    ['Ibrahim Cisséko', 'Musculoskeletal imaging', 'arthroplasty', 'radiography'],
  ],
  'Department of Radiology, consulting staff',
)

const brighamFaculty = faculty(
  'bwh-dr',
  [
    ['Josephine Harrowgate', 'Thoracic imaging', 'lung nodules', 'curriculum design'],
    ['Kwabena Asantewah', 'Interventional radiology', 'ablation', 'pathways'],
    ['Liesl Hohenberger', 'Breast imaging', 'breast MRI', 'screening'],
    ['Mariana Quevedoza', 'Neuroradiology', 'myelography', 'skull base'],
    ['Nikhil Deshpandeya', 'Nuclear medicine', 'PET/CT', 'therapy'],
    ['Orla Fitzsimonsen', 'Musculoskeletal imaging', 'sports MRI', 'arthrography'],
    ['Pascal Nkurunzizana', 'Emergency radiology', 'trauma CT', 'workflow'],
    ['Rebekah Silverthorne', 'Abdominal imaging', 'MR technique', 'pelvis'],
  ],
  'Department of Radiology, clinical faculty',
)

/** Roles that people hold beside the one they are listed with. */
const offices: Record<string, Role[]> = {
  'Ingrid Halvorsdottir': [
    role('jh-msk', 'director', '2019-07-01', { title: 'Fellowship director' }),
    role('jh-msk', 'selection-committee', '2019-07-01'),
  ],
  'Jamal Whitfieldson': [
    role('jh-msk', 'associate-director', '2022-07-01'),
    role('jh-msk', 'ccc-member', '2022-07-01'),
    role('jh-msk', 'selection-committee', '2022-07-01'),
  ],
  'Lucía Ferrándiz': [
    role('jh-msk', 'ccc-member', '2023-07-01'),
    role('jh-msk', 'selection-committee', '2023-07-01'),
  ],
  'Amara Okafor': [role('jh-msk', 'chief', YEAR.from, { to: YEAR.to, title: 'Chief fellow' })],
  'Beatrix Mulhollander': [
    role('mayo-msk', 'director', '2017-07-01', { title: 'Programme director' }),
    role('mayo-msk', 'selection-committee', '2017-07-01'),
  ],
  'Chukwuma Ezeobika': [
    role('mayo-msk', 'associate-director', '2021-07-01'),
    role('mayo-msk', 'ccc-member', '2021-07-01'),
  ],
  'Freya Ostergaardsen': [
    role('mayo-msk', 'ccc-member', '2020-07-01'),
    role('mayo-msk', 'selection-committee', '2020-07-01'),
  ],
  'Sofia Lindqvist-Ames': [
    role('mayo-msk', 'chief', YEAR.from, { to: YEAR.to, title: 'Chief fellow' }),
  ],
  'Josephine Harrowgate': [
    role('bwh-dr', 'director', '2018-07-01', { title: 'Residency director' }),
    role('bwh-dr', 'selection-committee', '2018-07-01'),
  ],
  'Kwabena Asantewah': [
    role('bwh-dr', 'associate-director', '2020-07-01', { title: 'Associate director, pathways' }),
    role('bwh-dr', 'ccc-member', '2020-07-01'),
    role('bwh-ir', 'director', '2021-07-01'),
  ],
  'Orla Fitzsimonsen': [
    role('bwh-dr', 'ccc-member', '2021-07-01'),
    role('bwh-dr', 'selection-committee', '2021-07-01'),
  ],
  'Aaliyah Washburn': [chiefResident()],
  'Kofi Ampontuah': [chiefResident()],
}

function chiefResident(): Role {
  return role('bwh-dr', 'chief', '2026-05-01', { to: day('2027-04-30'), title: 'Chief resident' })
}

const offered: Person[] = [
  person(
    'Rosalind Achterberg',
    [
      role('jh-msk', 'coordinator', '2015-03-01', {
        title: 'Senior coordinator of fellowships and administration',
      }),
      role('jh-msk-research', 'coordinator', '2020-01-01', { title: 'Coordinator' }),
    ],
    { cites: ['JH-118'] },
  ),
  person('Solveig Bergstrand', [
    role('mayo-msk', 'coordinator', '2016-09-01', { title: 'Education coordinator' }),
  ]),
  person('Théodore Lacombière', [
    role('bwh-dr', 'coordinator', '2012-02-01', { title: 'Residency coordinator' }),
    role('bwh-ir', 'coordinator', '2018-07-01', { title: 'Residency coordinator' }),
  ]),
  person(
    'Mei-Ling Ashgrove',
    [role('bwh-dr', 'supervisor', '2014-01-01', { title: 'MR technologist' })],
    { titles: ['RT(MR)'], section: 'MR technology', cites: ['BW-76'] },
  ),
  person(
    'Ngozi Fairweather',
    [role('bwh-dr', 'supervisor', '2021-01-01', { title: 'Machine-learning scientist' })],
    { titles: ['PhD'], section: 'Clinical data science', cites: ['BW-171'] },
  ),
  person(
    'Tomasz Grzelakowski',
    [role('bwh-dr', 'supervisor', '2022-01-01', { title: 'Data engineer' })],
    { section: 'Clinical data science', cites: ['BW-171'] },
  ),
  person(
    'Vivienne Osterhoutte',
    [role('bwh-dr', 'supervisor', '2022-06-01', { title: 'Software engineer' })],
    { section: 'Clinical data science', cites: ['BW-171'] },
  ),
  person(
    'Caspian Rowntree',
    [
      role('mayo-msk', 'visiting-student', '2026-10-05', {
        to: day('2026-10-30'),
        title: 'Visiting student from another school',
      }),
    ],
    { cites: ['MC-41'] },
  ),
  person(
    'Ifeoma Blackwoode',
    [
      role('mayo-msk', 'visiting-student', '2027-02-01', {
        to: day('2027-02-26'),
        title: 'Visiting student from another school',
      }),
    ],
    { cites: ['MC-41'] },
  ),
]

const listed: Person[] = [
  ...hopkinsFellows,
  ...hopkinsFaculty,
  ...mayoFellows,
  ...mayoFaculty,
  ...r1,
  ...r2,
  ...r3,
  ...r4,
  ...brighamFaculty,
  ...offered,
]

export const cast: Person[] = listed.map((entry) => ({
  ...entry,
  roles: [...entry.roles, ...(offices[`${entry.given} ${entry.family}`] ?? [])],
}))

/** Ids of the trainees of a programme (and level) in the year of the demo. */
export function trainees(programme: string, level?: string): string[] {
  return cast
    .filter((entry) =>
      entry.roles.some(
        (held) =>
          held.role === 'trainee' &&
          held.programme === programme &&
          held.from <= YEAR.from &&
          (!held.to || held.to >= YEAR.from) &&
          (!level || held.level === level),
      ),
    )
    .map((entry) => entry.id)
}

export function fullName(id: string): string {
  const found = cast.find((entry) => entry.id === id)
  if (!found) throw new Error(`"${id}" is not in the cast`)
  return `${found.given} ${found.family}`
}

export const signIns: SignIn[] = [
  { programme: 'jh-msk', person: 'esi-mensah-boateng', as: 'Fellow' },
  { programme: 'jh-msk', person: 'amara-okafor', as: 'Chief fellow' },
  { programme: 'jh-msk', person: 'keiko-tanabeshi', as: 'Faculty' },
  { programme: 'jh-msk', person: 'rosalind-achterberg', as: 'Coordinator' },
  { programme: 'jh-msk', person: 'ingrid-halvorsdottir', as: 'Director' },
  { programme: 'mayo-msk', person: 'tariq-haddadin', as: 'Fellow' },
  { programme: 'mayo-msk', person: 'sofia-lindqvist-ames', as: 'Chief fellow' },
  { programme: 'mayo-msk', person: 'emeric-szabolcsi', as: 'Faculty' },
  { programme: 'mayo-msk', person: 'solveig-bergstrand', as: 'Coordinator' },
  { programme: 'mayo-msk', person: 'beatrix-mulhollander', as: 'Director' },
  { programme: 'bwh-dr', person: 'elif-karadenizli', as: 'Fourth-year resident' },
  { programme: 'bwh-dr', person: 'wesley-tran-huynh', as: 'Second-year resident' },
  { programme: 'bwh-dr', person: 'aaliyah-washburn', as: 'Chief resident' },
  { programme: 'bwh-dr', person: 'orla-fitzsimonsen', as: 'Faculty' },
  { programme: 'bwh-dr', person: 'theodore-lacombiere', as: 'Coordinator' },
  { programme: 'bwh-dr', person: 'josephine-harrowgate', as: 'Director' },
]
