// The published description of markets to be matched and of results, made from the schemas that read them.
import { z } from 'zod'
import { marketSchema, resultSchema } from '../rooms/match/schema.ts'

/** The text of docs/match.schema.json; a test keeps the file the same. */
export function describeMatch(): string {
  const describe = (schema: z.ZodType) =>
    z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  const title = 'Isocenter market of a match, or what came out of it, version 1'
  const { $schema, ...market } = describe(marketSchema)
  const { $schema: _, ...result } = describe(resultSchema)
  return `${JSON.stringify({ title, $schema, anyOf: [market, result] }, null, 2)}\n`
}
