// The published description of problem files, made from the schema that reads them.
import { z } from 'zod'
import { problemSchema } from '../rooms/planning/schema.ts'

/** The text of docs/problem.schema.json; a test keeps the file the same. */
export function describeProblem(): string {
  const schema = z.toJSONSchema(problemSchema, { io: 'input', unrepresentable: 'any' })
  return `${JSON.stringify({ title: 'Isocenter problem, version 1', ...schema }, null, 2)}\n`
}
