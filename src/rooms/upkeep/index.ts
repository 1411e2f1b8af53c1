// The door of the upkeep room for the app.
export { type Keeping, recordMade, writeBackup } from './actions.ts'
export { routeUpkeep } from './routes.ts'
export { upkeepTasks } from './tasks.ts'
