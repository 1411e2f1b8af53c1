// A body that a route would take, made from its schema, with the ids of whatever is aimed at.
import { z } from 'zod'
import type { Target } from './estate.ts'

type Shape = {
  type?: string
  properties?: Record<string, Shape>
  required?: string[]
  items?: Shape
  anyOf?: Shape[]
  oneOf?: Shape[]
  allOf?: Shape[]
  enum?: unknown[]
  const?: unknown
  default?: unknown
  format?: string
  minimum?: number
  minLength?: number
  minItems?: number
  $ref?: string
  $defs?: Record<string, Shape>
}

/** Ids stand where their names say so. */
const BY_NAME: Record<string, keyof Target> = {
  person: 'person',
  programme: 'programme',
  plan: 'plan',
  draft: 'draft',
  work: 'work',
  period: 'period',
}
const BY_FORMAT: Record<string, string> = {
  date: '2026-09-01',
  'date-time': '2026-09-01T12:00:00Z',
  email: 'somebody@example.org',
  uri: 'https://example.org/x',
}

export function sampleBody(schema: z.ZodType, target: Target): unknown {
  const shape = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Shape
  return sample(shape, '', target, shape, 0)
}

function sample(shape: Shape, name: string, target: Target, root: Shape, depth: number): unknown {
  if (depth > 8) return null
  if (shape.$ref) {
    const id = shape.$ref.split('/').at(-1)!
    return sample(root.$defs?.[id] ?? root, name, target, root, depth + 1)
  }
  if (shape.const !== undefined) return shape.const
  if (shape.enum) return shape.enum[0]
  const choices = shape.anyOf ?? shape.oneOf
  if (choices) return sample(choices[0]!, name, target, root, depth + 1)
  if (shape.allOf)
    return Object.assign(
      {},
      ...shape.allOf.map((part) => sample(part, name, target, root, depth + 1) as object),
    )
  switch (shape.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(shape.properties ?? {})
          .filter(([key]) => shape.required?.includes(key))
          .map(([key, part]) => [key, sample(part, key, target, root, depth + 1)]),
      )
    case 'array':
      return Array.from({ length: Math.max(1, shape.minItems ?? 0) }, () =>
        sample(shape.items ?? {}, name, target, root, depth + 1),
      )
    case 'integer':
    case 'number':
      return Math.max(1, shape.minimum ?? 1)
    case 'boolean':
      return false
    case 'null':
      return null
    case 'string': {
      const id = BY_NAME[name]
      if (id) return target[id]
      return BY_FORMAT[shape.format ?? ''] ?? 'x'.repeat(Math.max(8, shape.minLength ?? 0))
    }
    default:
      return {}
  }
}
