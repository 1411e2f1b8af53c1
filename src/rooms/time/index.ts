// The door of the time room: person-time, written and read.
export {
  changeOfTime,
  deletePublishedOf,
  type DraftTime,
  findStretches,
  findTime,
  insertTime,
  moveAbsence,
  type NewTime,
  PUBLISHED,
  type Stretch,
  stretches,
  type TimeLayer,
  type TimeRow,
  type TimeStatus,
} from './store.ts'
