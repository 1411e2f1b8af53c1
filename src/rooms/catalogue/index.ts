// The door of the catalogue room for later rooms.
export { catalogueOf } from './reading.ts'
