// The one small language in which a rule tells the solver what it means: bounded counts of cells.
import type { World } from './world.ts'
import type { Roster } from './world.ts'

/**
 * A cell literal: "person p does work w in period t", numbered `(p * T + t) * W + w`.
 * `~lit` (always negative) is "does not".
 */
export type Lit = number
export type Term = { lit: Lit; weight: number }

/** What a count is about, for explanations. `says`: a sentence without its full stop, built when shown. */
export type About = {
  people?: readonly number[]
  periods?: readonly number[]
  works?: readonly number[]
  says: () => string
}

/** Amount = max(0, total - limit), or 0 while a literal of `when` is false. */
export type AtMost = { kind: 'atMost'; limit: number; terms: readonly Term[]; when: readonly Lit[] }
/** Amount = max(0, limit - total), or 0 while a literal of `when` is false. */
export type AtLeast = {
  kind: 'atLeast'
  limit: number
  terms: readonly Term[]
  when: readonly Lit[]
}
/** Amount = `by` when every literal holds, else 0. */
export type NotAll = { kind: 'notAll'; lits: readonly Lit[]; by: number }
/** Amount = max(0, highest sum - lowest sum - allowed). */
export type Spread = { kind: 'spread'; allowed: number; sums: readonly (readonly Term[])[] }

export type Count = (AtMost | AtLeast | NotAll | Spread) & {
  /** Index of the rule choice that posted it. */
  choice: number
  about: About
}

/** Collects the counts of all rules. Cells of people who are not there are false by construction. */
export class Model {
  readonly world: World
  readonly counts: Count[] = []
  private choice = 0
  private readonly units: Term[] = []
  private readonly keep: (count: Count) => Count

  /** `keep` hears of each count as it is posted and says what of it is kept. */
  constructor(world: World, keep: (count: Count) => Count = (count) => count) {
    this.world = world
    this.keep = keep
  }

  /** Says whose counts follow; called by the compiler before each rule's `post`. */
  begin(choice: number): void {
    this.choice = choice
  }

  lit(p: number, t: number, w: number): Lit {
    return (p * this.world.periodCount + t) * this.world.workCount + w
  }
  not(lit: Lit): Lit {
    return ~lit
  }
  /** One term of weight 1 for each work: together "person p does one of these in period t". */
  any(p: number, t: number, works: readonly number[], weight = 1): Term[] {
    if (weight !== 1) return works.map((w) => ({ lit: this.lit(p, t, w), weight }))
    // Large problems name each cell in hundreds of counts; one object does for all of them.
    const { units } = this
    return works.map((w) => {
      const lit = this.lit(p, t, w)
      return (units[lit] ??= { lit, weight: 1 })
    })
  }
  /** Terms that always add up to `value`: a cell does, or does not, hold a work. For `spread`. */
  constant(value: number): Term[] {
    return [
      { lit: 0, weight: value },
      { lit: ~0, weight: value },
    ]
  }

  atMost(limit: number, terms: readonly Term[], about: About, when: readonly Lit[] = []): void {
    this.add({ kind: 'atMost', limit, terms, when, choice: this.choice, about })
  }
  atLeast(limit: number, terms: readonly Term[], about: About, when: readonly Lit[] = []): void {
    this.add({ kind: 'atLeast', limit, terms, when, choice: this.choice, about })
  }
  /** Forbids that all literals hold together. */
  notAll(lits: readonly Lit[], about: About, by = 1): void {
    this.add({ kind: 'notAll', lits, by, choice: this.choice, about })
  }
  spread(allowed: number, sums: readonly (readonly Term[])[], about: About): void {
    this.add({ kind: 'spread', allowed, sums, choice: this.choice, about })
  }

  private add(count: Count): void {
    this.counts.push(this.keep(count))
  }
}

/** Is the literal true in this roster? */
export function litHolds(world: World, roster: Roster, lit: Lit): boolean {
  const positive = lit < 0 ? ~lit : lit
  const holds = roster[Math.floor(positive / world.workCount)] === positive % world.workCount
  return lit < 0 ? !holds : holds
}

function total(world: World, roster: Roster, terms: readonly Term[]): number {
  let sum = 0
  for (const term of terms) if (litHolds(world, roster, term.lit)) sum += term.weight
  return sum
}

/** By how much a roster breaks a count, in the rule's own unit; the meaning of the language. */
export function amount(world: World, roster: Roster, count: Count): number {
  switch (count.kind) {
    case 'atMost':
    case 'atLeast': {
      if (!count.when.every((lit) => litHolds(world, roster, lit))) return 0
      const sum = total(world, roster, count.terms)
      return Math.max(0, count.kind === 'atMost' ? sum - count.limit : count.limit - sum)
    }
    case 'notAll':
      return count.lits.every((lit) => litHolds(world, roster, lit)) ? count.by : 0
    case 'spread': {
      if (count.sums.length < 2) return 0
      const sums = count.sums.map((terms) => total(world, roster, terms))
      return Math.max(0, Math.max(...sums) - Math.min(...sums) - count.allowed)
    }
  }
}
