// The published description of markets and certificates, made from the schemas that read them.
import { z } from 'zod'
import { allocationSchema, marketSchema } from '../rooms/allocation/schema.ts'

/** The text of docs/allocation.schema.json; a test keeps the file the same. */
export function describeAllocation(): string {
  const describe = (schema: z.ZodType) =>
    z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  const title = 'Isocenter market, or allocation of a market, version 1'
  const { $schema, ...market } = describe(marketSchema)
  const { $schema: _, ...allocation } = describe(allocationSchema)
  return `${JSON.stringify({ title, $schema, anyOf: [market, allocation] }, null, 2)}\n`
}
