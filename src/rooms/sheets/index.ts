// The door of the sheets room for the app and later rooms.
export { readApart } from './apart.ts'
export { routeSheets } from './routes.ts'
