// Conferences of the demo as series. How often each is held is on the pages; days, hours, rooms, who
// must come and every topic are on none of them and made up.
import { day } from '../src/kernel/day.ts'
import type { SeriesFactsInput } from '../src/rooms/conferences/schema.ts'
import type { Cited } from './types.ts'

export type DemoSeries = Cited & {
  name: string
  code: string
  color: number
  facts: SeriesFactsInput
  /** Of the coming sessions, in turn. */
  topics: string[]
}
export type DemoConferences = { programme: string; series: DemoSeries[] }

const from = day('2026-07-01')
const until = null
const MAIN = {
  site: 'jh-main',
  notFrom: ['jh-green-spring', 'jh-white-marsh', 'jh-columbia', 'jh-sibley', 'jh-suburban'],
}
const weekly = (weekday: number) => ({
  ...{ kind: 'weekly' as const, every: 1, weekdays: [weekday] },
})
const monthly = (weekday: number, ...nths: number[]) => ({
  ...{ kind: 'monthly' as const, every: 1, nths, weekdays: [weekday] },
})
const assumed = ['code', 'color', 'facts', 'topics']

export const conferences: DemoConferences[] = [
  {
    programme: 'jh-msk',
    series: [
      {
        ...{ name: 'Fellowship didactics', code: 'FD', color: 2, assumed },
        facts: {
          ...{ rhythm: weekly(2), from, until, hours: { from: '07:00', to: '08:00' } },
          place: { ...MAIN, room: 'Reading room B' },
          ...{ isProtected: true, presenters: 'faculty', record: 'jh-didactics' },
        },
        topics: [
          'Meniscal root tears',
          'Marrow on MR',
          'Postoperative shoulder',
          'Dual-energy CT of gout',
        ],
        cites: ['JH-30', 'JH-31'],
      },
      {
        ...{ name: 'Orthopaedic grand rounds', code: 'OGR', color: 4, assumed },
        facts: {
          ...{ rhythm: weekly(4), from, until, hours: { from: '06:45', to: '07:45' } },
          place: { ...MAIN, room: 'Auditorium' },
          ...{ isRequired: false, record: 'jh-ortho-rounds' },
        },
        topics: [],
        cites: ['JH-32', 'JH-33'],
      },
      {
        ...{ name: 'Radiology grand rounds', code: 'RGR', color: 0, assumed },
        facts: {
          ...{ rhythm: monthly(3, 1), from, until, hours: { from: '12:00', to: '13:00' } },
          place: { ...MAIN, room: 'Auditorium', link: 'https://meet.example.org/grand-rounds' },
          record: 'jh-radiology-rounds',
        },
        topics: [],
        cites: ['JH-34'],
      },
      {
        ...{ name: 'Sarcoma conference', code: 'SAR', color: 6, assumed },
        facts: {
          ...{ rhythm: weekly(1), from, until, hours: { from: '16:00', to: '17:00' } },
          place: { ...MAIN, room: 'Room 214' },
          ...{ isRequired: false, presenters: 'trainees', record: 'jh-sarcoma' },
        },
        topics: [],
        cites: ['JH-35', 'JH-40'],
      },
      {
        ...{ name: 'MR neurography conference', code: 'MRN', color: 8, assumed },
        facts: {
          ...{ rhythm: monthly(5, 1, 3), from, until, hours: { from: '08:00', to: '09:00' } },
          place: { ...MAIN, room: 'Reading room B' },
          ...{ isRequired: false, presenters: 'trainees', record: 'jh-neurography' },
        },
        topics: ['Sciatic nerve', 'Brachial plexus after trauma'],
        cites: ['JH-36', 'JH-40'],
      },
      {
        ...{ name: 'Vascular anomalies conference', code: 'VAS', color: 9, assumed },
        facts: {
          ...{ rhythm: monthly(3, 2), from, until, hours: { from: '13:00', to: '14:00' } },
          place: { ...MAIN, room: 'Room 214' },
          ...{ isRequired: false, record: 'jh-vascular' },
        },
        topics: [],
        cites: ['JH-37'],
      },
      {
        ...{ name: 'Conference of the fellows', code: 'CF', color: 3, assumed },
        facts: {
          ...{ rhythm: weekly(4), from, until, hours: { from: '12:00', to: '13:00' } },
          place: { ...MAIN, room: 'Reading room A' },
          ...{ presenters: 'trainees', record: 'jh-fellows-conference' },
        },
        topics: ['Three knees', 'Missed fractures', 'Lumps of the hand', 'An unknown case'],
        cites: ['JH-38', 'JH-39', 'JH-40', 'JH-41'],
      },
    ],
  },
  {
    programme: 'mayo-msk',
    series: [
      {
        ...{ name: 'Journal club', code: 'JC', color: 5, assumed: [...assumed, 'name'] },
        facts: {
          ...{ rhythm: monthly(3, 2), from, until, hours: { from: '17:00', to: '18:00' } },
          ...{ place: { room: 'Library' }, presenters: 'trainees' },
        },
        topics: ['Photon counting of the wrist', 'Steroid injections and cartilage'],
        cites: ['MC-15', 'MC-20'],
      },
    ],
  },
]
