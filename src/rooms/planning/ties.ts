// Which variables must be equal, because each implies the other?
import { cellOf, type Compiled, type Flat, literalIs } from './flat.ts'

/** The variable that stands for all that are equal to it; a variable tied to none stands for itself. */
export type Ties = (variable: number) => number

/**
 * Reads the counts that must hold and come down to two variables: "not this one without the other".
 * Where two of them say so both ways, the variables are equal in every roster that keeps them.
 */
export function tiesOf(compiled: Compiled, mustHold: (flat: Flat) => boolean): Ties {
  const size = compiled.options.length * compiled.world.workCount
  const leader = new Map<number, number>()
  const find: Ties = (variable) => {
    let at = variable
    for (let up = leader.get(at); up !== undefined; up = leader.get(at)) at = up
    return at
  }
  const implied = new Set<number>()
  const imply = (one: number, other: number) => {
    implied.add(one * size + other)
    if (!implied.has(other * size + one)) return
    const [kept, tied] = [find(one), find(other)].sort((a, b) => a - b)
    if (kept !== tied) leader.set(tied!, kept!)
  }
  for (const flat of compiled.flats) {
    if (flat.kind !== 'excess' || !mustHold(flat)) continue
    const open = openOf(compiled, flat)
    if (open?.length !== 2) continue
    const [one, other] = open as [number, number]
    if (breaks(compiled, flat, one, other)) imply(one, other)
    if (breaks(compiled, flat, other, one)) imply(other, one)
  }
  return find
}

/** The variables that can still decide a count; null when there are more than two. */
function openOf({ options, world }: Compiled, { when, forms }: Flat): number[] | null {
  const open: number[] = []
  const take = (lit: number): boolean => {
    const variable = lit < 0 ? ~lit : lit
    const works = options[cellOf(world, lit)]!
    const isOpen = works.length > 1 && works.includes(variable % world.workCount)
    if (isOpen && !open.includes(variable)) open.push(variable)
    return open.length <= 2
  }
  for (const lit of when) if (!take(lit)) return null
  for (const variable of forms[0]!.vars) if (!take(variable)) return null
  return open
}

/** Is the count broken when, of its open variables, `on` holds and `off` does not? */
function breaks({ options, world }: Compiled, flat: Flat, on: number, off: number): boolean {
  const holds = (variable: number): boolean => {
    if (variable === on || variable === off) return variable === on
    const works = options[cellOf(world, variable)]!
    return works.length === 1 && literalIs(world, variable, works[0]!)
  }
  if (!flat.when.every((lit) => (lit < 0 ? !holds(~lit) : holds(lit)))) return false
  const { constant, vars, weights } = flat.forms[0]!
  let value = constant
  for (let i = 0; i < vars.length; i++) if (holds(vars[i]!)) value += weights[i]!
  return value > 1e-9
}
