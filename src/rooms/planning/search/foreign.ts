// How does a stronger engine take part? A process of its own, told the counts, answering with rosters.
import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import { type Compiled, LEVELS } from '../flat.ts'
import { type Totals, totalsOf } from '../score.ts'
import { goals } from '../schema.ts'
import { EMPTY, type Roster } from '../world.ts'

export const MODEL_FORMAT = 'isocenter.model'

/** One line of the engine's output; lines of any other shape are ignored. */
const answerSchema = z.union([
  z.object({ roster: z.array(z.int()) }),
  /** Least amounts, goal by goal in their order; null = unknown. Musts stand first, as 0. */
  z.object({ bounds: z.array(z.number().nullable()) }),
])

export type ForeignEvents = {
  onBest: (roster: Roster, totals: Totals) => void
  onBounds: (bounds: (number | null)[]) => void
}
export type Foreign = {
  /** A better roster found elsewhere. */
  share: (roster: Roster) => void
  stop: () => void
  /** Settles with a sentence when the engine ends with a fault, else with null. */
  ended: Promise<string | null>
}

/** Shorter than the team's own, which ends the thread that would end the process. */
const GRACE_MS = 150

/** The model as the engine reads it: see docs/engine-protocol.md. */
export function writeModel(
  compiled: Compiled,
  settings: { seconds: number; seed: number; start: Roster | null },
) {
  const { world, flats, options } = compiled
  const { seconds, seed, start } = settings
  return {
    ...{ format: MODEL_FORMAT, version: 1, seconds, seed },
    ...{ people: world.personCount, periods: world.periodCount, works: world.workCount },
    levels: ['must', ...goals],
    options: options.map((list) => [...list]),
    start: start && [...start],
    counts: flats.map(({ kind, level, price, when, forms, allowed }) => ({
      ...{ kind, level, price, allowed, when: [...when] },
      forms: forms.map(({ constant, vars, weights }) => ({
        ...{ constant, vars: [...vars], weights: [...weights] },
      })),
    })),
  }
}

/** Starts the engine. What it says is never believed: every roster is counted again here. */
export function startForeign(
  compiled: Compiled,
  command: readonly string[],
  settings: { seconds: number; seed: number; start: Roster | null },
  events: ForeignEvents,
): Foreign {
  const [program, ...words] = command
  const child = spawn(program!, words, { stdio: ['pipe', 'pipe', 'pipe'] })
  let complaints = ''
  child.stderr.on('data', (chunk: Buffer) => {
    complaints = `${complaints}${chunk.toString('utf8')}`.slice(-500)
  })
  // An engine that reads no further (it has ended) must not end this process.
  child.stdin.on('error', () => {})
  createInterface({ input: child.stdout }).on('line', (line) => {
    const answer = readAnswer(line)
    if (!answer) return
    if ('bounds' in answer) return events.onBounds(answer.bounds.slice(0, LEVELS))
    const roster = readRoster(compiled, answer.roster)
    if (roster) events.onBest(roster, totalsOf(compiled, roster))
  })
  child.stdin.write(`${JSON.stringify(writeModel(compiled, settings))}\n`)
  let stopping = false
  const ended = new Promise<string | null>((settle) => {
    child.once('error', (error) => settle(`The engine ${program} could not run: ${error.message}`))
    child.once('exit', (code) =>
      settle(
        code === 0 || stopping
          ? null
          : `The engine ${program} ended with ${code}. ${complaints.trim()}`,
      ),
    )
  })
  return {
    ended,
    share: (roster) => void child.stdin.write(`${JSON.stringify({ best: [...roster] })}\n`),
    stop: () => {
      stopping = true
      endSoon(child)
    },
  }
}

function endSoon(child: ChildProcess): void {
  child.stdin?.end()
  child.kill('SIGTERM')
  setTimeout(() => child.kill('SIGKILL'), GRACE_MS).unref()
}

function readAnswer(line: string): z.output<typeof answerSchema> | undefined {
  try {
    return answerSchema.safeParse(JSON.parse(line)).data
  } catch {
    return undefined
  }
}

/** Null when it puts something into a cell that may not stand there. */
function readRoster(compiled: Compiled, cells: readonly number[]): Roster | null {
  const { options } = compiled
  if (cells.length !== options.length) return null
  const isPossible = cells.every((work, cell) => work >= EMPTY && options[cell]!.includes(work))
  return isPossible ? Int16Array.from(cells) : null
}
