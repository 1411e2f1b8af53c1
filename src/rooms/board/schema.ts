// The words of a board: who is on now, who comes next, who is where today.
import { z } from 'zod'
import { daySchema } from '../../kernel/day.ts'
import { lookSchema } from '../programme/schema.ts'

export const dutySchema = z.object({
  id: z.string(),
  person: z.object({ id: z.string(), name: z.string(), level: z.string().nullable() }),
  name: z.string(),
  code: z.string(),
  look: lookSchema,
  tier: z.enum(['primary', 'backup', 'jeopardy']),
  where: z.enum(['in-house', 'home']),
  site: z.string().nullable(),
  begins: z.iso.datetime(),
  ends: z.iso.datetime(),
  /** Minutes until one is there, of standby. */
  responseMinutes: z.int().nullable(),
})
export type Duty = z.infer<typeof dutySchema>

export const boardSchema = z.object({
  programme: z.object({ id: z.string(), name: z.string() }),
  zone: z.string(),
  on: daySchema,
  isToday: z.boolean(),
  holiday: z.string().nullable(),
  /** At this moment; empty on other days. */
  now: z.array(dutySchema),
  /** Of the day, and what of the day before is not over at its begin. */
  day: z.array(dutySchema),
  /** What needs somebody on the day and has nobody, in sentences. */
  lacking: z.array(z.string()),
  services: z.array(
    z.object({
      work: z.string(),
      name: z.string(),
      code: z.string(),
      look: lookSchema,
      site: z.string().nullable(),
      people: z.array(z.object({ id: z.string(), name: z.string(), level: z.string().nullable() })),
    }),
  ),
  away: z.array(z.object({ id: z.string(), name: z.string() })),
})
export type Board = z.infer<typeof boardSchema>
