// The day after a call is no regular day off: as a rule, free days come from elsewhere.
import { z } from 'zod'
import { DAY_MINUTES } from '../clock.ts'
import { person, piece, rotation } from './examples.ts'
import { daysOf, type HoursRule, type Measured } from './rule.ts'

const TWO_DAYS = 2 * DAY_MINUTES

export const freeDayAfterCall: HoursRule<Record<string, never>> = {
  id: 'free-day-after-call',
  sentence: 'The only free day of a stretch is not the day after a call in the house.',
  unit: 'days',
  params: z.strictObject({}),
  grows: true,
  judge: (worker) =>
    worker.periods.slice(1).flatMap((next, nth): Measured[] => {
      const before = worker.periods[nth]!
      const gap = next.start - before.end
      const isAfterCall = before.pieces.at(-1)!.kind === 'in-house-call'
      if (!isAfterCall || gap < DAY_MINUTES || gap >= TWO_DAYS) return []
      const stretch = { start: before.end, end: next.start }
      return [
        {
          ...{ state: 'review', measured: 1, limit: null, window: daysOf(worker, stretch) },
          evidence: [before.pieces.at(-1)!.id, next.pieces[0]!.id],
          says: 'The free day is the day after a call.',
        },
      ]
    }),
  examples: [
    {
      says: 'call until Tuesday 07:00, back on Wednesday 08:00',
      person: person({
        rotations: [rotation(7)],
        intervals: [piece('in-house-call', 0, 17, 14), piece('clinical', 2, 8, 9)],
      }),
      states: ['review'],
    },
    {
      says: 'call until Tuesday 07:00, back on Thursday 08:00',
      person: person({
        rotations: [rotation(7)],
        intervals: [piece('in-house-call', 0, 17, 14), piece('clinical', 3, 8, 9)],
      }),
      states: [],
    },
  ],
}
