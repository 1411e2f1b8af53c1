// Nights in a row on night float. A programme's own rule.
import { z } from 'zod'
import type { Worker } from '../worker.ts'
import { person, piece, rotation } from './examples.ts'
import { daysOf, type HoursRule, type Measured } from './rule.ts'

type Params = { nightsInRow: number }
const NOON = 720

export const nightFloat: HoursRule<Params> = {
  id: 'night-float',
  sentence: 'At most {nightsInRow} nights of night float in a row.',
  unit: 'nights',
  params: z.strictObject({ nightsInRow: z.int().min(1).max(31).default(6) }),
  grows: true,
  judge: (worker, { nightsInRow }) =>
    rowsOf(worker)
      .filter(({ days }) => days.length > nightsInRow)
      .map(({ days, ids }): Measured => ({
        ...{ state: 'broken', measured: days.length, limit: nightsInRow, evidence: ids },
        window: daysOf(worker, {
          start: worker.zone.midnight(days[0]!),
          end: worker.zone.midnight(days.at(-1)! + 1),
        }),
        says: `${days.length} nights in a row; at most ${nightsInRow}.`,
      })),
  examples: [
    {
      says: 'six nights in a row',
      person: person({
        rotations: [rotation(28)],
        intervals: [0, 1, 2, 3, 4, 5].map((nth) => piece('night-float', nth, 20, 11)),
      }),
      states: [],
    },
    {
      says: 'Saturday to Friday, seven nights',
      person: person({
        rotations: [rotation(28)],
        intervals: [5, 6, 7, 8, 9, 10, 11].map((nth) => piece('night-float', nth, 20, 11)),
      }),
      states: ['broken'],
    },
  ],
}

/** Nights in a row; what begins before noon belongs to the night before. */
function rowsOf(worker: Worker): { days: number[]; ids: string[] }[] {
  const rows: { days: number[]; ids: string[] }[] = []
  for (const { id, kind, start } of worker.pieces) {
    if (kind !== 'night-float') continue
    const on = worker.zone.dayOf(start)
    const day = start - worker.zone.midnight(on) < NOON ? on - 1 : on
    const row = rows.at(-1)
    const last = row?.days.at(-1)
    if (row && last !== undefined && day - last <= 1) {
      row.ids.push(id)
      if (day > last) row.days.push(day)
    } else rows.push({ days: [day], ids: [id] })
  }
  return rows
}
