// The command line of call: a described roster, planned pool by pool.
import { writeFileSync } from 'node:fs'
import type { Day } from '../kernel/day.ts'
import { askedOf, callFileSchema, checkCallFile, pointsOf } from '../rooms/call/call-file.ts'
import { type CallPool, callsOf, namePool, planPools } from '../rooms/call/problem.ts'
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
import { BadInput, readTyped } from './cli-input.ts'

export async function callFile(files: readonly string[], values: Values, io: Io): Promise<number> {
  const [path] = expectFiles(files, ['CALL.json'])
  const seconds = readNumber(values.seconds, 'seconds', 60, 0.1)
  const seed = readNumber(values.seed, 'seed', 1, 0, true)
  checkOutput(values.output)
  const file = readTyped(path!, callFileSchema)
  const faults = checkCallFile(file)
  if (faults.length > 0)
    throw new BadInput(faults.map(({ path: at, says, can }) => `${path}: ${at}: ${says} ${can}`))
  const asked = askedOf(file)
  // Kinds of a pool with their points at the end, and what stopped the first pool that has no roster.
  const pools: CallPool[] = []
  const outcome = await planPools<number>(asked, async (pool, _, of) => {
    pools.push(pool)
    const bound = bind(problemSchema.parse(pool.problem), rotaRules)
    if (!bound.ok) throw new BadInput(bound.findings.map(({ says }) => `${path}: ${says}`))
    const running = startSolve(bound.value, {
      ...{ seconds: seconds / of, seed },
      ...(io.workerUrl ? { workerUrl: io.workerUrl } : {}),
    })
    const stopListening = io.onInterrupt(running.cancel)
    const result = await running.done
    stopListening()
    io.err(`${namePool(asked, pool)}: ${result.says}`)
    if (result.cells) return { calls: callsOf(asked, pool, result.cells) }
    for (const { says } of result.conflict?.parts ?? []) io.err(`  ${says}`)
    return { fault: result.conflict ? EXIT.broken : EXIT.noneFound }
  })
  const [failed] = outcome.faults
  if (failed) return failed.fault
  const calls = [...asked.given, ...outcome.calls].map(({ person, kind, on }) => ({
    ...{ person, kind, on },
  }))
  const points = pointsOf(asked, calls)
  const text = JSON.stringify(
    {
      ...{ format: 'isocenter.call-roster', version: 1 },
      calls: calls.sort((one, other) => order(one.on, other.on) || order(one.kind, other.kind)),
      points: Object.fromEntries(points),
    },
    null,
    2,
  )
  if (values.output) writeFileSync(values.output, `${text}\n`)
  else io.out(text)
  for (const pool of pools) {
    const sums = pool.problem.people.map(({ id }) => points.get(id) ?? 0)
    io.err(`${namePool(asked, pool)}: points from ${Math.min(...sums)} to ${Math.max(...sums)}.`)
  }
  return EXIT.ok
}

const order = (one: string | Day, other: string | Day) => (one < other ? -1 : one > other ? 1 : 0)
