// Time at other hospitals in the demo: who goes where, what is settled, on which agreements it rests.
import { day, type Day } from '../src/kernel/day.ts'

export type DemoAgreement = {
  site: string
  title: string
  from: Day
  to: Day
  alarmDays: number
  note: string
}
export type DemoStay = {
  person: string
  elective: string | null
  site: string
  place: string
  abroad: boolean
  from: Day
  to: Day
  aim: string
  directorName: string
  directorEmail: string
  state: 'draft' | 'asked' | 'confirmed'
  director: { says: 'agrees'; note: string } | null
  /** Kinds of tasks that are settled. */
  settled: string[]
}
export type DemoStays = {
  programme: string
  by: string
  agreements: DemoAgreement[]
  stays: DemoStay[]
}

const agreement = (site: string, title: string, from: string, to: string, note = '') => ({
  ...{ site, title, note, alarmDays: 90 },
  ...{ from: day(from), to: day(to) },
})
const HERE = ['contact', 'agreement', 'credentialing', 'malpractice']

export const stays: DemoStays[] = [
  {
    programme: 'bwh-dr',
    by: 'josephine-harrowgate',
    agreements: [
      agreement('mass-eye-ear', 'Letter of agreement', '2024-07-01', '2028-06-30'),
      agreement(
        'boston-childrens',
        'Standing agreement',
        '2022-02-11',
        '2027-02-10',
        'The legal office has the new text.',
      ),
      agreement('abroad', 'Memorandum with Lakeside', '2025-03-15', '2027-03-14'),
    ],
    stays: [
      {
        ...{ person: 'elif-karadenizli', elective: 'neuro-advanced', site: 'mass-eye-ear' },
        ...{ place: 'Massachusetts Eye and Ear, Boston', abroad: false },
        ...{ from: day('2027-02-01'), to: day('2027-02-28') },
        aim: 'Temporal bone and orbit before a fellowship in neuroradiology.',
        ...{ directorName: 'Oriel Vandersloot', directorEmail: 'vandersloot@example.org' },
        director: { says: 'agrees', note: 'She will sit with our head and neck group.' },
        ...{ state: 'confirmed', settled: HERE },
      },
      {
        ...{ person: 'kofi-ampontuah', elective: 'global-health', site: 'abroad' },
        ...{ place: 'Lakeside Teaching Hospital, Kisumu', abroad: true },
        ...{ from: day('2027-03-01'), to: day('2027-03-28') },
        aim: 'Ultrasound teaching for the clinical officers, and a first protocol book.',
        ...{ directorName: 'Wambui Nderitusson', directorEmail: 'nderitusson@example.org' },
        director: { says: 'agrees', note: 'Most welcome. Housing is on the campus.' },
        ...{ state: 'asked', settled: ['contact', 'agreement', 'risk', 'funding', 'vaccination'] },
      },
      {
        ...{ person: 'bogdan-ionescu-pall', elective: 'paediatric-advanced' },
        ...{ site: 'boston-childrens', place: 'Boston Children’s Hospital', abroad: false },
        ...{ from: day('2027-05-03'), to: day('2027-05-30') },
        aim: 'Interventional radiology in children.',
        ...{ directorName: 'Ludmila Okonjo-Vale', directorEmail: 'okonjo-vale@example.org' },
        ...{ director: null, state: 'draft', settled: ['contact'] },
      },
    ],
  },
]
