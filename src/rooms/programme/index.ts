// The door of the programme room for later rooms.
export {
  findCatalogue,
  findProgrammes,
  findWorks,
  insertCatalogue,
  insertProgramme,
  insertWorks,
  type ProgrammeRow,
  type WorkRow,
} from './store.ts'
