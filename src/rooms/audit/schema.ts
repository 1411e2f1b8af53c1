// The words of the audit: one entry, a search, the state of the chain, a right.
import { z } from 'zod'
import { accessNames, riskNames } from '../../platform/contract.ts'

export const entrySchema = z.object({
  id: z.number(),
  at: z.iso.datetime(),
  /** Null: the program itself. */
  actor: z.string().nullable(),
  actorName: z.string().nullable(),
  behalf: z.string().nullable(),
  action: z.string(),
  thing: z.string(),
  thingId: z.string(),
  subject: z.string().nullable(),
  subjectName: z.string().nullable(),
  /** What is different: of an insertion or a removal all, of a change what changed. */
  changes: z.array(
    z.object({ field: z.string(), before: z.string().nullable(), after: z.string().nullable() }),
  ),
  reason: z.string().nullable(),
  request: z.string().nullable(),
})
export type Entry = z.infer<typeof entrySchema>

const text = z.string().max(200)
export const searchSchema = z.strictObject({
  /** Id of who did it. */
  actor: text.optional(),
  /** Id of whom it is about. */
  subject: text.optional(),
  thing: text.optional(),
  /** Anywhere in what was written. */
  words: text.optional(),
  /** Entries before this one: the next page. */
  before: z.coerce.number().int().positive().optional(),
})
export type Search = z.output<typeof searchSchema>

export const chainSchema = z.object({
  entries: z.number(),
  /** Hash of the last entry; null while there is none. */
  head: z.string().nullable(),
  /** What does not fit, in sentences; empty when everything does. */
  faults: z.array(z.string()),
})
export type Chain = z.infer<typeof chainSchema>

export const rightSchema = z.object({
  access: z.enum(accessNames),
  says: z.string(),
  routes: z.array(
    z.object({
      method: z.string(),
      path: z.string(),
      says: z.string(),
      risk: z.enum(riskNames),
      fields: z.string().nullable(),
    }),
  ),
})
export type Right = z.infer<typeof rightSchema>
