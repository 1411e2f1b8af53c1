// How good is the engine on problems that nobody here wrote, beside the best known?
import { spawnSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { rootFolder } from '../src/platform/root.ts'
import { startSolve } from '../src/rooms/planning/index.ts'
import type { Score } from '../src/rooms/planning/schema.ts'
import { type Case, caseIds, openCase } from './real-cases.ts'
import { benchFile } from './real-source.ts'
import type { Row } from './table.ts'

const MARKS = [10, 30, 60]
const THREADS = 2

/**
 * Words of the command line: `nrp24` for the shift problems; the beginning of a problem's name (or a
 * whole one, as Instance4); a number = CPU seconds of both threads together; `seed=3`. Without a
 * number each problem has 60 s of time. `phases` prints what the search does, and its score, as it goes.
 */
export async function benchReal(words: readonly string[]): Promise<Row[]> {
  const ids = caseIds(words)
  if (ids.length === 0)
    return [{ problem: 'skipped: ../shared/bench is not beside the repository' }]
  const budget = words.map(Number).find((value) => value > 0)
  const seed = Number(words.find((word) => word.startsWith('seed='))?.slice(5) ?? 1)
  const isTold = words.includes('phases')
  const rows: Row[] = []
  for (const id of ids) {
    const row = await solveOne(openCase(id), { seed, budget, isTold, seconds: budget ?? 60 })
    console.log(JSON.stringify(row))
    rows.push(row)
  }
  return rows
}

type Limits = { seed: number; seconds: number; budget: number | undefined; isTold: boolean }

async function solveOne(problem: Case, limits: Limits): Promise<Row> {
  const { scoreOf } = problem
  const { result, trace, firstMs, memory, cpu } = await follow(problem, limits)
  const verdict = result.cells ? problem.verdict(result.cells) : null
  const at = MARKS.filter((mark) => mark <= limits.seconds).map((mark) => {
    const last = trace.filter((entry) => entry.ms <= mark * 1000).at(-1)
    return [`at ${mark} s`, last ? round(scoreOf(wish(last.score).amount)) : 'none'] as const
  })
  const bound = result.score ? wish(result.score).bound : null
  return {
    problem: problem.id,
    size: problem.size,
    rules: problem.rules,
    'first legal': firstMs === undefined ? 'none' : `${(firstMs / 1000).toFixed(1)} s`,
    ...Object.fromEntries(at),
    end: `${verdict ? round(verdict.score) : 'none'} (${(result.elapsedMs / 1000).toFixed(1)} s)`,
    bound: bound === null ? 'unknown' : round(scoreOf(bound)),
    'musts broken': verdict ? verdict.broken : '-',
    CPU: `${cpu.toFixed(0)} s`,
    'peak memory': `${memory} MB`,
    'to beat': problem.toBeat,
    peer: problem.file ? runPeer(problem.file, limits) : 'does not read it',
  }
}

/** With a budget the search is stopped when the process has used so much, or after as many seconds. */
async function follow({ plan, scoreOf }: Case, { seconds, seed, budget, isTold }: Limits) {
  const trace: { ms: number; score: Score }[] = []
  let firstMs: number | undefined
  let memory = 0
  const before = process.cpuUsage()
  const used = () => {
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1e6
  }
  const workerUrl = pathToFileURL(join(rootFolder, 'build', 'server', 'solve-worker.js'))
  const options = { seconds, seed, workerUrl, threads: THREADS }
  let told = ''
  const solve = startSolve(plan, options, ({ found, score, phase, elapsedMs: ms }) => {
    if (isTold && phase !== told) {
      const now = score ? round(scoreOf(wish(score).amount)) : 'none'
      console.log(
        `${(ms / 1000).toFixed(1)} s  broken ${score?.broken ?? '-'}  score ${now}  ${phase}`,
      )
      told = phase
    }
    if (!found || !score) return
    firstMs ??= ms
    trace.push({ ms, score })
  })
  const watch = setInterval(() => {
    memory = Math.max(memory, Math.round(process.memoryUsage().rss / 2 ** 20))
    if (budget && used() >= budget) solve.cancel()
  }, 250)
  const result = await solve.done
  clearInterval(watch)
  return { result, trace, firstMs, memory, cpu: used() }
}

/** All soft rules of the sources are wishes. */
const wish = (score: Score) => score.levels.find((level) => level.goal === 'wish')!

const round = (value: number) => Number(value.toFixed(2))

type Answer = { checked?: number; bound?: number; violations?: number }

/** The standing rival with as many seconds and threads, where OR-tools is installed. */
function runPeer(file: readonly string[], { seconds, budget }: Limits): string {
  const has = spawnSync('python3', ['-c', 'import ortools'], { stdio: 'ignore' })
  if (has.status !== 0) return 'no OR-tools here'
  const words = [benchFile('peer', 'cpsat_peer.py'), benchFile(...file)]
  const run = spawnSync(
    'python3',
    [...words, String(budget ? budget / THREADS : seconds), String(THREADS)],
    {
      cwd: tmpdir(),
      encoding: 'utf8',
    },
  )
  const line = run.stdout.trim().split('\n').at(-1) ?? ''
  if (run.status !== 0 || !line.includes('{')) return 'the peer failed'
  const { checked, bound, violations } = JSON.parse(line.slice(line.indexOf('{'))) as Answer
  return `${checked ?? 'none'} (limit ${bound ?? 'unknown'}, broken ${violations ?? '-'})`
}
