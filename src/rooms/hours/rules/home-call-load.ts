// Work during one night of home call, so that home call does not take the rest. A programme's own rule.
import { z } from 'zod'
import { join, minutesIn } from '../stretches.ts'
import { person, piece, rotation } from './examples.ts'
import { daysOf, hoursOf, type HoursRule, type Measured, sayMinute } from './rule.ts'

type Params = { hours: number }

export const homeCallLoad: HoursRule<Params> = {
  id: 'home-call-load',
  sentence: 'A home call holds at most {hours} hours of work.',
  unit: 'hours',
  params: z.strictObject({ hours: z.number().min(0.25).max(24).default(4) }),
  grows: true,
  judge: (worker, { hours }) => {
    const work = join(worker.pieces.filter(({ kind }) => kind === 'home-call-work'))
    return worker.pieces
      .filter(({ kind }) => kind === 'home-call')
      .flatMap((call): Measured[] => {
        const measured = hoursOf(minutesIn(work, call))
        if (measured <= hours) return []
        return [
          {
            ...{ state: 'broken', measured, limit: hours, window: daysOf(worker, call) },
            evidence: [call.id, ...worker.behind(call, ({ kind }) => kind === 'home-call-work')],
            says: `The home call from ${sayMinute(worker, call.start)} on held ${measured} hours of work; at most ${hours}.`,
          },
        ]
      })
  },
  examples: [
    {
      says: 'one hour of work in a night of home call',
      person: person({
        rotations: [rotation(7)],
        intervals: [piece('home-call', 0, 17, 14), piece('home-call-work', 0, 22, 1)],
      }),
      states: [],
    },
    {
      says: 'five hours of work in a night of home call',
      person: person({
        rotations: [rotation(7)],
        intervals: [piece('home-call', 0, 17, 14), piece('home-call-work', 0, 22, 5)],
      }),
      states: ['broken'],
    },
  ],
}
