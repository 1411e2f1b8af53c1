// Who is next? Work on one thing, one after the other within this process.
import { TooBusy } from './busy.ts'

/** Whoever has waited longer is told to come again; the work itself has limits of its own. */
const WAIT_MS = 10_000

/**
 * Others wait here and hold nothing meanwhile: a connection that waits for a lock is lost to
 * everybody else. Between processes it is the lock that keeps order.
 */
export function makeTurns(waitMs = WAIT_MS) {
  const last = new Map<string, Promise<unknown>>()
  return async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const began = performance.now()
    const before = last.get(name) ?? Promise.resolve()
    const turn = before.then(() => {
      if (performance.now() - began > waitMs) throw new TooBusy('Too many change this at once.')
      return work()
    })
    const ended = turn.catch(() => {})
    last.set(name, ended)
    void ended.then(() => {
      if (last.get(name) === ended) last.delete(name)
    })
    return turn
  }
}
