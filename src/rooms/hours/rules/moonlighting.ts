// Who moonlights: not in the first year, only with a permission, and some visas not at all elsewhere.
import { z } from 'zod'
import { KINDS } from '../kinds.ts'
import type { Piece, Worker } from '../worker.ts'
import { person, piece, rotation } from './examples.ts'
import { daysOf, type HoursRule, type Measured } from './rule.ts'

const isMoonlighting = ({ kind }: Piece) => KINDS[kind].moonlighting !== undefined

const broken = (worker: Worker, one: Piece, says: string): Measured => ({
  ...{ state: 'broken', measured: null, limit: null, says },
  ...{ window: daysOf(worker, one), evidence: [one.id] },
})

export const moonlightingYear: HoursRule<{ fromYear: number }> = {
  id: 'moonlighting-year',
  sentence: 'Nobody moonlights before year {fromYear}.',
  unit: 'year',
  params: z.strictObject({ fromYear: z.int().min(1).max(12).default(2) }),
  grows: true,
  judge: (worker, { fromYear }) =>
    worker.year !== undefined && worker.year < fromYear
      ? worker.pieces
          .filter(isMoonlighting)
          .map((one) => broken(worker, one, `Moonlights in year ${worker.year}.`))
      : [],
  examples: [
    {
      says: 'a shift in the first year',
      person: person({ year: 1, intervals: [piece('moonlighting-internal', 0, 17, 6)] }),
      states: ['broken'],
    },
    {
      says: 'a shift in the fourth year',
      person: person({ year: 4, intervals: [piece('moonlighting-internal', 0, 17, 6)] }),
      states: [],
    },
  ],
}

export const moonlightingPermission: HoursRule<Record<string, never>> = {
  id: 'moonlighting-permission',
  sentence: 'Every day of moonlighting is covered by a written permission from before.',
  unit: 'permission',
  params: z.strictObject({}),
  grows: true,
  judge: (worker) =>
    worker.pieces
      .filter(isMoonlighting)
      .filter(({ start }) => !worker.permitted.has(worker.zone.dayOf(start)))
      .map((one) => broken(worker, one, 'Moonlights on a day for which there is no permission.')),
  examples: [
    {
      says: 'a shift within the permission',
      person: person({
        permissions: [rotation(300)],
        intervals: [piece('moonlighting-external', 10, 17, 6)],
      }),
      states: [],
    },
    {
      says: 'a shift before the permission begins',
      person: person({
        permissions: [{ from: rotation(1).to, to: rotation(300).to }].map(({ to }) => ({
          from: to,
          to,
        })),
        intervals: [piece('moonlighting-external', 10, 17, 6)],
      }),
      states: ['broken'],
    },
  ],
}

export const moonlightingVisa: HoursRule<{ visas: string[] }> = {
  id: 'moonlighting-visa',
  sentence: 'With a visa of {visas} nobody moonlights elsewhere.',
  unit: 'visa',
  params: z.strictObject({ visas: z.array(z.string()).default(['J-1']) }),
  grows: true,
  judge: (worker, { visas }) =>
    worker.visa !== undefined && visas.includes(worker.visa)
      ? worker.pieces
          .filter(({ kind }) => KINDS[kind].moonlighting === 'external')
          .map((one) => broken(worker, one, `Moonlights elsewhere with a visa ${worker.visa}.`))
      : [],
  examples: [
    {
      says: 'a shift elsewhere with a J-1',
      person: person({ visa: 'J-1', intervals: [piece('moonlighting-external', 0, 17, 6)] }),
      states: ['broken'],
    },
    {
      says: 'a shift in the house with a J-1',
      person: person({ visa: 'J-1', intervals: [piece('moonlighting-internal', 0, 17, 6)] }),
      states: [],
    },
  ],
}
