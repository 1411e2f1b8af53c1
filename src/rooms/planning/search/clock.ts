// Whose seconds are counted? Those of the wall, or those that the processor has spent on this process.

export type Clock = 'wall' | 'cpu'

/** Asking for processor time is a system call, which a search that looks at the clock often would feel. */
const FRESH_MS = 2

/**
 * Milliseconds since some moment, the same for all threads of a process. `cpu`: what all of them have
 * used, by the number that search; a measurement on a shared machine then means what it would alone.
 */
export function readClock(clock: Clock, threads: number): () => number {
  if (clock === 'wall') return () => Date.now()
  let [readAt, used] = [-Infinity, 0]
  return () => {
    const now = performance.now()
    if (now - readAt < FRESH_MS) return used
    const { user, system } = process.cpuUsage()
    readAt = now
    used = (user + system) / 1000 / threads
    return used
  }
}
