// The door of the rota room for the app and later rooms.
export { readCells, readFrame, viewOf } from './frame.ts'
export { routeRota } from './routes.ts'
export { rotaRules } from './rules/index.ts'
export { runSolve } from './solve-job.ts'
export { sweepSolves } from './solves.ts'
export { judgeCells } from './verdict.ts'
export { findDrafts, insertDraft, upsertMarks } from './draft-store.ts'
export {
  findPlansOf,
  findProgrammeOf,
  findPublication,
  insertChoice,
  insertPlan,
  insertPlanPeople,
  insertResources,
  insertWishes,
} from './store.ts'
