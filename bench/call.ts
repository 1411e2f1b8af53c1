// How soon is a year of call legal, and how even is it after a minute: 33 residents, 365 days, three pools?
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { rootFolder } from '../src/platform/root.ts'
import type { CallAsked } from '../src/rooms/call/asked.ts'
import { ledgerOf } from '../src/rooms/call/ledger.ts'
import { callPools, type CallPool, callsOf } from '../src/rooms/call/problem.ts'
import { presenceOf } from '../src/rooms/call/problem-shares.ts'
import { holidaySet } from '../src/rooms/call/days.ts'
import { startSolve } from '../src/rooms/planning/index.ts'
import { judge } from '../src/rooms/planning/rule.ts'
import type { Cells } from '../src/rooms/planning/schema.ts'
import { callScene } from './call-scene.ts'
import type { Row } from './table.ts'
import { bindYear } from './years.ts'

/** A minute for the year: a third of it for each pool. */
const CPU = 60
const THREADS = 2

export async function benchCall(): Promise<Row[]> {
  const asked = callScene()
  const pools = callPools(asked, 'days')
  const rows: Row[] = []
  let first = 0
  let used = 0
  for (const pool of pools) {
    const { row, ...took } = await solvePool(asked, pool, CPU / pools.length)
    rows.push(row)
    first += took.first
    used += took.used
  }
  return [
    ...rows,
    {
      ...{ pool: 'the year', size: `${asked.people.length} x 365` },
      'first legal': `${first.toFixed(1)} s, on two idle cores ${(first / THREADS).toFixed(1)} s (target < 10 s)`,
      'CPU seconds': used.toFixed(1),
    },
  ]
}

async function solvePool(asked: CallAsked, pool: CallPool, cpu: number) {
  const plan = bindYear(pool.problem)
  const begun = process.cpuUsage()
  const seconds = () => {
    const { user, system } = process.cpuUsage(begun)
    return (user + system) / 1e6
  }
  let first = Infinity
  const workerUrl = pathToFileURL(join(rootFolder, 'build', 'server', 'solve-worker.js'))
  const options = { seconds: cpu / THREADS, seed: 1, threads: THREADS, clock: 'cpu' as const }
  const solve = startSolve(plan, { ...options, workerUrl }, ({ found }) => {
    if (found) first = Math.min(first, seconds())
  })
  const watch = setInterval(() => seconds() >= cpu && solve.cancel(), 100)
  const { cells, score } = await solve.done
  clearInterval(watch)
  const used = seconds()
  const broken = cells
    ? judge(plan, plan.world.fromCells(cells))
        .filter(({ bound }) => bound.choice.strength === 'must')
        .flatMap(({ findings }) => findings).length
    : '-'
  const row: Row = {
    pool: pool.id,
    size: `${pool.problem.people.length} x ${pool.problem.periods.length} x ${pool.problem.work.length}`,
    'first legal': `${first.toFixed(1)} s`,
    'CPU seconds': used.toFixed(1),
    'musts broken': broken,
    ...(cells ? evenness(asked, pool, cells) : {}),
    'goals missed': (score?.levels ?? [])
      .filter(({ amount }) => amount > 0)
      .map(({ goal, amount, bound }) => `${goal} ${amount.toFixed(2)}/${bound?.toFixed(2) ?? '?'}`)
      .join(', '),
  }
  return { row, first, used }
}

/** Points in proportion to presence, what earlier years left included; by the ledger, not by the engine. */
function evenness(asked: CallAsked, pool: CallPool, cells: Cells): Row {
  const mine = new Set(pool.problem.people.map(({ id }) => id))
  const people = asked.people.filter(({ id }) => mine.has(id))
  const major = asked.holidays.filter(({ isMajor }) => isMajor).map(({ on }) => on)
  const { rows, most, leastMost } = ledgerOf({
    ...{ span: asked.span, kinds: asked.kinds, people, calls: callsOf(asked, pool, cells) },
    ...{ holidays: holidaySet(asked.holidays), major: new Set(major) },
  })
  const weighted = rows.map(({ person, points }) => {
    const who = people.find(({ id }) => id === person)!
    return (points + (asked.carried.get(person)?.points ?? 0)) / presenceOf(who, asked.span)
  })
  return {
    'spread of weighted calls': (Math.max(...weighted) - Math.min(...weighted)).toFixed(2),
    'most (no roster below)': `${most} (${leastMost})`,
    'major holidays of one person at most': Math.max(...rows.map(({ majorDays }) => majorDays)),
  }
}
