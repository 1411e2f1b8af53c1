// The command line of electives: allot a market, and look a certificate over again.
import { writeFileSync } from 'node:fs'
import type { Finding } from '../kernel/finding.ts'
import { allocate, estimateMarket, verifyAllocation } from '../rooms/allocation/index.ts'
import {
  type Allocation,
  allocationSchema,
  type MarketData,
  marketSchema,
  type Mechanism,
  mechanisms,
  seedSchema,
} from '../rooms/allocation/schema.ts'
import { checkOutput, EXIT, expectFiles, type Io, type Values } from './cli-arguments.ts'
import { BadInput, readTyped } from './cli-input.ts'

/** Short names that people know. */
const SHORT: Record<string, Mechanism> = { rsd: 'serial-dictatorship', da: 'deferred-acceptance' }

export async function allocateFile(
  files: readonly string[],
  values: Values,
  io: Io,
): Promise<number> {
  const [path] = expectFiles(files, ['MARKET.json'])
  const mechanism = readMechanism(values.mechanism)
  const seed = readSeed(values.seed)
  checkOutput(values.output)
  const made = allocate(readTyped(path!, marketSchema), mechanism, seed)
  if (!made.ok) throw new BadInput(made.findings.map((finding) => sayFinding(path!, finding)))
  const text = JSON.stringify(made.value, null, 2)
  if (values.output) writeFileSync(values.output, `${text}\n`)
  else io.out(text)
  for (const line of sayResult(made.value)) io.err(line)
  return EXIT.ok
}

export async function verifyFile(files: readonly string[], _: Values, io: Io): Promise<number> {
  const [path] = expectFiles(files, ['RESULT.json'])
  const file = readTyped(path!, allocationSchema)
  checkSize(path!, file.market)
  const { findings, says, envy } = verifyAllocation(file)
  for (const line of says) io.out(line)
  const again = findings.length === 0 ? compareAgain(file) : []
  if (findings.length === 0 && again.length === 0)
    io.out('Allotted once more from the same inputs: the same result.')
  for (const line of [...findings.map(({ says: what }) => what), ...again]) io.out(`wrong: ${line}`)
  const faults = findings.length + again.length
  if (faults > 0) {
    io.out(`The certificate is not true: ${faults === 1 ? 'one fault' : `${faults} faults`}.`)
    return EXIT.broken
  }
  io.out(
    `The certificate is true. ${envy.pairs} pairs with envy, ${envy.justified} of them justified.`,
  )
  return EXIT.ok
}

/** The mechanism itself, run once more; what it promises is part of its answer. */
function compareAgain(file: Allocation): string[] {
  const made = allocate(file.market, file.mechanism, file.seed)
  if (!made.ok) return made.findings.map(({ says }) => says)
  const fields = ['resultHash', 'claims', 'bound'] as const
  return fields.flatMap((field) =>
    JSON.stringify(made.value[field]) === JSON.stringify(file[field])
      ? []
      : [`${field} is not what this version of the mechanism gives.`],
  )
}

function checkSize(path: string, market: MarketData): void {
  const { refusal } = estimateMarket(market)
  if (refusal) throw new BadInput([sayFinding(path, refusal)])
}

function sayFinding(path: string, { path: at, says, can }: Finding): string {
  return [`${path}:`, at ? `${at}:` : '', says, can ?? ''].filter((part) => part !== '').join(' ')
}

function readMechanism(text: string | undefined): Mechanism {
  const name = text === undefined ? undefined : (SHORT[text] ?? text)
  const known = mechanisms.find((each) => each === name)
  if (known) return known
  throw new BadInput([
    `--mechanism is ${text === undefined ? 'missing' : `"${text}"`}; give one of ${mechanisms.join(', ')} (short: rsd, da).`,
  ])
}

function readSeed(text: string | undefined): string {
  const parsed = seedSchema.safeParse(text)
  if (parsed.success) return parsed.data
  throw new BadInput([
    `--seed ${text === undefined ? 'is missing' : parsed.error.issues[0]!.message}; give a text that was published before the wishes were known, for example the lottery numbers of a day.`,
  ])
}

function sayResult({ figures, bound, claims }: Allocation): string[] {
  const { ranks, nothing, worstRank } = figures
  return [
    `Wishes granted by rank: ${ranks.join(', ') || 'none'}. With none: ${nothing} (at least ${bound.nothing}).`,
    worstRank === null
      ? 'Nobody got anything.'
      : `The worst-off has wish ${worstRank} as the dearest; nobody can prove better than ${bound.worstRank}.`,
    ...claims.map(({ property, holds, says }) => `${property}: ${holds}. ${says}`),
  ]
}
