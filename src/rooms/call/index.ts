// The door of the call room: kinds of call, their hours, holidays; planning a range as a job.
export { callDayOf, callHours, callNeeds, callPoints, holidaySet } from './days.ts'
export { foreseeDraft } from './draft-hours.ts'
export { type CallJob, runCallPlan } from './plan-job.ts'
export { conferencesOf } from './reading.ts'
export { routeCall } from './routes.ts'
export { findCallKinds, findHolidays, insertCallKind, insertHolidays } from './store.ts'
export { type CallYearJob, runCallYear } from './year-job.ts'
