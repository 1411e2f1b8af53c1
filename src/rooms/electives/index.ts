// The door of the electives room for the app and later rooms.
export { findReleased } from './released.ts'
export { routeElectives } from './routes.ts'
export { offersOf } from './offers.ts'
export { periodsOf, numbersOf } from './rules.ts'
export { insertChooser, insertOffers, insertRound, markOpened, saveWishesOf } from './store.ts'
export { remindIdle } from './reminding.ts'
