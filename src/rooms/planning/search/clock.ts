// Whose seconds are counted? Those of the wall, or those that the processor has spent on this process.

export type Clock = 'wall' | 'cpu'

/**
 * Milliseconds since some moment, the same for all threads of a process. `cpu`: what all of them have
 * used, by the number that search; a measurement on a shared machine then means what it would alone.
 */
export function readClock(clock: Clock, threads: number): () => number {
  if (clock === 'wall') return () => Date.now()
  return () => {
    const { user, system } = process.cpuUsage()
    return (user + system) / 1000 / threads
  }
}
