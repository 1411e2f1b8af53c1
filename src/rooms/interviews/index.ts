// The door of the interviews room for the app and later rooms.
export {
  findInterviewSetup,
  findScores,
  insertDay,
  insertInvitations,
  replacePanel,
  updateInvitation,
} from './store.ts'
export { handOverMissed } from './seating.ts'
export { routeInterviews } from './routes.ts'
export { usualInterview } from './usual.ts'
