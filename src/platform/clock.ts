// What time is it? The only place that asks the machine; everybody else is told.
import type { Moment } from '../kernel/moment.ts'

export type Clock = { now: () => Moment }

export const systemClock: Clock = { now: () => new Date().toISOString() }

/** A clock that stands still, for tests. */
export function fixedClock(moment: Moment): Clock {
  return { now: () => moment }
}
