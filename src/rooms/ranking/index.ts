// The door of the ranking room for the app and later rooms.
export { forgetRecords } from './forgetting.ts'
export { routeRanking } from './routes.ts'
