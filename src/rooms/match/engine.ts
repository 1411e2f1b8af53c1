// Who gets which place? Applicants propose, programmes hold the best; couples come one by one.
import { type Market, NONE } from './market.ts'

/** For each agent the entry of its list that it holds; NONE = unmatched. */
export type Held = Int32Array

export type Run = {
  held: Held
  /** Pairs that would rather have something else and could have it; none = stable. */
  objecting: number[]
}

/** So often a pair moves on, then it is left where it is, or without, until all have come. */
const MOVES_A_PAIR = 30
/** Rounds in which pairs that object are moved again, in other orders: more of them where one is cheap. */
const roundsOf = ({ firstProgramme }: Market) =>
  Math.min(4000, Math.max(60, Math.floor(3_000_000 / (firstProgramme.length + 1))))

/**
 * Applicant-proposing deferred acceptance. Without pairs the one stable matching that is best for
 * every applicant, in whatever order they propose (Gale and Shapley). With pairs (Roth and Peranson,
 * 1999): singles first, then each pair of `order`; whoever loses their place proposes again, and a
 * place that is left open is offered to those who would rather have it, the best first. A stable one
 * need not exist, so pairs can go round in circles: those are moved, or taken out and put in again,
 * in orders that `random` gives, and the state with the fewest that object is kept.
 */
export function propose(
  market: Market,
  quotas: Int32Array,
  order: readonly number[],
  random: () => number,
): Run {
  const work = new Proposing(market, quotas)
  work.comeAll(order)
  const rounds = roundsOf(market)
  let best: Run = { held: work.held.slice(), objecting: work.objecting(order) }
  for (let round = 0; round < rounds && best.objecting.length > 0; round++) {
    work.shake(round % 3 === 2, random)
    const objecting = work.objecting(order)
    if (objecting.length < best.objecting.length) best = { held: work.held.slice(), objecting }
  }
  return best
}

class Proposing {
  private readonly market: Market
  private readonly quotas: Int32Array
  /** Ranks that each programme holds, in no order, from `placeAt[p]`. */
  private readonly placeAt: Int32Array
  private readonly ranks: Int32Array
  private readonly filled: Int32Array
  readonly held: Held
  private readonly stack: number[] = []
  private readonly open: number[] = []
  private readonly hasCome = new Set<number>()
  /** How often each pair has gone on, so that no circle goes on for ever. */
  private readonly moves: Int32Array

  constructor(market: Market, quotas: Int32Array) {
    this.market = market
    this.quotas = quotas
    this.placeAt = new Int32Array(quotas.length + 1)
    for (let p = 0; p < quotas.length; p++) this.placeAt[p + 1] = this.placeAt[p]! + quotas[p]!
    this.ranks = new Int32Array(this.placeAt.at(-1)!)
    this.filled = new Int32Array(quotas.length)
    this.held = new Int32Array(market.agents).fill(NONE)
    this.moves = new Int32Array(market.agents)
  }

  comeAll(order: readonly number[]): void {
    const { market } = this
    for (let g = 0; g < market.agents; g++) if (market.isPair[g] === 0) this.stack.push(g)
    this.settle()
    for (const pair of order) {
      this.hasCome.add(pair)
      this.stack.push(pair)
      this.settle()
    }
  }

  /** Those pairs that could have something dearer, as everything stands. */
  objecting(pairs: readonly number[]): number[] {
    return pairs.filter((pair) => {
      const was = this.held[pair]!
      const from = this.market.agentAt[pair]!
      const to = was === NONE ? this.market.agentAt[pair + 1]! : was
      if (was !== NONE) this.lift(pair, was)
      let could = false
      for (let entry = from; entry < to && !could; entry++) could = this.takesPair(entry, was)
      if (was !== NONE) this.sit(pair, was)
      return could
    })
  }

  /** Moves the pairs that object; `isHard`: takes them out first, so that the others settle without them. */
  shake(isHard: boolean, random: () => number): void {
    const pairs = [...this.hasCome]
    const objecting = this.objecting(pairs)
    this.moves.fill(0)
    const some = isHard ? pairs.filter(() => random() < 8 / pairs.length) : []
    const order = [...new Set([...objecting, ...some])]
      .map((pair) => ({ pair, key: random() }))
      .sort((one, other) => one.key - other.key)
    for (const { pair } of order) {
      const was = this.held[pair]!
      if (!isHard || was === NONE) continue
      this.hasCome.delete(pair)
      this.lift(pair, was)
      this.callFor(was)
      this.settle()
    }
    for (const { pair } of order) {
      this.hasCome.add(pair)
      this.stack.push(pair)
      this.settle()
    }
  }

  private settle(): void {
    for (;;) {
      if (this.stack.length > 0) this.improve(this.stack.pop()!)
      else if (this.open.length > 0) this.offer(this.open.pop()!)
      else return
    }
  }

  /** Takes the dearest entry that is to be had; what is left behind is open to others. */
  private improve(agent: number): void {
    const { agentAt, isPair } = this.market
    const from = agentAt[agent]!
    const was = this.held[agent]!
    const to = was === NONE ? agentAt[agent + 1]! : was
    if (isPair[agent] === 0) {
      // A single never has to give up what is held before something better is sure.
      for (let entry = from; entry < to; entry++) {
        if (!this.takesSingle(entry)) continue
        if (was !== NONE) this.leave(was)
        this.sit(agent, entry)
        return
      }
      return
    }
    if (this.moves[agent]! >= MOVES_A_PAIR) return
    if (was !== NONE) this.lift(agent, was)
    for (let entry = from; entry < (was === NONE ? to : to + 1); entry++) {
      if (entry !== was && !this.takesPair(entry, was)) continue
      this.sit(agent, entry)
      break
    }
    if (this.held[agent] === was) return
    this.moves[agent]!++
    if (was !== NONE) this.callFor(was)
  }

  private takesSingle(entry: number): boolean {
    return this.takes(this.market.firstProgramme[entry]!, this.market.firstRank[entry]!)
  }

  /** `kept`: places that are not to be had besides those that are filled. */
  private takes(p: number, rank: number, kept = 0): boolean {
    if (rank === NONE || this.quotas[p] === 0) return false
    return this.filled[p]! + kept < this.quotas[p]! || this.worst(p) > rank
  }

  /**
   * For an agent that is lifted from `was`. The place that one of a couple would leave is no room
   * for the other one (McDermid and Manlove, 2010): else they would chase each other out.
   */
  private takesPair(entry: number, was: number): boolean {
    const { firstProgramme, firstRank, secondProgramme, secondRank } = this.market
    const [p, q] = [firstProgramme[entry]!, secondProgramme[entry]!]
    const [r, s] = [firstRank[entry]!, secondRank[entry]!]
    if (p === NONE && q === NONE) return true
    if (p === q) {
      if (r === NONE || s === NONE) return false
      const last = Math.max(r, s)
      let better = 1
      for (let at = this.placeAt[p]!; at < this.placeAt[p]! + this.filled[p]!; at++)
        if (this.ranks[at]! < last) better++
      return better + 1 <= this.quotas[p]!
    }
    const isKept = (at: number, programmes: Int32Array) => was !== NONE && programmes[was] === at
    return (
      (p === NONE || this.takes(p, r, Number(isKept(p, secondProgramme)))) &&
      (q === NONE || this.takes(q, s, Number(isKept(q, firstProgramme))))
    )
  }

  private worst(p: number): number {
    let worst = NONE
    for (let at = this.placeAt[p]!; at < this.placeAt[p]! + this.filled[p]!; at++)
      if (this.ranks[at]! > worst) worst = this.ranks[at]!
    return worst
  }

  private sit(agent: number, entry: number): void {
    const { firstProgramme, firstRank, secondProgramme, secondRank } = this.market
    this.held[agent] = entry
    this.hold(firstProgramme[entry]!, firstRank[entry]!)
    this.hold(secondProgramme[entry]!, secondRank[entry]!)
  }

  private hold(p: number, rank: number): void {
    if (p === NONE) return
    if (this.filled[p]! < this.quotas[p]!) {
      this.ranks[this.placeAt[p]! + this.filled[p]!++] = rank
      return
    }
    let worst = this.placeAt[p]!
    for (let at = worst + 1; at < this.placeAt[p + 1]!; at++)
      if (this.ranks[at]! > this.ranks[worst]!) worst = at
    const bumped = this.ranks[worst]!
    this.ranks[worst] = rank
    this.displace(this.agentAtRank(p, bumped), p, bumped)
  }

  private agentAtRank(p: number, rank: number): number {
    return this.market.agentOf[this.market.listed[this.market.listAt[p]! + rank]!]!
  }

  /** Of two places taken together the other one is given up as well. */
  private displace(agent: number, p: number, rank: number): void {
    const { isPair, firstProgramme, firstRank, secondProgramme, secondRank } = this.market
    const entry = this.held[agent]!
    this.held[agent] = NONE
    this.stack.push(agent)
    if (isPair[agent] === 0) return
    const isFirst = firstProgramme[entry] === p && firstRank[entry] === rank
    const other = isFirst ? secondProgramme[entry]! : firstProgramme[entry]!
    if (other === NONE) return
    this.drop(other, isFirst ? secondRank[entry]! : firstRank[entry]!)
    this.open.push(other)
  }

  private drop(p: number, rank: number): void {
    const from = this.placeAt[p]!
    for (let at = from; at < from + this.filled[p]!; at++)
      if (this.ranks[at] === rank) {
        this.ranks[at] = this.ranks[from + --this.filled[p]!]!
        return
      }
  }

  private leave(entry: number): void {
    const p = this.market.firstProgramme[entry]!
    this.drop(p, this.market.firstRank[entry]!)
    this.open.push(p)
  }

  private lift(agent: number, entry: number): void {
    const { firstProgramme, firstRank, secondProgramme, secondRank } = this.market
    this.held[agent] = NONE
    if (firstProgramme[entry]! !== NONE) this.drop(firstProgramme[entry]!, firstRank[entry]!)
    if (secondProgramme[entry]! !== NONE) this.drop(secondProgramme[entry]!, secondRank[entry]!)
  }

  private callFor(entry: number): void {
    const [p, q] = [this.market.firstProgramme[entry]!, this.market.secondProgramme[entry]!]
    if (p !== NONE) this.open.push(p)
    if (q !== NONE) this.open.push(q)
  }

  /** To whoever would rather have it, in the order of the programme. */
  private offer(p: number): void {
    const { listAt, listed, agentOf, entryOf, isPair } = this.market
    for (let at = listAt[p]!; at < listAt[p + 1]!; at++) {
      // It may be taken again by now, by somebody who stands further down than those who want it.
      if (!this.takes(p, at - listAt[p]!)) return
      const applicant = listed[at]!
      if (applicant === NONE) continue
      const agent = agentOf[applicant]!
      const now = this.held[agent]!
      if (isPair[agent] === 1) {
        // A pair that has not come yet waits for its turn.
        if (this.hasCome.has(agent) && this.couldHave(agent, p)) this.improve(agent)
        continue
      }
      const entry = entryOf[at]!
      if (entry === NONE || (now !== NONE && entry >= now)) continue
      if (now !== NONE) this.leave(now)
      this.sit(agent, entry)
    }
  }

  private couldHave(agent: number, p: number): boolean {
    const { agentAt, firstProgramme, secondProgramme } = this.market
    const now = this.held[agent]!
    const to = now === NONE ? agentAt[agent + 1]! : now
    for (let entry = agentAt[agent]!; entry < to; entry++)
      if (firstProgramme[entry] === p || secondProgramme[entry] === p) return true
    return false
  }
}
