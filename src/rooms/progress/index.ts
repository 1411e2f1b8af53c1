// The door of the progress room for later rooms and the app.
export { type EvidenceSource } from './reading.ts'
export { routeProgress } from './routes.ts'
export { insertCurriculum, insertEntry, insertMember, updateMember } from './store.ts'
