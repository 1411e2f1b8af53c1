// The door of the swaps room.
export { type Read, readWorld } from './reading.ts'
export { routeSwaps } from './routes.ts'
