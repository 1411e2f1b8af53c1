// How soon has the engine a legal year of each demo plan, and how good is it after 10, 30, 60 s?
import { spawnSync } from 'node:child_process'
import { pathToFileURL } from 'node:url'
import { join } from 'node:path'
import { demoProblem, plans } from '../demo/plans.ts'
import { rootFolder } from '../src/platform/root.ts'
import { startSolve } from '../src/rooms/planning/index.ts'
import { judge, type Plan } from '../src/rooms/planning/rule.ts'
import type { ProblemInput, Score } from '../src/rooms/planning/schema.ts'
import type { Row } from './table.ts'
import { bindYear, department, fourYears } from './years.ts'

const MARKS = [10, 30, 60]

const SECONDS = 60

const years: Record<string, () => ProblemInput> = {
  ...Object.fromEntries(plans.map(({ id }) => [id, () => demoProblem(id)])),
  'four-years': fourYears,
  department,
}

/** `seeds=3` for the seeds 1, 2 and 3, each in a row of its own. */
export function benchPlanning(words: readonly string[]): Row[] {
  const count = Number(words.find((word) => word.startsWith('seeds='))?.slice(6) ?? 1)
  const only = words.filter((word) => !word.startsWith('seeds='))
  const ids = Object.keys(years).filter((id) => only.length === 0 || only.includes(id))
  return ids.flatMap((id) => Array.from({ length: count }, (_, nth) => solveApart(id, nth + 1)))
}

/** In a process of its own: the memory is of this plan alone. */
function solveApart(id: string, seed: number): Row {
  const words = [process.argv[1]!, 'plan', id, String(seed)]
  const run = spawnSync(process.execPath, words, {
    ...{ encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] },
  })
  if (run.status !== 0) throw new Error(`${id} ended with ${run.status ?? run.signal}`)
  return JSON.parse(run.stdout.trim().split('\n').at(-1)!) as Row
}

/** What `solveApart` asks for. */
export function solveYear(id: string, seed: number): Promise<Row> {
  return solveOne(id, bindYear(years[id]!()), SECONDS, seed)
}

async function solveOne(id: string, plan: Plan, seconds: number, seed: number): Promise<Row> {
  const { world } = plan
  const trace: { ms: number; score: Score }[] = []
  let firstMs: number | undefined
  let memory = 0
  const watch = setInterval(() => (memory = Math.max(memory, process.memoryUsage().rss)), 250)
  const workerUrl = pathToFileURL(join(rootFolder, 'build', 'server', 'solve-worker.js'))
  const solve = startSolve(plan, { seconds, seed, workerUrl }, (progress) => {
    if (!progress.found || !progress.score) return
    firstMs ??= progress.elapsedMs
    trace.push({ ms: progress.elapsedMs, score: progress.score })
  })
  const result = await solve.done
  clearInterval(watch)
  const broken = result.cells
    ? judge(plan, world.fromCells(result.cells))
        .filter((verdict) => verdict.bound.choice.strength === 'must')
        .flatMap((verdict) => verdict.findings).length
    : '-'
  const at = Object.fromEntries(
    MARKS.filter((mark) => mark <= seconds).map((mark) => [
      `at ${mark} s`,
      sayScore(trace.filter((entry) => entry.ms <= mark * 1000).at(-1)?.score),
    ]),
  )
  return {
    plan: id,
    size: `${world.personCount} x ${world.periodCount} x ${world.workCount}`,
    seed,
    'first legal': firstMs === undefined ? 'none' : `${(firstMs / 1000).toFixed(1)} s`,
    ...at,
    end: `${result.says} (${(result.elapsedMs / 1000).toFixed(1)} s)`,
    'musts broken': broken,
    'peak memory': `${Math.round(memory / 2 ** 20)} MB`,
  }
}

/** Missed amounts by goal, `/bound` when one is known, and the gap. */
function sayScore(score: Score | undefined): string {
  if (!score) return 'none'
  const parts = score.levels
    .filter((level) => level.amount > 0 || (level.bound ?? 0) > 0)
    .map(
      (level) =>
        `${level.goal} ${round(level.amount)}${level.bound === null ? '' : `/${round(level.bound)}`}`,
    )
  const gap = score.gap === null ? 'gap unknown' : `gap ${(score.gap * 100).toFixed(1)} %`
  return `${parts.join(', ') || 'nothing missed'}; ${gap}`
}

const round = (value: number) => Number(value.toFixed(2))
