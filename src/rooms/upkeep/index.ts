// The door of the upkeep room for the app.
export { findLastBackup, type Keeping, recordMade, writeBackup } from './actions.ts'
export { type HostFacts, type Judgement, judgeDatabase, judgeHost } from './doctor-rules.ts'
export { compareSteps, examineDatabase } from './doctor-store.ts'
export { encryptSecrets, loseSecrets, openSecrets } from './secrets.ts'
export { routeUpkeep } from './routes.ts'
export { upkeepTasks } from './tasks.ts'
