// How evenly is a burden shared, and how evenly could it be at best? The number beside the number.
import { loadSolver } from '../../platform/solver/highs.ts'
import { compile } from './compile.ts'
import { fitOptions } from './flat.ts'
import type { Term } from './model.ts'
import type { BoundRule, Load, Plan, Rule } from './rule.ts'
import { levelOf } from './flat.ts'
import type { Goal } from './schema.ts'
import { search } from './search/search.ts'
import type { World } from './world.ts'

export type FairBound = {
  /** False: the musts contradict each other, so there is nothing to compare with. */
  possible: boolean
  /** No roster that keeps every must has its most burdened person below this. */
  least: number
  /** A roster is known whose most burdened person carries this; null when none was found in time. */
  reached: number | null
}

export type FairOptions = { seconds: number; shouldStop?: () => boolean; now?: () => number }

/**
 * The lowest load that the most burdened person can have, musts kept and every wish forgotten: a
 * bound that always holds, and the best roster found on the way.
 */
export async function fairestMost(
  plan: Plan,
  load: Load,
  options: FairOptions,
): Promise<FairBound> {
  const musts = plan.rules.filter(({ choice }) => choice.strength === 'must')
  const goal: Goal = 'fairness'
  const index = Math.max(-1, ...plan.rules.map((one) => one.index)) + 1
  const most: BoundRule = {
    rule: mostRule(load),
    params: {},
    index,
    choice: { rule: 'planning.most', params: {}, strength: { prefer: goal, price: 1 } },
  }
  const compiled = compile({ world: plan.world, rules: [...musts, most] })
  await loadSolver()
  const { seconds, shouldStop = () => false, now } = options
  const result = await search(compiled, {
    ...{ seconds, seed: 1, shouldStop, start: fitOptions(compiled, plan.world.emptyRoster()) },
    ...(now ? { now } : {}),
  })
  const level = levelOf(goal)
  const isLegal = result.totals[0]! <= 1e-6
  const least = roundUp(result.bounds[level] ?? 0, load, plan.world)
  const possible = result.status !== 'impossible'
  return { possible, least, reached: isLegal ? result.totals[level]! : null }
}

/** Amount: the highest load of all. As a rule, so that search and proof need not know of it. */
function mostRule(load: Load): Rule {
  return {
    id: 'planning.most',
    title: 'The highest load',
    params: { parse: (value: unknown) => value } as never,
    goal: 'fairness',
    source: 'The question how even it could be',
    sentence: () => 'The most burdened person carries as little as possible.',
    check: () => [],
    post: (_, model) => {
      const { world } = model
      const sums: Term[][] = world.problem.people.flatMap((_person, p) => {
        if (!load.isAsked(p)) return []
        const terms = world.problem.periods.flatMap((_period, t) =>
          load.works.flatMap((w) => {
            const weight = load.weight(p, t, w) / load.share(p)
            return weight > 0 ? model.any(p, t, [w], weight) : []
          }),
        )
        return [load.past[p]! > 0 ? [...terms, ...model.constant(load.past[p]!)] : terms]
      })
      // Somebody who carries nothing: the spread is then the highest load itself.
      model.spread(0, [...sums, []], { works: load.works, says: () => 'the highest load' })
    },
    examples: [],
  }
}

/** Loads that come in whole units only: a bound of 2.1 is a bound of 3. */
function roundUp(bound: number, load: Load, world: World): number {
  let grain = 0
  for (let p = 0; p < world.personCount; p++) {
    if (!load.isAsked(p)) continue
    if (load.share(p) !== 1 || !Number.isInteger(load.past[p]!)) return bound
    for (let t = 0; t < world.periodCount; t++)
      for (const w of load.works) {
        const weight = load.weight(p, t, w)
        if (weight > 0 && !Number.isInteger(weight)) return bound
        grain = weight > 0 ? divisor(grain, weight) : grain
      }
  }
  return grain > 0 ? Math.ceil(bound / grain - 1e-6) * grain : bound
}

function divisor(one: number, other: number): number {
  return other === 0 ? one : divisor(other, one % other)
}
