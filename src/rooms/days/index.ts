// The door of the days room for the app.
export { readAmionReport, readFeed, readFeedTable } from './feeds.ts'
export { sendReminders } from './reminding.ts'
export { routeDays } from './routes.ts'
