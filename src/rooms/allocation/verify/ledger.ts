// The verifier's own reading of a market: who may have what when, and what room that takes.
// Shares no code with the mechanisms, only the schema; what is wrong there must not be wrong here.
import type { Allotted, MarketData, OfferData, PersonData } from '../schema.ts'

/** One way to have one wish, in the verifier's words. `room`: cells, see `cellOf`. */
export type Option = { rank: number; offer: string; periods: string[]; room: string[] }

/** A pool in a period as one text; ids hold no line break. */
const cellOf = (pool: string, period: string) => `${pool}\n${period}`
export const readCell = (cell: string) => {
  const [pool, period] = cell.split('\n') as [string, string]
  return { pool, period }
}

export class Ledger {
  readonly data: MarketData
  readonly offers: Map<string, OfferData>
  readonly people: Map<string, PersonData>
  readonly places = new Map<string, Allotted[]>()
  /** People in each cell, fixed ones too. */
  readonly inside = new Map<string, string[]>()
  private readonly nth: Map<string, number>
  private readonly options = new Map<string, Option[]>()
  private readonly runs = new Map<string, number[][]>()

  constructor(data: MarketData, places: readonly Allotted[]) {
    this.data = data
    this.offers = new Map(data.offers.map((offer) => [offer.id, offer]))
    this.people = new Map(data.people.map((person) => [person.id, person]))
    this.nth = new Map(data.periods.map(({ id }, nth) => [id, nth]))
    for (const { id } of data.people) this.places.set(id, [])
    for (const person of data.people)
      for (const { offer, periods } of person.fixed) this.enter(person.id, offer, periods)
    for (const place of places) {
      this.places.get(place.person)?.push(place)
      this.enter(place.person, place.offer, place.periods)
    }
  }

  private enter(person: string, offer: string, periods: readonly string[]): void {
    for (const key of this.roomOf(offer, periods))
      this.inside.set(key, [...(this.inside.get(key) ?? []), person])
  }

  /** The cell of every period of a sitting that draws from a pool. */
  roomOf(id: string, periods: readonly string[]): string[] {
    const offer = this.offers.get(id)
    if (!offer) return []
    const pools = offer.parts
      ? offer.parts.flatMap((part) => Array.from({ length: part.length }, () => part.pool))
      : periods.map(() => offer.pool)
    return periods.flatMap((period, at) => (pools[at] ? [cellOf(pools[at], period)] : []))
  }

  roomFor(key: string): number {
    const { pool, period } = readCell(key)
    const { capacity } = this.data.pools.find(({ id }) => id === pool)!
    return typeof capacity === 'number' ? capacity : capacity[this.nth.get(period)!]!
  }
  private readonly room = new Map<string, number>()
  spare(key: string): number {
    let room = this.room.get(key)
    if (room === undefined) this.room.set(key, (room = this.roomFor(key)))
    return room - (this.inside.get(key)?.length ?? 0)
  }

  lengthOf({ parts, length }: OfferData): number {
    return parts ? parts.map((part) => part.length).reduce((a, b) => a + b) : length
  }

  indexOf(period: string): number {
    return this.nth.get(period) ?? -1
  }

  /** Runs of successive periods, as [first, length]. */
  piecesOf(periods: readonly string[]): [number, number][] {
    const pieces: [number, number][] = []
    for (const at of periods.map((id) => this.indexOf(id))) {
      const last = pieces.at(-1)
      if (last && last[0] + last[1] === at) last[1]++
      else pieces.push([at, 1])
    }
    return pieces
  }

  isFree(person: PersonData, period: string): boolean {
    return (
      (person.available?.includes(period) ?? true) &&
      !person.fixed.some(({ periods }) => periods.includes(period))
    )
  }

  budgetOf(person: PersonData): number {
    const free = this.data.periods.filter(({ id }) => this.isFree(person, id)).length
    return Math.min(person.budget ?? free, free)
  }

  mayEver(person: PersonData, offer: OfferData): boolean {
    return (
      !offer.shut &&
      !person.barred.some((each) => each.offer === offer.id) &&
      !person.fixed.some((each) => each.offer === offer.id)
    )
  }

  /** Every way in which this person's wishes could be granted in time, room not looked at. */
  optionsOf(id: string): Option[] {
    const known = this.options.get(id)
    if (known) return known
    const person = this.people.get(id)!
    const budget = this.budgetOf(person)
    const free = new Set(
      this.data.periods.flatMap((period) => (this.isFree(person, period.id) ? [period.id] : [])),
    )
    const options = person.wishes.flatMap((wish, at) => {
      const offer = this.offers.get(wish.offer)!
      if (!this.mayEver(person, offer) || this.lengthOf(offer) > budget) return []
      return this.periodsOf(offer)
        .filter((run) => !wish.starts || wish.starts.includes(run[0]!))
        .filter((run) => run.every((period) => free.has(period)))
        .map((periods) => ({
          ...{ rank: at + 1, offer: offer.id, periods },
          room: this.roomOf(offer.id, periods),
        }))
    })
    this.options.set(id, options)
    return options
  }

  /** Every list of periods in which the offer may be had. */
  periodsOf(offer: OfferData): string[][] {
    return this.runsOf(offer).map((run) => run.map((t) => this.data.periods[t]!.id))
  }

  /** Lists of periods that the offer allows, found by building them period by period. */
  private runsOf(offer: OfferData): number[][] {
    const known = this.runs.get(offer.id)
    if (known) return known
    const length = this.lengthOf(offer)
    const least = offer.parts ? length : Math.min(offer.piece ?? length, length)
    const mayBegin = (t: number) => offer.starts?.includes(this.data.periods[t]!.id) ?? true
    let open: number[][] = [[]]
    for (let size = 0; size < length; size++)
      open = open.flatMap((run) => {
        const last = run.at(-1)
        const runLength = last === undefined ? 0 : lastRun(run)
        const grown = this.data.periods.flatMap((_, t) => {
          if (last === undefined) return mayBegin(t) ? [[t]] : []
          if (t === last + 1) return [[...run, t]]
          const isNewPiece = t > last + 1 && runLength >= least && length - size >= least
          return isNewPiece && mayBegin(t) ? [[...run, t]] : []
        })
        return grown
      })
    open = open.filter((run) => lastRun(run) >= least)
    this.runs.set(offer.id, open)
    return open
  }
}

function lastRun(run: readonly number[]): number {
  let size = 1
  while (size < run.length && run.at(-size - 1)! === run.at(-size)! - 1) size++
  return size
}

/** Wish r outweighs all later ones together; the verifier counts with whole numbers of any size. */
export function likes(ranks: readonly number[]): bigint {
  return ranks.reduce((sum, rank) => sum + (1n << BigInt(64 - rank)), 0n)
}
