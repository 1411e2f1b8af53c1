// How soon has the engine a legal year of each demo plan, and how good is it after 10, 30, 60 s?
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

/** `seeds=3` for the seeds 1, 2 and 3, each in a row of its own. */
export async function benchPlanning(words: readonly string[]): Promise<Row[]> {
  const count = Number(words.find((word) => word.startsWith('seeds='))?.slice(6) ?? 1)
  const rows: Row[] = []
  const only = words.filter((word) => !word.startsWith('seeds='))
  const years: [string, () => ProblemInput][] = [
    ...plans.map(({ id }) => [id, () => demoProblem(id)] as [string, () => ProblemInput]),
    ['four-years', fourYears],
    ['department', department],
  ]
  for (const [id, read] of years)
    for (let seed = 1; seed <= count; seed++)
      if (only.length === 0 || only.includes(id))
        rows.push(await solveOne(id, bindYear(read()), SECONDS, seed))
  return rows
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
