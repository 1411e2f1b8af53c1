// The door of the mail room for later rooms.
export { deliverMail, openPostman, type Postman } from './delivering.ts'
export { routeMail } from './routes.ts'
export { findAddresses, upsertAddress } from './store.ts'
export { type Letter, MAIL, writeAccountMail, writeNews } from './writing.ts'
