// The door of the hours room: timelines checked and judged, packs bound, and which of them holds.
export { readPacksInForce } from './actions.ts'
export { checkInterval, checkTimeline } from './check.ts'
export { checkPack } from './check-pack.ts'
export { judgeInForce, type PacksInForce, packOn, USUAL_PACKS } from './in-force.ts'
export { bindPack, type BoundPack, judgePerson, judgeTimeline, sortVerdicts } from './judge.ts'
export { packs } from './packs/index.ts'
export { routeHours } from './routes.ts'
