// The door of the board room.
export { readPublicBoard } from './public.ts'
export { routeBoard } from './routes.ts'
