// Which types of leave and which policy does a programme begin with? Its own to change.
import type { LeavePolicy, LeaveType } from './schema.ts'

const usual: Omit<LeaveType, 'id' | 'name' | 'balance'> = {
  ...{ work: null, daysAYear: null, counts: 'workdays', noticeDays: null, pastDays: 0 },
  ...{ isPaid: true, needsReason: false, reasonFor: 'office' },
  ...{ isAbrLeave: true, isQualifying: false, freeNightBefore: false },
}
const type = (id: string, name: string, more: Partial<LeaveType>): LeaveType => ({
  ...{ id, name, balance: id, ...usual, ...more },
})
/** What cannot be known before. */
const sudden = { noticeDays: 0, pastDays: 14 }
const health = { needsReason: true, reasonFor: 'directors' as const }

// Numbers of days and of notice are a sensible beginning [M]; which types count for the board is LV-2.
export const USUAL_TYPES: readonly LeaveType[] = [
  type('vacation', 'Vacation', { work: 'vacation', daysAYear: 20, freeNightBefore: true }),
  type('sick', 'Sick leave', { ...sudden, daysAYear: 10, reasonFor: 'directors' }),
  type('parental', 'Parental leave', { work: 'parental', isQualifying: true }),
  type('medical', 'Medical leave', { ...sudden, ...health, isQualifying: true }),
  type('caregiver', 'Caregiver leave', { ...sudden, ...health, isQualifying: true }),
  type('conference', 'Conference', { daysAYear: 5, isAbrLeave: false }),
  type('interview', 'Interview', { daysAYear: 4, noticeDays: 14 }),
  type('exam', 'Exam', { daysAYear: 5, isAbrLeave: false, freeNightBefore: true }),
  type('bereavement', 'Bereavement', { ...sudden, daysAYear: 3 }),
]

export const USUAL_POLICY: LeavePolicy = {
  // A month, and one week of any rotation: University of Washington (LV-3).
  ...{ noticeDays: 30, maxDaysPerRotation: 5 },
  // [M]
  ...{ maxOffPerServicePerDay: 1, carryOver: 5, minStaffByService: {}, blackouts: [] },
  // More than a week of four: LV-3. Six weeks and one kept: LV-1. Forty a year: LV-2.
  ...{ creditLossThreshold: 5, paidWeeks: 6, reserveDays: 5, abrWorkdaysAYear: 40 },
  chain: ['planner'],
}
