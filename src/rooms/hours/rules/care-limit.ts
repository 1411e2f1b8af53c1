// Nobody cares for patients after the 24th hour in the house.
import { z } from 'zod'
import { KINDS } from '../kinds.ts'
import type { Period, Piece } from '../worker.ts'
import { person, piece, rotation } from './examples.ts'
import { daysOf, hoursOf, type HoursRule, idsOf, type Measured, sayMinute, worst } from './rule.ts'

type Params = { hours: number }

export const careLimit: HoursRule<Params> = {
  id: 'care-limit',
  sentence: 'No care for patients after hour {hours} of a period in the house.',
  unit: 'hours',
  params: z.strictObject({ hours: z.number().min(1).max(48).default(24) }),
  grows: true,
  judge: (worker, { hours }) => {
    const periods = worker.periods
      .map((period) => ({ period, care: careIn(period) }))
      .filter(({ care }) => care.length > 0)
      .map(({ period, care }) => ({
        value: hoursOf(care.reduce((last, { end }) => Math.max(last, end), 0) - period.start),
        stretch: period,
        evidence: idsOf(period.pieces),
      }))
    const broken = periods.filter(({ value }) => value > hours)
    if (broken.length === 0)
      return worst(periods, worker, {
        ...{ limit: hours, isWorse: (one: number, other: number) => one > other },
        says: (value) => `The longest care for patients ended ${value} hours after coming.`,
      })
    return broken.map(({ value, stretch, evidence }): Measured => ({
      ...{ state: 'broken', measured: value, limit: hours, evidence },
      window: daysOf(worker, stretch),
      says: `Came ${sayMinute(worker, stretch.start)}, and cared for patients until hour ${value}; the end is hour ${hours}.`,
    }))
  },
  examples: [
    {
      says: 'a call from 07:00 to 07:00, then four hours of hand-over',
      person: person({
        rotations: [rotation(7)],
        intervals: [piece('in-house-call', 0, 7, 24), piece('transition', 1, 7, 4)],
      }),
      states: ['kept'],
    },
    {
      says: 'clinic 8 to 17, call 17 to 8, read-out 8 to 9 booked as clinical',
      person: person({
        rotations: [rotation(7)],
        intervals: [
          piece('clinical', 0, 8, 9),
          piece('in-house-call', 0, 17, 15),
          piece('clinical', 1, 8, 1),
        ],
      }),
      states: ['broken'],
    },
    {
      says: 'the same hour booked as teaching',
      person: person({
        rotations: [rotation(7)],
        intervals: [
          piece('clinical', 0, 8, 9),
          piece('in-house-call', 0, 17, 15),
          piece('education', 1, 8, 1),
        ],
      }),
      states: ['kept'],
    },
  ],
}

/** Without what somebody stayed for of their own accord: that is looked at, and is not broken. */
const careIn = ({ pieces }: Period): Piece[] =>
  pieces.filter(({ kind, ownInitiative }) => KINDS[kind].care && ownInitiative === undefined)
