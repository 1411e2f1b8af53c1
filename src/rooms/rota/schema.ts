// The words of the rota: drafts and cells, solves, publications, one person's days.
import { z } from 'zod'
import { daySchema } from '../../kernel/day.ts'
import { findingSchema } from '../../kernel/finding.ts'
import { foreseenSchema } from '../hours/schema.ts'
import { idSchema as ref, nameSchema } from '../../kernel/id.ts'
import { planChangeSchema } from '../planning/changes.ts'
import { cellsSchema, problemSchema, scoreSchema, strengthSchema } from '../planning/schema.ts'
import { workViewSchema } from '../programme/schema.ts'

/** A what-if is a draft of the same year with some facts or rules changed; a repair answers one. */
export const draftKinds = ['draft', 'scenario', 'repair'] as const
export const draftKindSchema = z.enum(draftKinds)
export type DraftKind = z.infer<typeof draftKindSchema>

/** A change with its sentence. */
export const saidChangeSchema = z.object({ change: planChangeSchema, says: z.string() })

export const draftSummarySchema = z.object({
  id: z.string(),
  name: z.string(),
  kind: draftKindSchema,
  version: z.int(),
  changedAt: z.iso.datetime(),
  changedBy: z.string(),
})

export const publicationSchema = z.object({
  version: z.int(),
  at: z.iso.datetime(),
  by: z.string(),
  message: z.string(),
  /** Musts that are broken in it, and why that was accepted. */
  waived: z.array(z.object({ rule: z.string(), says: z.string(), reason: z.string() })),
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
  /** Per site id: its name. */
  siteNames: z.record(z.string(), z.string()),
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
  kind: draftKindSchema,
  /** What is different in a what-if; empty for an ordinary draft. */
  changes: z.array(saidChangeSchema),
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

/** Somebody has the draft open; told to the others, stored nowhere. */
export const presenceSchema = z.object({
  /** One open page of one person. */
  seat: z.string(),
  person: z.object({ id: z.string(), name: z.string() }),
  /** Where the cursor is; null = not in the grid, absent = has just come and knows nobody yet. */
  at: z.object({ person: ref, period: ref }).nullable().optional(),
  gone: z.boolean().optional(),
})
export type Presence = z.infer<typeof presenceSchema>

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

/** A small change after which there is a year: tried by solving. */
export const wayOutSchema = z.object({
  says: z.string(),
  changes: z.array(planChangeSchema),
  verified: z.boolean(),
  elapsedMs: z.number(),
})

/** What a repair changes, for whom and why; and that no other changes less. */
export const receiptSchema = z.object({
  says: z.string(),
  changes: z.array(
    z.object({
      person: z.string(),
      period: z.string(),
      before: z.string().nullable(),
      after: z.string().nullable(),
      why: z.string(),
    }),
  ),
  changed: z.int(),
  bound: z.int(),
  proven: z.boolean(),
  notify: z.array(z.string()),
  /** Demands that must hold and cannot any more, for example the curriculum of who has left. */
  findings: z.array(findingSchema),
})

/** One run of the engine on a draft; `result` once a roster that breaks no must is known. */
export const solveViewSchema = z.object({
  id: z.string(),
  draft: z.string(),
  task: z.enum(['build', 'repair']),
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
  ways: z.array(wayOutSchema),
  /** When no year was found in time: what the nearest miss breaks. */
  closest: z.array(findingSchema).nullable(),
  receipt: receiptSchema.nullable(),
})
export type SolveView = z.infer<typeof solveViewSchema>

/** Years side by side; `differing` against the first. */
export const comparisonSchema = z.object({
  plan: z.string(),
  title: z.string(),
  columns: z.array(
    z.object({
      /** Id of a draft, or `published`. */
      id: z.string(),
      name: z.string(),
      kind: draftKindSchema,
      changes: z.array(z.string()),
      /** Musts that are broken. */
      broken: z.int(),
      levels: z.array(z.object({ goal: z.string(), amount: z.number() })),
      /** People missing, added up over all blocks. */
      coverageShort: z.number(),
      /** Requirements of people that are not met. */
      requirementsMissed: z.int(),
      unevenness: z.number(),
      wishes: z.object({ granted: z.int(), of: z.int() }),
      people: z.int(),
      differing: z.array(
        z.object({
          person: z.string(),
          period: z.string(),
          before: z.string().nullable(),
          after: z.string().nullable(),
        }),
      ),
    }),
  ),
})
export type Comparison = z.infer<typeof comparisonSchema>

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
/** What a pack of hours says of a draft, with the calls and conferences that stand. */
export const draftHoursSchema = z.object({
  pack: z.string(),
  /** What would break a core rule stands in the way until somebody says why. */
  isBarrier: z.boolean(),
  foreseen: z.array(foreseenSchema),
})
/** `refusals`: what stands in the way of publishing because of it. */
export type DraftHours = z.infer<typeof draftHoursSchema> & {
  refusals: z.infer<typeof findingSchema>[]
}
export const publicationPreviewSchema = z.object({
  draft: z.string(),
  version: z.int(),
  /** What is published now, with which the draft is compared; null = nothing yet. */
  published: z.int().nullable(),
  /** Facts and rules of a what-if that become real. */
  changes: z.array(z.string()),
  people: z.array(personDiffSchema),
  unchanged: z.int(),
  verdict: verdictSchema,
  /** Why it cannot be published; empty when it can. */
  refusals: z.array(findingSchema),
  /** What the rules about hours would find; null = nobody here judges hours. */
  hours: draftHoursSchema.nullable(),
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

/** A cell that a hand changed after the engine, or a must that was waived: evidence about rules. */
export const overrideSchema = z.object({
  draft: z.string(),
  person: z.string(),
  period: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
  by: z.string(),
  at: z.iso.datetime(),
  note: z.string(),
  /** Ids of chosen rules that the engine's cell served better, with the amount given up. */
  against: z.array(z.object({ choice: z.string(), by: z.number() })),
})
export const evidenceSchema = z.object({
  overrides: z.array(overrideSchema),
  waived: z.array(
    z.object({
      choice: z.string().nullable(),
      says: z.string(),
      reason: z.string(),
      version: z.int(),
    }),
  ),
})
export type Evidence = z.infer<typeof evidenceSchema>

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

/** The published year as it is, or as it was. */
export const publishedYearSchema = z.object({
  publication: publicationSchema.nullable(),
  cells: draftViewSchema.shape.cells,
  /** All versions, the newest first. */
  versions: z.array(publicationSchema),
})
export type PublishedYear = z.infer<typeof publishedYearSchema>

/** What has happened to one cell, the newest first; `before` and `after` are ids of works. */
export const cellHistorySchema = z.object({
  entries: z.array(
    z.object({
      by: z.string(),
      at: z.iso.datetime(),
      label: z.string(),
      source: z.enum(['hand', 'engine', 'import', 'published']),
      before: z.string().nullable(),
      after: z.string().nullable(),
    }),
  ),
})
export type CellHistory = z.infer<typeof cellHistorySchema>

/** In the new plan, in the programme but in another plan, or no trainee of it any more. */
export const nextPersonSchema = z.strictObject({
  person: ref,
  level: z.string().max(40).nullable(),
  goes: z.enum(['on', 'elsewhere', 'away']),
})
export type NextPerson = z.infer<typeof nextPersonSchema>

/** In how many years; what is far ahead can be prepared before this year is published. */
export const aheadSchema = z.int().min(1).max(3)

export const nextYearSchema = z.strictObject({
  title: nameSchema,
  ahead: aheadSchema.default(1),
  /** Everybody of the year that ends, and those who rise into it. */
  people: z.array(nextPersonSchema).max(500),
  newcomers: z
    .array(
      z.strictObject({
        given: nameSchema,
        family: nameSchema,
        level: z.string().max(40).nullable(),
      }),
    )
    .max(200),
})
export type NextYear = z.infer<typeof nextYearSchema>

/** What would follow from a year, to be confirmed person by person. */
export const nextYearViewSchema = z.object({
  title: z.string(),
  from: daySchema,
  to: daySchema,
  published: z.boolean(),
  /** The year after it, when it is there already. */
  there: z.object({ id: z.string(), title: z.string() }).nullable(),
  rules: z.int(),
  levels: z.array(z.string()),
  people: z.array(
    nextPersonSchema.extend({
      name: z.string(),
      was: z.string().nullable(),
      /** The dated levels say so already. */
      recorded: z.boolean(),
      /** Not in this year; comes into the next one by the record. */
      rises: z.boolean(),
    }),
  ),
})
export type NextYearView = z.infer<typeof nextYearViewSchema>

/** A year that is over may be closed; two people open it again. */
export const closingSchema = z.object({
  closed: z
    .object({
      by: z.string(),
      at: z.iso.datetime(),
      /** SHA-256 of what was published then. */
      hash: z.string(),
    })
    .nullable(),
  /** Somebody wants it open again and waits for a second person. */
  asked: z
    .object({
      id: z.string(),
      reason: z.string(),
      by: z.string(),
      at: z.iso.datetime(),
      isMine: z.boolean(),
    })
    .nullable(),
})
export type Closing = z.infer<typeof closingSchema>
