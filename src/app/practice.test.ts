// A thread that practised on what the rules no longer know would die unseen.
import { expect, test } from 'vitest'
import { compile } from '../rooms/planning/compile.ts'
import { MUST } from '../rooms/planning/flat.ts'
import { bind } from '../rooms/planning/rule.ts'
import { problemSchema } from '../rooms/planning/schema.ts'
import { search } from '../rooms/planning/search/search.ts'
import { rotaRules } from '../rooms/rota/rules/index.ts'
import { practice } from './practice.ts'

test('the problem to practise on is one the rules know, has a roster, and is not solved at once', async () => {
  const bound = bind(problemSchema.parse(practice()), rotaRules)
  if (!bound.ok) throw new Error(bound.findings.map(({ says }) => says).join(' '))
  // In the work of a usual machine, so that a slow one says the same.
  const options = { seconds: 2, deterministic: true, role: 'improve' } as const
  const { status, totals } = await search(compile(bound.value, { release: true }), options)
  expect(totals[MUST]).toBe(0)
  expect(status).toBe('good')
})
