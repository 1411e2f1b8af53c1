// The problem of a repair: the past stands still, and every changed cell costs more than any wish.
import { compile, indexVariables } from '../compile.ts'
import { type Compiled, type Flat, MUST } from '../flat.ts'
import type { Count } from '../model.ts'
import { reduceOptions } from '../options.ts'
import type { Plan } from '../rule.ts'
import { EMPTY, type Roster, type World } from '../world.ts'

/** The level that counts changed cells; the wishes for coverage stand beside the requirements. */
export const CHANGES = 1
const FIRST_GOAL = 2
const COVERAGE_PRICE = 100
const YIELD_PRICE = 1000

export type FreezeOptions = {
  /** A change of this cell is a change for somebody. */
  isCounted: (cell: number) => boolean
  /** Demands of this rule choice on this person alone may give way, after the number of changes. */
  mayYield: (person: number, choice: number) => boolean
}

/**
 * Musts that no free cell can change any more are left out: what the past has broken is not for the
 * repair to mend.
 */
export function freeze(
  plan: Plan,
  published: Roster,
  from: number,
  { isCounted, mayYield }: FreezeOptions,
): Compiled {
  const compiled = compile(plan, { reduce: false })
  const { world } = plan
  const options = compiled.options.map((all, cell) =>
    cell % world.periodCount < from ? Int16Array.of(published[cell]!) : all,
  )
  const isFree = (variable: number) => options[Math.floor(variable / world.workCount)]!.length > 1
  const flats: Flat[] = compiled.flats.map((flat) => {
    const lits = [...flat.when].map((lit) => (lit < 0 ? ~lit : lit))
    const isOpen = lits.some(isFree) || flat.forms.some(({ vars }) => vars.some(isFree))
    if (!isOpen) return silent(flat)
    if (flat.level === MUST) {
      const person = onlyPerson(world, [...lits, ...flat.forms.flatMap(({ vars }) => [...vars])])
      const yields = person !== null && mayYield(person, compiled.counts[flat.index]!.choice)
      return yields ? { ...flat, level: FIRST_GOAL, price: YIELD_PRICE } : flat
    }
    const price = flat.level === CHANGES ? flat.price * COVERAGE_PRICE : flat.price
    return { ...flat, level: Math.max(FIRST_GOAL, flat.level), price }
  })
  const counts: Count[] = [...compiled.counts]
  options.forEach((list, cell) => {
    if (list.length < 2 || !isCounted(cell)) return
    flats.push(changeOf(compiled, cell, published[cell]!, flats.length))
    counts.push({ kind: 'notAll', lits: [], by: 1, choice: -1, about: { says: () => 'changed' } })
  })
  const frozen: Compiled = {
    ...compiled,
    ...{ flats, counts, options },
    touching: indexVariables(world, flats),
    clashes: [],
    removedBy: null,
  }
  frozen.clashes = reduceOptions(frozen)
  return frozen
}

/** The person of all these variables, or null when there are several. */
function onlyPerson(world: World, variables: readonly number[]): number | null {
  const size = world.periodCount * world.workCount
  const person = Math.floor(variables[0]! / size)
  return variables.every((variable) => Math.floor(variable / size) === person) ? person : null
}

/** A count that asks for nothing. */
function silent(flat: Flat): Flat {
  const form = { constant: -1, vars: new Int32Array(0), weights: new Float64Array(0) }
  return { ...flat, kind: 'excess', when: new Int32Array(0), forms: [form] }
}

/** Amount 1 when the cell no longer holds what was published. */
function changeOf({ world }: Compiled, cell: number, before: number, index: number): Flat {
  const first = cell * world.workCount
  const vars =
    before === EMPTY
      ? Int32Array.from({ length: world.workCount }, (_, w) => first + w)
      : Int32Array.of(first + before)
  const weights = new Float64Array(vars.length).fill(before === EMPTY ? 1 : -1)
  return {
    index,
    kind: 'excess',
    when: new Int32Array(0),
    forms: [{ constant: before === EMPTY ? 0 : 1, vars, weights }],
    allowed: 0,
    level: CHANGES,
    price: 1,
  }
}
