// The door of the programme room for later rooms.
export {
  findProgrammes,
  findWorks,
  insertCatalogue,
  insertProgramme,
  insertWorks,
  type ProgrammeRow,
  type WorkRow,
} from './store.ts'
