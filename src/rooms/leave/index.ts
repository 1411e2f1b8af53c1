// The door of the leave room.
export { routeLeave } from './routes.ts'
export {
  ensurePolicy,
  insertRequest,
  insertStep,
  replaceParts,
  sourceOf,
  updateAgreed,
  updateAsked,
  updateState,
} from './store.ts'
export { USUAL_POLICY, USUAL_TYPES } from './usual.ts'
