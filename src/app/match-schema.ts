// The published description of markets to be matched and of results, made from the schemas that read them.
import { z } from 'zod'
import { marketSchema, resultSchema } from '../rooms/match/schema.ts'
import { seasonModelSchema } from '../rooms/match/seasons.ts'

/** The text of docs/match.schema.json; a test keeps the file the same. */
export function describeMatch(): string {
  const describe = (schema: z.ZodType) =>
    z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  const title = 'Isocenter market of a match, what came out of it, or a model of seasons, version 1'
  const { $schema, ...market } = describe(marketSchema)
  const { $schema: _, ...result } = describe(resultSchema)
  const { $schema: __, ...seasons } = describe(seasonModelSchema)
  return `${JSON.stringify({ title, $schema, anyOf: [market, result, seasons] }, null, 2)}\n`
}
