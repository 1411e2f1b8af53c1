// Overnight call in the house: every third night at most, averaged. Home call and night float are none.
import { z } from 'zod'
import { join } from '../stretches.ts'
import type { Worker } from '../worker.ts'
import { person, piece, rotation } from './examples.ts'
import type { HoursRule } from './rule.ts'

type Params = { everyNights: number }

export const callFrequency: HoursRule<Params> = {
  id: 'call-frequency',
  sentence:
    'Overnight call in the house every {everyNights} nights at most, averaged over a rotation or four weeks.',
  unit: 'nights',
  params: z.strictObject({ everyNights: z.int().min(1).max(14).default(3) }),
  grows: true,
  judge: (worker, { everyNights }) => {
    const nights = callNights(worker)
    return worker.windows.map((window) => {
      const limit = Math.floor(window.eligibleDays / everyNights)
      const within = nights.filter(
        ({ midnight }) => midnight > window.start && midnight <= window.end,
      )
      const measured = within.length
      return {
        ...{ window, limit, measured, state: measured > limit ? 'broken' : 'kept' },
        evidence: worker.behind(window, ({ kind }) => kind === 'in-house-call'),
        says: `${measured} ${measured === 1 ? 'night' : 'nights'} of call in the house; at most ${limit} in ${window.eligibleDays} days.`,
      }
    })
  },
  examples: [
    {
      says: 'nine nights in 28 days',
      person: person({
        rotations: [rotation(28)],
        intervals: Array.from({ length: 9 }, (_, nth) => piece('in-house-call', nth * 3, 17, 14)),
      }),
      states: ['kept'],
    },
    {
      says: 'ten nights in 28 days',
      person: person({
        rotations: [rotation(28)],
        intervals: [0, 2, 5, 8, 11, 14, 17, 20, 23, 26].map((nth) =>
          piece('in-house-call', nth, 17, 14),
        ),
      }),
      states: ['broken'],
    },
  ],
}

/** Midnights that lie within call in the house; the night belongs to the day before. */
export function callNights(worker: Worker): { midnight: number; day: number }[] {
  const calls = join(worker.pieces.filter(({ kind }) => kind === 'in-house-call'))
  return calls.flatMap(({ start, end }) => {
    const nights: { midnight: number; day: number }[] = []
    for (let day = worker.zone.dayOf(start); ; day++) {
      const midnight = worker.zone.midnight(day + 1)
      if (midnight >= end) return nights
      nights.push({ midnight, day })
    }
  })
}
