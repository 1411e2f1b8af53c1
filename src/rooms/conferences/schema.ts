// The words of conferences: a series with its rhythm, its sessions, who is asked to come, who presents.
import { z } from 'zod'
import { daySchema } from '../../kernel/day.ts'
import { idSchema, lineSchema, nameSchema } from '../../kernel/id.ts'
import { lookSchema } from '../programme/schema.ts'

const clockSchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, {
  error: 'is not a time such as 12:00',
})

/** Monday 1 to Sunday 7. */
const weekdaysSchema = z.array(z.int().min(1).max(7)).min(1).max(7)

/** The word belongs to each series, never to a group of them. */
export const rhythmSchema = z.discriminatedUnion('kind', [
  /** In every nth week, counted from the week in which the series begins. */
  z.strictObject({
    kind: z.literal('weekly'),
    every: z.int().min(1).max(26),
    weekdays: weekdaysSchema,
  }),
  /** The first and third Thursday of every nth month; -1 = the last one. */
  z.strictObject({
    kind: z.literal('monthly'),
    every: z.int().min(1).max(12),
    nths: z.array(z.int().min(-1).max(5)).min(1).max(6),
    weekdays: weekdaysSchema,
  }),
  /** The 15th of every nth month; -1 = the last day. A month without such a day has no session. */
  z.strictObject({
    kind: z.literal('dates'),
    every: z.int().min(1).max(12),
    dates: z.array(z.int().min(-1).max(31)).min(1).max(31),
  }),
  /** On the day on which the series begins, and never again. */
  z.strictObject({ kind: z.literal('once') }),
])
export type Rhythm = z.infer<typeof rhythmSchema>

export const seriesFactsSchema = z.strictObject({
  rhythm: rhythmSchema,
  from: daySchema,
  /** The last day on which there may be one; null = no end. */
  until: daySchema.nullable(),
  /** By the clock of the house. */
  hours: z.strictObject({ from: clockSchema, to: clockSchema }),
  /** On a holiday of the house or of the programme. */
  onHolidays: z.enum(['skipped', 'held']).default('skipped'),
  place: z
    .strictObject({
      site: idSchema.nullable().default(null),
      room: lineSchema(120).default(''),
      /** Where it can be followed from elsewhere: then every site reaches it. */
      link: z.union([z.url({ protocol: /^https?$/ }).max(300), z.literal('')]).default(''),
      /** Sites from which nobody can be there in time; what belongs to them is meant too. */
      notFrom: z.array(idSchema).max(60).default([]),
    })
    .prefault({}),
  audience: z
    .strictObject({
      trainees: z.boolean().default(true),
      faculty: z.boolean().default(false),
      /** Levels of trainees; empty = all. */
      levels: z.array(idSchema).max(20).default([]),
      /** Only who is on these rotations or categories that day; empty = whatever they are on. */
      rotations: z.array(idSchema).max(60).default([]),
      /** Who is on these rotations or categories is excused. */
      notDuring: z.array(idSchema).max(60).default([]),
      /** Other programmes of the house whose trainees may come; nobody of them must. */
      invited: z.array(idSchema).max(20).default([]),
    })
    .prefault({}),
  /** Who is asked to come has it in their calendar and hours; otherwise only who presents has. */
  isRequired: z.boolean().default(true),
  /** Whoever has call in the house leaves it to somebody for so long (PC-8). */
  isProtected: z.boolean().default(false),
  /** Among whom presenting goes round. */
  presenters: z.enum(['nobody', 'trainees', 'faculty', 'anybody']).default('nobody'),
  /** The record of the programme's page that it came from. */
  record: idSchema.nullable().default(null),
})
export type SeriesFacts = z.infer<typeof seriesFactsSchema>
export type SeriesFactsInput = z.input<typeof seriesFactsSchema>

export const seriesWordsSchema = z.strictObject({
  name: nameSchema,
  code: lineSchema(6).min(1),
  color: z.int().min(0).max(11),
  facts: seriesFactsSchema,
})
export type SeriesWords = z.infer<typeof seriesWordsSchema>

export const seriesSchema = seriesWordsSchema.extend({
  ...{ id: z.string(), version: z.int(), isEnded: z.boolean() },
  /** `Every week on Thursday, 12:00 to 13:00`. */
  says: z.string(),
})
export type Series = z.infer<typeof seriesSchema>

const whoSchema = z.object({ id: z.string(), name: z.string() })

export const sessionSchema = z.object({
  ...{ id: z.string(), series: z.string(), programme: z.string(), version: z.int() },
  ...{ name: z.string(), code: z.string(), look: lookSchema },
  /** The day of the rhythm, and the day on which it is held. */
  ...{ onDay: daySchema, on: daySchema },
  ...{ begins: z.iso.datetime(), ends: z.iso.datetime() },
  state: z.enum(['planned', 'cancelled']),
  ...{ isMoved: z.boolean(), hasBegun: z.boolean(), reason: z.string() },
  ...{ site: z.string().nullable(), room: z.string(), link: z.string() },
  ...{ presenter: whoSchema.nullable(), offeredTo: whoSchema.nullable(), topic: z.string() },
  /** Why the presenter cannot be there; empty = they can. */
  trouble: z.string(),
})
export type SessionView = z.infer<typeof sessionSchema>

/** `comes`: is expected. `may`: is invited. `excused`: need not. `cannot`: is out of reach. `away`: on leave. */
export const reachStates = ['comes', 'may', 'excused', 'cannot', 'away'] as const
export type ReachState = (typeof reachStates)[number]

export const reachSchema = z.object({
  person: whoSchema,
  ...{ role: z.enum(['trainee', 'faculty']), level: z.string().nullable() },
  /** Names of the rotation and the site of that day. */
  ...{ work: z.string().nullable(), site: z.string().nullable() },
  state: z.enum(reachStates),
  why: z.string(),
  presents: z.boolean(),
})
export type ReachRow = z.infer<typeof reachSchema>

/** What somebody who plans does to one session. */
export const sessionWordsSchema = z.strictObject({
  on: daySchema,
  hours: z.strictObject({ from: clockSchema, to: clockSchema }),
  state: z.enum(['planned', 'cancelled']),
  reason: lineSchema(200),
  room: lineSchema(120),
  presenter: idSchema.nullable(),
  topic: lineSchema(200),
})
export type SessionWords = z.infer<typeof sessionWordsSchema>

export const presenterChangeSchema = z.strictObject({
  ...{ session: idSchema, version: z.int(), presenter: idSchema.nullable() },
})
export type PresenterChange = z.infer<typeof presenterChangeSchema>
