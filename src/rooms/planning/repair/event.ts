// A plan after something has happened: facts changed, and what must hold because of it.
import { type Finding } from '../../../kernel/finding.ts'
import { sharedDays } from '../../../kernel/span.ts'
import { z } from 'zod'
import { changeProblem, type PlanChange, sayChange } from '../changes.ts'
import { checkProblem } from '../check-problem.ts'
import type { Model } from '../model.ts'
import { bind, type BoundRule, found, type Plan, type Rule, rule } from '../rule.ts'
import { World } from '../world.ts'

/** The id of the demands that an event brings along. */
export const EVENT_RULE = 'planning.event'

/** The plan as it is after these changes, or what does not fit. */
export function applyChanges(
  plan: Plan,
  changes: readonly PlanChange[],
  known: readonly Rule[] = rulesOf(plan),
): { ok: true; value: Plan } | { ok: false; findings: Finding[] } {
  const changed = changeProblem(plan.world.problem, changes)
  if (!changed.ok) return changed
  const faults = checkProblem(changed.value)
  if (faults.length > 0) return { ok: false, findings: faults }
  // Rules that nothing has changed are bound already, whatever list they came from.
  const bound =
    changed.value.rules === plan.world.problem.rules
      ? { ok: true as const, value: { world: new World(changed.value), rules: plan.rules } }
      : bind(changed.value, known)
  if (!bound.ok) return bound
  const { world, rules } = bound.value
  const own = changes.flatMap((change) => demandOf(world, change) ?? [])
  const first = Math.max(-1, ...rules.map((one) => one.index)) + 1
  const added = own.map((one, nth): BoundRule => ({
    rule: one,
    params: {},
    index: first + nth,
    choice: { rule: one.id, params: {}, strength: 'must' },
  }))
  return { ok: true, value: { world, rules: [...rules, ...added] } }
}

const rulesOf = (plan: Plan): Rule[] => [...new Set(plan.rules.map(({ rule: one }) => one))]

/** What must hold because of the event, whether or not a rule of the plan looks at the facts. */
function demandOf(world: World, change: PlanChange): Rule | null {
  const post = postOf(world, change)
  if (!post) return null
  const says = sayChange(world.problem, change)
  return rule({
    id: EVENT_RULE,
    title: 'What has happened',
    params: z.strictObject({}),
    goal: 'coverage',
    source: 'What has happened',
    sentence: () => says,
    post: (_, model) => post(model),
    check: (_, { world: here, roster }) => [
      ...brokenBy(here, change).flatMap(([p, t, works]) =>
        works.includes(roster[here.cell(p, t)]!)
          ? [found(here, EVENT_RULE, says, { people: [p], periods: [t] })]
          : [],
      ),
      ...shortOf(here, roster, change),
    ],
    examples: [],
  })
}

/** Periods in which a service has fewer people than it now needs. */
function shortOf(world: World, roster: Int16Array, change: PlanChange): Finding[] {
  if (change.kind !== 'service-needs') return []
  const w = world.work(change.work)
  return change.periods.flatMap((id) => {
    const t = world.period(id)
    const has = world.problem.people.filter((_, p) => roster[world.cell(p, t)] === w).length
    if (has >= change.min) return []
    const says = `${world.workName(w)} has ${has} in ${world.periodName(t)}; ${change.min} are needed.`
    return [found(world, EVENT_RULE, says, { by: change.min - has, periods: [t], works: [w] })]
  })
}

function postOf(world: World, change: PlanChange): ((model: Model) => void) | null {
  const says = () => sayChange(world.problem, change).replace(/\.$/, '')
  if (change.kind === 'service-needs') {
    const w = world.work(change.work)
    return (model) => {
      for (const id of change.periods) {
        const t = world.period(id)
        const terms = world.problem.people.flatMap((_, p) => model.any(p, t, [w]))
        model.atLeast(change.min, terms, { periods: [t], works: [w], says })
      }
    }
  }
  if (change.kind !== 'leave' && change.kind !== 'resource-out') return null
  return (model) => {
    for (const [p, t, works] of brokenBy(world, change))
      if (works.length > 0)
        model.atMost(0, model.any(p, t, works), { people: [p], periods: [t], works, says })
  }
}

/** Cells and the works that may no longer stand there. */
function brokenBy(world: World, change: PlanChange): [p: number, t: number, works: number[]][] {
  const every = world.problem.work.map((_, w) => w)
  const periods = world.problem.periods.map((period, t) => ({ period, t }))
  if (change.kind === 'leave') {
    const p = world.person(change.person)
    const works = every.filter((w) => !world.isLeave(w))
    return periods.flatMap(({ period, t }) =>
      sharedDays(change, period) > 0 && world.isAbsent(p, t) ? [[p, t, works]] : [],
    )
  }
  if (change.kind !== 'resource-out') return []
  const works = every.filter((w) => world.problem.work[w]!.resource === change.resource)
  const to = change.to ?? world.problem.periods.at(-1)!.to
  return periods.flatMap(({ period, t }) =>
    sharedDays({ from: change.from, to }, period) > 0
      ? world.problem.people.map((_, p): [number, number, number[]] => [p, t, works])
      : [],
  )
}
