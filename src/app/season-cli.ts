// The command line of seasons: how far down its list a programme will go, by simulation.
import { writeFileSync } from 'node:fs'
import { checkSeasons, sayDepth, seasonModelSchema } from '../rooms/match/seasons.ts'
import {
  checkOutput,
  EXIT,
  expectFiles,
  type Io,
  readNumber,
  type Values,
} from './cli-arguments.ts'
import { BadInput, readTyped } from './cli-input.ts'
import { simulateInThreads } from './season-threads.ts'

/** More would take hours; a hundred thousand say the shares to a tenth of a percent. */
const MOST_SEASONS = 10_000_000

export async function seasonsFile(
  files: readonly string[],
  values: Values,
  io: Io,
): Promise<number> {
  const [path] = expectFiles(files, ['MODEL.json'])
  const seasons = readNumber(values.seasons, 'seasons', 10_000, 1, true)
  if (seasons > MOST_SEASONS)
    throw new BadInput([`--seasons is ${seasons}; give at most ${MOST_SEASONS}.`])
  const seed = readNumber(values.seed, 'seed', 1, 0, true)
  checkOutput(values.output)
  const model = readTyped(path!, seasonModelSchema)
  const findings = checkSeasons(model)
  if (findings.length > 0)
    throw new BadInput(
      findings.map(({ path: at, says, can }) => `${path}: ${at}: ${says} ${can ?? ''}`.trim()),
    )
  const entry = io.workerUrl && new URL('season-worker.js', io.workerUrl)
  const found = await simulateInThreads(model, seasons, {
    ...{ seed, threads: 2 },
    ...(entry ? { entry } : {}),
  })
  const text = JSON.stringify({ seed, ...found }, null, 2)
  if (values.output) writeFileSync(values.output, `${text}\n`)
  else io.out(text)
  for (const line of sayDepth(model, found)) io.err(line)
  return EXIT.ok
}
