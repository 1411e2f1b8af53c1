// Several solver threads on one problem: the parent holds the best, so a lost thread loses nothing.
import type { Worker } from 'node:worker_threads'
import type { Explanation } from '../explain.ts'
import type { Cells, Problem } from '../schema.ts'
import { compareTotals, type Totals } from '../score.ts'
import type { Roster } from '../world.ts'
import type { HuntEvents } from './hunt.ts'
import type { SearchResult } from './search.ts'
import type { WayOut } from '../ways-out.ts'
import { type Clock, readClock } from './clock.ts'
import { openThread } from './spare.ts'
import type { FromThread, ThreadData, ToThread } from './thread.ts'

export type TeamOptions = HuntEvents & {
  /** Why there is no roster, before the ways out of it; each way as it is found. */
  onConflict?: (conflict: Explanation) => void
  onWay?: (way: WayOut) => void
  problem: Problem
  workerUrl: URL | string
  threads: number
  /** Whose seconds the budget is in; the wall's when it is not said. */
  clock?: Clock | undefined
  /** A command that searches as well, in a process of its own. */
  engine?: readonly string[] | undefined
  seconds: number
  seed: number
  deterministic: boolean
  start: Cells | null
  /** Look for ways out where no roster exists. */
  ways: boolean
}
export type TeamResult = {
  result: SearchResult | null
  roster: Roster | null
  totals: Totals | null
  bounds: (number | null)[]
  iterations: number
  conflict: Explanation | null
  ways: WayOut[]
  /** Why threads died, if any did. */
  failures: string[]
}

const GRACE_MS = 350
/**
 * The others would read the same rules at the same time; most problems have a legal roster sooner
 * when the first thread has the machine to itself for so long.
 */
const HEAD_START_MS = 600
/** Threads begin their own clock late; the team keeps time from when it was asked. */
const LATE_MS = 250
const SAME = 1e-6

export class Team {
  private readonly options: TeamOptions
  private readonly flag = new SharedArrayBuffer(4)
  private readonly workers: Worker[] = []
  private readonly state: TeamResult = {
    result: null,
    roster: null,
    totals: null,
    bounds: [],
    iterations: 0,
    conflict: null,
    ways: [],
    failures: [],
  }
  private running = 0
  /** The thread that works out why there is no roster; the others are not needed any more. */
  private explainer: Worker | undefined
  private abroad: Worker | undefined
  private deadline: NodeJS.Timeout | undefined
  /** For the threads that begin after the first one. */
  private waiting: ThreadData[] = []
  private headStart: NodeJS.Timeout | undefined
  private finish: (result: TeamResult) => void = () => {}

  constructor(options: TeamOptions) {
    this.options = options
  }

  run(): Promise<TeamResult> {
    const { threads, problem, workerUrl, seconds, seed, deterministic, start, engine, ways } =
      this.options
    const kind = this.options.clock ?? 'wall'
    const now = readClock(kind, threads)
    const clock = { kind, threads, begun: now() }
    return new Promise((resolve) => {
      this.finish = resolve
      const [first, ...others] = Array.from({ length: threads }, (_, nth): ThreadData => {
        const role = threads === 1 ? 'both' : nth === 0 ? 'improve' : 'prove'
        const options = { seconds, seed: seed + nth * 7919, deterministic, role, clock } as const
        return { problem, flag: this.flag, options, start, ways }
      })
      this.add(workerUrl, first!)
      this.waiting = others
      if (deterministic || start) this.startOthers()
      else this.headStart = setTimeout(() => this.startOthers(), HEAD_START_MS)
      if (engine?.length && !deterministic) {
        const options = { seconds, seed, deterministic, role: 'both' } as const
        this.abroad = this.add(workerUrl, { problem, flag: this.flag, options, start, engine })
      }
      if (deterministic) return
      const left = () => clock.begun + seconds * 1000 + LATE_MS - now()
      // By another clock than its own a timer can only look again.
      const wait = () => {
        const again = kind === 'wall' ? left() : Math.min(100, left())
        this.deadline = setTimeout(() => (left() > 0 ? wait() : this.stop()), again)
      }
      wait()
    })
  }

  private add(workerUrl: URL | string, data: ThreadData): Worker {
    const worker = openThread(workerUrl, data)
    this.workers.push(worker)
    this.running++
    worker.on('message', (message: FromThread) => this.hear(worker, message))
    worker.on('error', (error) => this.state.failures.push(String(error)))
    worker.on('exit', () => this.leave())
    return worker
  }

  /** Asks all threads to stop; whoever does not within the grace time is ended. */
  stop(): void {
    this.startNoMore()
    Atomics.store(new Int32Array(this.flag), 0, 1)
    setTimeout(() => {
      this.finish(this.state)
      for (const worker of this.workers) void worker.terminate()
    }, GRACE_MS).unref()
  }

  private startOthers(): void {
    for (const data of this.startNoMore()) this.add(this.options.workerUrl, data)
  }

  /** Says which threads were still to be started. */
  private startNoMore(): ThreadData[] {
    clearTimeout(this.headStart)
    return this.waiting.splice(0)
  }

  private leave(): void {
    this.running--
    this.startOthers()
    if (this.running > 0) return
    clearTimeout(this.deadline)
    this.finish(this.state)
  }

  private hear(worker: Worker, message: FromThread): void {
    const { options, state } = this
    if (this.explainer && this.explainer !== worker) return
    if (message.kind === 'phase') return options.onPhase?.(message.says)
    if (message.kind === 'impossible') return this.explainWith(worker)
    if (message.kind === 'conflict') {
      state.conflict = message.conflict
      return options.onConflict?.(message.conflict)
    }
    if (message.kind === 'way') {
      state.ways.push(message.way)
      return options.onWay?.(message.way)
    }
    if (message.kind === 'fault') return void state.failures.push(message.says)
    if (message.kind === 'repaired' || message.kind === 'fairness') return
    if (message.kind === 'bounds') return this.raiseBounds(message.bounds)
    if (message.kind === 'best') return this.take(worker, message.roster, message.totals)
    const { result } = message
    state.iterations += result.iterations
    if (result.status !== 'impossible') this.take(worker, result.roster, result.totals)
    this.raiseBounds([...result.bounds])
    if (!state.result || ['proven-best', 'impossible'].includes(result.status))
      state.result = result
    if (['proven-best', 'impossible'].includes(result.status)) this.stop()
  }

  /** Why there is no roster is worth some seconds more, and both cores of one thread. */
  private explainWith(worker: Worker): void {
    if (this.explainer) return
    this.explainer = worker
    this.startNoMore()
    clearTimeout(this.deadline)
    for (const other of this.workers)
      // The thread of a foreign engine must live to end that engine's process.
      if (other !== worker && other !== this.abroad) void other.terminate()
  }

  private take(from: Worker, roster: Roster, totals: Totals): void {
    const { state } = this
    if (state.totals && compareTotals(totals, state.totals) >= 0) return
    state.roster = roster
    state.totals = totals
    this.options.onBest?.(roster, totals)
    const message: ToThread = { kind: 'best', roster }
    for (const other of this.workers) if (other !== from) other.postMessage(message)
    this.stopWhenProven()
  }

  private raiseBounds(bounds: readonly (number | null)[]): void {
    this.state.bounds = bounds.map((bound, level) => {
      const known = this.state.bounds[level] ?? null
      return known === null || bound === null ? (known ?? bound) : Math.max(known, bound)
    })
    this.options.onBounds?.(this.state.bounds)
    this.stopWhenProven()
  }

  private stopWhenProven(): void {
    const { totals, bounds } = this.state
    if (totals?.every((total, level) => total <= SAME + (bounds[level] ?? 0))) this.stop()
  }
}
