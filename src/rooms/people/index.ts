// The door of the people room for later rooms.
export { findKeyActor } from './access-keys.ts'
export { findActor, isMember, mayPlan, openSession } from './actions.ts'
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
