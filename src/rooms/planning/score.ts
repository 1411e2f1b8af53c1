// How good is a roster? Broken musts first, then goal by goal; a later goal never outweighs an earlier.
import { type Compiled, type Flat, type Form, LEVELS, MUST } from './flat.ts'
import { goals, type Score } from './schema.ts'
import type { Roster } from './world.ts'

/** Broken musts, then the priced amount of each goal; compared from the left. */
export type Totals = Float64Array

const SAME = 1e-6

/** Negative when the first is better. */
export function compareTotals(one: Totals, other: Totals): number {
  for (let level = 0; level < LEVELS; level++) {
    const difference = one[level]! - other[level]!
    if (Math.abs(difference) > SAME) return difference
  }
  return 0
}

export function isTrue(compiled: Compiled, roster: Roster, variable: number): boolean {
  const { workCount } = compiled.world
  return roster[Math.floor(variable / workCount)] === variable % workCount
}

export function valueOf(compiled: Compiled, roster: Roster, form: Form): number {
  let sum = form.constant
  const { vars, weights } = form
  for (let i = 0; i < vars.length; i++) if (isTrue(compiled, roster, vars[i]!)) sum += weights[i]!
  return sum
}

/** The same number as `amount` of model.ts, from the flat form. */
export function amountOf(compiled: Compiled, roster: Roster, flat: Flat): number {
  for (const lit of flat.when)
    if (isTrue(compiled, roster, lit < 0 ? ~lit : lit) === lit < 0) return 0
  if (flat.kind === 'excess') return Math.max(0, valueOf(compiled, roster, flat.forms[0]!))
  if (flat.forms.length === 0) return 0
  let low = Infinity
  let high = -Infinity
  for (const form of flat.forms) {
    const value = valueOf(compiled, roster, form)
    low = Math.min(low, value)
    high = Math.max(high, value)
  }
  return Math.max(0, high - low - flat.allowed)
}

export function totalsOf(compiled: Compiled, roster: Roster): Totals {
  const totals = new Float64Array(LEVELS)
  for (const flat of compiled.flats)
    totals[flat.level]! += flat.price * amountOf(compiled, roster, flat)
  return totals
}

/** A roster under change: amounts of all counts, kept true cell by cell. */
export class Ledger {
  readonly compiled: Compiled
  readonly roster: Roster
  readonly amounts: Float64Array
  readonly totals: Totals

  constructor(compiled: Compiled, roster: Roster) {
    this.compiled = compiled
    this.roster = roster.slice()
    this.amounts = Float64Array.from(compiled.flats, (flat) =>
      amountOf(compiled, this.roster, flat),
    )
    this.totals = totalsOf(compiled, this.roster)
  }

  set(cell: number, work: number): void {
    const before = this.roster[cell]!
    if (before === work) return
    this.roster[cell] = work
    this.refresh(cell, before)
    this.refresh(cell, work)
  }

  private refresh(cell: number, work: number): void {
    if (work < 0) return
    const { touching, flats, world } = this.compiled
    const variable = cell * world.workCount + work
    for (let i = touching.starts[variable]!; i < touching.starts[variable + 1]!; i++) {
      const index = touching.list[i]!
      const flat = flats[index]!
      const now = amountOf(this.compiled, this.roster, flat)
      this.totals[flat.level]! += flat.price * (now - this.amounts[index]!)
      this.amounts[index] = now
    }
  }
}

/** Price of one unit of each level in the single total; far enough apart for a gap to mean something. */
export const TOTAL_PRICES = [1e12, 1e8, 1e6, 1e4, 100, 1] as const

/** Gaps above this say nothing as a percentage. */
const TELLING = 0.5

/** The score as people see it. `bounds` per level, from proofs; 0 where nothing better is known. */
export function scoreOf(totals: Totals, bounds: readonly (number | null)[]): Score {
  const clean = (value: number) => Math.round(value * 1e6) / 1e6
  const levels = goals.map((goal, index) => ({
    goal,
    amount: clean(totals[index + 1]!),
    bound: tidyBound(totals[index + 1]!, bounds[index + 1] ?? 0),
  }))
  const sum = (value: (level: (typeof levels)[number]) => number) =>
    levels.reduce((all, level, index) => all + TOTAL_PRICES[index + 1]! * value(level), 0)
  const broken = clean(totals[MUST]!)
  return {
    broken,
    levels,
    total: clean(broken * TOTAL_PRICES[0] + sum((level) => level.amount)),
    bound: clean(sum((level) => level.bound)),
    gap: broken > 0 ? null : gapOf(levels),
  }
}

/** Of the first goal that is not proven: what is missed may be this much too much at most. */
function gapOf(levels: readonly { amount: number; bound: number }[]): number | null {
  const open = levels.find(({ amount, bound }) => amount > bound)
  if (!open) return 0
  const gap = (open.amount - open.bound) / open.amount
  return gap > TELLING ? null : gap
}

/** Amounts are never negative; a bound above an amount has an earlier goal that can be better. */
function tidyBound(amount: number, bound: number): number {
  const most = Math.min(bound, amount)
  return amount - most <= SAME ? Math.round(amount * 1e6) / 1e6 : Math.round(most * 1e6) / 1e6
}
