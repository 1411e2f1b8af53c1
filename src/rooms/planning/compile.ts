// What do all chosen rules ask of the cells, as flat numbers that scoring and search can walk quickly?
import { type Count, type Lit, Model, type Term } from './model.ts'
import type { Plan } from './rule.ts'
import { reduceOptions } from './options.ts'
import { type Compiled, type Flat, type Form, levelOf, MUST } from './flat.ts'
import { EMPTY, type World } from './world.ts'

export type CompileOptions = {
  /** `false` keeps every work in every cell: an explanation wants to see what forbids it. */
  reduce?: boolean
}

export function compile(plan: Plan, { reduce = true }: CompileOptions = {}): Compiled {
  const { world } = plan
  const model = new Model(world)
  const strengths = new Map<number, { level: number; price: number }>()
  for (const bound of plan.rules) {
    const { strength } = bound.choice
    strengths.set(
      bound.index,
      strength === 'must'
        ? { level: MUST, price: 1 }
        : { level: levelOf(strength.prefer), price: strength.price },
    )
    model.begin(bound.index)
    bound.rule.post?.(bound.params, model)
  }
  const flats = model.counts.map((count, index) =>
    flatten(world, count, index, strengths.get(count.choice)!),
  )
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
  world: World,
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
        forms: [foldTerms(world, count.terms, 1, -count.limit)],
      }
    case 'atLeast':
      return {
        ...base,
        kind: 'excess',
        when: count.when.length === 0 ? NONE : new Int32Array(count.when),
        forms: [foldTerms(world, count.terms, -1, count.limit)],
      }
    case 'notAll':
      return {
        ...base,
        kind: 'excess',
        when: new Int32Array([...new Set(count.lits)]),
        forms: [foldTerms(world, [], 1, count.by)],
      }
    case 'spread':
      return {
        ...base,
        kind: 'spread',
        allowed: count.allowed,
        forms:
          count.sums.length < 2 ? [] : count.sums.map((terms) => foldTerms(world, terms, 1, 0)),
      }
  }
}

/** `not x` weighs as `1 - x`; terms on the same variable are added; absent people weigh nothing. */
function foldTerms(world: World, terms: readonly Term[], sign: number, constant: number): Form {
  const folded: { variable: number; weight: number }[] = []
  let isSorted = true
  for (const { lit, weight } of terms) {
    const variable = lit < 0 ? ~lit : lit
    if (lit < 0) constant += sign * weight
    if (weight === 0 || !isThere(world, variable)) continue
    const last = folded.at(-1)
    if (last && last.variable >= variable) isSorted = false
    folded.push({ variable, weight: lit < 0 ? -sign * weight : sign * weight })
  }
  const entries = isSorted ? folded : mergeTerms(folded)
  const vars = new Int32Array(entries.length)
  const weights = new Float64Array(entries.length)
  entries.forEach((entry, i) => {
    vars[i] = entry.variable
    weights[i] = entry.weight
  })
  return { constant, vars, weights }
}

function mergeTerms(terms: readonly { variable: number; weight: number }[]) {
  const weights = new Map<number, number>()
  for (const { variable, weight } of terms)
    weights.set(variable, (weights.get(variable) ?? 0) + weight)
  return [...weights]
    .filter(([, weight]) => weight !== 0)
    .sort((one, other) => one[0] - other[0])
    .map(([variable, weight]) => ({ variable, weight }))
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
