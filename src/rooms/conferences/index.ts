// The door of the room of conferences: routes, what is kept up, and what the demo is made with.
export { CONFERENCES, deriveConferences, keepConferences } from './deriving.ts'
export { findTurns } from './presenters.ts'
export { routeConferences } from './routes.ts'
export { insertWithWork } from './setting.ts'
export { findSeries, findSessions, updateSession } from './store.ts'
