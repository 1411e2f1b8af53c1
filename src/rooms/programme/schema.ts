// The words of a programme: what it teaches, where, by which rotations and electives.
import { z } from 'zod'
import { daySchema } from '../../kernel/day.ts'
import { findingSchema } from '../../kernel/finding.ts'
import { institutionSchema, roleSchema } from '../people/schema.ts'

/**
 * `leave` marks absence: a cell with it counts for nobody's coverage. `rest` marks a filler that
 * is no work at all. Every other kind is work; the word is the programme's own affair.
 */
export const workKinds = [
  'rotation',
  'elective',
  'call',
  'research',
  'leave',
  'conference',
  'rest',
] as const

/** How a cell looks: one of twelve colours, and a pattern for what is no ordinary rotation. */
export const lookSchema = z.object({
  color: z.int().min(0).max(11),
  pattern: z.enum(['plain', 'night', 'leave', 'admin', 'offsite']),
})

export const workViewSchema = z.object({
  id: z.string(),
  code: z.string(),
  name: z.string(),
  kind: z.enum(workKinds),
  categories: z.array(z.string()),
  look: lookSchema,
})
export type WorkView = z.infer<typeof workViewSchema>

export const planSummarySchema = z.object({
  id: z.string(),
  title: z.string(),
  from: daySchema,
  to: daySchema,
  people: z.int(),
  periods: z.int(),
  publishedVersion: z.int().nullable(),
})

export const programmeSummarySchema = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(['fellowship', 'residency']),
  specialty: z.string(),
  institution: institutionSchema,
  plans: z.array(planSummarySchema),
})

/** A record of the catalogue as the programme wrote it; `facts` keeps its own shape. */
export const recordSchema = z.object({
  id: z.string(),
  kind: z.string(),
  name: z.string(),
  facts: z.record(z.string(), z.unknown()),
})
export type CatalogueRecord = z.infer<typeof recordSchema>

export const programmeViewSchema = programmeSummarySchema.extend({
  facts: z.record(z.string(), z.unknown()),
  levels: z.array(z.object({ id: z.string(), label: z.string() })),
  rotations: z.array(recordSchema),
  electives: z.array(recordSchema),
  sites: z.array(recordSchema),
  equipment: z.array(recordSchema),
  people: z.array(
    z.object({ id: z.string(), name: z.string(), listName: z.string(), role: roleSchema }),
  ),
  /** What does not add up on its own page, for example headline counts of equipment. */
  warnings: z.array(findingSchema),
})
export type ProgrammeView = z.infer<typeof programmeViewSchema>
