// The door of the rota room for the app and later rooms.
export { readFeed } from './feeds.ts'
export { routeRota } from './routes.ts'
export { rotaRules } from './rules/index.ts'
export { runSolve } from './solve-job.ts'
export { sweepSolves } from './solves.ts'
export {
  findProgrammeOf,
  insertChoice,
  insertDraft,
  insertPlan,
  insertPlanPeople,
  insertResources,
  insertTime,
  insertWishes,
  PUBLISHED,
  upsertMarks,
} from './store.ts'
