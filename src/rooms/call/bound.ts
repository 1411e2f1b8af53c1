// How little can the most burdened person carry at best? A number that no roster can go below.

/** Points that must be given to somebody, and all who could have any of them. */
export type Lot = { points: number; who: ReadonlySet<string> }

const MOST_LOTS = 12
/** Points come in quarters. */
const GRAIN = 4

/**
 * The highest average over any lots: whoever shares them out, somebody has at least that. Rounded up
 * to quarters of a point when all lots are made of quarters. `before`: what each carries anyway.
 */
export function leastMost(lots: readonly Lot[], before?: ReadonlyMap<string, number>): number {
  const joined = joinAlike(lots).slice(0, MOST_LOTS)
  const isQuarters = lots.every(({ points }) => Number.isInteger(points * GRAIN)) && !before
  let most = 0
  for (let chosen = 1; chosen < 1 << joined.length; chosen++) {
    const picked = joined.filter((_, nth) => (chosen >> nth) & 1)
    const who = new Set(picked.flatMap((lot) => [...lot.who]))
    if (who.size === 0) continue
    let sum = picked.reduce((total, { points }) => total + points, 0)
    if (before) for (const id of who) sum += before.get(id) ?? 0
    most = Math.max(most, sum / who.size)
  }
  return isQuarters ? Math.ceil(most * GRAIN - 1e-9) / GRAIN : most
}

/** Lots of the same people are one; the heaviest come first. */
function joinAlike(lots: readonly Lot[]): Lot[] {
  const joined = new Map<string, Lot>()
  for (const { points, who } of lots) {
    const key = [...who].sort().join(' ')
    joined.set(key, { points: (joined.get(key)?.points ?? 0) + points, who })
  }
  return [...joined.values()].sort((one, other) => other.points - one.points)
}
