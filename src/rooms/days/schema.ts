// The words of somebody's days: today, the year, the calendars that others read.
import { z } from 'zod'
import { daySchema } from '../../kernel/day.ts'
import { lookSchema } from '../programme/schema.ts'

/** A stretch of somebody's time, as every view shows it. */
export const timeItemSchema = z.object({
  id: z.string(),
  from: daySchema,
  to: daySchema,
  /** Instants of what begins and ends by the hour; null = whole days. */
  begins: z.iso.datetime().nullable(),
  ends: z.iso.datetime().nullable(),
  kind: z.string(),
  work: z.string(),
  code: z.string(),
  name: z.string(),
  look: lookSchema,
  site: z.string().nullable(),
  programme: z.string().nullable(),
  /** Of a session of a conference; else null. */
  part: z.enum(['presents', 'attends']).nullable(),
})
export type TimeItem = z.infer<typeof timeItemSchema>

export const todaySchema = z.object({
  today: daySchema,
  person: z.object({ id: z.string(), name: z.string() }),
  now: z.array(timeItemSchema),
  tomorrow: z.array(timeItemSchema),
  /** Stretches that begin within the next eight weeks, soonest first. */
  next: z.array(timeItemSchema),
  /** What is not as it was two weeks ago, in years that were published anew; mine only. */
  changed: z.array(
    z.object({
      plan: z.string(),
      title: z.string(),
      version: z.int(),
      at: z.iso.datetime(),
      by: z.string(),
      message: z.string(),
      /** Names of work; null = nothing. */
      changes: z.array(
        z.object({
          from: daySchema,
          to: daySchema,
          before: z.string().nullable(),
          after: z.string().nullable(),
        }),
      ),
    }),
  ),
  /** Others on the same work tomorrow. */
  colleagues: z.array(z.object({ id: z.string(), name: z.string(), level: z.string().nullable() })),
  /** Block that holds tomorrow: `Block 11, day 5 of 14`. */
  blockSays: z.string().nullable(),
  /** For those who plan: what needs attention, plan by plan. */
  attention: z.array(
    z.object({ plan: z.string(), title: z.string(), says: z.string(), tone: z.string() }),
  ),
})
export type Today = z.infer<typeof todaySchema>

/** For those who plan: what the published years lack in the next two weeks, and who is away. */
export const watchSchema = z.object({
  from: daySchema,
  to: daySchema,
  years: z.array(
    z.object({
      plan: z.string(),
      title: z.string(),
      /** Services with too few people, people without work; soonest first. */
      holes: z.array(
        z.object({ says: z.string(), must: z.boolean(), from: daySchema, to: daySchema }),
      ),
      away: z.array(
        z.object({
          person: z.object({ id: z.string(), name: z.string() }),
          what: z.string(),
          from: daySchema,
          to: daySchema,
          /** The work they are planned for on those days all the same. */
          leaves: z.string().nullable(),
        }),
      ),
    }),
  ),
})
export type Watch = z.infer<typeof watchSchema>

export const personYearSchema = z.object({
  person: z.object({ id: z.string(), name: z.string() }),
  from: daySchema,
  to: daySchema,
  items: z.array(timeItemSchema),
  blocks: z.array(z.object({ id: z.string(), label: z.string(), from: daySchema, to: daySchema })),
  /** Time per work so far planned, longest first. */
  totals: z.array(z.object({ work: z.string(), name: z.string(), days: z.int() })),
  published: z.boolean(),
})
export type PersonYear = z.infer<typeof personYearSchema>

export const feedSchema = z.object({
  id: z.string(),
  label: z.string(),
  scope: z.enum(['person', 'programme', 'service']),
  /** Shown once, when the feed is made; null ever after. */
  url: z.string().nullable(),
  createdAt: z.iso.datetime(),
  lastUsedAt: z.iso.datetime().nullable(),
})
