// After an allocation: which exchanges help somebody and hurt nobody?
import { Market, type Person } from './market.ts'
import { type Held, worthOf } from './pick.ts'
import { listPlaces } from './allocate.ts'
import { readSeats } from './holdings.ts'
import type { Allotted, MarketData } from './schema.ts'
import type { Seats } from './seats.ts'
import { checkTrade } from './verify/trade.ts'

/** What one person gives and takes in a trade. */
export type TradeStep = { person: string; gives: Allotted[]; takes: Allotted; gains: boolean }

export type Trade = {
  /** In the order in which room is passed on: each takes what the next gives, or what nobody holds. */
  steps: TradeStep[]
  /** How many are better off; the others are as well off as before. */
  helped: number
}

export type TradeOptions = {
  /** People in one trade at most; 1 is a move into room that nobody holds. */
  people?: number
  /** Trades that are returned at most. */
  most?: number
  /** Steps that are tried at most for each person. */
  effort?: number
}

type Step = { person: Person; gives: Held[]; takes: Held; gains: boolean }

/**
 * Moves into free room, exchanges of two and circles and chains of up to five. Everybody in a trade
 * is at least as well off as before by their own list (the dearest wish that differs decides), and
 * somebody is better off. The best first: those that help most people, then those that need fewest.
 * Each was checked by the verifier. Trades are alternatives: after one, ask again.
 * `isComplete` is false when the effort did not suffice to try everything.
 */
export function findTrades(
  data: MarketData,
  places: readonly Allotted[],
  { people = 5, most = 50, effort = 2000 }: TradeOptions = {},
): { trades: Trade[]; isComplete: boolean } {
  const market = new Market(data)
  const seats = readSeats(market, places)
  const found = new Map<string, Trade>()
  let isComplete = true
  for (const person of market.people) {
    const search = new Search(seats, people, effort)
    search.start(person)
    if (search.spent > effort) isComplete = false
    for (const steps of search.found) {
      const trade = sayTrade(market, steps)
      const key = trade.steps
        .map((step) => JSON.stringify(step))
        .sort()
        .join()
      if (!found.has(key) && checkTrade(data, places, trade).length === 0) found.set(key, trade)
    }
  }
  const trades = [...found.values()]
    .sort((one, other) => other.helped - one.helped || one.steps.length - other.steps.length)
    .slice(0, most)
  return { trades, isComplete }
}

/** The places after a trade, people in the order of the market. */
export function applyTrade(
  data: MarketData,
  places: readonly Allotted[],
  trade: Trade,
): Allotted[] {
  const gone = new Set(trade.steps.flatMap(({ gives }) => gives.map(nameOf)))
  const kept = places.filter((place) => !gone.has(nameOf(place)))
  return listPlaces(
    readSeats(new Market(data), [...kept, ...trade.steps.map((step) => step.takes)]),
  )
}

const nameOf = ({ person, offer }: Allotted) => JSON.stringify([person, offer])

class Search {
  readonly found: Step[][] = []
  spent = 0
  private readonly seats: Seats
  private readonly most: number
  private readonly effort: number

  constructor(seats: Seats, most: number, effort: number) {
    this.seats = seats
    this.most = most
    this.effort = effort
  }

  /** Shortest first: the trades of one length before those of the next. */
  start(person: Person): void {
    for (let length = 1; length <= this.most && this.spent <= this.effort; length++)
      this.extend([], person, undefined, length)
  }

  /** This person gives `asked` (and what stands in the way) and takes something. */
  private extend(steps: Step[], person: Person, asked: Held | undefined, left: number): void {
    const { seats } = this
    const before = [...seats.held[person.nth]!]
    const worthBefore = worthOf(before)
    for (const wish of person.wishes)
      for (const sitting of wish.sittings) {
        if (++this.spent > this.effort) return
        const isGiven = (each: Held) =>
          each === asked ||
          each.wish.offer === wish.offer ||
          each.sitting.periods.some((t) => sitting.periods.includes(t))
        const gives = before.filter(isGiven)
        const kept = before.filter((each) => !isGiven(each))
        // Over the budget or one place too many: what is least dear goes too.
        kept.sort((one, other) => one.wish.rank - other.wish.rank)
        const isOver = () =>
          kept.length + 1 > person.places ||
          kept.reduce((sum, each) => sum + each.wish.length, wish.length) > person.budget
        while (kept.length > 0 && isOver()) gives.push(kept.pop()!)
        const after = [...kept, { wish, sitting }]
        const gain = worthOf(after) - worthBefore
        // The first one gains; those who only make room must not lose, and must really move.
        if (steps.length === 0 ? gain <= 0 : gain < 0 || asked!.sitting === sitting) continue
        const takes = after.at(-1)!
        for (const held of gives) seats.drop(person, held)
        seats.give(person, takes)
        this.goOn([...steps, { person, gives, takes, gains: gain > 0 }], left - 1)
        seats.drop(person, takes)
        for (const held of gives) seats.give(person, held)
      }
  }

  private goOn(steps: Step[], left: number): void {
    const { left: room, market, held } = this.seats
    const missing = steps.flatMap(({ takes }) =>
      takes.sitting.cells.filter((cell) => room[cell]! < 0),
    )
    if (missing.length === 0) {
      if (left === 0) this.found.push(steps)
      return
    }
    if (left === 0) return
    const inTrade = new Set(steps.map(({ person }) => person))
    for (const other of market.people) {
      if (inTrade.has(other)) continue
      const asked = held[other.nth]!.find(({ sitting }) =>
        missing.every((cell) => sitting.cells.includes(cell)),
      )
      if (asked) this.extend(steps, other, asked, left)
    }
  }
}

function sayTrade(market: Market, steps: readonly Step[]): Trade {
  const say = (person: Person, { wish, sitting }: Held): Allotted => ({
    person: person.id,
    rank: wish.rank,
    offer: market.data.offers[wish.offer]!.id,
    periods: sitting.periods.map((t) => market.data.periods[t]!.id),
  })
  return {
    steps: steps.map(({ person, gives, takes, gains }) => ({
      person: person.id,
      gives: gives.map((held) => say(person, held)),
      takes: say(person, takes),
      gains,
    })),
    helped: steps.filter(({ gains }) => gains).length,
  }
}
