// The door of the leave room.
export { countsForBoard } from './counting.ts'
export { routeLeave } from './routes.ts'
export {
  claimAbsences,
  ensurePolicy,
  insertRequest,
  insertStep,
  replaceParts,
  updateAgreed,
  updateAsked,
  updateState,
} from './store.ts'
export { USUAL_POLICY, USUAL_TYPES } from './usual.ts'
