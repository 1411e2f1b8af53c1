// What do all chosen rules ask of the cells, as flat numbers that scoring and search can walk quickly?
import { type Count, type Lit, Model, type Term } from './model.ts'
import type { Plan } from './rule.ts'
import { reduceOptions } from './options.ts'
import { type Compiled, type Flat, type Form, levelOf, MUST } from './flat.ts'
import { EMPTY, type World } from './world.ts'

export type CompileOptions = {
  /** `false` keeps every work in every cell: an explanation wants to see what forbids it. */
  reduce?: boolean
  /** Forgets terms and words of the counts, which a search does not read; a large problem has millions. */
  release?: boolean
}

export function compile(
  plan: Plan,
  { reduce = true, release = false }: CompileOptions = {},
): Compiled {
  const { world } = plan
  const pool = new FormPool(world)
  const flats: Flat[] = []
  let priced = { level: MUST, price: 1 }
  // One by one, so that the terms of a count are forgotten before those of the next are written.
  const model = new Model(world, (count) => {
    flats.push(flatten(pool, count, flats.length, priced))
    return release ? withoutTerms(count) : count
  })
  for (const bound of plan.rules) {
    const { strength } = bound.choice
    priced =
      strength === 'must'
        ? { level: MUST, price: 1 }
        : { level: levelOf(strength.prefer), price: strength.price }
    model.begin(bound.index)
    bound.rule.post?.(bound.params, model)
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

const NO_TERMS: readonly never[] = []
const SINGLES: (readonly number[])[] = []

/** Most counts are about one person and one period; one list for each of these does for all. */
function lightened(list: readonly number[] = NO_TERMS): readonly number[] {
  return list.length === 1 ? (SINGLES[list[0]!] ??= [list[0]!]) : list
}

/** Whoever wants to say it compiles anew: the words hold on to all that they speak of. */
const forgotten = (): string => {
  throw new Error('The words of this count were released with its terms.')
}

function withoutTerms({ kind, choice, about: { people, periods } }: Count): Count {
  const about = { people: lightened(people), periods: lightened(periods), says: forgotten }
  const rest = { choice, about }
  if (kind === 'spread') return { kind, allowed: 0, sums: NO_TERMS, ...rest }
  if (kind === 'notAll') return { kind, lits: NO_TERMS, by: 0, ...rest }
  return { kind, limit: 0, terms: NO_TERMS, when: NO_TERMS, ...rest }
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
  // Written out, field by field in one order: there are hundreds of thousands of them.
  const excess = (when: Int32Array, form: Form): Flat => {
    return { index, kind: 'excess', when, forms: [form], allowed: 0, level, price }
  }
  switch (count.kind) {
    case 'atMost':
      return excess(literals(count.when), pool.fold(count.terms, 1, -count.limit))
    case 'atLeast':
      return excess(literals(count.when), pool.fold(count.terms, -1, count.limit))
    case 'notAll':
      return excess(literals([...new Set(count.lits)]), pool.fold([], 1, count.by))
    case 'spread': {
      const { allowed, sums } = count
      const forms = sums.length < 2 ? [] : sums.map((terms) => pool.fold(terms, 1, 0))
      return { index, kind: 'spread', when: NONE, forms, allowed, level, price }
    }
  }
}

const literals = (when: readonly Lit[]): Int32Array =>
  when.length === 0 ? NONE : new Int32Array(when)

const POOL = 1 << 16
const FINEST = 4096
/** More terms than any count has. */
const PLACES = 2 ** 21

/** Forms as parts of a few long arrays: hundreds of thousands of short ones cost far more. */
class FormPool {
  private readonly world: World
  private vars = new Int32Array(0)
  private weights = new Float64Array(0)
  private used = 0
  /** Most counts weigh as many others do: one list of weights serves them all. */
  private readonly known = new Map<number, Float64Array>()

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
    const own = weights.subarray(used, size)
    if (!isSorted) {
      const form = mergeTerms({ constant, vars: vars.subarray(used, size), weights: own })
      return { ...form, weights: this.share(form.weights) }
    }
    this.used = size
    return { constant, vars: vars.subarray(used, size), weights: this.share(own) }
  }

  private share(weights: Float64Array): Float64Array {
    let hash = weights.length
    for (let i = 0; i < weights.length; i++)
      hash = (Math.imul(hash, 31) + Math.trunc(weights[i]! * FINEST)) | 0
    const known = this.known.get(hash)
    if (known && isSame(known, weights)) return known
    const kept = weights.slice()
    this.known.set(hash, kept)
    return kept
  }

  private makeRoom(count: number): void {
    if (this.used + count <= this.vars.length) return
    this.vars = new Int32Array(Math.max(POOL, count))
    this.weights = new Float64Array(this.vars.length)
    this.used = 0
  }
}

function isSame(one: Float64Array, other: Float64Array): boolean {
  if (one.length !== other.length) return false
  for (let i = 0; i < one.length; i++) if (one[i] !== other[i]) return false
  return true
}

/** In the order of the variables, those that are the same added up. */
function mergeTerms({ constant, vars, weights }: Form): Form {
  // A variable and the place of its term as one number: numbers alone are sorted quickly.
  const keys = Float64Array.from(vars, (variable, i) => variable * PLACES + i).sort()
  const merged = { vars: new Int32Array(vars.length), weights: new Float64Array(vars.length) }
  let size = 0
  const isKept = () => size === 0 || merged.weights[size - 1] !== 0
  for (const key of keys) {
    const variable = Math.floor(key / PLACES)
    const weight = weights[key - variable * PLACES]!
    if (size > 0 && merged.vars[size - 1] === variable) merged.weights[size - 1]! += weight
    else {
      if (!isKept()) size--
      merged.vars[size] = variable
      merged.weights[size++] = weight
    }
  }
  if (!isKept()) size--
  return { constant, vars: merged.vars.slice(0, size), weights: merged.weights.slice(0, size) }
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
