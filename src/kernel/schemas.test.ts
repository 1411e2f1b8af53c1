// What people are told about a wrong field: words, not the names of types.
import { expect, test } from 'vitest'
import './schemas.ts'
import { z } from 'zod'

const shape = z.strictObject({
  name: z.string().min(2),
  count: z.number().max(5),
  kind: z.enum(['one', 'two']),
  list: z.array(z.string()).min(1),
})

test.each([
  [{ count: 1, kind: 'one', list: ['a'] }, 'name: is missing'],
  [{ name: 7, count: 1, kind: 'one', list: ['a'] }, 'name: must be a text, not 7'],
  [{ name: 'x', count: 1, kind: 'one', list: ['a'] }, 'name: needs at least 2 characters'],
  [{ name: 'xy', count: 6, kind: 'one', list: ['a'] }, 'count: may have at most 5'],
  [{ name: 'xy', count: 1, kind: 'six', list: ['a'] }, 'kind: must be "one" or "two", not "six"'],
  [{ name: 'xy', count: 1, kind: 'one', list: [] }, 'list: needs at least 1 entry'],
  [{ name: 'xy', count: 1, kind: 'one', list: ['a'], x: 1 }, ': has an unknown field: x'],
])('%j', (value, says) => {
  const parsed = shape.safeParse(value)
  const issues = parsed.error?.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
  expect(issues).toEqual([says])
})
