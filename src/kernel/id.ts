// Ids of records: a short word (`mayo-xr`) or a random UUID, never empty, never endless.
import './schemas.ts'
import { z } from 'zod'

export const idSchema = z.string().min(1).max(80)

/** What people call something: one line, for lists, calendars and file names. */
export const nameSchema = z
  .string()
  .trim()
  .min(1)
  .max(120)
  .regex(/^\P{Cc}*$/u, { error: 'holds a line break or another character that cannot be shown' })
