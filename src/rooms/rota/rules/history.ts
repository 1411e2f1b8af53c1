// What does everybody bring along from earlier years? Facts, the same for judge, solver and pages.
import type { Unit, World } from '../../planning/world.ts'

export type CarryOver = {
  /** Weight of each work, by index. */
  weights: readonly number[]
  unit: Unit
  /** Part of the earlier load that still counts: 1 = all of it, 0 = the slate is clean. */
  taper: number
  /** Load of those without any history: as others bring along on average, or nothing. */
  newcomers: 'average' | 'zero'
  levels?: readonly string[] | undefined
}

/**
 * The load that each person brings along, by person index. Who has no history at all is not taken
 * for somebody who has never carried anything, unless `newcomers` says so: they would be given
 * everything.
 */
export function carriedOver(world: World, asked: CarryOver): number[] {
  const { weights, unit, taper, newcomers, levels } = asked
  const known = world.problem.people.map((_, p) => {
    const isKnown = world.problem.work.some((_work, w) => world.past(p, w, 'days') > 0)
    const load = weights.reduce((sum, weight, w) => sum + weight * world.past(p, w, unit), 0)
    return { isKnown, load: load * taper, isAsked: world.presence(p, levels) > 0 }
  })
  const others = known.filter(({ isKnown, isAsked }) => isKnown && isAsked)
  const average =
    others.length > 0 ? others.reduce((sum, { load }) => sum + load, 0) / others.length : 0
  return known.map(({ isKnown, load }) => (isKnown || newcomers === 'zero' ? load : average))
}
