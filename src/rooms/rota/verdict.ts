// How good is a roster? Judged by the rules themselves, from whatever rows are stored.
import { finding, type Finding } from '../../kernel/finding.ts'
import { bind, judge, type Plan } from '../planning/rule.ts'
import { type Cells, goals, type Problem } from '../planning/schema.ts'
import type { RosterVerdict } from './schema.ts'
import { rotaRules } from './rules/index.ts'

/**
 * Judges cells by every chosen rule. A choice that no longer fits the plan (its rotation was
 * removed, say) is a broken must: nothing may be published past it unseen.
 */
export function judgeCells(problem: Problem, cells: Cells): RosterVerdict {
  const bound = bind(problem, rotaRules)
  if (!bound.ok) return unfit(bound.findings)
  return verdictOf(bound.value, cells)
}

function verdictOf(plan: Plan, cells: Cells): RosterVerdict {
  const findings: RosterVerdict['findings'] = []
  const amounts = new Map(goals.map((goal) => [goal, 0]))
  let broken = 0
  for (const { bound, findings: found } of judge(plan, plan.world.fromCells(cells))) {
    const { strength } = bound.choice
    for (const entry of found) {
      if (strength === 'must') broken += entry.by
      else amounts.set(strength.prefer, amounts.get(strength.prefer)! + entry.by * strength.price)
      findings.push({
        ...entry,
        choice: bound.index,
        must: strength === 'must',
        goal: strength === 'must' ? bound.rule.goal : strength.prefer,
      })
    }
  }
  findings.sort(
    (one, other) =>
      Number(other.must) - Number(one.must) ||
      goals.indexOf(one.goal as never) - goals.indexOf(other.goal as never),
  )
  const levels = goals.map((goal) => ({ goal, amount: amounts.get(goal)!, bound: null }))
  const total = levels.reduce((sum, level) => sum + level.amount, 0)
  return { score: { broken, levels, total, bound: null, gap: null }, findings }
}

function unfit(findings: Finding[]): RosterVerdict {
  return {
    score: { broken: findings.length, levels: [], total: 0, bound: null, gap: null },
    findings: findings.map((entry) => ({
      ...finding(entry.rule, entry.says, entry),
      choice: Number(/rules\[(\d+)\]/.exec(entry.path ?? '')?.[1] ?? -1),
      must: true,
      goal: 'coverage',
    })),
  }
}
