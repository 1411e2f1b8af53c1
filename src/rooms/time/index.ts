// The door of the time room: person-time, written and read.
export {
  deleteDraftTime,
  deletePublishedOf,
  findStretches,
  findTime,
  insertTime,
  moveAbsence,
  type NewTime,
  PUBLISHED,
  type Stretch,
  type TimeLayer,
  type TimeRow,
  type TimeStatus,
} from './store.ts'
