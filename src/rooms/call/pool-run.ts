// Solving one pool of call after the other, until somebody stops it.
import { startSolve } from '../planning/index.ts'
import { bind } from '../planning/rule.ts'
import { problemSchema } from '../planning/schema.ts'
import { rotaRules } from '../rota/index.ts'
import type { CallAsked } from './asked.ts'
import { type CallPool, callsOf, namePool, type PoolOutcome } from './problem.ts'
import type { CallProgress } from './schema.ts'

/** How often what was found is written down. */
const TELL_MS = 1_000

export type PoolTell = (says: string, progress: CallProgress) => Promise<void>

type Planned = {
  asked: CallAsked
  /** For each pool. */
  seconds: number
  workerUrl: URL | undefined
  tell: PoolTell
}

/** One pool at a time, until it is stopped; from then on the first legal roster is good enough. */
export class PoolRun {
  private readonly of: Planned
  private isStopped = false
  private isFound = false
  private toldAt = 0
  private cancel = () => {}

  constructor(of: Planned) {
    this.of = of
  }

  halt() {
    this.isStopped = true
    if (this.isFound) this.cancel()
  }

  async solve(pool: CallPool, nth: number, of: number): Promise<PoolOutcome<string>> {
    const bound = bind(problemSchema.parse(pool.problem), rotaRules)
    if (!bound.ok) return { fault: bound.findings[0]!.says }
    const { seconds, asked, workerUrl, tell: say } = this.of
    const name = namePool(asked, pool)
    this.isFound = false
    const tell = (more: Omit<CallProgress, 'nth' | 'of' | 'pool'>) => {
      this.toldAt = Date.now()
      const says = `Planning ${name} (${nth + 1} of ${of}).`
      return say(says, { nth: nth + 1, of, pool: name, ...more })
    }
    await tell({ found: false, missed: null, bound: null, seconds: 0 })
    const run = startSolve(
      bound.value,
      { seconds, seed: 1, ways: false, ...(workerUrl ? { workerUrl } : {}) },
      ({ found, score, elapsedMs }) => {
        this.isFound ||= found
        if (found && this.isStopped) run.cancel()
        if (Date.now() - this.toldAt < TELL_MS) return
        const fair = score?.levels.find(({ goal }) => goal === 'fairness')
        void tell({
          ...{ found, missed: fair?.amount ?? null, bound: fair?.bound ?? null },
          seconds: Math.round(elapsedMs / 1000),
        }).catch(() => {})
      },
    )
    this.cancel = run.cancel
    const result = await run.done
    if (result.cells && result.score?.broken === 0)
      return { calls: callsOf(asked, pool, result.cells) }
    const parts = result.conflict?.parts.slice(0, 4).map(({ says }) => says) ?? []
    return { fault: [result.says, ...parts].join(' ') }
  }
}
