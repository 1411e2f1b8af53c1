// How good can an allocation of this market be at best, whoever makes it?
import type { Market } from './market.ts'
import type { Bound } from './schema.ts'
import { findSlots } from './shape.ts'

/** An edge of somebody to a place of one slot or pool. */
type Link = { to: number; rank: number }

/**
 * A market in which more is allowed: everybody needs one place only, and where sittings overlap in
 * part, a pool may be filled without gaps. What is impossible there is impossible here. The counts
 * are largest matchings, hence exact for the wider market.
 */
export function findBound(market: Market): Bound {
  const { links, capacity } = widen(market)
  const matching = new Matching(capacity, links.length)
  const most = Math.max(0, ...market.people.map(({ wishes }) => wishes.length))
  let [first, worstRank]: [number, number | null] = [0, null]
  for (let rank = 1; rank <= most; rank++) {
    const gained = matching.grow(links.map((mine) => mine.filter((link) => link.rank <= rank)))
    if (gained > 0) worstRank = rank
    if (rank === 1) first = matching.size
  }
  const wishing = market.people.filter(({ wishes }) => wishes.length > 0).length
  return { nothing: wishing - matching.size, worstRank, first }
}

function widen(market: Market): { links: Link[][]; capacity: number[] } {
  const slots = findSlots(market)
  const pools = slots ? undefined : fillPools(market)
  const free = 0
  const links = market.people.map(({ wishes }) => {
    const known = new Map<number, Link>()
    for (const { rank, sittings } of wishes)
      for (const sitting of sittings) {
        const [cell] = sitting.cells
        const to = slots
          ? slots.slotOf(sitting)
          : cell === undefined
            ? free
            : 1 + market.poolOf(cell)
        if (!known.has(to)) known.set(to, { to, rank })
      }
    return [...known.values()]
  })
  return { links, capacity: slots ? [...slots.capacity] : pools! }
}

/** How many sittings can draw from each pool, were they as short as the shortest and without gaps. */
function fillPools(market: Market): number[] {
  const poolCount = market.data.pools.length
  const shortest = Array.from({ length: poolCount }, () => Infinity)
  for (const { cells } of market.sittings.flat()) {
    if (cells.length === 0) continue
    const pool = market.poolOf(cells[0]!)
    const size = cells.filter((cell) => market.poolOf(cell) === pool).length
    shortest[pool] = Math.min(shortest[pool]!, size)
  }
  const room = Array.from({ length: poolCount }, () => 0)
  market.room.forEach((left, cell) => (room[market.poolOf(cell)]! += Math.max(0, left)))
  return [
    market.people.length,
    ...room.map((sum, pool) =>
      Number.isFinite(shortest[pool]!) ? Math.floor(sum / shortest[pool]!) : 0,
    ),
  ]
}

/** A largest matching that is kept while links are added. */
class Matching {
  size = 0
  private readonly capacity: readonly number[]
  private readonly inside: number[][]
  private readonly isIn: boolean[]

  constructor(capacity: readonly number[], people: number) {
    this.capacity = capacity
    this.inside = capacity.map(() => [])
    this.isIn = Array.from({ length: people }, () => false)
  }

  /** How many more fit with these links, which contain the earlier ones. */
  grow(links: readonly (readonly Link[])[]): number {
    const before = this.size
    let seen = new Set<number>()
    const enter = (nth: number): boolean => {
      for (const { to } of links[nth]!) {
        if (seen.has(to)) continue
        seen.add(to)
        const others = this.inside[to]!
        const isRoom = others.length < this.capacity[to]!
        const leaver = isRoom ? undefined : others.find((other) => enter(other))
        if (!isRoom && leaver === undefined) continue
        if (leaver !== undefined) others.splice(others.indexOf(leaver), 1)
        others.push(nth)
        return true
      }
      return false
    }
    for (let nth = 0; nth < links.length; nth++) {
      if (this.isIn[nth] || !enter(nth)) continue
      this.isIn[nth] = true
      this.size++
      // What was a dead end for those before may lead somewhere now.
      seen = new Set()
    }
    return this.size - before
  }
}
