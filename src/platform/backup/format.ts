// What stands in a backup, line by line, and which tables are not data?
import { z } from 'zod'

/** The number of this format; a program reads its own and every older one. */
export const FORMAT = 1

/**
 * Not data: which steps were applied (restoring applies them again), who lives at the moment, who is
 * signed in or about to be (after a restore everybody signs in again), on which devices they see news
 * (that ends with the session), how often signing in went wrong, what was done to keep this
 * installation, and how much was written into the audit in this hour.
 * The job queue lies in a schema of its own and is made anew. Hashes of keys and feeds go along.
 */
export const NOT_DATA = [
  'migration',
  'worker_heartbeat',
  'session',
  'push_device',
  'challenge',
  'attempt',
  'device',
  'upkeep',
  // It signs what goes to devices, and those are not in it either: the next start makes another.
  'push_key',
  'stamp',
  'touched',
  'audit_budget',
]

export const headSchema = z.object({
  isocenter: z.literal('backup'),
  format: z.int(),
  program: z.string(),
  /** The instant of the database's own clock at which everything in here was true together. */
  madeAt: z.iso.datetime(),
  server: z.string(),
  /** By which keys its secrets are encrypted; the keys themselves are in no backup. */
  secretKeys: z.array(z.string()).optional(),
  migrations: z.array(z.object({ name: z.string(), hash: z.string() })),
})
export type Head = z.infer<typeof headSchema>

/** Begins a table; its rows follow, each an array of texts as PostgreSQL writes them. */
export const tableSchema = z.object({ table: z.string(), columns: z.array(z.string()) })
const sumSchema = z.object({ rows: z.int(), sha256: z.string() })
export type Sum = z.infer<typeof sumSchema>

/** The last line. Without it a file was cut off. */
export const tailSchema = z.object({
  end: z.literal(true),
  tables: z.record(z.string(), sumSchema),
  /** The next number of each sequence, as text: it may be larger than a JavaScript number. */
  sequences: z.record(z.string(), z.object({ last: z.string(), called: z.boolean() })),
})
export type Tail = z.infer<typeof tailSchema>

/** A value as text, or nothing. */
export type Row = (string | null)[]

export const sumRows = (tail: Tail): number =>
  Object.values(tail.tables).reduce((sum, { rows }) => sum + rows, 0)
