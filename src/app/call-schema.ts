// The published description of call files, made from the schema that reads them.
import { z } from 'zod'
import { callFileSchema } from '../rooms/call/call-file.ts'

/** The text of docs/call.schema.json; a test keeps the file the same. */
export function describeCall(): string {
  const { $schema, ...file } = z.toJSONSchema(callFileSchema, {
    ...{ io: 'input' as const, unrepresentable: 'any' as const },
  })
  return `${JSON.stringify({ title: 'Isocenter call file, version 1', $schema, ...file }, null, 2)}\n`
}
