// Which roster breaks nothing but the rules of a conflict?
import { compile } from '../compile.ts'
import type { Explanation } from '../explain.ts'
import { fitOptions, MUST } from '../flat.ts'
import { reduceOptions } from '../options.ts'
import type { Plan } from '../rule.ts'
import { Jump } from '../search/jump.ts'
import type { Roster } from '../world.ts'

/** What a unit of the conflict weighs against any other must while walking. */
const CARE = 0.05

/** The best that a walk of so long finds. */
export function findNearMiss(
  plan: Plan,
  { counts }: Explanation,
  { seconds, isOver, now }: { seconds: number; isOver: () => boolean; now: () => number },
): Roster {
  const compiled = compile(plan, { reduce: false })
  // What one person cannot keep, others often cannot keep either: the rules of the conflict give way.
  const choices = new Set(counts.map((index) => compiled.counts[index]!.choice))
  compiled.flats = compiled.flats.map((flat) =>
    choices.has(compiled.counts[flat.index]!.choice) && flat.level === MUST
      ? { ...flat, level: MUST + 1, price: 1 }
      : flat,
  )
  reduceOptions(compiled)
  const jump = new Jump(compiled, fitOptions(compiled, compiled.world.emptyRoster()), 1, CARE)
  const end = now() + seconds * 1000
  while (!jump.isLegal() && !jump.isIdle() && now() < end && !isOver()) jump.run(100)
  return jump.isLegal() ? jump.board.roster.slice() : jump.best
}
