// The door of the board room.
export { routeBoard } from './routes.ts'
