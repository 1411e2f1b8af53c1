// The door of the rota room for the app and later rooms.
export { editDraft } from './draft-edits.ts'
export { knowDraft } from './draft-look.ts'
export { allChanges, type OpenDraft, openDraft, viewDraft, writeCells } from './drafts.ts'
export { type Frame, readCells, readFrame, viewOf } from './frame.ts'
export { findChangesFor } from './history.ts'
export type { Foresee } from './publishing.ts'
export { asSeenBy } from './plans.ts'
export { routeRota } from './routes.ts'
export { runsOf } from './runs.ts'
export type { DraftHours } from './schema.ts'
export { rotaRules } from './rules/index.ts'
export { runSolve } from './solve-job.ts'
export { sweepSolves } from './solves.ts'
export { judgeCells } from './verdict.ts'
export { findDrafts, findMarks, insertDraft, insertEdit, upsertMarks } from './draft-store.ts'
export {
  findChoices,
  findPlan,
  findPlansDuring,
  findPlansOf,
  findProgrammeOf,
  insertChoice,
  insertPlan,
  insertPlanPeople,
  insertResources,
  insertWishes,
} from './store.ts'
export { findPublication, findPublicationHead } from './publication-store.ts'
