// The door of the sheets room for the app.
export { routeSheets } from './routes.ts'
