// The published description of timelines, packs and verdicts, made from the schemas that read them.
import { z } from 'zod'
import { packSchema, timelineSchema, verdictSchema } from '../rooms/hours/schema.ts'

/** The text of docs/hours.schema.json; a test keeps the file the same. */
export function describeHours(): string {
  const describe = (schema: z.ZodType) => {
    const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
    return rest
  }
  const $schema = 'https://json-schema.org/draft/2020-12/schema'
  const verdicts = {
    type: 'object',
    properties: {
      format: { const: 'isocenter.verdicts' },
      version: { const: 1 },
      pack: { type: 'string' },
      edition: { type: 'string' },
      verdicts: { type: 'array', items: describe(verdictSchema) },
    },
  }
  const title = 'Isocenter timeline, pack of hours or verdicts, version 1'
  const anyOf = [describe(timelineSchema), describe(packSchema), verdicts]
  return `${JSON.stringify({ title, $schema, anyOf }, null, 2)}\n`
}
