// The door of the days room for the app.
export { readFeed } from './feeds.ts'
export { routeDays } from './routes.ts'
