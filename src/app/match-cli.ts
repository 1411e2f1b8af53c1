// The command line of the match: match a market, and verify what anybody says came out of one.
import { writeFileSync } from 'node:fs'
import { loadSolver } from '../platform/solver/highs.ts'
import { checkMarket, hashOf, matchMarket, verifyMatching } from '../rooms/match/index.ts'
import {
  type MarketFile,
  marketSchema,
  type MatchResult,
  resultSchema,
} from '../rooms/match/schema.ts'
import { checkOutput, EXIT, expectFiles, type Io, type Values } from './cli-arguments.ts'
import { BadInput, readTyped } from './cli-input.ts'

const LABEL = {
  simulation: 'A simulation; this is not the official match.',
  internal: 'An internal match; this is not the official match.',
}

export async function matchFile(files: readonly string[], values: Values, io: Io): Promise<number> {
  const [path] = expectFiles(files, ['MARKET.json'])
  checkOutput(values.output)
  const market = readMarket(path!)
  const solver = market.couples.length > 0 ? await loadSolver() : undefined
  const result = matchMarket(market, {
    ...(solver ? { solver } : {}),
    ...(values.seed === undefined ? {} : { seed: values.seed }),
  })
  const text = JSON.stringify(result, null, 2)
  if (values.output) writeFileSync(values.output, `${text}\n`)
  else io.out(text)
  for (const line of sayResult(result)) io.err(line)
  return { stable: EXIT.ok, 'none-exists': EXIT.broken, 'none-found': EXIT.noneFound }[result.state]
}

export async function verifyMatchFile(
  files: readonly string[],
  _: Values,
  io: Io,
): Promise<number> {
  const [path, resultPath] = expectFiles(files, ['MARKET.json', 'RESULT.json'])
  const market = readMarket(path!)
  const result = readTyped(resultPath!, resultSchema)
  const quotas = new Map(market.programmes.map(({ id, quota }) => [id, quota]))
  for (const { programme, quota } of result.quotas) quotas.set(programme, quota)
  const { faults, blocks } = verifyMatching(market, { places: result.places, quotas })
  const wrong = [
    ...(result.marketHash === hashOf(market) ? [] : ['The result is of another market.']),
    ...checkQuotas(market, quotas),
    ...faults,
    ...blocks.map(({ says }) => says),
  ]
  io.out(LABEL[market.purpose])
  for (const line of wrong) io.out(`wrong: ${line}`)
  io.out(
    wrong.length === 0
      ? `Stable: ${result.places.length} places, and nobody who would rather have each other.`
      : `Not stable: ${wrong.length === 1 ? 'one reason' : `${wrong.length} reasons`}.`,
  )
  return wrong.length === 0 ? EXIT.ok : EXIT.broken
}

/** Places are moved only from a programme that promised them, and none are made. */
function checkQuotas({ programmes }: MarketFile, quotas: ReadonlyMap<string, number>): string[] {
  const before = programmes.reduce((sum, { quota }) => sum + quota, 0)
  const after = programmes.reduce((sum, { id }) => sum + quotas.get(id)!, 0)
  const promised = new Map<string, number>()
  for (const { revertsTo } of programmes)
    for (const { programme, places } of revertsTo)
      promised.set(programme, (promised.get(programme) ?? 0) + places)
  return [
    ...(after > before ? [`There are ${after} places, and ${before} in the market.`] : []),
    ...programmes.flatMap(({ id, quota }) =>
      quotas.get(id)! > quota + (promised.get(id) ?? 0)
        ? [
            `${id} has ${quotas.get(id)} places; ${quota} are its own, ${promised.get(id) ?? 0} promised.`,
          ]
        : [],
    ),
  ]
}

function readMarket(path: string): MarketFile {
  const market = readTyped(path, marketSchema)
  const findings = checkMarket(market)
  if (findings.length > 0)
    throw new BadInput(
      findings.map(({ path: at, says, can }) => `${path}: ${at}: ${says} ${can ?? ''}`.trim()),
    )
  return market
}

function sayResult({ purpose, state, figures, blocks }: MatchResult): string[] {
  const { applicants, matched, positions, filled, ranks, couples, couplesMatched } = figures
  return [
    LABEL[purpose],
    {
      stable: 'Stable: nobody would rather have each other.',
      'none-exists': 'There is no stable matching of this market; this is proven.',
      'none-found': 'No stable matching was found; whether there is one is not known.',
    }[state],
    ...blocks.map(({ says }) => says),
    `${matched} of ${applicants} applicants have a place, ${filled} of ${positions} places are filled.`,
    ...(couples > 0 ? [`${couplesMatched} of ${couples} couples are matched.`] : []),
    `By rank on their own list: ${ranks.join(', ') || 'none'}.`,
  ]
}
