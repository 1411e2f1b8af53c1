// What do all chosen rules ask of the cells, as flat numbers that scoring and search can walk quickly?
import { type Count, type Lit, Model, type Term } from './model.ts'
import type { Plan } from './rule.ts'
import { reduceOptions } from './options.ts'
import { type Compiled, type Flat, type Form, levelOf, MUST } from './flat.ts'
import { EMPTY, type World } from './world.ts'

export type CompileOptions = {
  /** `false` keeps every work in every cell: an explanation wants to see what forbids it. */
  reduce?: boolean
  /** Forgets the terms of the counts, which a search does not read; a large problem has millions. */
  release?: boolean
}

export function compile(
  plan: Plan,
  { reduce = true, release = false }: CompileOptions = {},
): Compiled {
  const { world } = plan
  const model = new Model(world)
  const pool = new FormPool(world)
  const flats: Flat[] = []
  for (const bound of plan.rules) {
    const { strength } = bound.choice
    const priced =
      strength === 'must'
        ? { level: MUST, price: 1 }
        : { level: levelOf(strength.prefer), price: strength.price }
    model.begin(bound.index)
    bound.rule.post?.(bound.params, model)
    for (let index = flats.length; index < model.counts.length; index++) {
      const count = model.counts[index]!
      flats.push(flatten(pool, count, index, priced))
      if (release) model.counts[index] = withoutTerms(count)
    }
  }
  const compiled: Compiled = {
    plan,
    world,
    counts: model.counts,
    flats,
    options: everyOption(world),
    touching: indexVariables(world, flats),
    clashes: [],
    removedBy: null,
  }
  if (reduce) compiled.clashes = reduceOptions(compiled)
  return compiled
}

function withoutTerms(count: Count): Count {
  if (count.kind === 'spread') return { ...count, sums: [] }
  return count.kind === 'notAll' ? { ...count, lits: [] } : { ...count, terms: [], when: [] }
}

/** Works of a cell before any rule: all of them and nothing; nothing alone for who is not there. */
function everyOption(world: World): Int16Array[] {
  const all = Int16Array.from({ length: world.workCount + 1 }, (_, index) => index - 1)
  const none = Int16Array.of(EMPTY)
  return Array.from({ length: world.personCount * world.periodCount }, (_, cell) =>
    world.isPresent(Math.floor(cell / world.periodCount), cell % world.periodCount) ? all : none,
  )
}

const NONE = new Int32Array(0)

function flatten(
  pool: FormPool,
  count: Count,
  index: number,
  strength: { level: number; price: number },
): Flat {
  const { level, price } = strength
  const base = { index, level, price, allowed: 0, when: NONE }
  switch (count.kind) {
    case 'atMost':
      return {
        ...base,
        kind: 'excess',
        when: count.when.length === 0 ? NONE : new Int32Array(count.when),
        forms: [pool.fold(count.terms, 1, -count.limit)],
      }
    case 'atLeast':
      return {
        ...base,
        kind: 'excess',
        when: count.when.length === 0 ? NONE : new Int32Array(count.when),
        forms: [pool.fold(count.terms, -1, count.limit)],
      }
    case 'notAll':
      return {
        ...base,
        kind: 'excess',
        when: new Int32Array([...new Set(count.lits)]),
        forms: [pool.fold([], 1, count.by)],
      }
    case 'spread':
      return {
        ...base,
        kind: 'spread',
        allowed: count.allowed,
        forms: count.sums.length < 2 ? [] : count.sums.map((terms) => pool.fold(terms, 1, 0)),
      }
  }
}

const POOL = 1 << 16

/** Forms as parts of a few long arrays: hundreds of thousands of short ones cost far more. */
class FormPool {
  private readonly world: World
  private vars = new Int32Array(0)
  private weights = new Float64Array(0)
  private used = 0

  constructor(world: World) {
    this.world = world
  }

  /** `not x` weighs as `1 - x`; terms on the same variable are added; absent people weigh nothing. */
  fold(terms: readonly Term[], sign: number, constant: number): Form {
    this.makeRoom(terms.length)
    const { vars, weights, used } = this
    let size = used
    let isSorted = true
    for (const { lit, weight } of terms) {
      const variable = lit < 0 ? ~lit : lit
      if (lit < 0) constant += sign * weight
      if (weight === 0 || !isThere(this.world, variable)) continue
      if (size > used && vars[size - 1]! >= variable) isSorted = false
      vars[size] = variable
      weights[size++] = lit < 0 ? -sign * weight : sign * weight
    }
    const form = {
      constant,
      vars: vars.subarray(used, size),
      weights: weights.subarray(used, size),
    }
    if (!isSorted) return mergeTerms(form)
    this.used = size
    return form
  }

  private makeRoom(count: number): void {
    if (this.used + count <= this.vars.length) return
    this.vars = new Int32Array(Math.max(POOL, count))
    this.weights = new Float64Array(this.vars.length)
    this.used = 0
  }
}

function mergeTerms({ constant, vars, weights }: Form): Form {
  const sums = new Map<number, number>()
  vars.forEach((variable, i) => sums.set(variable, (sums.get(variable) ?? 0) + weights[i]!))
  const entries = [...sums].filter(([, weight]) => weight !== 0)
  entries.sort((one, other) => one[0] - other[0])
  return {
    constant,
    vars: Int32Array.from(entries, ([variable]) => variable),
    weights: Float64Array.from(entries, ([, weight]) => weight),
  }
}

function isThere(world: World, variable: Lit): boolean {
  const cell = Math.floor(variable / world.workCount)
  return world.isPresent(Math.floor(cell / world.periodCount), cell % world.periodCount)
}

export function indexVariables(world: World, flats: readonly Flat[]): Compiled['touching'] {
  const size = world.personCount * world.periodCount * world.workCount
  const starts = new Int32Array(size + 1)
  const each = (visit: (variable: number, index: number) => void) => {
    for (const flat of flats) {
      for (const lit of flat.when) visit(lit < 0 ? ~lit : lit, flat.index)
      for (const form of flat.forms) for (const variable of form.vars) visit(variable, flat.index)
    }
  }
  each((variable) => starts[variable + 1]!++)
  for (let v = 0; v < size; v++) starts[v + 1]! += starts[v]!
  const list = new Int32Array(starts[size]!)
  const next = starts.slice()
  each((variable, index) => {
    list[next[variable]!++] = index
  })
  return { starts, list }
}
