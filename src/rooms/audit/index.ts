// The door of the audit room for later rooms.
export { routeAudit } from './routes.ts'
