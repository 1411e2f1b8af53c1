// What does the program say while it runs? Sentences in a terminal, lines of JSON for everybody else.

export type Level = 'info' | 'warn' | 'error'
export type Facts = Record<string, string | number | boolean | null | undefined>

const wanted = process.env['ISOCENTER_LOG']
/** Read by programs: one JSON object a line. */
export const isStructured = wanted ? wanted === 'json' : !process.stdout.isTTY

/**
 * One line. Facts are figures and names that the caller has chosen: never bodies, cookies, tokens,
 * query strings or whole addresses.
 */
export function log(level: Level, says: string, facts: Facts = {}): void {
  const write = level === 'info' ? process.stdout : process.stderr
  write.write(`${sayLine(level, says, facts, new Date())}\n`)
}

/** Only where programs read along: what would be noise to somebody at a terminal. */
export function logQuietly(level: Level, says: string, facts: Facts): void {
  if (isStructured || level !== 'info') log(level, says, facts)
}

export function sayLine(
  level: Level,
  says: string,
  facts: Facts,
  at: Date,
  structured = isStructured,
): string {
  if (structured) return JSON.stringify({ at: at.toISOString(), level, says, ...facts })
  const rest = Object.entries(facts).flatMap(([key, value]) =>
    value === undefined ? [] : [`${key}=${String(value)}`],
  )
  return [says, ...rest].join(' ')
}
