// Between two periods in the house: so many hours, as a rule.
import { z } from 'zod'
import { person, piece, rotation } from './examples.ts'
import { daysOf, hoursOf, type HoursRule, type Measured, sayMinute, worst } from './rule.ts'

type Params = { hours: number }

export const restBetween: HoursRule<Params> = {
  id: 'rest-between',
  sentence: 'Between two periods in the house there are {hours} hours.',
  unit: 'hours',
  params: z.strictObject({ hours: z.number().min(1).max(48).default(8) }),
  grows: true,
  judge: (worker, { hours }) => {
    const rests = worker.periods.slice(1).map((next, nth) => {
      const before = worker.periods[nth]!
      return {
        value: hoursOf(next.start - before.end),
        stretch: { start: before.end, end: next.start },
        evidence: [before.pieces.at(-1)!.id, next.pieces[0]!.id],
      }
    })
    const broken = rests.filter(({ value }) => value < hours)
    if (broken.length === 0)
      return worst(rests, worker, {
        ...{ limit: hours, isWorse: (one: number, other: number) => one < other },
        says: (value) => `The shortest rest was ${value} hours.`,
      })
    return broken.map(({ value, stretch, evidence }): Measured => ({
      ...{ state: 'broken', measured: value, limit: hours, evidence },
      window: daysOf(worker, stretch),
      says: `Left ${sayMinute(worker, stretch.start)}, and came again after ${value} hours; ${hours} are meant to lie between.`,
    }))
  },
  examples: [
    {
      says: 'left at 22:00, came at 06:00',
      person: person({
        rotations: [rotation(7)],
        intervals: [piece('clinical', 0, 14, 8), piece('clinical', 1, 6, 8)],
      }),
      states: ['kept'],
    },
    {
      says: 'left at 23:00, came at 06:00',
      person: person({
        rotations: [rotation(7)],
        intervals: [piece('clinical', 0, 14, 9), piece('clinical', 1, 6, 8)],
      }),
      states: ['broken'],
    },
  ],
}
