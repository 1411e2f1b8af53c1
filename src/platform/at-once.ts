// How do several statements reach PostgreSQL in one message, as one transaction?
import type { CompiledQuery } from 'kysely'
import pg from 'pg'

/**
 * A statement with its values in it, each quoted: a message of several statements knows no
 * parameters. Like a parameter, a quoted value has the type that its place asks for.
 */
export function spellOut({ sql, parameters }: CompiledQuery): string {
  return sql.replace(/\$(\d+)/g, (_, nth: string) => quote(parameters[Number(nth) - 1]))
}

function quote(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return `array[${value.map(quote).join(', ')}]`
  // It would end the message; no text of the database holds it either.
  if (typeof value === 'string' && !value.includes('\0')) return pg.escapeLiteral(value)
  if (typeof value === 'number' || typeof value === 'boolean') return `'${value}'`
  throw new Error(`A ${typeof value} cannot be written out in a statement.`)
}

/** The rows of each statement. When one fails, nothing of any of them was done. */
export async function sendAtOnce(
  pool: pg.Pool,
  statements: readonly string[],
): Promise<object[][]> {
  const client = await pool.connect()
  try {
    const results = await client.query(statements.join(';\n'))
    return (results as unknown as pg.QueryResult<object>[]).map(({ rows }) => rows)
  } catch (error) {
    // A connection that is gone has rolled back by itself; the error that counts is the first.
    await client.query('rollback').catch(() => {})
    throw error
  } finally {
    client.release()
  }
}
