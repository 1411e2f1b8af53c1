// The words of work hours: a timeline of intervals, a pack of rules, a verdict.
import { z } from 'zod'
import { daySchema } from '../../kernel/day.ts'
import { idSchema, lineSchema, nameSchema } from '../../kernel/id.ts'
import { spanSchema } from '../../kernel/span.ts'

export const TIMELINE_FORMAT = 'isocenter.timeline'
export const PACK_FORMAT = 'isocenter.hours-pack'

export const intervalKinds = [
  'clinical',
  'education',
  'in-house-call',
  'night-float',
  'transition',
  'home-call',
  'home-call-work',
  'remote',
  'moonlighting-internal',
  'moonlighting-external',
  'jeopardy',
  'study',
] as const
export type IntervalKind = (typeof intervalKinds)[number]

/** An instant (`2026-11-01T06:30Z`, `…-04:00`), or a time of the person's own zone (`2026-11-01T06:30`). */
const timeSchema = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?$/, {
    error: 'must be a time such as 2026-11-01T06:30, or an instant such as 2026-11-01T06:30-04:00',
  })

export const intervalSchema = z.strictObject({
  id: idSchema,
  kind: z.enum(intervalKinds),
  start: timeSchema,
  end: timeSchema,
  /** Stayed of their own accord for one patient, and why; it counts, and is looked at by somebody. */
  ownInitiative: lineSchema(400).min(1).optional(),
  note: lineSchema(400).optional(),
})
export type IntervalData = z.infer<typeof intervalSchema>

export const rotationSchema = spanSchema.and(
  z.object({
    id: idSchema,
    name: nameSchema.optional(),
    /** Hours a week on the average that the review committee has approved for this rotation. */
    approvedHours: z.int().min(80).max(88).optional(),
  }),
)

export const timelinePersonSchema = z.strictObject({
  id: idSchema,
  name: nameSchema.optional(),
  /** IANA, for example `America/New_York`; a night of a clock change has its real hours. */
  zone: z.string().refine(isZone, { error: 'is not a time zone such as America/New_York' }),
  /** Year after medical school; who is in the first does not moonlight. */
  year: z.int().min(1).max(12).optional(),
  visa: lineSchema(20).optional(),
  rotations: z.array(rotationSchema).max(2000).default([]),
  /** Whole days away, both ends included. */
  leave: z.array(spanSchema).max(2000).default([]),
  /** Days on which the director has allowed moonlighting in writing. */
  permissions: z.array(spanSchema).max(200).default([]),
  intervals: z.array(intervalSchema).max(40_000),
})
export type TimelinePerson = z.infer<typeof timelinePersonSchema>

export const timelineSchema = z.strictObject({
  format: z.literal(TIMELINE_FORMAT),
  version: z.literal(1),
  title: lineSchema(200).optional(),
  /** Days that are recorded whole; a window beyond is still running. Absent = everything is. */
  known: spanSchema.optional(),
  people: z.array(timelinePersonSchema).max(2000),
})
export type Timeline = z.infer<typeof timelineSchema>

function isZone(zone: string): boolean {
  try {
    Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false
  }
}

export const levels = ['core', 'detail', 'policy'] as const
export type Level = (typeof levels)[number]

export const packRuleSchema = z.strictObject({
  id: idSchema,
  /** The file of `rules/` that judges it. */
  rule: idSchema,
  /** Where it is written: a rule without a source is nobody's rule. */
  clause: lineSchema(80).min(1),
  alias: lineSchema(80).optional(),
  level: z.enum(levels),
  params: z.record(z.string(), z.unknown()).default({}),
  /** Nobody has confirmed the number yet. */
  unconfirmed: z.boolean().default(false),
})
export type PackRule = z.infer<typeof packRuleSchema>

export const packSchema = z.strictObject({
  format: z.literal(PACK_FORMAT),
  version: z.literal(1),
  id: idSchema,
  title: nameSchema,
  edition: lineSchema(80).min(1),
  settings: z
    .strictObject({
      /** Presence with a gap of at most so many minutes is one period. */
      mergeGapMinutes: z.int().min(0).max(600).default(0),
      /** 24 hours on end, or a date from midnight to midnight. */
      freeDay: z.enum(['hours-24', 'date']).default('hours-24'),
      /** Days of a window that are no whole week. */
      partWeek: z.enum(['floor', 'ceil']).default('floor'),
    })
    .prefault({}),
  rules: z.array(packRuleSchema).min(1).max(100),
})
export type Pack = z.infer<typeof packSchema>
export type Settings = Pack['settings']

/** `review`: kept, and somebody looks at it. `open`: nothing to judge. `running`: the window is not over. */
export const verdictStates = ['broken', 'review', 'running', 'kept', 'open'] as const

export const verdictSchema = z.object({
  rule: z.string(),
  clause: z.string(),
  edition: z.string(),
  level: z.enum(levels),
  person: z.string(),
  state: z.enum(verdictStates),
  window: z.object({ from: daySchema, to: daySchema, name: z.string() }).nullable(),
  measured: z.number().nullable(),
  limit: z.number().nullable(),
  unit: z.string(),
  says: z.string(),
  /** Ids of the intervals behind it, in time order. */
  evidence: z.array(z.string()),
  /** Hours of each week of the window, for the average. */
  weeks: z.array(z.number()).optional(),
})
export type Verdict = z.infer<typeof verdictSchema>

/** What a pack would find once something planned is published. */
export const foreseenSchema = z.object({
  ...{ person: z.string(), name: z.string(), on: daySchema.nullable(), says: z.string() },
  ...{ rule: z.string(), clause: z.string(), level: z.enum(levels) },
  ...{ measured: z.number().nullable(), limit: z.number().nullable(), unit: z.string() },
  /** It is so already without what is planned. */
  isOld: z.boolean(),
  /** What it comes from, in words: the call, the rotation, the hours of each week. */
  causes: z.array(z.string()),
})
export type Foreseen = z.infer<typeof foreseenSchema>

/** Of a programme: which pack holds from a day on. `version` null: one that comes with the program. */
export const packChoiceSchema = z.object({
  from: daySchema,
  pack: z.string(),
  version: z.int().nullable(),
  title: z.string(),
  /** What would break a core rule is not published without a reason. */
  isBarrier: z.boolean(),
  by: z.string(),
})
export type PackChoice = z.infer<typeof packChoiceSchema>

export const packWordsSchema = z.strictObject({
  pack: idSchema,
  version: z.int().min(1).nullable(),
  isBarrier: z.boolean(),
})
export type PackWords = z.infer<typeof packWordsSchema>

/** The newest version of a pack; `versions` 0: it comes with the program. */
export const packViewSchema = z.object({
  versions: z.int(),
  facts: packSchema,
  by: z.string().nullable(),
  at: z.iso.datetime().nullable(),
})
export type PackView = z.infer<typeof packViewSchema>

export const packsViewSchema = z.object({
  programme: z.object({ id: z.string(), name: z.string() }),
  ...{ today: daySchema, plans: z.boolean() },
  /** Today. */
  inForce: z.object({
    ...{ pack: z.string(), version: z.int().nullable(), title: z.string(), edition: z.string() },
    isBarrier: z.boolean(),
  }),
  /** In the order of days; before the first the usual pack holds. */
  choices: z.array(packChoiceSchema),
  packs: z.array(packViewSchema),
})
export type PacksView = z.infer<typeof packsViewSchema>
