// The command line: the planning engine on files, and keeping an installation.
import { existsSync, writeFileSync } from 'node:fs'
import { z } from 'zod'
import { sayCount } from '../kernel/finding.ts'
import {
  explain,
  repair,
  type SolveProgress,
  type SolveResult,
  startSolve,
  type WayOut,
  waysOut,
} from '../rooms/planning/index.ts'
import { type BoundRule, judge } from '../rooms/planning/rule.ts'
import { ROSTER_FORMAT, type RosterFile } from '../rooms/planning/schema.ts'
import { rotaRules } from '../rooms/rota/rules/index.ts'
import { engineCommand } from './engine.ts'
import {
  checkOutput,
  EXIT,
  expectFiles,
  type Io,
  readArguments,
  readNumber,
  type Values,
} from './cli-arguments.ts'
import { HELP } from './cli-help.ts'
import { BadInput, readEvent, readPlan, readRosterFor } from './cli-input.ts'

export async function main(argv: readonly string[], io: Io): Promise<number> {
  try {
    const { values, positionals } = readArguments(argv)
    const [command, ...files] = positionals
    if (values.help || command === undefined) {
      io.out(HELP)
      return command === undefined && !values.help ? EXIT.badInput : EXIT.ok
    }
    const known = {
      solve,
      check,
      explain: explainFile,
      repair: repairFile,
      rules: listRules,
      ...ELECTIVES,
      ...HOURS,
      ...MATCH,
      ...UPKEEP,
    }
    const run = Object.hasOwn(known, command) ? known[command as keyof typeof known] : undefined
    if (!run) throw new BadInput([`There is no command "${command}".`, '', HELP])
    return await run(files, values, io)
  } catch (fault) {
    if (!(fault instanceof BadInput)) throw fault
    for (const line of fault.lines) io.err(line)
    return EXIT.badInput
  }
}

/** Loaded when it is asked for: the planning engine needs no database. */
const later =
  (name: 'backup' | 'restore' | 'verify' | 'backupKey' | 'forgetSecrets' | 'domain') =>
  async (files: readonly string[], values: Values, io: Io) =>
    (await import('./upkeep-cli.ts'))[name](files, values, io)
const UPKEEP = {
  ...{ backup: later('backup'), restore: later('restore'), verify: later('verify') },
  'backup-key': later('backupKey'),
  'forget-secrets': later('forgetSecrets'),
  domain: later('domain'),
  doctor: async (files: readonly string[], values: Values, io: Io) =>
    (await import('./doctor.ts')).doctor(files, values, io),
}

const ELECTIVES = {
  allocate: async (files: readonly string[], values: Values, io: Io) =>
    (await import('./allocate-cli.ts')).allocateFile(files, values, io),
  'verify-allocation': async (files: readonly string[], values: Values, io: Io) =>
    (await import('./allocate-cli.ts')).verifyFile(files, values, io),
}

const MATCH = {
  match: async (files: readonly string[], values: Values, io: Io) =>
    (await import('./match-cli.ts')).matchFile(files, values, io),
  'verify-match': async (files: readonly string[], values: Values, io: Io) =>
    (await import('./match-cli.ts')).verifyMatchFile(files, values, io),
  seasons: async (files: readonly string[], values: Values, io: Io) =>
    (await import('./season-cli.ts')).seasonsFile(files, values, io),
}

const HOURS = {
  call: async (files: readonly string[], values: Values, io: Io) =>
    (await import('./call-cli.ts')).callFile(files, values, io),
  hours: async (files: readonly string[], values: Values, io: Io) =>
    (await import('./hours-cli.ts')).hoursFile(files, values, io),
}

async function solve(files: readonly string[], values: Values, io: Io): Promise<number> {
  const [path] = expectFiles(files, ['PROBLEM.json'])
  const seconds = readNumber(values.seconds, 'seconds', 60, 0.1)
  const seed = readNumber(values.seed, 'seed', 1, 0, true)
  const { deterministic } = values
  checkOutput(values.output)
  const plan = readPlan(path!, rotaRules)
  const options = {
    ...{ seconds, seed, deterministic, ways: values['ways-out'] },
    ...(io.workerUrl ? { workerUrl: io.workerUrl } : {}),
    engine: engineCommand(process.env['ISOCENTER_ENGINE']),
  }
  const running = startSolve(plan, options, makeReporter(io))
  const stopListening = io.onInterrupt(running.cancel)
  const result = await running.done
  stopListening()
  io.err(result.says)
  if (result.cells) {
    const findings = judge(plan, plan.world.fromCells(result.cells)).flatMap((one) => one.findings)
    const file: RosterFile = {
      format: ROSTER_FORMAT,
      version: 1,
      ...(plan.world.problem.title ? { title: plan.world.problem.title } : {}),
      cells: result.cells,
      ...(result.score ? { score: result.score } : {}),
      findings,
    }
    writeRoster(file, values, io)
  } else if (result.conflict) {
    sayParts(result.conflict.parts, io.err)
    for (const way of result.ways ?? []) io.err(`  ${way.says} ${JSON.stringify(way.changes)}`)
  }
  return exitOf(result)
}

function exitOf({ status, cells }: SolveResult): number {
  if (status === 'cancelled') return EXIT.cancelled
  if (status === 'impossible') return EXIT.broken
  return cells ? EXIT.ok : EXIT.noneFound
}

/** One line a second at most, and one for every new phase. */
function makeReporter(io: Io): (progress: SolveProgress) => void {
  let lastMs = -Infinity
  let lastPhase = ''
  return ({ elapsedMs, phase, score, gap }) => {
    if (phase === lastPhase && elapsedMs - lastMs < 1000) return
    lastMs = elapsedMs
    lastPhase = phase
    const missed = score?.levels
      .filter(({ amount }) => amount > 0)
      .map(({ goal, amount }) => `${goal} ${Number(amount.toFixed(2))}`)
    const state = !score
      ? 'no roster yet'
      : score.broken > 0
        ? `broken by ${Number(score.broken.toFixed(2))}`
        : missed!.length > 0
          ? `missed: ${missed!.join(', ')}`
          : 'nothing missed'
    const share = gap === null ? '' : `; gap ${(gap * 100).toFixed(1)} %`
    io.err(`${(elapsedMs / 1000).toFixed(1)} s  ${phase}: ${state}${share}`)
  }
}

async function check(files: readonly string[], _: Values, io: Io): Promise<number> {
  const [path, rosterPath] = expectFiles(files, ['PROBLEM.json', 'ROSTER.json'])
  const plan = readPlan(path!, rotaRules)
  const roster = readRosterFor(rosterPath!, plan)
  let broken = 0
  let missed = 0
  for (const { bound, findings } of judge(plan, roster))
    for (const finding of findings) {
      const isMust = bound.choice.strength === 'must'
      if (isMust) broken++
      else missed++
      io.out(`${isMust ? 'must  ' : 'wished'}  ${sayRule(bound)}: ${finding.says}`)
    }
  io.out(
    broken === 0
      ? `Every must is kept; ${sayCount(missed, 'wish is', 'wishes are')} missed.`
      : `${sayCount(broken, 'must is', 'musts are')} broken and ${sayCount(missed, 'wish', 'wishes')} missed.`,
  )
  return broken === 0 ? EXIT.ok : EXIT.broken
}

function sayRule({ choice, index }: BoundRule): string {
  return `${choice.rule} (rules[${index}])`
}

async function explainFile(files: readonly string[], values: Values, io: Io): Promise<number> {
  const [path] = expectFiles(files, ['PROBLEM.json'])
  const seconds = readNumber(values.seconds, 'seconds', 20, 0.1)
  const plan = readPlan(path!, rotaRules)
  let isStopped = false
  const stopListening = io.onInterrupt(() => {
    isStopped = true
  })
  const shouldStop = () => isStopped
  const explanation = await explain(plan, { seconds, shouldStop })
  const { status, parts, headline, minimal } = explanation
  io.out(headline)
  sayParts(parts, io.out)
  if (status === 'conflict')
    io.out(
      minimal
        ? 'Leave out any one of these, and the others can hold together.'
        : 'Some of these may not be needed; give it more --seconds to find out.',
    )
  if (status === 'conflict' && values['ways-out']) {
    const onFound = ({ says, changes }: WayOut) => io.out(`  ${says} ${JSON.stringify(changes)}`)
    io.out('Any one of these makes a roster possible:')
    const ways = await waysOut(plan, explanation, { seconds, shouldStop, onFound })
    if (ways.length === 0) io.out('  none of the small changes that were tried does')
  }
  stopListening()
  if (isStopped) return EXIT.cancelled
  return { conflict: EXIT.broken, feasible: EXIT.ok, unknown: EXIT.noneFound }[status]
}

async function repairFile(files: readonly string[], values: Values, io: Io): Promise<number> {
  const [path, rosterPath, eventPath] = expectFiles(files, [
    'PROBLEM.json',
    'ROSTER.json',
    'EVENT.json',
  ])
  const seconds = readNumber(values.seconds, 'seconds', 10, 0.1)
  const seed = readNumber(values.seed, 'seed', 1, 0, true)
  checkOutput(values.output)
  const plan = readPlan(path!, rotaRules)
  const published = plan.world.toCells(readRosterFor(rosterPath!, plan))
  const { from, event } = readEvent(eventPath!, plan)
  let isStopped = false
  const stopListening = io.onInterrupt(() => (isStopped = true))
  const shouldStop = () => isStopped
  const result = await repair(
    plan,
    { published, from, changes: [event] },
    { seconds, seed, shouldStop },
  )
  stopListening()
  if (result.status === 'bad-change')
    throw new BadInput(result.findings.map(({ path: at, says }) => `${eventPath}: ${at}: ${says}`))
  io.err(result.says)
  for (const { person, period, before, after, why } of result.changes)
    io.err(`  ${person} ${period}: ${before ?? 'nothing'} -> ${after ?? 'nothing'}  (${why})`)
  if (!result.cells) return result.status === 'impossible' ? EXIT.broken : EXIT.noneFound
  const { cells, findings } = result
  writeRoster({ format: ROSTER_FORMAT, version: 1, cells, findings }, values, io)
  return EXIT.ok
}

function writeRoster(file: RosterFile, { output }: Values, io: Io): void {
  const text = JSON.stringify(file, null, 2)
  if (output) writeFileSync(output, `${text}\n`)
  else io.out(text)
}

const MOST_PARTS = 40

function sayParts(
  parts: readonly { rule: string; choice: number; says: string }[],
  say: (text: string) => void,
): void {
  for (const part of parts.slice(0, MOST_PARTS))
    say(`  ${part.rule} (rules[${part.choice}]): ${part.says}`)
  if (parts.length > MOST_PARTS) say(`  and ${parts.length - MOST_PARTS} more of the same kind`)
}

async function listRules(_: readonly string[], __: Values, io: Io): Promise<number> {
  const list = rotaRules.map((rule) => {
    const example: unknown = rule.examples[0]?.with ?? {}
    return {
      id: rule.id,
      title: rule.title,
      goal: rule.goal,
      source: rule.source,
      solved: rule.post !== undefined,
      sentence: rule.sentence(rule.params.parse(example)),
      example,
      params: z.toJSONSchema(rule.params, { io: 'input', unrepresentable: 'any' }),
    }
  })
  io.out(JSON.stringify(list, null, 2))
  return EXIT.ok
}

/** Only the built bundle is started as a program; tests call `main`. */
if (process.argv[1]?.endsWith('cli.js')) {
  const workerUrl = new URL('./solve-worker.js', import.meta.url)
  process.exitCode = await main(process.argv.slice(2), {
    out: (text) => void process.stdout.write(`${text}\n`),
    err: (text) => void process.stderr.write(`${text}\n`),
    onInterrupt: (stop) => {
      process.on('SIGINT', stop)
      return () => void process.off('SIGINT', stop)
    },
    ...(existsSync(workerUrl) ? { workerUrl } : {}),
  })
}
