// How even can loads be at best when every two people are compared? By how much each could carry.
import { type Compiled, type Flat, MUST } from '../flat.ts'
import { SparseBuilder } from '../sparse.ts'
import type { Hunt } from './hunt.ts'
import { type Ties, tiesOf } from '../ties.ts'
import { type RangeOf, rangesOf } from './ranges.ts'

const FINE = 1e-6
/** More people, or more sorts of pieces, make a problem that is not solved in a moment. */
const MOST_PEOPLE = 16
const MOST_SORTS = 4
const SECONDS = 2

/** "One carries so much more than the other" as a count: their loads, and the count itself. */
type Pair = { flat: Flat; more: number; less: number }
type Load = { variables: number[]; weights: number[] }
/** Cells that musts tie together are one piece; its weight, and who may have how many such pieces. */
type Sort = { weight: number; pieces: Map<number, number[]> }

/** A bound on what all such comparisons of a goal miss together, by the musts alone. */
export function boundPairs(hunt: Hunt, level: number, isOver: () => boolean): number {
  const { compiled } = hunt
  const groups = new Map<number, Flat[]>()
  for (const flat of compiled.flats) {
    if (flat.level !== level || flat.kind !== 'excess' || flat.when.length > 0) continue
    const choice = compiled.counts[flat.index]!.choice
    const group = groups.get(choice)
    if (group) group.push(flat)
    else groups.set(choice, [flat])
  }
  let rangeOf: RangeOf | undefined
  let pieceOf: Ties | undefined
  let bound = 0
  for (const flats of groups.values()) {
    const found = pairsOf(compiled, flats)
    if (!found || isOver()) continue
    rangeOf ??= rangesOf(hunt)
    pieceOf ??= tiesOf(compiled, ({ level }) => level === MUST)
    bound += leastOf(hunt, { ...found, rangeOf, pieceOf })
  }
  return bound
}

/** Null when these counts are anything else than comparisons of a few people with one another. */
function pairsOf({ world }: Compiled, flats: readonly Flat[]) {
  const loads = new Map<number, Load>()
  const pairs: Pair[] = []
  if (flats.length > MOST_PEOPLE * (MOST_PEOPLE - 1)) return null
  for (const flat of flats) {
    const sides = new Map<number, { sign: number; load: Load }>()
    const { vars, weights } = flat.forms[0]!
    for (let i = 0; i < vars.length; i++) {
      const person = Math.floor(vars[i]! / world.workCount / world.periodCount)
      const sign = Math.sign(weights[i]!)
      const side = sides.get(person) ?? { sign, load: { variables: [], weights: [] } }
      if (side.sign !== sign || sides.size > 2) return null
      side.load.variables.push(vars[i]!)
      side.load.weights.push(Math.abs(weights[i]!))
      sides.set(person, side)
    }
    const [one, other] = [...sides]
    if (!one || !other || sides.size > 2 || one[1].sign === other[1].sign) return null
    for (const [person, { load }] of sides) {
      const known = loads.get(person)
      if (known && !isSame(known, load)) return null
      loads.set(person, load)
    }
    const isFirst = one[1].sign > 0
    pairs.push({ flat, more: isFirst ? one[0] : other[0], less: isFirst ? other[0] : one[0] })
  }
  return { loads, pairs }
}

const isSame = (one: Load, other: Load): boolean =>
  one.variables.length === other.variables.length &&
  one.variables.every((variable, i) => variable === other.variables[i]) &&
  one.weights.every((weight, i) => weight === other.weights[i])

type Question = {
  loads: Map<number, Load>
  pairs: Pair[]
  rangeOf: RangeOf
  pieceOf: Ties
}

/** Whole pieces shared out so that the comparisons are missed by least; all else is forgotten. */
function leastOf(hunt: Hunt, { loads, pairs, rangeOf, pieceOf }: Question): number {
  const sorts = sortPieces(loads, pieceOf)
  if (sorts.length > MOST_SORTS) return 0
  const people = [...loads.keys()]
  const areAlike = isAlike(people.length, sorts, pairs)
  const sparse = new SparseBuilder()
  const carried = new Map(people.map((person) => [person, new Map<number, number>()]))
  const rows: (() => void)[] = []
  for (const { weight, pieces } of sorts) {
    const all = [...pieces.values()].flat()
    const ones = all.map(() => 1)
    const range = rangeOf(all, ones)
    if (!range) return 0
    const most = Math.max(...[...pieces.values()].map(({ length }) => length))
    const columns = [...pieces].map(([person, { length }]) => {
      const column = sparse.addColumn(0, areAlike ? most : length, 0, 0)
      carried.get(person)!.set(column, weight)
      return column
    })
    const [low, high] = [Math.ceil(range.least - FINE), Math.floor(range.most + FINE)]
    rows.push(() => sparse.addRow(low, high, columns, ones.slice(0, columns.length)))
  }
  const wholeCount = [...carried.values()].reduce((sum, { size }) => sum + size, 0)
  for (const add of rows) add()
  for (const { flat, more, less } of pairs) {
    const [up, down] = [[...carried.get(more)!], [...carried.get(less)!]]
    const columns = [...up, ...down].map(([column]) => column)
    const weights = [...up.map(([, weight]) => weight), ...down.map(([, weight]) => -weight)]
    // Among people who are alike the later may be the one who carries more: one order for all.
    if (areAlike && people.indexOf(more) < people.indexOf(less)) {
      sparse.addRow(-Infinity, 0, columns, weights)
      continue
    }
    const missed = sparse.addColumn(0, Infinity, flat.price, 0)
    sparse.addRow(-Infinity, -flat.forms[0]!.constant, [...columns, missed], [...weights, -1])
  }
  const { problem } = sparse.finish(wholeCount)
  const outcome = hunt.solver(problem, { ...hunt.budget.slice(SECONDS), gap: FINE })
  hunt.budget.spend(outcome.work)
  return Number.isFinite(outcome.bound) ? Math.max(0, outcome.bound - FINE) : 0
}

/** Every two are compared both ways, at one price and with one allowance, over pieces of the same sorts. */
function isAlike(count: number, sorts: readonly Sort[], pairs: readonly Pair[]): boolean {
  const [first] = pairs
  return (
    pairs.length === count * (count - 1) &&
    new Set(pairs.map(({ more, less }) => `${more} ${less}`)).size === pairs.length &&
    sorts.every(({ pieces }) => pieces.size === count) &&
    pairs.every(
      ({ flat }) =>
        flat.price === first!.flat.price &&
        flat.forms[0]!.constant === first!.flat.forms[0]!.constant,
    )
  )
}

function sortPieces(loads: Map<number, Load>, pieceOf: Ties): Sort[] {
  const sorts = new Map<number, Sort>()
  for (const [person, { variables, weights }] of loads) {
    const pieces = new Map<number, number>()
    variables.forEach((variable, i) => {
      const piece = pieceOf(variable)
      pieces.set(piece, (pieces.get(piece) ?? 0) + weights[i]!)
    })
    for (const [piece, weight] of pieces) {
      const sort = sorts.get(weight) ?? { weight, pieces: new Map<number, number[]>() }
      sort.pieces.set(person, [...(sort.pieces.get(person) ?? []), piece])
      sorts.set(weight, sort)
    }
  }
  return [...sorts.values()]
}
