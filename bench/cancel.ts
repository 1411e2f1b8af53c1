// How soon does a search answer when somebody presses Cancel, at any moment of it?
import { pathToFileURL } from 'node:url'
import { join } from 'node:path'
import { rootFolder } from '../src/platform/root.ts'
import { startSolve } from '../src/rooms/planning/index.ts'
import type { Plan } from '../src/rooms/planning/rule.ts'
import { median, type Row } from './table.ts'
import { bindYear, department, fourYears } from './years.ts'

const workerUrl = pathToFileURL(join(rootFolder, 'build', 'server', 'solve-worker.js'))
/** Milliseconds after the beginning: while threads start, compile, look for a first roster, improve. */
const MOMENTS = [50, 200, 500, 1_000, 2_000, 4_000, 8_000, 15_000]

export async function benchCancel(): Promise<Row[]> {
  const rows: Row[] = []
  for (const [name, read] of [
    ['44 x 26', fourYears],
    ['200 x 52', department],
  ] as const)
    rows.push({ year: name, ...(await cancelAll(bindYear(read()))) })
  return rows
}

async function cancelAll(plan: Plan): Promise<Row> {
  const times: number[] = []
  let withRoster = 0
  for (const moment of MOMENTS) {
    let hasFound = false
    const solve = startSolve(plan, { seconds: 60, seed: 1, workerUrl }, (progress) => {
      hasFound ||= progress.found
    })
    await new Promise((next) => setTimeout(next, moment))
    const began = performance.now()
    solve.cancel()
    const { cells } = await solve.done
    times.push(performance.now() - began)
    if (hasFound && cells) withRoster++
  }
  return {
    'cancelled after': MOMENTS.map((ms) => `${ms / 1000} s`).join(', '),
    median: `${median(times).toFixed(0)} ms`,
    slowest: `${Math.max(...times).toFixed(0)} ms`,
    target: '< 500 ms',
    'best so far given back': `${withRoster} of ${MOMENTS.length}`,
  }
}
