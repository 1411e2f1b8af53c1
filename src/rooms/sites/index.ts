// The door of the sites room for later rooms.
export { checkHeadlines, checkPurposes } from './rules.ts'
export { findEquipment, findSites, insertEquipment, insertSites } from './store.ts'
