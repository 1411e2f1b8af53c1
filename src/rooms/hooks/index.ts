// The door of the hooks room for the app.
export { deliverHooks } from './delivering.ts'
export { routeHooks } from './routes.ts'
