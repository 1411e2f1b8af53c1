// What happens when the connection breaks at the n-th statement? Every statement is a step at which all may end.
import type pg from 'pg'

/** `before`: the statement never arrives. `after`: it was done, and nobody hears of it. */
export type When = 'before' | 'after'

export type Breaking = {
  /** Statements since it was armed. */
  count: () => number
  /** The next break; counting begins anew. */
  arm: (at: number, when: When) => void
}

type Query = (...args: unknown[]) => unknown

/** Counts the statements of all connections of a pool that are opened from now on, and breaks one. */
export function makeBreaking(pool: pg.Pool): Breaking {
  let [count, at, when] = [0, Infinity, 'before' as When]
  pool.on('connect', (client) => {
    const { stream } = (client as unknown as { connection: { stream: { destroy: () => void } } })
      .connection
    const query = client.query.bind(client) as Query
    const counted: Query = (...args) => {
      const isIt = ++count === at
      if (isIt && when === 'before') stream.destroy()
      const answer = query(...args)
      if (!isIt || when === 'before' || !(answer instanceof Promise)) return answer
      return answer.then(() => {
        stream.destroy()
        throw new Error('The connection broke after the statement was done.')
      })
    }
    client.query = counted as typeof client.query
  })
  return { count: () => count, arm: (nth, how) => void ([count, at, when] = [0, nth, how]) }
}
