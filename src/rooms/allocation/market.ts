// A market, indexed: in which periods can an offer be had, and what room does that take?
import { assert } from '../../kernel/finding.ts'
import type { MarketData, OfferData, PersonData } from './schema.ts'

/** One way of having an offer: its periods in order, and the cells (pool and period) it takes. */
export type Sitting = {
  readonly periods: readonly number[]
  /** Only cells that can run out: where there is room for everybody, nothing is taken. */
  readonly cells: readonly number[]
}

export type Wish = {
  /** 1 is the dearest. */
  readonly rank: number
  readonly offer: number
  readonly length: number
  /** What this person may have for it, the earliest first, were nobody else there. */
  readonly sittings: readonly Sitting[]
}

export type Person = {
  readonly nth: number
  readonly id: string
  readonly turn: number
  readonly budget: number
  readonly places: number
  readonly free: readonly boolean[]
  readonly wishes: readonly Wish[]
}

/** More ways of taking one offer in pieces are refused (see size.ts). */
export const MOST_STAYS = 2000

/** Expects data without findings of `checkMarket`; wishes that `checkWish` refuses have no sittings. */
export class Market {
  readonly data: MarketData
  readonly periodCount: number
  readonly people: readonly Person[]
  readonly sittings: readonly (readonly Sitting[])[]
  /** Room of each cell (pool times period) after what is fixed. */
  readonly room: Int32Array
  private readonly periodAt: ReadonlyMap<string, number>
  private readonly offerAt: ReadonlyMap<string, number>
  private readonly poolAt: ReadonlyMap<string, number>

  constructor(data: MarketData) {
    this.data = data
    this.periodCount = data.periods.length
    this.periodAt = indexOf(data.periods)
    this.offerAt = indexOf(data.offers)
    this.poolAt = indexOf(data.pools)
    this.room = this.findRoom()
    this.sittings = data.offers.map((offer) => this.findSittings(offer))
    this.people = data.people.map((person, nth) => this.readPerson(person, nth))
  }

  period(id: string): number {
    return get(this.periodAt, id)
  }
  offer(id: string): number {
    return get(this.offerAt, id)
  }
  poolOf(cell: number): number {
    return Math.floor(cell / this.periodCount)
  }

  /** Tier of each person in each pool, 0 first; everybody 0 where there are no tiers. */
  findTiers(): Int32Array[] {
    const at = indexOf(this.data.people)
    return this.data.pools.map(({ tiers = [] }) => {
      const tier = new Int32Array(this.people.length).fill(tiers.length)
      tiers.forEach((ids, nth) => ids.forEach((id) => (tier[get(at, id)] = nth)))
      return tier
    })
  }

  private findRoom(): Int32Array {
    const { pools, people } = this.data
    const room = new Int32Array(pools.length * this.periodCount)
    pools.forEach(({ capacity }, k) => {
      for (let t = 0; t < this.periodCount; t++)
        room[k * this.periodCount + t] = typeof capacity === 'number' ? capacity : capacity[t]!
    })
    for (const { fixed } of people)
      for (const { offer, periods } of fixed)
        for (const cell of this.cellsOf(
          this.data.offers[this.offer(offer)]!,
          periods.map((id) => this.period(id)),
        ))
          room[cell]!--
    return room
  }

  /** Every cell of an offer that is had in these periods. */
  private cellsOf(offer: OfferData, periods: readonly number[]): number[] {
    return partsOf(offer).flatMap(({ pool, from, length }) =>
      pool === undefined
        ? []
        : periods
            .slice(from, from + length)
            .map((t) => get(this.poolAt, pool) * this.periodCount + t),
    )
  }

  private findSittings(offer: OfferData): Sitting[] {
    const may = offer.starts?.map((id) => this.period(id))
    const mayBegin = Array.from({ length: this.periodCount }, (_, t) => may?.includes(t) ?? true)
    const length = lengthOf(offer)
    const least = offer.parts ? length : (offer.piece ?? length)
    return listPeriods(mayBegin, length, Math.min(least, length), MOST_STAYS).map((periods) => ({
      periods,
      cells: this.cellsOf(offer, periods).filter(
        (cell) => this.room[cell]! < this.data.people.length,
      ),
    }))
  }

  private readPerson(person: PersonData, nth: number): Person {
    const free = Array.from({ length: this.periodCount }, () => person.available === undefined)
    for (const id of person.available ?? []) free[this.period(id)] = true
    for (const { periods } of person.fixed) for (const id of periods) free[this.period(id)] = false
    const freeCount = free.filter(Boolean).length
    const budget = Math.min(person.budget ?? freeCount, freeCount)
    const places = person.places ?? budget
    const isShut = (offer: string) =>
      this.data.offers[this.offer(offer)]!.shut !== undefined ||
      person.barred.some((each) => each.offer === offer) ||
      person.fixed.some((each) => each.offer === offer)
    const wishes = person.wishes.map(({ offer, starts }, at): Wish => {
      const o = this.offer(offer)
      const wanted = starts?.map((id) => this.period(id))
      const length = lengthOf(this.data.offers[o]!)
      const sittings =
        isShut(offer) || length > budget || places < 1
          ? []
          : this.sittings[o]!.filter(
              ({ periods, cells }) =>
                (wanted?.includes(periods[0]!) ?? true) &&
                periods.every((t) => free[t]) &&
                cells.every((cell) => this.room[cell]! > 0),
            )
      return { rank: at + 1, offer: o, length, sittings }
    })
    return { nth, id: person.id, turn: person.turn, budget, places, free, wishes }
  }
}

export function lengthOf({ parts, length }: OfferData): number {
  return parts ? parts.reduce((sum, part) => sum + part.length, 0) : length
}

function partsOf(offer: OfferData) {
  let from = 0
  return (offer.parts ?? [{ pool: offer.pool, length: offer.length }]).map(({ pool, length }) => {
    from += length
    return { pool, from: from - length, length }
  })
}

/** Lists of periods: pieces of at least `least` periods, with a gap between pieces; at most `most` + 1. */
export function listPeriods(
  mayBegin: readonly boolean[],
  length: number,
  least: number,
  most: number,
): number[][] {
  const found: number[][] = []
  const extend = (taken: number[], from: number) => {
    const left = length - taken.length
    if (left === 0) {
      found.push(taken)
      return
    }
    for (let start = from; start < mayBegin.length && found.length <= most; start++) {
      if (!mayBegin[start]) continue
      for (let size = left; size >= Math.min(least, left); size--) {
        const isPiece = size === left || (size >= least && left - size >= least)
        if (!isPiece || start + size > mayBegin.length) continue
        extend([...taken, ...Array.from({ length: size }, (_, i) => start + i)], start + size + 1)
      }
    }
  }
  extend([], 0)
  return found
}

function indexOf(list: readonly { id: string }[]): Map<string, number> {
  return new Map(list.map(({ id }, nth) => [id, nth]))
}

function get(map: ReadonlyMap<string, number>, id: string): number {
  const at = map.get(id)
  assert(at !== undefined, `"${id}" is in the market`)
  return at
}
