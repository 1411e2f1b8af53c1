// What is the best that one person can take from the room that is left?
import type { Market, Person, Sitting, Wish } from './market.ts'
import { worth } from './preference.ts'

/** A wish that is granted, and how. */
export type Held = { readonly wish: Wish; readonly sitting: Sitting }

/** Steps in which ways to fit one set of wishes into one calendar are tried; then it counts as impossible. */
const MOST_STEPS = 5000

/** Counts sets of wishes that were given up after MOST_STEPS; 0 = everything is exact. */
export type Effort = { cut: number }

export type MayTake = (sitting: Sitting, wish: Wish) => boolean

export const fitsRoom =
  (left: Int32Array): MayTake =>
  (sitting) => {
    for (const cell of sitting.cells) if (left[cell]! <= 0) return false
    return true
  }

/** From the dearest wish down: each that can be had together with those taken before it. */
export function pickBest(person: Person, may: MayTake, effort: Effort): Held[] {
  let held: Held[] = []
  for (const wish of person.wishes) held = pickMore(person, held, wish, may, effort) ?? held
  return held
}

/** All that is held, and this wish too; what is held may be had in other periods. */
export function pickMore(
  person: Person,
  held: readonly Held[],
  wish: Wish,
  may: MayTake,
  effort: Effort,
): Held[] | undefined {
  if (wish.sittings.length === 0 || held.length >= person.places) return undefined
  if (held.some((each) => each.wish.offer === wish.offer)) return undefined
  if (held.reduce((sum, each) => sum + each.wish.length, wish.length) > person.budget)
    return undefined
  const busy = new Uint8Array(person.free.length)
  for (const { sitting } of held) for (const t of sitting.periods) busy[t] = 1
  const sitting = wish.sittings.find((each) => isApart(each, busy) && may(each, wish))
  if (sitting) return [...held, { wish, sitting }]
  if (held.length === 0) return undefined
  return fitAll(person, [...held.map((each) => each.wish), wish], may, effort)
}

function isApart({ periods }: Sitting, busy: Uint8Array): boolean {
  for (let nth = 0; nth < periods.length; nth++) if (busy[periods[nth]!]) return false
  return true
}

/** A sitting for each of these wishes, none over another; undefined = there is none, or it took too long. */
function fitAll(
  person: Person,
  wishes: readonly Wish[],
  may: MayTake,
  effort: Effort,
): Held[] | undefined {
  const rows = wishes
    .map((wish) => ({ wish, sittings: wish.sittings.filter((sitting) => may(sitting, wish)) }))
    .sort((one, other) => one.sittings.length - other.sittings.length)
  // From each row on: periods still to be had, and the shortest run that is of any use.
  const needs = rows.map((_, nth) => ({
    length: rows.slice(nth).reduce((sum, { wish }) => sum + wish.length, 0),
    run: Math.min(...rows.slice(nth).map(({ sittings }) => shortestRun(sittings))),
  }))
  const busy = Uint8Array.from(person.free, (isFree) => (isFree ? 0 : 1))
  const chosen: Held[] = []
  let steps = 0
  const fit = (nth: number): boolean => {
    const row = rows[nth]
    if (!row) return true
    if (countUsable(busy, needs[nth]!.run) < needs[nth]!.length) return false
    for (const sitting of row.sittings) {
      if (++steps > MOST_STEPS) return false
      if (!isApart(sitting, busy)) continue
      for (const t of sitting.periods) busy[t] = 1
      chosen.push({ wish: row.wish, sitting })
      if (fit(nth + 1)) return true
      chosen.pop()
      for (const t of sitting.periods) busy[t] = 0
    }
    return false
  }
  if (fit(0)) return chosen
  if (steps > MOST_STEPS) effort.cut++
  return undefined
}

/** Whoever takes things in one piece cannot use a gap that is shorter. */
function shortestRun(sittings: readonly Sitting[]): number {
  const isWhole = ({ periods }: Sitting) => periods.at(-1)! - periods[0]! + 1 === periods.length
  return sittings.every(isWhole) ? (sittings[0]?.periods.length ?? 1) : 1
}

/** Free periods in runs of at least this length. */
function countUsable(busy: Uint8Array, least: number): number {
  let [count, run] = [0, 0]
  for (let t = 0; t <= busy.length; t++) {
    if (t < busy.length && !busy[t]) run++
    else {
      if (run >= least) count += run
      run = 0
    }
  }
  return count
}

export const worthOf = (held: readonly Held[]): number => worth(held.map(({ wish }) => wish.rank))

/** The worth of the best that each person could have, were nobody else there. */
export function worthAlone(market: Market): number[] {
  const effort = { cut: 0 }
  return market.people.map((person) => worthOf(pickBest(person, () => true, effort)))
}
