// Is this certificate true? Anybody can ask again; no code is shared with the mechanisms.
import { sha256 } from '@noble/hashes/sha2'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils'
import { type Finding, finding, sayCount } from '../../kernel/finding.ts'
import type { Allocation, Property } from './schema.ts'
import { type Envy, findEnvy } from './verify/envy.ts'
import { checkFeasible, checkSound } from './verify/feasible.ts'
import { Ledger } from './verify/ledger.ts'
import { checkTurns } from './verify/turns.ts'
import { canRanksBeBetter, findExchange, readUnitMarket, type UnitMarket } from './verify/unit.ts'

export type Verdict = {
  /** What is not as the certificate says; empty = it is true as far as it was looked at. */
  findings: Finding[]
  /** What was looked at and how far, one sentence each. */
  says: string[]
  /** Found in this result, whatever is claimed in general. */
  envy: { pairs: number; justified: number; wasted: number }
}

const wrong = (rule: string, says: string, path?: string, who: string[] = []): Finding =>
  finding(`verify.${rule}`, says, { who, ...(path ? { path } : {}) })

/** The file must have the shape of `allocationSchema`; every other fault is a finding. */
export function verifyAllocation(file: Allocation): Verdict {
  const { market, places } = file
  const unsound = checkSound(market)
  if (unsound.length > 0)
    return {
      findings: [...checkHashes(file), ...unsound],
      says: ['The market does not hang together; nothing else was looked at.'],
      envy: { pairs: 0, justified: 0, wasted: 0 },
    }
  const ledger = new Ledger(market, places)
  const findings = [...checkHashes(file), ...checkOrder(file), ...checkFeasible(ledger, places)]
  const says = [
    'Hashes of inputs and result, the order drawn from the seed, and every place were computed anew.',
  ]
  if (findings.length > 0) return { findings, says, envy: { pairs: 0, justified: 0, wasted: 0 } }
  findings.push(...checkFigures(file))
  const envy = findEnvy(ledger)
  const unit = readUnitMarket(ledger)
  findings.push(...checkEnvy(file, envy, says), ...checkEfficient(file, envy, unit, says))
  findings.push(...checkRanks(file, unit, says), ...checkSerial(file, ledger, says))
  says.push(
    'Whether it pays to lie cannot be seen in one result; it is a property of the mechanism (docs/allocation.md).',
  )
  const others = envy.filter(({ whose }) => whose !== undefined)
  return {
    ...{ findings, says },
    envy: {
      pairs: others.length,
      justified: others.filter(({ isJustified }) => isJustified).length,
      wasted: envy.length - others.length,
    },
  }
}

/** The text that is hashed: JSON, keys sorted, no spaces. Written down a second time on purpose. */
function textOf(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) =>
    each !== null && typeof each === 'object' && !Array.isArray(each)
      ? Object.fromEntries(
          Object.entries(each).toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)),
        )
      : each,
  )
}
const digest = (text: string) => bytesToHex(sha256(utf8ToBytes(text)))

function checkHashes({
  mechanism,
  seed,
  market,
  marketHash,
  order,
  places,
  resultHash,
}: Allocation) {
  const found: Finding[] = []
  const [inputs, result] = [
    digest(textOf(market)),
    digest(textOf({ mechanism, seed, marketHash, order, places })),
  ]
  if (inputs !== marketHash)
    found.push(wrong('inputs', `The inputs were changed: their hash is ${inputs}.`, 'marketHash'))
  if (result !== resultHash)
    found.push(wrong('result', `The result was changed: its hash is ${result}.`, 'resultHash'))
  return found
}

function checkOrder({ market, seed, order }: Allocation): Finding[] {
  const drawn = market.people
    .map(({ id, turn }) => ({ id, turn, number: digest(`${seed}\n${id}`) }))
    .toSorted((one, other) => one.turn - other.turn || (one.number < other.number ? -1 : 1))
    .map(({ id }) => id)
  const at = drawn.findIndex((id, nth) => order[nth] !== id)
  if (at < 0 && drawn.length === order.length) return []
  const says = `The seed draws ${drawn[at] ?? 'nobody'} as number ${at + 1}, not ${order[at] ?? 'nobody'}.`
  return [wrong('order', says, `order[${Math.max(0, at)}]`)]
}

function checkFigures({ market, places, figures }: Allocation): Finding[] {
  const got = market.people.filter(({ wishes }) => wishes.length > 0)
  const dearest = got.map(({ id }) =>
    Math.min(...places.filter(({ person }) => person === id).map(({ rank }) => rank)),
  )
  const counted = {
    ranks: figures.ranks.map((_, at) => places.filter(({ rank }) => rank === at + 1).length),
    nothing: dearest.filter((rank) => rank === Infinity).length,
    worstRank: Math.max(0, ...dearest.filter((rank) => rank < Infinity)) || null,
  }
  const isAll = counted.ranks.reduce((sum, count) => sum + count, 0) === places.length
  if (isAll && textOf(counted) === textOf(figures)) return []
  return [
    wrong('figures', `The figures are ${textOf(counted)}, not ${textOf(figures)}.`, 'figures'),
  ]
}

const isClaimed = ({ claims }: Allocation, property: Property) =>
  claims.some((claim) => claim.property === property && claim.holds === 'holds')

function checkEnvy(file: Allocation, envy: readonly Envy[], says: string[]): Finding[] {
  const found = envy.filter(({ whose, isJustified }) => whose !== undefined && isJustified)
  says.push(
    `${sayCount(found.length, 'pair')} with justified envy: who would rather have the room of somebody whom the service wants less.`,
  )
  if (!isClaimed(file, 'no-justified-envy')) return []
  return found.map(({ who, whose, option }) =>
    wrong(
      'envy',
      `${who} would rather have ${option.offer} from ${option.periods[0]}, which ${whose} has, and the service wants ${who} more.`,
      undefined,
      [who, whose!],
    ),
  )
}

function checkEfficient(
  file: Allocation,
  envy: readonly Envy[],
  unit: UnitMarket | undefined,
  says: string[],
): Finding[] {
  const wasted = envy.filter(({ whose }) => whose === undefined)
  const exchange = unit && findExchange(unit)
  says.push(
    unit
      ? `No exchange, of any length, that helps somebody and hurts nobody: ${exchange ? 'not so' : 'proven'}.`
      : `${wasted.length === 0 ? 'Nobody' : sayCount(wasted.length, 'person', 'people')} could do better with what nobody holds. Longer exchanges were not searched here: with several places each that is not done exactly.`,
  )
  if (!isClaimed(file, 'pareto-efficient')) return []
  const found = wasted.map(({ who, option }) =>
    wrong(
      'waste',
      `${who} would rather have ${option.offer} from ${option.periods[0]}, and there is room.`,
      undefined,
      [who],
    ),
  )
  const helped = exchange && file.market.people[exchange.person]!.id
  if (helped && found.length === 0)
    found.push(
      wrong('exchange', `An exchange would help ${helped} and hurt nobody.`, undefined, [helped]),
    )
  return found
}

function checkRanks(file: Allocation, unit: UnitMarket | undefined, says: string[]): Finding[] {
  const { mechanism } = file
  const aims = {
    'rank-maximal': 'as many first wishes as possible, then second ones, and so on',
    leximin: 'whoever is worst off as well off as possible, then the next, and so on',
  }
  if (mechanism !== 'rank-maximal' && mechanism !== 'leximin') return []
  const aim = aims[mechanism]
  if (!unit) {
    says.push(
      `That it is best (${aim}) was not proven; the bound in the file says how far it may be.`,
    )
    return []
  }
  const isBetter = canRanksBeBetter(unit, mechanism === 'rank-maximal')
  says.push(`Best possible (${aim}): ${isBetter ? 'not so' : 'proven'}.`)
  return isBetter ? [wrong('ranks', `Another allocation has better ranks: ${aim}.`)] : []
}

function checkSerial(file: Allocation, ledger: Ledger, says: string[]): Finding[] {
  if (file.mechanism !== 'serial-dictatorship') return []
  const { late, open } = checkTurns(ledger, file.order)
  says.push(
    `Everybody had the best that those before them left${open.length > 0 ? `; for ${open.length} this took too long to tell` : ''}: ${late.length === 0 ? 'so' : 'not so'}.`,
  )
  return late.map((who) =>
    wrong('turn', `${who} could have had more with what was left at their turn.`, undefined, [who]),
  )
}
