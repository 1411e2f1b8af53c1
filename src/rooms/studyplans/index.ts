// The door of the room of study plans for the app and later rooms.
export { readCatalogue, sumOf } from './reading.ts'
export { routeStudyPlans } from './routes.ts'
export {
  findApproved,
  insertComment,
  keepCatalogue,
  openStudy,
  saveWords,
  takeStep,
} from './store.ts'
