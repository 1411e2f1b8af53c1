// Plans a stretch of call in a test as the server does: weeks first, then days, pool by pool.
import { startSolve } from '../planning/index.ts'
import { bind } from '../planning/rule.ts'
import { problemSchema } from '../planning/schema.ts'
import { rotaRules } from '../rota/rules/index.ts'
import type { CallAsked, NewCall } from './asked.ts'
import { callsOf, planPools } from './problem.ts'

/** Calls of the span, or what the engine says where there is no roster. */
export async function planned(
  asked: CallAsked,
  seconds = 1,
): Promise<{ calls: NewCall[]; says: string[] }> {
  const { calls, faults } = await planPools<string>(asked, async (pool) => {
    const bound = bind(problemSchema.parse(pool.problem), rotaRules)
    if (!bound.ok) throw new Error(bound.findings.map((one) => one.says).join('\n'))
    const options = { seconds, seed: 1, deterministic: true, ways: false }
    const result = await startSolve(bound.value, options).done
    return result.cells ? { calls: callsOf(asked, pool, result.cells) } : { fault: result.says }
  })
  return { calls, says: faults.map(({ fault }) => fault) }
}
