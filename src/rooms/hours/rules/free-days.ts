// One day in seven free of all duty, averaged; home call takes the day.
import { z } from 'zod'
import { DAY_MINUTES } from '../clock.ts'
import { KINDS } from '../kinds.ts'
import { gapsIn, type Stretch } from '../stretches.ts'
import type { Worker } from '../worker.ts'
import { person, piece, rotation } from './examples.ts'
import type { HoursRule } from './rule.ts'

type Params = { inDays: number }

export const freeDays: HoursRule<Params> = {
  id: 'free-days',
  sentence: 'One day in {inDays} is free of everything, averaged over a rotation or four weeks.',
  unit: 'free days',
  params: z.strictObject({ inDays: z.int().min(2).max(28).default(7) }),
  grows: false,
  judge: (worker, { inDays }) =>
    worker.windows.map((window) => {
      const { partWeek, freeDay } = worker.settings
      const limit = Math[partWeek](window.eligibleDays / inDays)
      const evidence = worker.behind(window, ({ kind }) => KINDS[kind].breaksFreeDay)
      const gaps = gapsIn(worker.busy, window)
      const measured = gaps.reduce((sum, gap) => sum + freeIn(worker, gap, freeDay), 0)
      return {
        ...{ window, limit, evidence, measured },
        state: measured < limit ? 'broken' : 'kept',
        says: `${measured} free ${measured === 1 ? 'day' : 'days'} of ${limit} that ${window.eligibleDays} days ask for.`,
      }
    }),
  examples: [
    {
      says: 'Friday 18:00 to Monday 07:00 holds two free days',
      person: person({
        rotations: [rotation(7)],
        intervals: [0, 1, 2, 3, 4].map((nth) => piece('clinical', nth, 7, 11)),
      }),
      states: ['kept'],
    },
    {
      says: 'a day off with home call from 08:00 on is none',
      person: person({
        rotations: [rotation(7)],
        intervals: [
          ...[0, 1, 2, 3, 4, 5].map((nth) => piece('clinical', nth, 7, 11)),
          piece('home-call', 6, 8, 16),
        ],
      }),
      states: ['broken'],
    },
  ],
}

/** Whole days in a gap: of 24 hours on end, or dates that lie in it from midnight to midnight. */
function freeIn(worker: Worker, gap: Stretch, freeDay: 'hours-24' | 'date'): number {
  if (freeDay === 'hours-24') return Math.floor((gap.end - gap.start) / DAY_MINUTES)
  const { zone } = worker
  const first = zone.dayOf(gap.start)
  const from = zone.midnight(first) === gap.start ? first : first + 1
  return Math.max(0, zone.dayOf(gap.end) - from)
}
