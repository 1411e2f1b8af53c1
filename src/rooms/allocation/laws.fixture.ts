// The laws that tests try to refute: brute force over all allocations, all lies, and the verifier.
import { allocate, type Run, runs } from './allocate.ts'
import { findBound } from './bound.ts'
import { lotteryOrder } from './lottery.ts'
import { Market, type Sitting } from './market.ts'
import { worthAlone, worthOf, type Held } from './pick.ts'
import { satisfaction, worth } from './preference.ts'
import { propertiesOf } from './properties.ts'
import { randomMarket, withList, withoutBad } from './random.fixture.ts'
import { type MarketData, type Mechanism, mechanisms, type PersonData } from './schema.ts'
import { findShape, isUnit } from './shape.ts'
import { verifyAllocation } from './verify.ts'

type Wishes = PersonData['wishes']

/** Every allocation as the ranks of each person; undefined = more than `most`. */
export function everyAllocation(market: Market, most: number): number[][][] | undefined {
  const bundles = market.people.map((_, nth) => everyBundle(market, nth))
  const left = market.room.slice()
  const found = new Map<string, number[][]>()
  let steps = 0
  const fits = (cells: readonly number[]) => {
    for (const cell of cells) left[cell]!--
    return cells.every((cell) => left[cell]! >= 0)
  }
  const back = (cells: readonly number[]) => cells.forEach((cell) => left[cell]!++)
  const extend = (ranks: number[][]): void => {
    if (++steps > most) return
    const mine = bundles[ranks.length]
    if (!mine) {
      found.set(JSON.stringify(ranks), ranks)
      return
    }
    for (const { ranks: got, cells } of mine) {
      if (fits(cells)) extend([...ranks, got])
      back(cells)
    }
  }
  extend([])
  return steps > most ? undefined : [...found.values()]
}

function everyBundle(market: Market, nth: number): { ranks: number[]; cells: number[] }[] {
  const person = market.people[nth]!
  const found = new Map<string, { ranks: number[]; cells: number[] }>()
  const extend = (at: number, sittings: Sitting[], ranks: number[], offers: number[]): void => {
    const wish = person.wishes[at]
    if (!wish) {
      const cells = sittings.flatMap((sitting) => sitting.cells).sort((one, other) => one - other)
      found.set(`${ranks} ${cells}`, { ranks, cells })
      return
    }
    extend(at + 1, sittings, ranks, offers)
    const size = sittings.reduce((sum, sitting) => sum + sitting.periods.length, wish.length)
    if (size > person.budget || ranks.length >= person.places || offers.includes(wish.offer)) return
    for (const sitting of wish.sittings)
      if (!sittings.some((each) => each.periods.some((t) => sitting.periods.includes(t))))
        extend(at + 1, [...sittings, sitting], [...ranks, wish.rank], [...offers, wish.offer])
  }
  extend(0, [], [], [])
  return [...found.values()]
}

/** `a` lies above `b` for somebody and below for nobody. */
export function dominates(a: readonly number[], b: readonly number[]): boolean {
  return a.every((each, nth) => each >= b[nth]!) && a.some((each, nth) => each > b[nth]!)
}

/** Compared from the worst up; above 0: `a` is the better one. */
export function compareLeximin(a: readonly number[], b: readonly number[]): number {
  const [one, other] = [a, b].map((each) => each.toSorted((x, y) => x - y))
  const at = one!.findIndex((each, nth) => each !== other![nth])
  return at < 0 ? 0 : one![at]! - other![at]!
}

/** Number of first wishes, of second, ... as one text that compares like the list. */
export function signature(ranks: readonly number[][]): string {
  const counts = Array.from({ length: 12 }, () => 0)
  for (const rank of ranks.flat()) counts[rank - 1]!++
  return counts.map((count) => String.fromCharCode(48 + count)).join('')
}

/** Every ordered list of at most `most` of these wishes. */
export function everyList(items: Wishes, most: number): Wishes[] {
  if (most === 0) return [[]]
  return [
    [],
    ...items.flatMap((item, at) =>
      everyList(
        items.filter((_, other) => other !== at),
        most - 1,
      ).map((rest) => [item, ...rest]),
    ),
  ]
}

/** What a person's places are worth by their true list. */
function trueWorth(market: Market, truth: Market, nth: number, held: readonly Held[]): number {
  const taken = new Set<number>()
  for (const { wish, sitting } of held) {
    const real = truth.people[nth]!.wishes.find(
      (each) =>
        !taken.has(each.rank) &&
        each.offer === wish.offer &&
        each.sittings.some((own) => own.periods.join() === sitting.periods.join()),
    )
    if (real) taken.add(real.rank)
  }
  return worth(taken)
}

export type Lie = { nth: number; list: Wishes; truth: number; lie: number }

/** A list other than the true one with which this person gets something better; all short ones are tried. */
export function findLie(
  data: MarketData,
  run: Run,
  seed: string,
  nth: number,
  mostItems = 5,
): Lie | undefined {
  const truth = new Market(data)
  const order = lotteryOrder(truth.people, seed)
  const honest = worthOf(run(truth, order).held[nth]!)
  const items = new Map<string, Wishes[number]>()
  for (const wish of data.people[nth]!.wishes) items.set(JSON.stringify(wish), wish)
  for (const { id, shut } of data.offers)
    if (!shut && items.size < mostItems) items.set(JSON.stringify({ offer: id }), { offer: id })
  for (const list of everyList([...items.values()].slice(0, mostItems), 3)) {
    const market = new Market(withList(data, nth, list))
    const lie = trueWorth(market, truth, nth, run(market, order).held[nth]!)
    if (lie > honest) return { nth, list, truth: honest, lie }
  }
  return undefined
}

export const isTiny = (data: MarketData) => data.people.length <= 4 && data.periods.length <= 3

/**
 * What this market refutes, one sentence each; empty = every law holds here. `liar`: only the lies
 * of this person are tried; absent = those of everybody.
 */
export function findBreaches(data: MarketData, seed: string, liar?: number): string[] {
  const market = new Market(data)
  const all = isTiny(data) ? everyAllocation(market, 4000) : undefined
  return [
    ...mechanisms.flatMap((mechanism) =>
      findMechanismBreaches(market, mechanism, runs[mechanism], seed, { all, liar }),
    ),
    ...(all ? againstBound(market, all) : []),
  ]
}

/** What one mechanism, or a faulty copy of it, breaks in this market. */
export function findMechanismBreaches(
  market: Market,
  mechanism: Mechanism,
  run: Run,
  seed: string,
  { all, liar }: { all?: number[][][] | undefined; liar?: number | undefined } = {},
): string[] {
  const { data } = market
  const made = allocate(data, mechanism, seed, run)
  if (!made.ok) return [`${mechanism}: refused: ${made.findings[0]!.says}`]
  const { findings, envy } = verifyAllocation(made.value)
  const claims = (property: string) =>
    made.value.claims.find((claim) => claim.property === property)!.holds === 'holds'
  const got = data.people.map(({ id }) =>
    made.value.places.flatMap(({ person, rank }) => (person === id ? [rank] : [])),
  )
  const found = findings.map(({ says }) => says)
  if (envy.wasted > 0) found.push('room is wasted')
  if (all) found.push(...againstAll(market, mechanism, got, all, claims('pareto-efficient')))
  if (claims('strategy-proof') && isTiny(data))
    for (let nth = 0; nth < data.people.length; nth++) {
      if (liar !== undefined && nth !== liar % data.people.length) continue
      const lie = findLie(data, run, seed, nth, liar === undefined ? 5 : 4)
      if (lie) found.push(`${data.people[nth]!.id} gains by ${JSON.stringify(lie.list)}`)
    }
  return found.map((says) => `${mechanism}: ${says}`)
}

const worths = (ranks: readonly number[][]) => ranks.map((each) => worth(each))

function againstAll(
  market: Market,
  mechanism: Mechanism,
  got: number[][],
  all: readonly number[][][],
  isEfficient: boolean,
): string[] {
  const unit = isUnit(findShape(market))
  const mine = worths(got)
  const alone = worthAlone(market)
  const shares = (ranks: readonly number[][]) =>
    worths(ranks).map((has, nth) => satisfaction(has, alone[nth]!))
  const better = all.find(
    (other) =>
      (isEfficient && dominates(worths(other), mine)) ||
      (unit && mechanism === 'leximin' && compareLeximin(shares(other), shares(got)) > 0) ||
      (unit && mechanism === 'rank-maximal' && signature(other) > signature(got)),
  )
  return better ? [`better: ${JSON.stringify(better)} than ${JSON.stringify(got)}`] : []
}

function againstBound(market: Market, all: readonly number[][][]): string[] {
  const bound = findBound(market)
  const wishing = market.people.filter(({ wishes }) => wishes.length > 0).length
  const broken = all.find((ranks) => {
    const dearest = ranks.filter((each) => each.length > 0).map((each) => Math.min(...each))
    const nothing = wishing - dearest.length
    const first = ranks.flat().filter((rank) => rank === 1).length
    const isWorse = Math.max(0, ...dearest) < (bound.worstRank ?? 0)
    return nothing < bound.nothing || first > bound.first || (nothing === bound.nothing && isWorse)
  })
  return broken ? [`the bound ${JSON.stringify(bound)} is beaten by ${JSON.stringify(broken)}`] : []
}

export const claimOf = (market: Market, mechanism: Mechanism, property: string) =>
  propertiesOf(market, mechanism).find((claim) => claim.property === property)!

/** What goes wrong with this property in this market, as a sentence; undefined = nothing does. */
export function findFailure(
  data: MarketData,
  seed: string,
  mechanism: Mechanism,
  property: string,
): string | undefined {
  const market = new Market(data)
  const made = allocate(data, mechanism, seed)
  if (!made.ok) return undefined
  if (property === 'no-justified-envy') {
    const { justified } = verifyAllocation(made.value).envy
    return justified > 0 ? 'justified envy' : undefined
  }
  if (property === 'strategy-proof') {
    for (let nth = 0; nth < data.people.length; nth++) {
      const lie = findLie(data, runs[mechanism], seed, nth)
      if (lie) return `${data.people[nth]!.id} gains by ${JSON.stringify(lie.list)}`
    }
    return undefined
  }
  const all = everyAllocation(market, 4000)
  if (!all) return undefined
  const got = data.people.map(({ id }) =>
    made.value.places.flatMap(({ person, rank }) => (person === id ? [rank] : [])),
  )
  const alone = worthAlone(market)
  const shares = (ranks: readonly number[][]) =>
    worths(ranks).map((has, nth) => satisfaction(has, alone[nth]!))
  const better = all.find((other) =>
    property === 'pareto-efficient'
      ? dominates(worths(other), worths(got))
      : compareLeximin(shares(other), shares(got)) > 0,
  )
  return better ? `${JSON.stringify(better)} instead of ${JSON.stringify(got)}` : undefined
}

/** A market of one of every kind of shape, the same for the same number. */
export function marketOf(nth: number): MarketData {
  return randomMarket(nth, {
    people: 2 + (nth % 4),
    periods: 1 + (nth % 3),
    pools: 1 + (nth % 3),
    offers: 2 + (nth % 3),
    unit: nth % 2 === 0,
    pinned: nth % 3 === 0,
    tiers: nth % 5 !== 0,
    wishes: 4,
  })
}

/** The same market after some places of a first allocation were fixed, with turns of seniority. */
export function settleSome(data: MarketData, seed: string): MarketData {
  const made = allocate(data, 'rounds', seed)
  if (!made.ok) return data
  const settled = made.value.places.filter((_, nth) => nth % 2 === 0)
  return withoutBad({
    ...data,
    people: data.people.map((person, nth) => {
      const fixed = settled
        .filter((place) => place.person === person.id)
        .map(({ offer, periods }) => ({ offer, periods }))
      const wishes = person.wishes.filter(({ offer }) => !fixed.some((one) => one.offer === offer))
      return { ...person, turn: nth % 2, fixed, wishes }
    }),
  })
}
