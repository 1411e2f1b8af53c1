// The inside of a solver thread: searches, tells its parent, listens to a flag and to other threads.
import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads'
import { assert, sayList } from '../../../kernel/finding.ts'
import { compile } from '../compile.ts'
import { type Explanation, explain } from '../explain.ts'
import { bind, type Rule } from '../rule.ts'
import { type Cells, problemSchema } from '../schema.ts'
import type { Roster } from '../world.ts'
import { search, type SearchOptions, type SearchResult } from './search.ts'

export type ThreadData = {
  problem: unknown
  /** One 32-bit number; 1 = stop. Read in the middle of a solve, where no message arrives. */
  flag: SharedArrayBuffer
  options: { seconds: number; seed: number; deterministic: boolean; role: SearchOptions['role'] }
  start: Cells | null
}
export type FromThread =
  | { kind: 'best'; roster: Roster; totals: Float64Array }
  | { kind: 'bounds'; bounds: (number | null)[] }
  | { kind: 'phase'; says: string }
  /** No roster exists; an explanation is being looked for. */
  | { kind: 'impossible' }
  | { kind: 'done'; result: SearchResult; conflict: Explanation | null }
export type ToThread = { kind: 'best'; roster: Roster }

const EXPLAIN_SECONDS = 20

/** Call it once in the entry file of the thread, with the rules that the problem may name. */
export async function serveSolve(known: readonly Rule[]): Promise<void> {
  const port = parentPort
  assert(port, 'a solver thread has a parent')
  const { problem, flag, options, start } = workerData as ThreadData
  const stop = new Int32Array(flag)
  const shouldStop = () => Atomics.load(stop, 0) === 1
  const say = (message: FromThread) => port.postMessage(message)
  const bound = bind(problemSchema.parse(problem), known)
  assert(bound.ok, `the parent has bound the same problem: ${bound.ok || says(bound.findings)}`)
  const plan = bound.value
  const result = await search(compile(plan), {
    ...options,
    ...(start ? { start: plan.world.fromCells(start) } : {}),
    shouldStop,
    onBest: (roster, totals) => say({ kind: 'best', roster, totals }),
    onBounds: (bounds) => say({ kind: 'bounds', bounds: [...bounds] }),
    onPhase: (phase) => say({ kind: 'phase', says: phase }),
    pull: () => {
      let last: Roster | undefined
      for (let next = receiveMessageOnPort(port); next; next = receiveMessageOnPort(port))
        last = (next.message as ToThread).roster
      return last
    },
  })
  if (result.status === 'impossible') say({ kind: 'impossible' })
  const conflict =
    result.status === 'impossible'
      ? await explain(plan, { seconds: EXPLAIN_SECONDS, shouldStop })
      : null
  say({ kind: 'done', result, conflict })
  port.close()
}

function says(findings: readonly { says: string }[]): string {
  return sayList(findings.map((finding) => finding.says))
}
