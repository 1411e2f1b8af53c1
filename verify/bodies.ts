// What could somebody send to a route? Values from its schema, beside it, and far from it.
import fc from 'fast-check'

type Shape = {
  type?: string | string[]
  properties?: Record<string, Shape>
  required?: string[]
  items?: Shape
  anyOf?: Shape[]
  oneOf?: Shape[]
  enum?: unknown[]
  const?: unknown
  format?: string
  minimum?: number
  maximum?: number
  $ref?: string
}

const WORDS = [
  '',
  ' ',
  '\u0000',
  '\u202Eevil',
  '\uD800',
  '𝕬𝖑𝖑 𝖙𝖍𝖊 𝖜𝖔𝖗𝖉𝖘',
  'é'.normalize('NFD'),
  "'; drop table person; --",
  '<script>alert(1)</script>',
  '=cmd|calc!A1',
  '../../etc/passwd',
  '%00',
  'line\r\nBcc: a@example.org',
  '{{7*7}}',
  '2026-02-30',
  '9999-12-31',
  '0000-01-01',
  '2026-11-26',
  '99999999999999999999',
  'NaN',
  'null',
  'a'.repeat(5_000),
]
const NUMBERS = [0, -1, 1, 0.5, 2 ** 31, 2 ** 53, -(2 ** 53), 1e308, 400, 20_001]

export const HOSTILE: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...WORDS),
  fc.string({ maxLength: 60 }),
)

const anything: fc.Arbitrary<unknown> = fc.oneof(
  HOSTILE,
  fc.constantFrom(...NUMBERS),
  fc.constantFrom(true, false, null, [], {}),
  fc.jsonValue({ maxDepth: 2 }),
)

/** Mostly of the shape, with a grain of what is not in it. */
export function anyBody(shape: object): fc.Arbitrary<unknown> {
  const fitting = fits(shape as Shape, 0)
  return fc.oneof(
    { weight: 6, arbitrary: fitting },
    { weight: 3, arbitrary: fitting.chain(spoil) },
    { weight: 1, arbitrary: anything },
  )
}

/** One field missing, wrong, or too many. */
function spoil(value: unknown): fc.Arbitrary<unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return anything
  const keys = Object.keys(value)
  return fc
    .tuple(fc.constantFrom(...keys, 'tenant', 'version', '__proto__', 'role'), anything, fc.nat(2))
    .map(([key, wrong, how]) => {
      const copy: Record<string, unknown> = { ...value }
      if (how === 0) delete copy[key]
      else if (how === 1) copy[key] = wrong
      else copy[`${key}X`] = wrong
      return copy
    })
}

function fits(shape: Shape, depth: number): fc.Arbitrary<unknown> {
  if (depth > 5 || shape.$ref) return anything
  if (shape.const !== undefined) return fc.constant(shape.const)
  if (shape.enum) return fc.constantFrom(...shape.enum)
  const choices = shape.anyOf ?? shape.oneOf
  if (choices) return fc.oneof(...choices.map((one) => fits(one, depth + 1)))
  switch (shape.type) {
    case 'object': {
      const entries = Object.entries(shape.properties ?? {})
      return fc.record(
        Object.fromEntries(entries.map(([key, part]) => [key, fits(part, depth + 1)])),
        { requiredKeys: shape.required ?? [] },
      )
    }
    case 'array':
      return fc.array(fits(shape.items ?? {}, depth + 1), { maxLength: 3 })
    case 'integer':
      return fc.oneof(fc.integer({ min: -2, max: 40 }), fc.constantFrom(...NUMBERS))
    case 'number':
      return fc.oneof(fc.double(), fc.constantFrom(...NUMBERS))
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    case 'string':
      return fc.oneof(
        { weight: 2, arbitrary: fc.constantFrom('2026-09-01', 'a@example.org', 'x', 'empty') },
        { weight: 2, arbitrary: HOSTILE },
        { weight: 1, arbitrary: fc.string({ minLength: 12, maxLength: 40 }) },
      )
    default:
      return anything
  }
}
