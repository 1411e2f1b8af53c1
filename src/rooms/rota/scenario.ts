// What is different in a what-if, in facts and rules that a year can be built on. Pure.
import { type Finding, sayList } from '../../kernel/finding.ts'
import { changeProblem, type PlanChange, sayChange } from '../planning/changes.ts'
import type { Problem } from '../planning/schema.ts'
import { coverage } from './rules/coverage.ts'
import { blackout } from './rules/blackout.ts'
import { rotaRules } from './rules/index.ts'
import { World } from '../planning/world.ts'

/** The same change as facts and rules alone: what a demand asks for becomes a rule of its own. */
export function asFacts(problem: Problem, change: PlanChange): PlanChange[] {
  const own = { strength: 'must' as const, reason: sayChange(problem, change) }
  if (change.kind === 'service-needs') {
    const params = { works: [change.work], min: change.min, periods: change.periods }
    return [{ kind: 'new-rule', rule: { rule: coverage.id, params, ...own } }]
  }
  if (change.kind === 'resource-out' && change.to) {
    const works = problem.work.filter(({ resource }) => resource === change.resource)
    const params = {
      works: works.map(({ id }) => id),
      days: [{ from: change.from, to: change.to }],
    }
    if (works.length === 0) return []
    return [{ kind: 'new-rule', rule: { rule: blackout.id, params, ...own } }]
  }
  return [change]
}

/** The problem of a what-if, and the changes that no longer fit what has become of the plan. */
export function imagine(
  problem: Problem,
  changes: readonly PlanChange[],
): { problem: Problem; lost: Finding[] } {
  const lost: Finding[] = []
  let now = problem
  for (const change of changes.flatMap((one) => asFacts(problem, one))) {
    const next = changeProblem(now, [change])
    if (next.ok) now = next.value
    else lost.push(...next.findings)
  }
  return { problem: now, lost }
}

const byId = new Map(rotaRules.map((rule) => [rule.id, rule]))

/** A change for people: rules by their own sentences, before and after. */
export function describeChange(problem: Problem, change: PlanChange): string {
  const sentenceOf = (rule: string, params: unknown, of: Problem): string | undefined => {
    const parsed = byId.get(rule)?.params.safeParse(params)
    return parsed?.success ? byId.get(rule)!.sentence(parsed.data, new World(of)) : undefined
  }
  if (change.kind === 'new-rule') {
    const { rule, params, strength } = change.rule
    const says = sentenceOf(rule, params, problem)
    return says
      ? `New rule${strength === 'must' ? '' : ' (preferred)'}: ${says}`
      : sayChange(problem, change)
  }
  if (change.kind === 'rule' || change.kind === 'drop-rule') {
    const known = problem.rules.find(({ id }) => id === change.choice)
    const before = known && sentenceOf(known.rule, known.params, problem)
    if (!known || !before) return sayChange(problem, change)
    if (change.kind === 'drop-rule') return `Without the rule: ${before}`
    const parts: string[] = []
    if (change.params) parts.push(sentenceOf(known.rule, change.params, problem) ?? 'other numbers')
    if (change.strength) parts.push(change.strength === 'must' ? 'as a must' : 'as a preference')
    return `Instead of “${before}”: ${sayList(parts)}`
  }
  return sayChange(problem, change)
}
