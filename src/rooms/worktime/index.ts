// The door of the worktime room.
export { routeWorktime } from './routes.ts'
