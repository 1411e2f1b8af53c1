// The door of the people room for later rooms.
export { findActor, isMember, mayPlan } from './actions.ts'
export {
  endTraining,
  findPeople,
  findTenants,
  insertPeople,
  insertRoles,
  insertTenant,
  lockDirectory,
  makePersonReal,
} from './store.ts'
