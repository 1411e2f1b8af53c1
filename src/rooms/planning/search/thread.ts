// The inside of a solver thread: searches or repairs, tells its parent, listens to a flag and to others.
import { type MessagePort, parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads'
import { assert, sayList } from '../../../kernel/finding.ts'
import { compile } from '../compile.ts'
import { type Explanation, explain } from '../explain.ts'
import { type FairBound, fairestMost } from '../fairness.ts'
import { type Repair, repair, type RepairRequest } from '../repair.ts'
import { bind, type Plan, type Rule } from '../rule.ts'
import { type Cells, type ProblemInput, problemSchema } from '../schema.ts'
import type { Roster } from '../world.ts'
import { type WayOut, waysOut } from '../ways-out.ts'
import { type Clock, readClock } from './clock.ts'
import { startForeign } from './foreign.ts'
import { search, type SearchOptions, type SearchResult } from './search.ts'
import type { Waiting } from './spare.ts'

type ThreadOptions = {
  seconds: number
  seed: number
  deterministic: boolean
  role: SearchOptions['role']
  /** Whose seconds they are, and what that clock showed when they began; `deterministic` has its own. */
  clock?: { kind: Clock; threads: number; begun: number }
}
export type ThreadData = {
  problem: unknown
  /** One 32-bit number; 1 = stop. Read in the middle of a solve, where no message arrives. */
  flag: SharedArrayBuffer
  options: ThreadOptions
  start: Cells | null
  /** Look for ways out where no roster exists. */
  ways?: boolean
  /** Asks for a repair instead of a search. */
  repair?: RepairRequest
  /** Lets this command search beside the threads; see `foreign.ts`. */
  engine?: readonly string[]
  /** Asks how evenly a burden of this rule could be shared: the index of its choice, the nth of it. */
  fairness?: { choice: number; nth: number }
}
export type FromThread =
  | { kind: 'best'; roster: Roster; totals: Float64Array }
  | { kind: 'bounds'; bounds: (number | null)[] }
  | { kind: 'phase'; says: string }
  /** No roster exists; an explanation is being looked for. */
  | { kind: 'impossible' }
  /** Why there is none; ways out are being looked for. */
  | { kind: 'conflict'; conflict: Explanation }
  | { kind: 'way'; way: WayOut }
  | { kind: 'done'; result: SearchResult }
  | { kind: 'repaired'; repair: Repair }
  | { kind: 'fairness'; bound: FairBound }
  /** The foreign engine failed; the search goes on without it. */
  | { kind: 'fault'; says: string }
export type ToThread = { kind: 'best'; roster: Roster }

const EXPLAIN_SECONDS = 20
const WAYS_SECONDS = 20
const PRACTICE_SECONDS = 2

type Say = (message: FromThread) => void

/**
 * Call it once in the entry file of the thread, with the rules that the problem may name; a thread
 * that waits for its work solves the problem of `practice` meanwhile.
 */
export async function serveSolve(
  known: readonly Rule[],
  practice: () => ProblemInput,
): Promise<void> {
  const port = parentPort
  assert(port, 'a solver thread has a parent')
  const given = workerData as ThreadData | Waiting
  const data = 'wake' in given ? await beReady(port, given, bindAll(practice(), known)) : given
  const stop = new Int32Array(data.flag)
  const shouldStop = () => Atomics.load(stop, 0) === 1
  const say: Say = (message) => port.postMessage(message)
  const plan = bindAll(data.problem, known)
  if (data.repair) {
    const options = { ...data.options, shouldStop, known }
    say({ kind: 'repaired', repair: await repair(plan, data.repair, options) })
  } else if (data.fairness) {
    const { choice, nth } = data.fairness
    const asked = plan.rules.find(({ index }) => index === choice)
    const load = asked?.rule.loads?.(asked.params, plan.world)[nth]
    assert(load, 'the choice is one that shares out a burden')
    const { seconds } = data.options
    say({ kind: 'fairness', bound: await fairestMost(plan, load, { seconds, shouldStop }) })
  } else if (data.engine) await searchAbroad(plan, data, data.engine, shouldStop)
  else await searchAndExplain(plan, data, shouldStop, say)
  port.close()
}

function bindAll(problem: unknown, known: readonly Rule[]): Plan {
  const bound = bind(problemSchema.parse(problem), known)
  assert(bound.ok, `the parent has bound the same problem: ${bound.ok || says(bound.findings)}`)
  return bound.value
}

/**
 * What runs for the first time is slow: rules are read, the solver is translated. When a real problem
 * comes and wakes the thread, all that has been done.
 */
async function beReady(port: MessagePort, { wake }: Waiting, practice: Plan): Promise<ThreadData> {
  await search(compile(practice, { release: true }), {
    seconds: PRACTICE_SECONDS,
    role: 'improve',
  })
  port.postMessage({ kind: 'phase', says: 'Ready' } satisfies FromThread)
  // Asleep, and not listening: messages after the first are for the middle of a search.
  Atomics.wait(new Int32Array(wake), 0, 0)
  return receiveMessageOnPort(port)!.message as ThreadData
}

async function searchAndExplain(
  plan: Plan,
  { options, start, ways }: ThreadData,
  shouldStop: () => boolean,
  say: Say,
): Promise<void> {
  const { clock, ...asked } = options
  const compiled = compile(plan, { release: true })
  // A thread begins late; the time until then is gone for whoever waits for the answer.
  const now = clock && readClock(clock.kind, clock.threads)
  const late = now && !options.deterministic ? (now() - clock.begun) / 1000 : 0
  const result = await search(compiled, {
    ...asked,
    seconds: Math.max(0.01, options.seconds - late),
    ...(now ? { now } : {}),
    ...(start ? { start: plan.world.fromCells(start) } : {}),
    shouldStop,
    onBest: (roster, totals) => say({ kind: 'best', roster, totals }),
    onBounds: (bounds) => say({ kind: 'bounds', bounds: [...bounds] }),
    onPhase: (phase) => say({ kind: 'phase', says: phase }),
    pull: () => {
      let last: Roster | undefined
      const next = () => receiveMessageOnPort(parentPort!)
      for (let message = next(); message; message = next())
        last = (message.message as ToThread).roster
      return last
    },
  })
  if (result.status === 'impossible') {
    say({ kind: 'impossible' })
    const { clashing: suspects } = result
    const conflict = await explain(plan, { seconds: EXPLAIN_SECONDS, shouldStop, suspects })
    say({ kind: 'conflict', conflict })
    const onFound = (way: WayOut) => say({ kind: 'way', way })
    if (conflict.status === 'conflict' && ways)
      await waysOut(plan, conflict, { seconds: WAYS_SECONDS, shouldStop, onFound })
  }
  say({ kind: 'done', result })
}

/** A thread that only listens: to the engine's process, to its parent, to the flag. */
async function searchAbroad(
  plan: Plan,
  { options, start }: ThreadData,
  command: readonly string[],
  shouldStop: () => boolean,
): Promise<void> {
  const port = parentPort!
  const say: Say = (message) => port.postMessage(message)
  const begin = start ? plan.world.fromCells(start) : null
  const foreign = startForeign(
    compile(plan),
    command,
    { seconds: options.seconds, seed: options.seed, start: begin },
    {
      onBest: (roster, totals) => say({ kind: 'best', roster, totals }),
      onBounds: (bounds) => say({ kind: 'bounds', bounds }),
    },
  )
  port.on('message', (message: ToThread) => foreign.share(message.roster))
  const watch = setInterval(() => shouldStop() && foreign.stop(), 50)
  const fault = await foreign.ended
  clearInterval(watch)
  if (fault) say({ kind: 'fault', says: fault })
}

function says(findings: readonly { says: string }[]): string {
  return sayList(findings.map((finding) => finding.says))
}
