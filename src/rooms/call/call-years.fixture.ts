// Call of invented programmes, for tests and tables: three pools, one night a day each.
import { addDays, type Day, day } from '../../kernel/day.ts'
import type { Caller, CallRange } from './problem.ts'
import { callFactsSchema, type CallFactsInput } from './schema.ts'

export const FIRST = day('2026-07-06')
const five = <T>(weekday: T, friday: T, saturday: T, sunday: T, holiday: T) => ({
  ...{ weekday, friday, saturday, sunday, holiday },
})
const every = <T>(value: T) => five(value, value, value, value, value)

export const facts = (more: Partial<CallFactsInput> = {}) =>
  callFactsSchema.parse({
    ...{ form: 'overnight', where: 'in-house', needs: every(1), points: five(1, 1.5, 2, 2, 3) },
    ...{ hours: every({ from: '17:00', to: '07:00' }), nightsApart: 3, freeAfter: true },
    ...more,
  })

/** So many of each level, each with two weeks of leave, staggered. */
export function callers(each: number, levels: readonly string[], days: number): Caller[] {
  return levels.flatMap((level, at) =>
    Array.from({ length: each }, (_, nth): Caller => {
      const first = addDays(FIRST, (nth * 17 + at * 5) % Math.max(1, days - 14))
      return {
        ...{ id: `${level}-${nth}`, name: `${level} ${nth}`, months: 12 * (at + 1), share: 1 },
        levels: [{ level, from: addDays(FIRST, -30), to: addDays(FIRST, days + 30) }],
        ...{ competencies: new Set<string>(), rotations: [], carried: 0 },
        leave: days >= 60 ? [{ from: first, to: addDays(first, 6) }] : [],
      }
    }),
  )
}

export function range(days: number, each: number, more: Partial<CallRange> = {}): CallRange {
  const levels = ['R2', 'R3', 'R4']
  return {
    span: { from: FIRST, to: addDays(FIRST, days - 1) },
    kinds: levels.map((level) => ({
      ...{ id: `night-${level}`, name: `Night ${level}`, facts: facts({ levels: [level] }) },
    })),
    people: callers(each, levels, days),
    ...{ holidays: new Set<Day>(), majors: [], fixed: [] },
    ...more,
  }
}
