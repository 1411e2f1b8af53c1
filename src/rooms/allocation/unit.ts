// One place each, in slots: the market as a graph of people and slots.
import { assert } from '../../kernel/finding.ts'
import type { Market, Sitting, Wish } from './market.ts'
import { findSlots } from './shape.ts'
import type { Edge } from './staged.ts'

/** `wish` is absent on the edge to slot 0 that means: nothing. */
export type UnitEdge = Edge & { readonly wish?: Wish; readonly sitting?: Sitting }

export type Unit = { capacity: Int32Array; choices: UnitEdge[][] }

/** Worse than every rank. */
export const NOTHING = 1000

/** `levelOf`: how bad a rank is for a person whose dearest possible wish has the other rank. */
export function readUnit(market: Market, levelOf: (rank: number, first: number) => number): Unit {
  const slots = findSlots(market)
  assert(slots !== undefined, 'the market is slotted')
  const choices = market.people.map(({ wishes }) => {
    const bySlot = new Map<number, UnitEdge>()
    let first = 0
    for (const wish of wishes)
      for (const sitting of wish.sittings) {
        first ||= wish.rank
        const slot = slots.slotOf(sitting)
        // The dearer wish comes first; a later one for the same slot is never better.
        if (!bySlot.has(slot))
          bySlot.set(slot, { slot, level: levelOf(wish.rank, first), wish, sitting })
      }
    // Slot 0 is also had by offers that take no room: then nobody needs to go empty-handed.
    if (!bySlot.has(0)) bySlot.set(0, { slot: 0, level: first === 0 ? 1 : NOTHING })
    return [...bySlot.values()]
  })
  return { capacity: slots.capacity, choices }
}

/** Everybody takes the best that is left, in this order. */
export function takeInTurn({ capacity, choices }: Unit, order: readonly number[]): UnitEdge[] {
  const left = capacity.slice()
  const at: UnitEdge[] = []
  for (const nth of order) {
    const edge = choices[nth]!.toSorted((one, other) => one.level - other.level).find(
      ({ slot }) => slot === 0 || left[slot]! > 0,
    )!
    left[edge.slot]!--
    at[nth] = edge
  }
  return at
}

/** Every level that occurs, the best first. */
export function levelsOf({ choices }: Unit): number[] {
  return [...new Set(choices.flat().map(({ level }) => level))].sort((one, other) => one - other)
}
