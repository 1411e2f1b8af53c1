// The door of the review room for the app and later rooms.
export { insertDecisions, insertReviews, findReviews, updateReview } from './store.ts'
export { judgeReview, meanOf, scoreOf } from './rules.ts'
export { readReviews, scoredOf } from './reading.ts'
export { routeReview } from './routes.ts'
