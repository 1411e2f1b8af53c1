// Call in the demo: kinds with hours, needs and points, and the holidays of two academic years.
import { day, type Day } from '../src/kernel/day.ts'
import type { CallFactsInput } from '../src/rooms/call/schema.ts'

export type DemoCallKind = {
  id: string
  code: string
  name: string
  color: number
  facts: CallFactsInput
}
export type DemoCall = { programme: string; kinds: DemoCallKind[] }
export type DemoHoliday = { on: Day; name: string; isMajor: boolean }

type Five<T> = { weekday: T; friday: T; saturday: T; sunday: T; holiday: T }
const five = <T>(weekday: T, friday: T, saturday: T, sunday: T, holiday: T): Five<T> => ({
  ...{ weekday, friday, saturday, sunday, holiday },
})
const workdays = <T>(value: T, none: T) => five(value, value, none, none, none)
const freeDays = <T>(value: T, none: T) => five(none, none, value, value, value)
const every = <T>(value: T) => five(value, value, value, value, value)
const clock = (from: string, to: string) => ({ from, to })

export const call: DemoCall[] = [
  {
    programme: 'bwh-dr',
    kinds: [
      {
        ...{ id: 'call-short', code: 'SHC', name: 'Short call', color: 5 },
        facts: {
          ...{ form: 'short', where: 'in-house', site: 'bwh-emergency' },
          hours: workdays(clock('17:00', '22:00'), null),
          ...{ needs: workdays(1, 0), points: five(1, 1.5, 0, 0, 0) },
          ...{ levels: ['R2', 'R3'], fromMonths: 12, nightsApart: 3 },
          notDuring: ['night-float', 'leave'],
        },
      },
      {
        ...{ id: 'call-buddy', code: 'BUD', name: 'Buddy call', color: 3 },
        facts: {
          ...{ form: 'buddy', where: 'in-house', site: 'bwh-emergency' },
          hours: workdays(clock('17:00', '21:00'), null),
          ...{ needs: five(1, 0, 0, 0, 0), points: five(0.5, 0.5, 0, 0, 0) },
          ...{ levels: ['R1'], nightsApart: 3, supervisedBy: 'call-short' },
          note: 'Under direct supervision, so it is allowed before twelve months of training.',
        },
      },
      {
        ...{ id: 'call-weekend', code: 'WKD', name: 'Weekend day', color: 6 },
        facts: {
          ...{ form: 'weekend', where: 'in-house', site: 'bwh-emergency' },
          hours: freeDays(clock('08:00', '20:00'), null),
          ...{ needs: freeDays(2, 0), points: five(0, 0, 2, 2, 3) },
          ...{ levels: ['R2', 'R3'], fromMonths: 12, nightsApart: 6 },
          notDuring: ['night-float', 'leave'],
        },
      },
      {
        ...{ id: 'call-ir', code: 'IRC', name: 'IR at home', color: 8 },
        facts: {
          ...{ form: 'week', where: 'home', site: 'bwh-main', days: 7 },
          hours: five(
            clock('17:00', '07:00'),
            clock('17:00', '08:00'),
            clock('08:00', '08:00'),
            clock('08:00', '07:00'),
            clock('08:00', '07:00'),
          ),
          ...{ needs: every(1), points: five(1, 1.5, 2, 2, 3) },
          ...{ levels: ['R3', 'R4'], fromMonths: 24, signOff: 'ir-basics', responseMinutes: 30 },
        },
      },
      {
        ...{ id: 'call-backup', code: 'BKU', name: 'Backup', color: 10 },
        facts: {
          ...{ form: 'home', tier: 'backup', where: 'home' },
          ...{ hours: every(clock('17:00', '08:00')), needs: every(1) },
          points: five(0.25, 0.25, 0.5, 0.5, 1),
          ...{ levels: ['R4'], fromMonths: 36, nightsApart: 2 },
          ...{
            responseMinutes: 45,
            noticeHours: 24,
            payback: 2,
            notDuring: ['leave', 'senior-call'],
          },
        },
      },
    ],
  },
  {
    programme: 'mayo-msk',
    kinds: [
      {
        ...{ id: 'call-msk', code: 'MSC', name: 'MSK at home', color: 8 },
        facts: {
          ...{ form: 'home', where: 'home', responseMinutes: 30 },
          hours: five(
            clock('17:00', '07:00'),
            clock('17:00', '08:00'),
            clock('08:00', '08:00'),
            clock('08:00', '07:00'),
            clock('08:00', '07:00'),
          ),
          ...{ needs: every(1), points: five(1, 1.5, 2, 2, 3), nightsApart: 2 },
          notDuring: ['leave', 'elective'],
          note: 'How often depends on the rotation (MC-37).',
        },
      },
    ],
  },
]

const holiday = (on: string, name: string, isMajor = false) => ({ on: day(on), name, isMajor })

/** Of the academic year 2026 to 2027 and the one after; moved along with the demo. */
export const holidays: DemoHoliday[] = [
  holiday('2026-07-03', 'Independence Day, observed'),
  holiday('2026-09-07', 'Labor Day'),
  holiday('2026-11-26', 'Thanksgiving', true),
  holiday('2026-11-27', 'Day after Thanksgiving', true),
  holiday('2026-12-24', 'Christmas Eve', true),
  holiday('2026-12-25', 'Christmas', true),
  holiday('2026-12-31', 'New Year’s Eve', true),
  holiday('2027-01-01', 'New Year', true),
  holiday('2027-01-18', 'Martin Luther King Day'),
  holiday('2027-02-15', 'Presidents’ Day'),
  holiday('2027-05-31', 'Memorial Day'),
  holiday('2027-06-18', 'Juneteenth, observed'),
]
