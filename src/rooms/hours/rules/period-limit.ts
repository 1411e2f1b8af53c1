// A period in the house ends: so many hours, the last of them for hand-over and teaching.
import { z } from 'zod'
import { person, piece, rotation } from './examples.ts'
import { daysOf, hoursOf, type HoursRule, idsOf, type Measured, sayMinute, worst } from './rule.ts'

type Params = { hours: number }

export const periodLimit: HoursRule<Params> = {
  id: 'period-limit',
  sentence: 'A period in the house is at most {hours} hours long, hand-over and teaching included.',
  unit: 'hours',
  params: z.strictObject({ hours: z.number().min(1).max(48).default(28) }),
  grows: true,
  judge: (worker, { hours }) => {
    const periods = worker.periods.map((period) => {
      const planned = period.pieces.filter(({ ownInitiative }) => ownInitiative === undefined)
      const end = planned.reduce((last, one) => Math.max(last, one.end), period.start)
      return {
        value: hoursOf(end - period.start),
        ...{ stretch: period, evidence: idsOf(period.pieces) },
      }
    })
    const broken = periods.filter(({ value }) => value > hours)
    if (broken.length === 0)
      return worst(periods, worker, {
        ...{ limit: hours, isWorse: (one: number, other: number) => one > other },
        says: (value) => `The longest period in the house was ${value} hours.`,
      })
    return broken.map(({ value, stretch, evidence }): Measured => ({
      ...{ state: 'broken', measured: value, limit: hours, evidence },
      window: daysOf(worker, stretch),
      says: `Came ${sayMinute(worker, stretch.start)}, and left after ${value} hours; at most ${hours}.`,
    }))
  },
  examples: [
    {
      says: 'twenty-four hours and four of hand-over',
      person: person({
        rotations: [rotation(7)],
        intervals: [piece('in-house-call', 0, 7, 24), piece('transition', 1, 7, 4)],
      }),
      states: ['kept'],
    },
    {
      says: 'twenty-four hours and five of hand-over',
      person: person({
        rotations: [rotation(7)],
        intervals: [piece('in-house-call', 0, 7, 24), piece('transition', 1, 7, 5)],
      }),
      states: ['broken'],
    },
  ],
}
