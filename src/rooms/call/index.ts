// The door of the call room: kinds of call, their hours, holidays; planning a range as a job.
export { callDayOf, callHours, callNeeds, callPoints, holidaySet } from './days.ts'
export { type CallJob, runCallPlan } from './plan-job.ts'
export { routeCall } from './routes.ts'
export { findCallKinds, findHolidays, insertCallKind, insertHolidays } from './store.ts'
