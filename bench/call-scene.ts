// Thirty-three residents in three pools with leave, part-time, a late arrival and what earlier years left.
import { addDays, day } from '../src/kernel/day.ts'
import type { CallAsked, PlannedKind } from '../src/rooms/call/asked.ts'
import { callFactsSchema, type CallFactsInput } from '../src/rooms/call/schema.ts'
import { holidays } from '../demo/call.ts'

const FIRST = day('2026-07-01')
const POOL = 11

const five = <T>(weekday: T, friday: T, saturday: T, sunday: T, holiday: T) => ({
  ...{ weekday, friday, saturday, sunday, holiday },
})
const every = <T>(value: T) => five(value, value, value, value, value)
const clock = (from: string, to: string) => ({ from, to })

const [evening, whole] = [clock('17:00', '08:00'), clock('08:00', '08:00')]

const kind = (id: string, name: string, facts: CallFactsInput): PlannedKind => ({
  ...{ id, name, code: id.toUpperCase() },
  facts: callFactsSchema.parse(facts),
})

const kinds = [
  kind('shc', 'Short call', {
    ...{ form: 'short', where: 'in-house', levels: ['R2'], nightsApart: 3 },
    hours: five(clock('17:00', '22:00'), clock('17:00', '22:00'), null, null, null),
    ...{ needs: five(1, 1, 0, 0, 0), points: five(1, 1.5, 0, 0, 0), notDuring: ['night-float'] },
  }),
  kind('wkd', 'Weekend day', {
    ...{ form: 'weekend', where: 'in-house', levels: ['R2'], nightsApart: 6 },
    hours: five(
      null,
      null,
      clock('08:00', '20:00'),
      clock('08:00', '20:00'),
      clock('08:00', '20:00'),
    ),
    ...{ needs: five(0, 0, 1, 1, 1), points: five(0, 0, 2, 2, 3), notDuring: ['night-float'] },
  }),
  kind('ngt', 'Overnight', {
    ...{ form: 'overnight', where: 'in-house', levels: ['R3'], nightsApart: 3, freeAfter: true },
    hours: five(evening, evening, whole, whole, whole),
    ...{ needs: five(1, 1, 1, 1, 1), points: five(1, 1.5, 2, 2, 3), notDuring: ['night-float'] },
  }),
  kind('bku', 'Backup at home', {
    ...{ form: 'home', where: 'home', tier: 'backup', levels: ['R4'], nightsApart: 2 },
    hours: every(clock('17:00', '08:00')),
    ...{ needs: five(1, 1, 1, 1, 1), points: five(0.5, 0.5, 1, 1, 2) },
  }),
]

/** A year. Four weeks of leave and two of night float each; one of a pool comes in January, one works 60 %. */
export function callScene(): CallAsked {
  const span = { from: FIRST, to: addDays(FIRST, 364) }
  const stretch = (from: number, days: number) => ({
    ...{ from: addDays(FIRST, from % 350), to: addDays(FIRST, (from % 350) + days - 1) },
  })
  const people = ['R2', 'R3', 'R4'].flatMap((level, pool) =>
    Array.from({ length: POOL }, (_, nth) => {
      const at = nth * 31 + pool * 9
      const isLate = nth === POOL - 1
      return {
        ...{ id: `${level}-${nth + 1}`, name: `Resident ${level} ${nth + 1}` },
        levels: [{ level, from: isLate ? day('2027-01-01') : FIRST, to: span.to }],
        ...{
          since: day('2022-07-01'),
          share: nth === 4 ? 0.6 : 1,
          competencies: new Set<string>(),
        },
        rotations: [{ ...stretch(at + 60, 14), work: 'nf', name: 'Night float', hours: null }].map(
          (one) => ({ ...one, categories: ['night-float'] }),
        ),
        leave: [0, 80, 165, 250].map((later) => stretch(at + later, 7)),
      }
    }),
  )
  const carried = new Map(
    people.map(({ id }, nth) => [id, { points: ((nth * 7) % 5) - 2, majorDays: nth % 2 }]),
  )
  return {
    ...{ span, zone: 'America/New_York', kinds, holidays, people, carried },
    given: [],
    pins: [{ person: 'R3-6', on: day('2026-12-25'), kind: 'ngt', reason: 'Asked for it.' }],
    wishes: people.map(({ id }, nth) => ({
      ...{ person: id, kind: null, avoid: true, rank: 1 },
      ...stretch(nth * 11 + 20, 2),
    })),
  }
}
