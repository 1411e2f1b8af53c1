// So many hours a week at most, averaged over a rotation or four weeks; leave on neither side.
import { z } from 'zod'
import { KINDS } from '../kinds.ts'
import { minutesIn } from '../stretches.ts'
import type { Worker } from '../worker.ts'
import type { Window } from '../windows.ts'
import { days as spread } from './examples.ts'
import { hoursOf, type HoursRule } from './rule.ts'

type Params = { hours: number; moonlighting: 'all' | 'none' }
const WEEK = 7

export const weeklyAverage: HoursRule<Params> = {
  id: 'weekly-average',
  sentence: 'At most {hours} hours a week on the average of a rotation or four weeks.',
  unit: 'hours a week',
  params: z.strictObject({
    hours: z.number().min(1).max(168).default(80),
    moonlighting: z.enum(['all', 'none']).default('all'),
  }),
  grows: true,
  judge: (worker, { hours }) =>
    worker.windows.map((window) => {
      const limit = window.approvedHours ?? hours
      const evidence = worker.behind(window, ({ kind }) => KINDS[kind].hours)
      const of = { window, limit, evidence }
      if (window.eligibleDays === 0)
        return { ...of, state: 'open', measured: null, says: 'All of it is leave.' }
      const minutes = minutesIn(worker.counted, window)
      const weeks = weeksOf(worker, window)
      // Compared without a division, so that exactly the limit is kept.
      const isBroken = WEEK * minutes > limit * 60 * window.eligibleDays
      const measured = hoursOf((WEEK * minutes) / window.eligibleDays)
      return {
        ...of,
        ...{ state: isBroken ? 'broken' : 'kept', measured, weeks },
        says: `${measured} hours a week on the average of ${window.eligibleDays} days; ${isBroken ? 'more than' : 'at most'} ${limit}.`,
      }
    }),
  examples: [
    {
      says: '100, 60, 80 and 80 hours are 80 on the average',
      ...spread(28, [100, 60, 80, 80], { states: ['kept'] }),
    },
    {
      says: '84 hours in each of four weeks',
      ...spread(28, [84, 84, 84, 84], { states: ['broken'] }),
    },
    {
      says: '84 hours in each of four weeks of a rotation with 88 approved',
      ...spread(28, [84, 84, 84, 84], { states: ['kept'], approvedHours: 88 }),
    },
  ],
}

/** Of each seven days from the first on; the last part may be shorter. */
function weeksOf(worker: Worker, window: Window): number[] {
  const weeks: number[] = []
  const first = worker.zone.dayOf(window.start)
  for (let at = 0; at < window.days; at += WEEK)
    weeks.push(
      hoursOf(
        minutesIn(worker.counted, {
          start: worker.zone.midnight(first + at),
          end: worker.zone.midnight(first + Math.min(window.days, at + WEEK)),
        }),
      ),
    )
  return weeks
}
