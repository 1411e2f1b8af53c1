// Leave in the demo: policies with their blackouts, and a handful of requests in different states.
import { day, type Day } from '../src/kernel/day.ts'

export type DemoLeave = {
  programme: string
  /** Who approves. */
  by: string
  /** A one-year programme sets its own limit (LV-2). */
  countsForBoard: boolean
  maxOffPerServicePerDay: number
  blackouts: { from: Day; to: Day; name: string }[]
  requests: {
    person: string
    type: string
    /** First day and length, the first in days from today; moved on to a Monday. Or what stands there. */
    parts: [inDays: number, days: number][] | 'of-the-plan'
    reason: string
    state: 'draft' | 'asked' | 'approved' | 'declined'
    answer?: string
  }[]
}

export const leave: DemoLeave[] = [
  {
    ...{ programme: 'bwh-dr', by: 'josephine-harrowgate', countsForBoard: true },
    maxOffPerServicePerDay: 2,
    blackouts: [
      { from: day('2026-11-29'), to: day('2026-12-05'), name: 'Annual meeting in Chicago' },
      { from: day('2027-06-17'), to: day('2027-06-30'), name: 'Last two weeks of June' },
    ],
    requests: [
      {
        ...{ person: 'wesley-tran-huynh', type: 'vacation', state: 'asked' },
        ...{ parts: [[84, 5]], reason: '' },
      },
      {
        ...{ person: 'xiomara-villasante', type: 'conference', state: 'asked' },
        ...{ parts: [[98, 3]], reason: 'A talk on dual-energy CT.' },
      },
      {
        ...{ person: 'bjorn-aasmundsen', type: 'vacation', state: 'asked' },
        parts: [
          [91, 5],
          [126, 5],
        ],
        reason: '',
      },
      {
        ...{ person: 'cecily-featherstone', type: 'vacation', state: 'asked' },
        ...{ parts: [[10, 5]], reason: 'A wedding.' },
      },
      {
        ...{ person: 'diego-montalbano', type: 'medical', state: 'asked' },
        ...{ parts: [[77, 10]], reason: 'An operation on the knee.' },
      },
      {
        ...{ person: 'paloma-ibarrondo', type: 'vacation', state: 'approved' },
        ...{ parts: 'of-the-plan', reason: 'My parents come.' },
      },
      {
        ...{ person: 'eun-ji-parkinson', type: 'vacation', state: 'declined' },
        ...{ parts: [[21, 5]], reason: '', answer: 'Three of you are away that week already.' },
      },
      {
        ...{ person: 'giorgos-papalexis', type: 'exam', state: 'draft' },
        ...{ parts: [[140, 2]], reason: '' },
      },
    ],
  },
  {
    ...{ programme: 'mayo-msk', by: 'beatrix-mulhollander', countsForBoard: false },
    ...{ maxOffPerServicePerDay: 1, blackouts: [] },
    requests: [
      {
        ...{ person: 'sofia-lindqvist-ames', type: 'conference', state: 'asked' },
        ...{ parts: [[63, 3]], reason: '' },
      },
      {
        ...{ person: 'tariq-haddadin', type: 'interview', state: 'asked' },
        ...{ parts: [[7, 1]], reason: 'A first post.' },
      },
    ],
  },
]
