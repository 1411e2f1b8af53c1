// The door of the founding room for the app.
export { routeFounding } from './routes.ts'
