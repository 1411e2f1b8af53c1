// Between two nights of call in the house: so many nights. A programme's own rule.
import { z } from 'zod'
import { callNights } from './call-frequency.ts'
import { person, piece, rotation } from './examples.ts'
import { daysOf, type HoursRule, type Measured } from './rule.ts'

type Params = { nights: number }

export const callSpacing: HoursRule<Params> = {
  id: 'call-spacing',
  sentence: 'From one night of call in the house to the next there are {nights} nights.',
  unit: 'nights',
  params: z.strictObject({ nights: z.int().min(1).max(14).default(3) }),
  grows: true,
  judge: (worker, { nights: least }) => {
    const nights = callNights(worker)
    return nights.slice(1).flatMap((next, nth): Measured[] => {
      const before = nights[nth]!
      const apart = next.day - before.day
      if (apart >= least) return []
      const stretch = { start: before.midnight - 1, end: next.midnight + 1 }
      return [
        {
          ...{ state: 'broken', measured: apart, limit: least, window: daysOf(worker, stretch) },
          evidence: worker.behind(stretch, ({ kind }) => kind === 'in-house-call'),
          says: `Call again after ${apart} ${apart === 1 ? 'night' : 'nights'}; ${least} are meant to lie between.`,
        },
      ]
    })
  },
  examples: [
    {
      says: 'nights 1, 5 and 9 with three between',
      person: person({
        rotations: [rotation(14)],
        intervals: [1, 5, 9].map((nth) => piece('in-house-call', nth, 17, 14)),
      }),
      states: [],
    },
    {
      says: 'nights 1 and 3 with three between',
      person: person({
        rotations: [rotation(14)],
        intervals: [1, 3].map((nth) => piece('in-house-call', nth, 17, 14)),
      }),
      states: ['broken'],
    },
  ],
}
