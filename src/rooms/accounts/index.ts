// The door of the accounts room for later rooms.
export { insertAccount, joinPerson } from './account-store.ts'
export { bearerToken, keepSession, sessionToken } from './cookies.ts'
export { lookAtLink, makeLink, takeLink } from './links.ts'
export { hashPassword, judgePassword } from './passwords.ts'
export { routeAccounts } from './routes.ts'
export { noteAudit, sweepSessions } from './session-store.ts'
export { findActor, openSession, sayBrowser } from './sessions.ts'
export { routeSignOn } from './sign-on-routes.ts'
