// What are the days of call called where there is little room?
import type { CallDay } from '../schema.ts'

export const DAY_NAMES: Record<CallDay, string> = {
  weekday: 'Mon to Thu',
  friday: 'Fri',
  saturday: 'Sat',
  sunday: 'Sun',
  holiday: 'Holiday',
}
