// The door of the swaps room.
export { routeSwaps } from './routes.ts'
