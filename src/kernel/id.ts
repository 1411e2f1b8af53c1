// Ids of records: a short word (`mayo-xr`) or a random UUID, never empty, never endless.
import './schemas.ts'
import { z } from 'zod'

/** One line of at most so many characters: nothing that moves a cursor or breaks a calendar. */
export const lineSchema = (most: number) =>
  z
    .string()
    .max(most)
    .regex(/^\P{Cc}*$/u, { error: 'holds a line break or another character that cannot be shown' })

export const idSchema = lineSchema(80).min(1)

/** What people call something, for lists, calendars and file names. */
export const nameSchema = z.string().trim().pipe(lineSchema(120).min(1))
