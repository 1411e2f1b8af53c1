// Staying of one's own accord for one patient: allowed, looked at, and a pattern when it comes often.
import { z } from 'zod'
import { person, piece, rotation } from './examples.ts'
import { daysOf, hoursOf, type HoursRule, type Measured, sayMinute } from './rule.ts'

type Params = { afterHours: number; patternOf: number }

export const ownInitiative: HoursRule<Params> = {
  id: 'own-initiative',
  sentence:
    'Who stays of their own accord beyond hour {afterHours} is looked at; {patternOf} times in a window are a pattern.',
  unit: 'times',
  params: z.strictObject({
    afterHours: z.number().min(1).max(48).default(24),
    patternOf: z.int().min(2).max(20).default(3),
  }),
  grows: true,
  judge: (worker, { afterHours, patternOf }) => {
    const stays = worker.periods.flatMap((period) => {
      const own = period.pieces.filter(({ ownInitiative: why }) => why !== undefined)
      const end = own.reduce((last, one) => Math.max(last, one.end), 0)
      if (own.length === 0 || end - period.start <= afterHours * 60) return []
      return [{ period, own, hours: hoursOf(end - period.start) }]
    })
    const single = stays.map(({ period, own, hours }): Measured => ({
      ...{ state: 'review', measured: hours, limit: afterHours },
      ...{ window: daysOf(worker, period), evidence: own.map(({ id }) => id) },
      says: `Stayed until hour ${hours} from ${sayMinute(worker, period.start)} on: ${own[0]!.ownInitiative}.`,
    }))
    const patterns = worker.windows.flatMap((window): Measured[] => {
      const within = stays.filter(
        ({ period }) => period.start >= window.start && period.start < window.end,
      )
      if (within.length < patternOf) return []
      return [
        {
          ...{ state: 'broken', measured: within.length, limit: patternOf - 1, window },
          evidence: within.flatMap(({ own }) => own.map(({ id }) => id)),
          says: `Stayed of their own accord ${within.length} times; what in the service makes that necessary?`,
        },
      ]
    })
    return [...single, ...patterns]
  },
  examples: [
    {
      says: 'an hour longer, within the first twenty-four',
      person: person({
        rotations: [rotation(28)],
        intervals: [
          piece('clinical', 0, 7, 12),
          piece('clinical', 0, 19, 1, { ownInitiative: 'One severely ill patient' }),
        ],
      }),
      states: [],
    },
    {
      says: 'hour 25 and a half for a single severely ill patient',
      person: person({
        rotations: [rotation(28)],
        intervals: [
          piece('in-house-call', 0, 7, 24),
          piece('clinical', 1, 7, 1.5, { ownInitiative: 'One severely ill patient' }),
        ],
      }),
      states: ['review'],
    },
    {
      says: 'the same three times in four weeks',
      person: person({
        rotations: [rotation(28)],
        intervals: [0, 7, 14].flatMap((nth) => [
          piece('in-house-call', nth, 7, 24),
          piece('clinical', nth + 1, 7, 1.5, { ownInitiative: 'One severely ill patient' }),
        ]),
      }),
      states: ['review', 'review', 'review', 'broken'],
    },
  ],
}
