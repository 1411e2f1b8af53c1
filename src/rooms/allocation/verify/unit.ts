// One place each, in slots: is there an exchange that helps, and is the count of ranks the best one?
import type { Ledger } from './ledger.ts'

/** A move of one person to another slot; `gain` above 0 = a dearer wish. */
type Move = { person: number; from: number; to: number; before: number; after: number }

export type UnitMarket = {
  /** Node 0 is the room that nobody holds; the others are slots. */
  slots: number
  /** Slots with room. */
  spare: boolean[]
  /** Slots that somebody is in. */
  isHeld: boolean[]
  moves: Move[]
  people: number
  most: number
}

const NONE = 99

/** undefined = some person may hold two places, or two sittings overlap in part: not of this kind. */
export function readUnitMarket(ledger: Ledger): UnitMarket | undefined {
  const { data } = ledger
  const lengths = data.offers
    .filter((offer) => !offer.shut)
    .map((offer) => ledger.lengthOf(offer))
    .toSorted((one, other) => one - other)
  const twoShortest = lengths.length < 2 ? Infinity : lengths[0]! + lengths[1]!
  const isSingle = data.people.every(
    (person) => (person.places ?? Infinity) <= 1 || ledger.budgetOf(person) < twoShortest,
  )
  if (!isSingle) return undefined
  const many = data.people.length
  const slotOf = new Map<string, number>()
  const byCell = new Map<string, string>()
  // What can hold everybody never runs out and does not bind.
  const binding = (room: readonly string[]) =>
    room.filter((key) => ledger.roomFor(key) < many).sort()
  const spare = [true]
  const isHeld = [true]
  let isSlotted = true
  const slot = (room: readonly string[]): number => {
    const cells = binding(room)
    const name = cells.join('\t')
    for (const cell of cells) {
      if ((byCell.get(cell) ?? name) !== name) isSlotted = false
      byCell.set(cell, name)
    }
    const known = slotOf.get(name)
    if (known !== undefined) return known
    spare.push(cells.every((cell) => ledger.spare(cell) > 0))
    isHeld.push(false)
    slotOf.set(name, spare.length - 1)
    return spare.length - 1
  }
  const nowhere = slot([])
  // All that anybody might wish for, so that nobody changes the kind of market by a wish.
  for (const offer of data.offers)
    if (!offer.shut)
      for (const periods of ledger.periodsOf(offer)) slot(ledger.roomOf(offer.id, periods))
  if (!isSlotted) return undefined
  const moves = data.people.flatMap(({ id, wishes }, person) => {
    const [place] = ledger.places.get(id)!
    const from = place ? slot(ledger.roomOf(place.offer, place.periods)) : nowhere
    isHeld[from] = true
    const before = place?.rank ?? NONE
    const sitting = { person, from, before }
    return [
      ...ledger
        .optionsOf(id)
        .filter(({ room }) =>
          binding(room).every(
            (key) =>
              ledger.spare(key) > 0 || (ledger.inside.get(key)?.length ?? 0) > fixedIn(ledger, key),
          ),
        )
        .map(({ room, rank }) => ({ ...sitting, to: slot(room), after: rank })),
      ...(wishes.length > 0 ? [{ ...sitting, to: nowhere, after: NONE }] : []),
    ]
  })
  return {
    ...{ slots: spare.length, spare, isHeld, moves, people: many },
    most: Math.max(1, ...data.people.map(({ wishes }) => wishes.length)),
  }
}

const fixedCount = new WeakMap<Ledger, Map<string, number>>()
function fixedIn(ledger: Ledger, key: string): number {
  let counts = fixedCount.get(ledger)
  if (!counts) {
    counts = new Map()
    for (const { fixed } of ledger.data.people)
      for (const { offer, periods } of fixed)
        for (const each of ledger.roomOf(offer, periods))
          counts.set(each, (counts.get(each) ?? 0) + 1)
    fixedCount.set(ledger, counts)
  }
  return counts.get(key) ?? 0
}

/**
 * Is there a chain or circle of moves along which nobody loses and somebody gains? Exact: such a
 * chain ends in room that nobody holds or closes, so its gaining move lies in a circle of the graph
 * of moves that lose nothing.
 */
export function findExchange(unit: UnitMarket): { person: number } | undefined {
  const next: Set<number>[] = Array.from({ length: unit.slots }, () => new Set())
  for (const { from, to, before, after } of unit.moves) if (after <= before) next[from]!.add(to)
  closeOverRoom(unit, next)
  const gaining = new Map<number, Move[]>()
  for (const move of unit.moves) {
    if (move.after >= move.before) continue
    const list = gaining.get(move.to)
    if (list) list.push(move)
    else gaining.set(move.to, [move])
  }
  for (const [start, gains] of gaining) {
    const seen = reach(next, start)
    const gain = gains.find(({ from }) => seen.has(from))
    if (gain) return { person: gain.person }
  }
  return undefined
}

/** Room passes through node 0: from a slot with room, to a slot that somebody leaves. */
function closeOverRoom({ slots, spare, isHeld }: UnitMarket, next: Set<number>[]): void {
  for (let slot = 1; slot < slots; slot++) {
    if (spare[slot]) next[slot]!.add(0)
    if (isHeld[slot]) next[0]!.add(slot)
  }
}

function reach(next: readonly Set<number>[], start: number): Set<number> {
  const seen = new Set([start])
  for (const node of seen) for (const to of next[node]!) seen.add(to)
  return seen
}

/**
 * Can the numbers of people by rank be better? Ranks are priced so that no number of cheaper ones
 * outweighs a dearer one; then it is a question of circles of negative cost (Bellman and Ford).
 * `first`: the first wishes count most (rank-maximal); otherwise the worst ranks do (leximin),
 * counted for each person from the dearest wish that was possible for them.
 */
export function canRanksBeBetter(unit: UnitMarket, first: boolean): boolean {
  const base = BigInt(unit.people + 1)
  const dearest = new Map<number, number>()
  for (const { person, after } of unit.moves)
    dearest.set(person, Math.min(after, dearest.get(person) ?? NONE))
  const cost = (person: number, rank: number): bigint => {
    if (first) return rank === NONE ? 0n : -(base ** BigInt(unit.most - rank))
    const level = rank === NONE ? unit.most + 1 : rank - dearest.get(person)!
    return level === 0 ? 0n : base ** BigInt(level)
  }
  const arcs = new Map<number, bigint>()
  const add = (from: number, to: number, price: bigint) => {
    const key = from * unit.slots + to
    const known = arcs.get(key)
    if (known === undefined || price < known) arcs.set(key, price)
  }
  const priced = new Map<number, bigint>()
  const price = (person: number, rank: number): bigint => {
    const key = person * 128 + rank
    let known = priced.get(key)
    if (known === undefined) priced.set(key, (known = cost(person, rank)))
    return known
  }
  for (const { person, from, to, before, after } of unit.moves) {
    if (dearest.get(person) === NONE) continue
    add(from, to, price(person, after) - price(person, before))
  }
  for (let slot = 1; slot < unit.slots; slot++) {
    if (unit.spare[slot]) add(slot, 0, 0n)
    if (unit.isHeld[slot]) add(0, slot, 0n)
  }
  return hasNegativeCircle(unit.slots, arcs)
}

function hasNegativeCircle(count: number, arcs: ReadonlyMap<number, bigint>): boolean {
  const distance: bigint[] = Array.from({ length: count }, () => 0n)
  for (const [key, price] of arcs)
    if (Math.floor(key / count) === key % count && price < 0n) return true
  for (let pass = 0; pass <= count; pass++) {
    let isChanged = false
    for (const [key, price] of arcs) {
      const [from, to] = [Math.floor(key / count), key % count]
      if (distance[from]! + price >= distance[to]!) continue
      distance[to] = distance[from]! + price
      isChanged = true
    }
    if (!isChanged) return false
  }
  return true
}
