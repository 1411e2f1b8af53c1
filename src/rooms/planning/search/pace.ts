// Anneal or solve neighbourhoods, and for how long? What has lately gained more a second comes first.
import { compareTotals, type Totals } from '../score.ts'

export type Way = 'anneal' | 'neighbourhoods'
export type Stint = { way: Way; seconds: number }

/** A round of annealing twice as long finds more than two rounds, so they become ever longer. */
const GROWTH = 1.7
/** Of the whole time, for one round; several see more than one start. */
const LONGEST_PART = 0.3
/** Neighbourhoods learn from solve to solve and need no plan; a short stint shows what they gain. */
const LONGEST_NEIGHBOURHOODS = 6
const TASTE = 2
/** Of the whole time, for each turn where neither gains. */
const STUCK_PART = 0.1
/** Every so many stints the way that lately gained less; every other one where neither gains any more. */
const OTHER_WAY = 4

export class Pace {
  private readonly rates = { anneal: Infinity, neighbourhoods: Infinity }
  /** Ways whose last stint gained nothing. */
  private readonly idle = new Set<Way>()
  private readonly total: number
  private round: number
  private stints = 0

  constructor(shortest: number, total: number) {
    this.round = shortest
    this.total = total
  }

  /**
   * What to do with the time that is left; a round that would leave a scrap behind takes it. `isNear`:
   * the roster is near its bound, where a gain takes several whole rows at once.
   */
  next(left: number, isNear = false): Stint {
    const { total, idle } = this
    const rateOf = (way: Way) => (idle.has(way) ? 0 : this.rates[way])
    const isSolving = rateOf('neighbourhoods') > rateOf('anneal') || (isNear && idle.has('anneal'))
    const better: Way = isSolving ? 'neighbourhoods' : 'anneal'
    const other: Way = better === 'anneal' ? 'neighbourhoods' : 'anneal'
    const isStuck = idle.size === 2
    const turnOf = Math.max(LONGEST_NEIGHBOURHOODS, STUCK_PART * total)
    const turn = isStuck && !isNear ? 2 : OTHER_WAY
    const isOther = this.stints++ % turn === turn - 1
    const way = isOther ? other : better
    const round = Math.min(this.round, Math.max(this.round / GROWTH ** 3, LONGEST_PART * total))
    if (way === 'neighbourhoods') {
      const most = isStuck ? turnOf : isOther ? TASTE : LONGEST_NEIGHBOURHOODS
      return { way, seconds: Math.min(left, round, most) }
    }
    if (isStuck) return { way, seconds: Math.min(left, round, turnOf) }
    this.round = round * GROWTH
    return { way, seconds: left < 1.4 * round ? left : round }
  }

  learn({ way }: Stint, before: Totals, after: Totals, seconds: number): void {
    const gain = gainOf(before, after)
    if (gain > 0) this.idle.delete(way)
    else this.idle.add(way)
    const rate = gain / Math.max(0.05, seconds)
    this.rates[way] = this.rates[way] === Infinity ? rate : (this.rates[way] + rate) / 2
  }
}

/** By which part the first goal that differs has become smaller. */
function gainOf(before: Totals, after: Totals): number {
  if (compareTotals(after, before) >= 0) return 0
  const level = before.findIndex((total, at) => Math.abs(total - after[at]!) > 1e-6)
  return (before[level]! - after[level]!) / before[level]!
}
