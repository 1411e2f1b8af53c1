// One foreign problem, one seed, a process of its own: what is known after so many CPU seconds?
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { rootFolder } from '../src/platform/root.ts'
import { keepSpare, startSolve } from '../src/rooms/planning/index.ts'
import type { Cells, Score } from '../src/rooms/planning/schema.ts'
import { type Case, openCase, type SetName } from './foreign-cases.ts'

/** CPU seconds: 10, 30 and 60 seconds of two cores that nobody else uses. */
export const MARKS = [20, 60, 120]
export const THREADS = 2

export type Asked = { set: SetName; id: string; seed: number; cpu: number; isTold: boolean }

/** `score` by the independent checker; null = no roster. `limit`: no score can pass it. */
export type State = { score: number | null; broken: number; limit: number | null }
/** Since the problem was handed over: CPU seconds of all threads, and seconds by the clock. */
export type Moment = { cpu: number; clock: number }
export type Run = {
  size: string
  rules: string
  /** Until a roster kept every must, and until the last one that was better. */
  first: Moment | null
  last: Moment | null
  /** By the CPU seconds of the mark. */
  marks: Record<string, State>
  end: State
  cpu: number
  wall: number
  /** Most memory that the process has had, in MB. */
  memory: number
  says: string
}

export async function solveForeign(asked: Asked): Promise<Run> {
  const problem = openCase(asked.set, asked.id)
  const { size, rules, plan } = problem
  const workerUrl = pathToFileURL(join(rootFolder, 'build', 'server', 'solve-worker.js'))
  // One thread stands ready, as in the server.
  await keepSpare(workerUrl)
  const watch = new Watch(problem, asked)
  const options = {
    ...{ seconds: asked.cpu / THREADS, seed: asked.seed, workerUrl, threads: THREADS },
    clock: 'cpu' as const,
  }
  const solve = startSolve(plan, options, (progress) => watch.hear(progress))
  const clock = setInterval(() => {
    watch.passMarks()
    if (watch.used() >= asked.cpu) solve.cancel()
  }, 100)
  const result = await solve.done
  clearInterval(clock)
  const { first, last, marks } = watch
  const end = stateOf(problem, { cells: result.cells, score: result.score })
  return {
    ...{ size, rules, first, last, marks, end, says: result.says },
    cpu: watch.used(),
    wall: result.elapsedMs / 1000,
    memory: Math.round(process.resourceUsage().maxRSS / 1024),
  }
}

type Known = { cells: Cells | null; score: Score | null }
type Heard = {
  found: boolean
  score: Score | null
  cells?: Cells
  phase: string
  elapsedMs: number
}

/** Keeps what was best when a mark was passed. */
class Watch {
  first: Run['first'] = null
  last: Run['last'] = null
  readonly marks: Run['marks'] = {}
  private readonly problem: Case
  private readonly asked: Asked
  private readonly left: number[]
  private known: Known = { cells: null, score: null }
  private told = ''
  private readonly begun = process.cpuUsage()

  constructor(problem: Case, asked: Asked) {
    this.problem = problem
    this.asked = asked
    this.left = MARKS.filter((mark) => mark < asked.cpu)
  }

  /** CPU seconds of all threads since the problem was handed over. */
  used(): number {
    const { user, system } = process.cpuUsage(this.begun)
    return (user + system) / 1e6
  }

  passMarks(): void {
    while (this.left.length > 0 && this.used() >= this.left[0]!)
      this.marks[this.left.shift()!] = stateOf(this.problem, this.known)
  }

  hear({ found, score, cells, phase, elapsedMs }: Heard): void {
    this.passMarks()
    if (this.asked.isTold && phase !== this.told) {
      this.told = phase
      const missed = score ? wish(score).amount : 'nothing found'
      console.error(
        `${this.used().toFixed(1)} CPU s, ${score?.broken ?? '-'} broken, ${missed}: ${phase}`,
      )
    }
    if (!found || !score) return
    const moment = { cpu: this.used(), clock: elapsedMs / 1000 }
    this.first ??= moment
    if (cells) this.last = moment
    this.known = { cells: cells ?? this.known.cells, score }
  }
}

/** All soft rules of the sources are wishes. */
const wish = (score: Score) => score.levels.find((level) => level.goal === 'wish')!

function stateOf({ verdict, limitOf }: Case, { cells, score }: Known): State {
  const amount = score ? wish(score).bound : null
  const limit = amount === null ? null : limitOf(amount)
  return cells ? { ...verdict(cells), limit } : { score: null, broken: 0, limit }
}
