// How soon is there a call roster of a year, and how fair is it: 33 residents, three pools, 365 days?
import { bind } from '../src/rooms/planning/rule.ts'
import { problemSchema } from '../src/rooms/planning/schema.ts'
import { startSolve } from '../src/rooms/planning/index.ts'
import { rotaRules } from '../src/rooms/rota/index.ts'
import { range } from '../src/rooms/call/call-years.fixture.ts'
import { plannedIn, pointsOf, poolsOf, problemOf } from '../src/rooms/call/problem.ts'
import { rootFolder } from '../src/platform/root.ts'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Row } from './table.ts'

const DAYS = 365
const EACH = 11
/** Of both threads together, for each of the three pools: sixty of the wall on two idle cores in all. */
const CPU_SECONDS = 40

export async function benchCall(): Promise<Row[]> {
  const of = range(DAYS, EACH)
  const rows: Row[] = []
  for (const pool of poolsOf(of)) {
    const problem = problemOf(of, pool)
    const bound = bind(problemSchema.parse(problem), rotaRules)
    if (!bound.ok) throw new Error(bound.findings.map(({ says }) => says).join(' '))
    let first: number | undefined
    const begun = process.cpuUsage()
    const spent = () => {
      const { user, system } = process.cpuUsage(begun)
      return (user + system) / 1e6
    }
    const result = await startSolve(
      bound.value,
      {
        ...{ seconds: CPU_SECONDS, seed: 1, clock: 'cpu' },
        workerUrl: pathToFileURL(join(rootFolder, 'build', 'server', 'solve-worker.js')),
      },
      ({ found }) => {
        if (found) first ??= spent()
      },
    ).done
    const planned = result.cells ? plannedIn(problem, result.cells) : []
    const points = pool.people.map(({ id }) => pointsOf(of, planned).get(id) ?? 0)
    const fair = result.score?.levels.find(({ goal }) => goal === 'fairness')
    rows.push({
      pool: pool.kinds.map(({ name }) => name).join(', '),
      'people x days': `${pool.people.length} x ${DAYS}`,
      'first legal, CPU s': first?.toFixed(1) ?? 'none',
      target: '< 10 (all pools)',
      'highest to lowest points': `${Math.max(...points)} to ${Math.min(...points)}`,
      spread: (Math.max(...points) - Math.min(...points)).toFixed(1),
      'missed of fairness (bound)': `${fair?.amount ?? '-'} (${fair?.bound ?? 'unknown'})`,
      'musts broken': result.score?.broken ?? '-',
    })
  }
  return rows
}
