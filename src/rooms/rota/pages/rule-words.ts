// What do the params of rules call themselves on a form, and what does the rule then say?
import { World } from '../../planning/world.ts'
import { sayKey } from '../../programme/pages/phrases.ts'
import { rotaRules } from '../rules/index.ts'
import type { PlanView } from '../schema.ts'

const WORDS: Record<string, string> = {
  works: 'Rotations or categories',
  levels: 'Levels or groups',
  min: 'At least',
  max: 'At most',
  most: 'And at most',
  periods: 'Only in these blocks',
  partly: 'Somebody who is away for a part counts',
  bound: 'How much',
  amount: 'Amount',
  unit: 'Counted in',
  withHistory: 'Count earlier years as well',
  each: 'Ask it of each rotation alone',
  together: 'Take them as one',
  edges: 'At the edges of the year',
  before: 'First',
  after: 'Then',
  between: 'At least this many between',
  length: 'In any stretch of this many blocks',
  within: 'May differ by',
  allowed: 'May differ by',
  loads: 'Weight of each load',
  noLeave: 'Rotations that bear no leave',
  maxDays: 'Days away that are still allowed',
  onlyApproved: 'Leave only where it is approved',
  approved: 'Only these kinds of leave need an approval',
  shown: 'Approved leave must be shown',
  juniorsPerSenior: 'Juniors for each senior',
  wanted: 'Shortest stretch that is not a fragment',
  months: 'After this many months of training',
  combine: 'Level and months',
}

export function sayParam(name: string): string {
  return WORDS[name] ?? sayKey(name)
}

/** The sentence of a rule with these params; null while they are not complete. */
export function sayRule(
  plan: PlanView,
  id: string,
  params: Record<string, unknown>,
): string | null {
  const rule = rotaRules.find((entry) => entry.id === id)
  const parsed = rule?.params.safeParse(params)
  if (!rule || !parsed?.success) return null
  try {
    return rule.sentence(parsed.data, new World(plan.problem))
  } catch {
    // A name that the plan does not have: the server says which when the rule is saved.
    return null
  }
}
