// The words of a board: who is on now, who comes next, who is where today.
import { z } from 'zod'
import { daySchema } from '../../kernel/day.ts'
import { idSchema } from '../../kernel/id.ts'
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
  /** Site by site, and by class of machine; '' = at the site, at no machine of it. */
  coverage: z.array(
    z.object({
      site: z.string(),
      name: z.string(),
      scanners: z.array(
        z.object({
          kind: z.string(),
          /** Null: some, the number is not known. */
          machines: z.int().nullable(),
          people: z.array(
            z.object({ id: z.string(), name: z.string(), level: z.string().nullable() }),
          ),
        }),
      ),
    }),
  ),
  away: z.array(z.object({ id: z.string(), name: z.string() })),
  /** Who comes on after those of now, the soonest first; empty on other days. */
  next: z.array(dutySchema),
  /** Services of the day and kinds of call, about which something can be handed over. */
  about: z.array(z.object({ work: z.string(), name: z.string() })),
  handovers: z.array(
    z.object({
      ...{ id: z.string(), work: z.string(), workName: z.string(), on: daySchema },
      ...{ by: z.string(), at: z.iso.datetime(), says: z.string(), isMine: z.boolean() },
    }),
  ),
})
export type Board = z.infer<typeof boardSchema>

/** What is told to whoever comes next. There is no patient in it. */
export const handoverWordsSchema = z.strictObject({
  work: idSchema,
  on: daySchema,
  says: z.string().trim().min(1).max(1000),
})
export type HandoverWords = z.infer<typeof handoverWordsSchema>

export const boardLinkSchema = z.object({
  ...{ id: z.string(), label: z.string(), by: z.string(), at: z.iso.datetime() },
  /** Only in the answer that made it. */
  url: z.string().nullable(),
})
export type BoardLink = z.infer<typeof boardLinkSchema>
