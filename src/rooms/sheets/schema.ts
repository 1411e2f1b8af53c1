// The words of spreadsheets: tables as they were read, a sheet of ours that comes back, an import.
import { z } from 'zod'
import { findingSchema } from '../../kernel/finding.ts'
import { idSchema, lineSchema, nameSchema } from '../../kernel/id.ts'

/** One cell as a person sees it; of a merged run every cell has the text of the first one. */
export const tableCellSchema = z.object({
  text: z.string(),
  /** `#rrggbb` of a solid fill. */
  fill: z.string().optional(),
  note: z.string().optional(),
  /** Columns of the merged run that begins here, when more than one. */
  span: z.int().min(2).optional(),
  /** Belongs to a merged run that began further left or above. */
  covered: z.literal(true).optional(),
})
export type TableCell = z.infer<typeof tableCellSchema>

/** A sheet of a workbook, or the one table of a CSV file. `null` is an empty cell. */
export const tableSchema = z.object({
  name: z.string(),
  hidden: z.boolean(),
  rows: z.array(z.array(tableCellSchema.nullable())),
})
export type Table = z.infer<typeof tableSchema>

export const workbookSchema = z.object({
  tables: z.array(tableSchema),
  /** What was seen and left aside: pictures, rows beyond the limit. */
  remarks: z.array(findingSchema),
})
export type WorkbookView = z.infer<typeof workbookSchema>

/** Where a sheet of ours came from, as its hidden page says. */
export const originSchema = z.strictObject({
  plan: idSchema,
  /** A draft's id, or `published`. */
  line: z.string(),
  /** Version of that draft or publication when the file was made. */
  version: z.int(),
  title: z.string(),
})
export type Origin = z.infer<typeof originSchema>

/** What a label of somebody's workbook has meant before, in this programme. */
export const aliasSchema = z.strictObject({
  /** `column`: a heading of a list, by which part of a line it names. */
  kind: z.enum(['work', 'person', 'column']),
  label: lineSchema(120),
  /** Id of the work or person, or the part of a line; null = it means nothing here and is left out. */
  means: idSchema.nullable(),
})
export type Alias = z.infer<typeof aliasSchema>

export const importSchema = z.strictObject({
  name: nameSchema,
  cells: z
    .array(z.strictObject({ person: idSchema, period: idSchema, work: idSchema }))
    .max(50_000),
  notes: z
    .array(z.strictObject({ person: idSchema, period: idSchema, note: z.string().max(1_000) }))
    .max(5_000)
    .default([]),
  aliases: z.array(aliasSchema).max(2_000).default([]),
})
