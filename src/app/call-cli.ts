// The command line of call: a described roster, planned pool by pool.
import { writeFileSync } from 'node:fs'
import type { Day } from '../kernel/day.ts'
import { callFileSchema, checkCallFile, rangeOf } from '../rooms/call/call-file.ts'
import { type PlannedDay, plannedIn, pointsOf, poolsOf, problemOf } from '../rooms/call/problem.ts'
import { startSolve } from '../rooms/planning/index.ts'
import { bind } from '../rooms/planning/rule.ts'
import { problemSchema } from '../rooms/planning/schema.ts'
import { rotaRules } from '../rooms/rota/index.ts'
import {
  checkOutput,
  EXIT,
  expectFiles,
  type Io,
  readNumber,
  type Values,
} from './cli-arguments.ts'
import { BadInput, readJson, sayIssue } from './cli-input.ts'

export async function callFile(files: readonly string[], values: Values, io: Io): Promise<number> {
  const [path] = expectFiles(files, ['CALL.json'])
  const seconds = readNumber(values.seconds, 'seconds', 60, 0.1)
  const seed = readNumber(values.seed, 'seed', 1, 0, true)
  checkOutput(values.output)
  const parsed = callFileSchema.safeParse(readJson(path!))
  if (!parsed.success)
    throw new BadInput(parsed.error.issues.map((issue) => sayIssue(path!, issue)))
  const faults = checkCallFile(parsed.data)
  if (faults.length > 0)
    throw new BadInput(faults.map(({ path: at, says, can }) => `${path}: ${at}: ${says} ${can}`))
  const range = rangeOf(parsed.data)
  const pools = poolsOf(range)
  const planned: PlannedDay[] = []
  for (const pool of pools) {
    const problem = problemOf(range, pool, planned)
    const bound = bind(problemSchema.parse(problem), rotaRules)
    if (!bound.ok) throw new BadInput(bound.findings.map(({ says }) => `${path}: ${says}`))
    const running = startSolve(bound.value, {
      ...{ seconds: seconds / pools.length, seed },
      ...(io.workerUrl ? { workerUrl: io.workerUrl } : {}),
    })
    const stopListening = io.onInterrupt(running.cancel)
    const result = await running.done
    stopListening()
    const name = pool.kinds.map((kind) => kind.name).join(', ')
    io.err(`${name}: ${result.says}`)
    if (!result.cells) {
      for (const { says } of result.conflict?.parts ?? []) io.err(`  ${says}`)
      return result.conflict ? EXIT.broken : EXIT.noneFound
    }
    planned.push(...plannedIn(problem, result.cells))
  }
  const points = pointsOf(range, planned)
  const text = JSON.stringify(
    {
      ...{ format: 'isocenter.call-roster', version: 1 },
      calls: planned.sort((one, other) => order(one.on, other.on) || order(one.kind, other.kind)),
      points: Object.fromEntries(points),
    },
    null,
    2,
  )
  if (values.output) writeFileSync(values.output, `${text}\n`)
  else io.out(text)
  for (const pool of pools) {
    const sums = pool.people.map(({ id }) => points.get(id) ?? 0)
    io.err(
      `${pool.kinds.map((kind) => kind.name).join(', ')}: points from ${Math.min(...sums)} to ${Math.max(...sums)}.`,
    )
  }
  return EXIT.ok
}

const order = (one: string | Day, other: string | Day) => (one < other ? -1 : one > other ? 1 : 0)
