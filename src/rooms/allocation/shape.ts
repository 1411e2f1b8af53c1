// Which shape has a market? What a mechanism can promise hangs on it.
import type { Market, Sitting } from './market.ts'
import { lengthOf } from './market.ts'

export type Shape = {
  /** Nobody can hold two places, whatever they wish. */
  single: boolean
  /** Two sittings that share a cell take exactly the same cells: they are places of one slot. */
  slotted: boolean
  /** Every wish names one sitting: there is one way to grant it. */
  pinned: boolean
  /** No service prefers anybody. */
  equal: boolean
}

/** All but `pinned` can be read off the market without its wishes, so nobody changes them by lying. */
export function findShape(market: Market): Shape {
  const { data, people } = market
  const open = data.offers.filter((offer) => !offer.shut)
  const lengths = open.map(lengthOf).sort((one, other) => one - other)
  const two = (lengths[0] ?? 0) + (lengths[1] ?? Infinity)
  return {
    single: people.every(({ places, budget }) => places < 2 || budget < two),
    slotted: findSlots(market) !== undefined,
    pinned: people.every(({ wishes }) => wishes.every(({ sittings }) => sittings.length <= 1)),
    equal: data.pools.every(({ tiers = [] }) => tiers.flat().length === 0),
  }
}

/** Both together: one place each, in slots. Here every mechanism is exact. */
export const isUnit = ({ single, slotted }: Shape): boolean => single && slotted

export type Slots = {
  /** Room of each slot; slot 0 takes no room and is never full. */
  capacity: Int32Array
  slotOf: (sitting: Sitting) => number
}

/** The slots of a market in which sittings that touch are the same; undefined = some overlap in part. */
export function findSlots(market: Market): Slots | undefined {
  const slotOfKey = new Map<string, number>([['', 0]])
  const slotOfCell = new Map<number, number>()
  const capacity = [Infinity]
  const known = new Map<Sitting, number>()
  for (const [o, sittings] of market.sittings.entries()) {
    if (market.data.offers[o]!.shut) continue
    for (const sitting of sittings) {
      const cells = [...sitting.cells].sort((one, other) => one - other)
      const key = cells.join(' ')
      let slot = slotOfKey.get(key)
      if (slot === undefined) {
        if (cells.some((cell) => slotOfCell.has(cell))) return undefined
        slot = capacity.push(Math.max(0, Math.min(...cells.map((cell) => market.room[cell]!)))) - 1
        slotOfKey.set(key, slot)
        for (const cell of cells) slotOfCell.set(cell, slot)
      }
      known.set(sitting, slot)
    }
  }
  const most = market.people.length
  return {
    capacity: Int32Array.from(capacity, (room) => Math.min(room, most)),
    slotOf: (sitting) => known.get(sitting)!,
  }
}
