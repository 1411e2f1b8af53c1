// What would happen if cells held other works? Asked before choosing, change by change.
import { judge, type Plan } from '../../planning/rule.ts'
import type { Change } from './clipboard.ts'
import { type PlanModel, rosterOf, type Rows } from './plan-model.ts'
import type { Cell } from './selection.ts'

export type Effect = {
  /** Musts broken more than now, in words; empty = allowed. */
  refuses: string[]
  /** Change of everything that is missed, musts apart; below 0 = better. */
  improves: number
  /** What gets worse among the wishes and preferences, in words; and which musts are mended. */
  notes: string[]
  /** Wishes and preferences that get better, by the title of their rule. */
  gains: string[]
}
/** By the musts alone, or by every rule for ranked lists. */
export type Scope = 'musts' | 'all'
type Amounts = { by: number[]; says: Map<string, number>[] }

/** Judges changes of one roster; what the roster is worth now is worked out once. */
export class Effects {
  private readonly now: Map<Plan, Amounts> = new Map()
  private readonly roster: Int16Array
  private readonly model: PlanModel

  constructor(model: PlanModel, rows: Rows) {
    this.model = model
    this.roster = rosterOf(model.world, rows)
  }

  of(changes: readonly Change[], scope: Scope = 'all'): Effect {
    const plan = scope === 'musts' ? this.model.musts : this.model.plan
    let now = this.now.get(plan)
    if (!now) this.now.set(plan, (now = amounts(plan, this.roster)))
    const { world } = this.model
    const old = changes.map(({ p, t }) => this.roster[world.cell(p, t)]!)
    for (const { p, t, after } of changes) this.roster[world.cell(p, t)] = after
    const then = amounts(plan, this.roster)
    changes.forEach(({ p, t }, nth) => {
      this.roster[world.cell(p, t)] = old[nth]!
    })
    return difference(plan, now, then)
  }
}

function difference(plan: Plan, now: Amounts, then: Amounts): Effect {
  const effect: Effect = { refuses: [], improves: 0, notes: [], gains: [] }
  plan.rules.forEach((bound, nth) => {
    const worse = then.by[nth]! - now.by[nth]!
    if (Math.abs(worse) < 1e-9) return
    const strength = bound.choice.strength
    const fresh = [...then.says[nth]!].filter(([says, by]) => by > (now.says[nth]!.get(says) ?? 0))
    if (strength === 'must') {
      if (worse > 0) effect.refuses.push(...fresh.map(([says]) => says))
      else effect.notes.push(`Mends: ${bound.rule.title.toLowerCase()}`)
      effect.improves += worse * 100
      return
    }
    effect.improves += worse * strength.price
    if (worse > 0) effect.notes.push(...fresh.map(([says]) => says))
    else effect.gains.push(`Better: ${bound.rule.title.toLowerCase()}`)
  })
  return effect
}

function amounts(plan: Plan, roster: Int16Array): Amounts {
  const by: number[] = []
  const says: Map<string, number>[] = []
  for (const { findings } of judge(plan, roster)) {
    by.push(findings.reduce((sum, entry) => sum + entry.by, 0))
    says.push(new Map(findings.map((entry) => [entry.says, entry.by])))
  }
  return { by, says }
}

/**
 * Answers for one set of cells on one roster. Each work is judged once and remembered; the caller
 * asks within a time budget and comes back for the rest.
 */
export class EffectProbe {
  private readonly known = new Map<string, Effect>()
  private readonly effects: Effects
  private readonly cells: readonly Cell[]
  private readonly listeners = new Set<() => void>()
  private turns = 0

  constructor(model: PlanModel, rows: Rows, cells: readonly Cell[]) {
    this.effects = new Effects(model, rows)
    this.cells = cells
  }

  of(work: number, scope: Scope = 'musts'): Effect {
    const key = `${scope}${work}`
    const known =
      this.known.get(key) ?? (scope === 'musts' ? this.known.get(`all${work}`) : undefined)
    if (known) return known
    const changes = this.cells.map(({ p, t }) => ({ p, t, after: work }))
    const effect = this.effects.of(changes, scope)
    this.known.set(key, effect)
    return effect
  }
  knows(work: number, scope: Scope = 'musts'): boolean {
    return this.known.has(`${scope}${work}`) || this.known.has(`all${work}`)
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }
  turn = (): number => this.turns

  /** Judges these works by the musts, a budget at a time; answers how to stop. */
  want(works: readonly number[], budgetMs: number): () => void {
    const open = works.filter((work) => !this.knows(work))
    let timer: ReturnType<typeof setTimeout> | undefined
    const go = () => {
      if (open.length === 0) return
      const end = performance.now() + budgetMs
      while (open.length > 0 && performance.now() < end) this.of(open.shift()!)
      this.turns++
      for (const listener of this.listeners) listener()
      timer = setTimeout(go, 0)
    }
    go()
    return () => clearTimeout(timer)
  }
}

/** What is allowed first, then what makes the year better. */
export function better(one: Effect, other: Effect): number {
  const order = Number(one.refuses.length > 0) - Number(other.refuses.length > 0)
  return order || one.improves - other.improves
}
