// The door of the people room for later rooms.
export { findKeyActor } from './access-keys.ts'
export { isMember, listCast, mayPlan } from './actions.ts'
export { isAllowed, isOn, mayAct, mayInvite, policy } from './policy.ts'
export {
  type Card,
  deleteAccessKeysOf,
  endOffice,
  endTraining,
  findPeople,
  findTenants,
  insertOffice,
  insertPeople,
  insertRoles,
  insertTenant,
  lockDirectory,
  makePersonReal,
  toPerson,
} from './store.ts'
