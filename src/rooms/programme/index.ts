// The door of the programme room for later rooms.
export {
  findCatalogue,
  findProgrammes,
  findWorks,
  findYearBegin,
  insertCatalogue,
  insertProgramme,
  insertWorks,
  type ProgrammeRow,
  type WorkRow,
} from './store.ts'
export { nextYear } from './year-begin.ts'
