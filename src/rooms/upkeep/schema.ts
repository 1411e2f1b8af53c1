// The words of keeping an installation: what was done to it, and how it stands.
import { z } from 'zod'
import { findingSchema } from '../../kernel/finding.ts'

export const upkeepKinds = ['backup', 'restore-test'] as const
export type UpkeepKind = (typeof upkeepKinds)[number]

export const upkeepSchema = z.object({
  id: z.int(),
  kind: z.enum(upkeepKinds),
  cause: z.enum(['nightly', 'weekly', 'asked', 'command', 'before-update']),
  state: z.enum(['waiting', 'running', 'done', 'failed']),
  beganAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
  /** How it went, in a sentence; empty while it goes on. */
  says: z.string(),
  rowsDone: z.int(),
  /** How many there were the last time; null when it is not known. */
  rowsAll: z.int().nullable(),
  file: z.string().nullable(),
  bytes: z.int().nullable(),
})
export type Upkeep = z.infer<typeof upkeepSchema>

export const systemSchema = z.object({
  /** The moment of which all this is said. */
  at: z.iso.datetime(),
  program: z.string(),
  schema: z.object({ last: z.string(), steps: z.int() }),
  database: z.object({ version: z.string(), bytes: z.int() }),
  queue: z.object({ waiting: z.int(), failing: z.int() }),
  backups: z.object({
    /** False when `ISOCENTER_BACKUPS` is `none`. */
    on: z.boolean(),
    encrypted: z.boolean(),
    /** The last that succeeded. */
    last: upkeepSchema.nullable(),
    lastTest: upkeepSchema.nullable(),
    /** Waits or runs at this moment. */
    now: upkeepSchema.nullable(),
    /** The last ten of either kind, newest first. */
    recent: z.array(upkeepSchema),
  }),
  /** What an administrator should do something about. */
  findings: z.array(findingSchema),
})
export type System = z.infer<typeof systemSchema>
