// Which statements does a connection keep prepared, so that PostgreSQL plans them once and not each time?
import type pg from 'pg'

/** Said so often by this process, a statement gets a name; what is said once is not worth one. */
const OFTEN = 3
/** Names at most, for each is kept by every connection. What comes later is planned each time. */
const NAMES = 400

type Query = { rows: unknown[]; rowCount: number; command: 'SELECT' }

/** A pool as Kysely takes it, whose clients name what is said often. Statements of many commands stay plain. */
export function preparing(pool: pg.Pool) {
  const said = new Map<string, number>()
  const names = new Map<string, string>()
  const clients = new WeakMap<pg.PoolClient, ReturnType<typeof naming>>()

  function nameOf(text: string): string | undefined {
    const known = names.get(text)
    if (known) return known
    if (names.size >= NAMES) return undefined
    const times = (said.get(text) ?? 0) + 1
    // Text that is put together anew each time (a list of values) must not fill the memory.
    if (said.size > 10 * NAMES) said.clear()
    said.set(text, times)
    if (times < OFTEN) return undefined
    const name = `q${names.size}`
    names.set(text, name)
    said.delete(text)
    return name
  }

  const naming = (client: pg.PoolClient) => ({
    query: (text: string, values: readonly unknown[]): Promise<Query> => {
      const name = values.length > 0 ? nameOf(text) : undefined
      const config = name ? { name, text, values: [...values] } : { text, values: [...values] }
      return client.query(config) as unknown as Promise<Query>
    },
    release: () => client.release(),
  })

  return {
    connect: async () => {
      const client = await pool.connect()
      const known = clients.get(client) ?? naming(client)
      clients.set(client, known)
      return known
    },
    end: () => pool.end(),
  }
}
