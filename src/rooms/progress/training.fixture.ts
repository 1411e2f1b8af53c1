// A resident of four years, with as much time and as many entries as a test wants.
import { addDays, day, type Day } from '../../kernel/day.ts'
import type { Requirement } from './schema.ts'
import { requirementSchema } from './schema.ts'
import type { Entry, Stretch, Training } from './training.ts'

export const FROM = day('2023-07-01')
export const TO = day('2027-06-30')
const levels = [1, 2, 3, 4].map((year) => ({
  level: `R${year}`,
  from: day(`${2022 + year}-07-01`),
  to: day(`${2023 + year}-06-30`),
}))

export function training(more: Partial<Training> = {}): Training {
  return {
    ...{ from: FROM, to: TO, today: day('2026-11-21'), levels },
    ...{ stretches: [], entries: [], waivers: [], pathways: [], blocks: [] },
    ...more,
  }
}

/** So many days of a work from a day on. */
export function time(
  work: string,
  from: string,
  days: number,
  more: Partial<Stretch> = {},
): Stretch {
  const first = day(from)
  return {
    ...{ work, name: work, kind: 'rotation', categories: [], isAway: false },
    ...{ from: first, to: addDays(first, days - 1) },
    ...more,
  }
}

export function entry(counter: string, amount: number, on: Day | string = '2026-10-01'): Entry {
  return {
    id: counter,
    counter,
    amount,
    on: day(on),
    note: '',
    by: 'Somebody',
    isOwn: true,
    isConfirmed: true,
  }
}

export function requirement(more: object): Requirement {
  return requirementSchema.parse({
    ...{ id: 'one', name: 'One thing', group: 'time', source: 'program' },
    ...more,
  })
}

export const ESIR = requirement({
  id: 'es-1',
  name: 'IR before the IR residency',
  group: 'counts',
  pathway: 'esir',
  source: 'default',
  basis: 'ES-1',
  measure: {
    kind: 'formula',
    unit: 'rotations',
    parts: [
      { id: 'ir', name: 'IR', works: ['ir-senior'] },
      { id: 'icu', name: 'ICU', works: ['icu'], counter: 'icu-rotations' },
      { id: 'related', name: 'Related', works: ['vascular'] },
      { id: 'procedures', name: 'Procedures', counter: 'procedures' },
    ],
    terms: [
      { says: 'IR', unit: 'rotations', sum: [{ part: 'ir' }], least: 8 },
      { says: 'ICU', unit: 'rotations', sum: [{ part: 'icu' }], least: 1 },
      {
        says: 'IR and related',
        unit: 'rotations',
        sum: [{ part: 'ir' }, { part: 'related', most: 3 }, { part: 'icu' }],
        least: 12,
      },
      { says: 'Procedures', unit: 'procedures', sum: [{ part: 'procedures' }], least: 500 },
    ],
  },
})
