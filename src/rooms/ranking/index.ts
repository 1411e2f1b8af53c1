// The door of the ranking room for the app and later rooms.
export { routeRanking } from './routes.ts'
