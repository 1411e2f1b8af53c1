// The door of the mail room for later rooms.
export { deliverMail, openPostman, type Postman } from './delivering.ts'
export { openPusher, type Pusher } from './pushing.ts'
export { routeMail } from './routes.ts'
export { isUrgent } from './rules.ts'
export { findAddresses, upsertAddress } from './store.ts'
export { type Letter, MAIL, type News, writeAccountMail, writeNews } from './writing.ts'
