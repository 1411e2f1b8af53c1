// After 24 hours of call in the house: so many hours until the next duty, from the real departure on.
import { z } from 'zod'
import { person, piece, rotation } from './examples.ts'
import { daysOf, hoursOf, type HoursRule, idsOf, type Measured, sayMinute, worst } from './rule.ts'

type Params = { hours: number; afterHours: number }

export const restAfterCall: HoursRule<Params> = {
  id: 'rest-after-call',
  sentence:
    'After {afterHours} hours in the house with call, {hours} hours until the next duty there.',
  unit: 'hours',
  params: z.strictObject({
    hours: z.number().min(1).max(72).default(14),
    afterHours: z.number().min(1).max(48).default(24),
  }),
  grows: true,
  judge: (worker, { hours, afterHours }) => {
    const rests = worker.periods.flatMap((period, nth) => {
      const next = worker.periods[nth + 1]
      const isLong =
        period.end - period.start >= afterHours * 60 &&
        period.pieces.some(({ kind }) => kind === 'in-house-call')
      if (!next || !isLong) return []
      return [
        {
          value: hoursOf(next.start - period.end),
          stretch: { start: period.end, end: next.start },
          evidence: [...idsOf(period.pieces), next.pieces[0]!.id],
        },
      ]
    })
    const broken = rests.filter(({ value }) => value < hours)
    if (broken.length === 0)
      return worst(rests, worker, {
        ...{ limit: hours, isWorse: (one: number, other: number) => one < other },
        says: (value) => `The shortest rest after a call was ${value} hours.`,
      })
    return broken.map(({ value, stretch, evidence }): Measured => ({
      ...{ state: 'broken', measured: value, limit: hours, evidence },
      window: daysOf(worker, stretch),
      says: `Left ${sayMinute(worker, stretch.start)} after a call, and came again after ${value} hours; at least ${hours}.`,
    }))
  },
  examples: [
    {
      says: 'left at 07:00, came at 21:00',
      person: person({
        rotations: [rotation(7)],
        intervals: [piece('in-house-call', 0, 7, 24), piece('night-float', 1, 21, 8)],
      }),
      states: ['kept'],
    },
    {
      says: 'left at 07:00, came at 20:00',
      person: person({
        rotations: [rotation(7)],
        intervals: [piece('in-house-call', 0, 7, 24), piece('night-float', 1, 20, 8)],
      }),
      states: ['broken'],
    },
    {
      says: 'hand-over until 10:00, came at 23:00',
      person: person({
        rotations: [rotation(7)],
        intervals: [
          piece('in-house-call', 0, 7, 24),
          piece('transition', 1, 7, 3),
          piece('night-float', 1, 23, 8),
        ],
      }),
      states: ['broken'],
    },
    {
      says: 'a call of 23 hours asks for nothing',
      person: person({
        rotations: [rotation(7)],
        intervals: [piece('in-house-call', 0, 7, 23), piece('clinical', 1, 18, 4)],
      }),
      states: [],
    },
  ],
}
