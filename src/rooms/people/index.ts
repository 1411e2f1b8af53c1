// The door of the people room for later rooms.
export { findActor, isMember, mayPlan } from './actions.ts'
export {
  findPeople,
  findTenants,
  insertPeople,
  insertRoles,
  insertTenant,
  lockDirectory,
} from './store.ts'
