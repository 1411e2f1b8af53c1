// The door of the offsite room: routes, alarms, and which time elsewhere is confirmed.
export { sendAlarms } from './agreements.ts'
export { findElectives } from './electives.ts'
export { routeOffsite } from './routes.ts'
export { isElsewhere, uncovered, usualTasks } from './rules.ts'
export {
  findConfirmed,
  findTasks,
  insertAgreement,
  insertStay,
  insertTasks,
  updateAnswer,
  updateState,
  updateTask,
} from './store.ts'
