// The door of the call room: kinds of call, their hours, holidays.
export { callDayOf, callHours, callNeeds, callPoints, holidaySet } from './days.ts'
export { findCallKinds, findHolidays, insertCallKind, insertHolidays } from './store.ts'
