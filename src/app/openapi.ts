// The API for other programs, described: every declared route with its shapes, as OpenAPI 3.1.
import { z } from 'zod'
import { policy } from '../rooms/people/index.ts'
import type { Declared } from '../platform/http.ts'

type Json = Record<string, unknown>

/** The document for `/api/openapi.json`. */
export function describeApi(declared: readonly Declared[], version: string): Json {
  const paths: Record<string, Json> = {}
  for (const route of declared) {
    const path = route.path.replace(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: describeRoute(route) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Isocenter',
      version,
      description:
        'Send `Authorization: Bearer iso_...` with a key from the Access page. A refusal is a list of findings: what is wrong, with the values, and what can be done.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/api' }],
    security: [{ key: [] }],
    paths,
    components: {
      securitySchemes: { key: { type: 'http', scheme: 'bearer' } },
      schemas: { Refusal: REFUSAL },
    },
  }
}

const TEXT = { type: 'string' }
const REFUSAL = {
  type: 'object',
  required: ['findings'],
  properties: {
    findings: {
      type: 'array',
      items: {
        type: 'object',
        required: ['rule', 'says'],
        properties: { rule: TEXT, says: TEXT, can: TEXT, path: TEXT, by: { type: 'number' } },
      },
    },
  },
}
const refusal = (description: string) => ({
  description,
  content: { 'application/json': { schema: { $ref: '#/components/schemas/Refusal' } } },
})

function describeRoute(route: Declared): Json {
  const { method, path, access, says, fields, params, query, body, output, takesFile } = route
  const word = (text: string) =>
    text.replace(/[^A-Za-z0-9]+(.)?/g, (_, next: string) => (next ?? '').toUpperCase())
  return {
    operationId: word(`${method.toLowerCase()}${path}`),
    summary: says,
    tags: [path.split('/')[1]!],
    ...(access === 'anyone' ? { security: [] } : {}),
    description: [`For: ${policy[access].says}`, ...(fields ? [fields] : [])].join(' '),
    parameters: [...parametersOf('path', path, params), ...parametersOf('query', path, query)],
    ...(takesFile
      ? { requestBody: { required: true, content: { 'application/octet-stream': {} } } }
      : body && method !== 'GET' && method !== 'DELETE' && hasFields(body)
        ? { requestBody: { required: true, content: jsonOf(body, 'input') } }
        : {}),
    responses: {
      200: { description: 'Done.', ...(output ? { content: jsonOf(output, 'input') } : {}) },
      ...(access === 'anyone'
        ? {}
        : { 401: refusal('Nobody is signed in, or the key is unknown.') }),
      400: refusal('A field is wrong; every one is named.'),
      409: refusal('Not possible, with every reason.'),
    },
  }
}

const jsonOf = (schema: z.ZodType, io: 'input' | 'output') => ({
  'application/json': { schema: shapeOf(schema, io) },
})

function shapeOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...shape } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json
  return shape
}

const hasFields = (schema: z.ZodType) =>
  Object.keys((shapeOf(schema, 'input')['properties'] as Json | undefined) ?? {}).length > 0

function parametersOf(
  place: 'path' | 'query',
  path: string,
  schema: z.ZodType | undefined,
): Json[] {
  const shape = schema ? shapeOf(schema, 'input') : {}
  const properties = (shape['properties'] ?? {}) as Record<string, Json>
  const required = new Set((shape['required'] as string[] | undefined) ?? [])
  const names =
    place === 'path'
      ? [...path.matchAll(/:(\w+)/g)].map(([, name]) => name!)
      : Object.keys(properties)
  return names.map((name) => ({
    ...{ name, in: place, required: place === 'path' || required.has(name) },
    schema: properties[name] ?? { type: 'string' },
  }))
}
