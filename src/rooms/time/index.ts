// The door of the time room: person-time, written and read.
export {
  deleteDraftTime,
  deletePublishedOf,
  findTime,
  insertTime,
  moveAbsence,
  type NewTime,
  PUBLISHED,
  type TimeLayer,
  type TimeRow,
  type TimeStatus,
} from './store.ts'
