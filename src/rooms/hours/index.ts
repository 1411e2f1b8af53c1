// The door of the hours room: timelines checked and judged, packs bound.
export { checkInterval, checkTimeline } from './check.ts'
export { bindPack, type BoundPack, judgePerson, judgeTimeline, sortVerdicts } from './judge.ts'
export { packs } from './packs/index.ts'
