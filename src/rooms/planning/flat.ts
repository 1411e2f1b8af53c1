// The counts of all rules as flat numbers: the form that scoring, search and explanation walk.
import type { Count, Lit } from './model.ts'
import type { Plan } from './rule.ts'
import { type Goal, goals } from './schema.ts'
import type { Roster, World } from './world.ts'

/** `constant + sum of weight over the cells that hold`; variables ascend, so one cell's stand together. */
export type Form = { constant: number; vars: Int32Array; weights: Float64Array }

/**
 * A count with its negations folded away. `excess`: amount = max(0, form) while every literal of
 * `when` holds. `spread`: amount = max(0, highest form - lowest form - allowed).
 */
export type Flat = {
  index: number
  kind: 'excess' | 'spread'
  when: Int32Array
  forms: Form[]
  allowed: number
  /** 0 = must, then the goals in order. */
  level: number
  price: number
}

export const LEVELS = goals.length + 1
export const MUST = 0
export const levelOf = (goal: Goal): number => goals.indexOf(goal) + 1

export type Compiled = {
  plan: Plan
  world: World
  counts: readonly Count[]
  flats: readonly Flat[]
  /** Work each cell may hold, `EMPTY` included; never an empty list. */
  options: Int16Array[]
  /** Counts that mention each variable: `touching.list` from `starts[v]` to `starts[v + 1]`. */
  touching: { starts: Int32Array; list: Int32Array }
  /** Musts that leave some cell nothing or cannot be kept alone; no roster exists when there are any. */
  clashes: number[]
  /**
   * The must that took each work out of a cell's options, -1 for none: `EMPTY` at
   * `cell * (works + 1)`, then the works in order. Null when nothing was reduced.
   */
  removedBy: Int32Array | null
}

export function cellOf(world: World, lit: Lit): number {
  return Math.floor((lit < 0 ? ~lit : lit) / world.workCount)
}

/** Is the literal true when its cell holds `work`? */
export function literalIs(world: World, lit: Lit, work: number): boolean {
  const variable = lit < 0 ? ~lit : lit
  return (work === variable % world.workCount) !== lit < 0
}

/** The roster with every cell brought into its options: the nearest thing that is possible at all. */
export function fitOptions(compiled: Compiled, roster: Roster): Roster {
  return roster.map((work, cell) => {
    const options = compiled.options[cell]!
    return options.includes(work) ? work : options[0]!
  })
}
