// The words of the rota: drafts and cells, solves, publications, one person's days.
import { z } from 'zod'
import { daySchema } from '../../kernel/day.ts'
import { findingSchema } from '../../kernel/finding.ts'
import { idSchema as ref } from '../../kernel/id.ts'
import { cellsSchema, problemSchema, scoreSchema, strengthSchema } from '../planning/schema.ts'
import { lookSchema, workViewSchema } from '../programme/schema.ts'

export const draftSummarySchema = z.object({
  id: z.string(),
  name: z.string(),
  version: z.int(),
  changedAt: z.iso.datetime(),
  changedBy: z.string(),
})

export const publicationSchema = z.object({
  version: z.int(),
  at: z.iso.datetime(),
  by: z.string(),
  message: z.string(),
})

/** Everything that the year grid needs, except the cells of a draft. */
export const planViewSchema = z.object({
  id: z.string(),
  title: z.string(),
  programme: z.object({ id: z.string(), name: z.string() }),
  /** People, periods, work, rules and facts; `pins` is empty, a draft brings its own. */
  problem: problemSchema,
  works: z.array(workViewSchema),
  /** Per person id: name as lists show it. */
  listNames: z.record(z.string(), z.string()),
  drafts: z.array(draftSummarySchema),
  publication: publicationSchema.nullable(),
  mayPlan: z.boolean(),
})
export type PlanView = z.infer<typeof planViewSchema>

/** A mark on a cell: a pin keeps Generate away, a note is for people. */
export const markSchema = z.object({
  person: ref,
  period: ref,
  pinned: z.boolean(),
  note: z.string().max(1000),
})
export type Mark = z.infer<typeof markSchema>

export const draftViewSchema = z.object({
  id: z.string(),
  plan: z.string(),
  name: z.string(),
  /** Grows with every change; an edit names the version it was made on. */
  version: z.int(),
  cells: cellsSchema,
  marks: z.array(markSchema),
  canUndo: z.boolean(),
  canRedo: z.boolean(),
  /** A solve of this draft that is waiting or running, so that a reloaded page finds it again. */
  openSolve: z.string().nullable(),
})
export type DraftView = z.infer<typeof draftViewSchema>

export const cellChangeSchema = z.strictObject({
  person: ref,
  period: ref,
  /** What stood there when the person typed; lets two people edit different cells at once. */
  before: ref.nullable(),
  after: ref.nullable(),
})
export type CellChange = z.infer<typeof cellChangeSchema>

export const verdictSchema = z.object({
  score: scoreSchema,
  /** Broken musts first, then by goal; each with the index of its rule among the plan's rules. */
  findings: z.array(findingSchema.extend({ choice: z.int(), must: z.boolean(), goal: z.string() })),
})
export type RosterVerdict = z.infer<typeof verdictSchema>

export const solveStatuses = [
  'waiting',
  'running',
  'proven-best',
  'good',
  'none-found',
  'impossible',
  'cancelled',
  'failed',
] as const

export const conflictPartSchema = z.object({
  choice: z.int(),
  rule: z.string(),
  sentence: z.string(),
  says: z.string(),
  who: z.array(z.string()),
  periods: z.array(z.string()),
  works: z.array(z.string()),
})
export const conflictSchema = z.object({
  status: z.enum(['conflict', 'feasible', 'unknown']),
  headline: z.string(),
  minimal: z.boolean(),
  parts: z.array(conflictPartSchema),
  elapsedMs: z.number(),
})

/** One run of the engine on a draft; `result` once a roster that breaks no must is known. */
export const solveViewSchema = z.object({
  id: z.string(),
  draft: z.string(),
  /** The version of the draft that it started from. */
  draftVersion: z.int(),
  status: z.enum(solveStatuses),
  says: z.string(),
  elapsedMs: z.number(),
  budgetMs: z.number(),
  score: scoreSchema.nullable(),
  /** Best so far, re-judged from the stored rows. */
  cells: cellsSchema.nullable(),
  /** Each improvement: seconds since the start, total, bound. For the picture. */
  trace: z.array(
    z.object({ elapsedMs: z.number(), total: z.number(), bound: z.number().nullable() }),
  ),
  conflict: conflictSchema.nullable(),
})
export type SolveView = z.infer<typeof solveViewSchema>

export const personDiffSchema = z.object({
  person: z.string(),
  name: z.string(),
  changes: z.array(
    z.object({
      from: daySchema,
      to: daySchema,
      before: z.string().nullable(),
      after: z.string().nullable(),
    }),
  ),
})
export const publicationPreviewSchema = z.object({
  draft: z.string(),
  version: z.int(),
  people: z.array(personDiffSchema),
  unchanged: z.int(),
  verdict: verdictSchema,
  /** Why it cannot be published; empty when it can. */
  refusals: z.array(findingSchema),
})

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
})
export type TimeItem = z.infer<typeof timeItemSchema>

export const todaySchema = z.object({
  today: daySchema,
  person: z.object({ id: z.string(), name: z.string() }),
  now: z.array(timeItemSchema),
  tomorrow: z.array(timeItemSchema),
  /** Stretches that begin within the next eight weeks, soonest first. */
  next: z.array(timeItemSchema),
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
  scope: z.enum(['person', 'programme']),
  /** Shown once, when the feed is made; null ever after. */
  url: z.string().nullable(),
  createdAt: z.iso.datetime(),
  lastUsedAt: z.iso.datetime().nullable(),
})

/** A rule of the catalogue, with the form that its params need. */
export const ruleViewSchema = z.object({
  id: z.string(),
  title: z.string(),
  goal: z.string(),
  source: z.string(),
  /** JSON Schema of the params: the settings form is made from it. */
  form: z.record(z.string(), z.unknown()),
  /** Drawn examples as text grids with what the rule says of them. */
  examples: z.array(z.object({ title: z.string(), roster: z.string(), by: z.number() })),
})

export const choiceViewSchema = z.object({
  id: z.string(),
  rule: z.string(),
  title: z.string(),
  params: z.record(z.string(), z.unknown()),
  strength: strengthSchema,
  sentence: z.string(),
  author: z.string(),
  reason: z.string(),
})
export type ChoiceView = z.infer<typeof choiceViewSchema>
