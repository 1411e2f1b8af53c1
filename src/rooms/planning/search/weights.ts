// What does a unit of each count weigh while annealing, and how hot does it begin?
import { type Compiled, type Flat, LEVELS, MUST } from '../flat.ts'
import { amountOf } from '../score.ts'
import type { Roster } from '../world.ts'
import { cheapestOf } from './hunt.ts'

/** How much dearer a unit of each goal is than one of the next; the comparison of rosters is exact. */
const APART = 12
/** A must against the dearest wish, and against a wish of those that are missed. */
const STIFF = 2.5
const STIFF_MISSED = 5
/** Heat at the beginning and the end of a round, in units of the last goal, and as part of `missed`. */
const HOT = { least: 3, part: 0.2 }
const COLD = { least: 0.5, part: 0.015 }

export type Weights = { weights: Float64Array; hot: number; cold: number }

/**
 * A goal's cheapest count sets its unit. The dearest count says little (it may never be missed), so
 * the heat follows what a missed unit of the last goal costs in this roster, dear ones first.
 */
export function weighCounts(compiled: Compiled, roster: Roster): Weights {
  const missed = missedOf(compiled, roster)
  const levels = weighLevels(compiled, missed)
  const weights = Float64Array.from(compiled.flats, (flat) =>
    flat.level === MUST ? levels[MUST]! / stepOf(flat) : levels[flat.level]! * flat.price,
  )
  return {
    weights,
    hot: Math.max(HOT.least, HOT.part * missed),
    cold: Math.max(COLD.least, COLD.part * missed),
  }
}

/** Musts alone, each by its own step: what makes a first roster. */
export function weighMusts({ flats }: Compiled): Weights {
  const weights = Float64Array.from(flats, (flat) => (flat.level === MUST ? 1 / stepOf(flat) : 0))
  return { weights, hot: 0.4, cold: 0.15 }
}

/** The least by which the amount of a must can change. */
function stepOf({ forms }: Flat): number {
  let least = 1
  for (const { weights } of forms)
    for (const weight of weights) if (weight !== 0) least = Math.min(least, Math.abs(weight))
  return Math.max(0.01, least)
}

/** The mean price of the last goal, each price as often as it is paid; in its cheapest. */
function missedOf(compiled: Compiled, roster: Roster): number {
  const cheapest = cheapestOf(compiled)
  const last = cheapest.findLastIndex((price) => price < Infinity)
  let [paid, squares] = [0, 0]
  for (const flat of compiled.flats) {
    if (flat.level !== last || last === MUST) continue
    const cost = flat.price * amountOf(compiled, roster, flat)
    paid += cost
    squares += cost * flat.price
  }
  return paid > 0 ? squares / paid / cheapest[last]! : 1
}

/** 1 for the last goal that is asked for, then ever more. */
function weighLevels(compiled: Compiled, missed: number): number[] {
  const levels = Array.from({ length: LEVELS }, () => 0)
  const cheapest = cheapestOf(compiled)
  const dearest = Array.from({ length: LEVELS }, () => 0)
  for (const { level, price } of compiled.flats) dearest[level] = Math.max(dearest[level]!, price)
  let weight = 1
  let most = STIFF_MISSED * missed
  for (let level = LEVELS - 1; level >= MUST; level--) {
    if (cheapest[level] === Infinity) continue
    levels[level] = level === MUST ? Math.max(weight, most) : weight / cheapest[level]!
    most = Math.max(most, STIFF * levels[level]! * dearest[level]!)
    weight *= APART
  }
  return levels
}
