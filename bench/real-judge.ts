// What do our own rules say of a roster of the source: which of its rules are broken, which score?
import { judge, type Plan } from '../src/rooms/planning/rule.ts'
import type { Cells } from '../src/rooms/planning/schema.ts'
import type { Imported } from './import-real.ts'

export type OurVerdict = { broken: Set<string>; amount: number; score: number }

/** Written with the rules' `check` alone: what the search believes plays no part. */
export function judgeReal(imported: Imported, plan: Plan, cells: Cells): OurVerdict {
  const broken = new Set<string>()
  let amount = 0
  for (const { bound, findings } of judge(plan, plan.world.fromCells(cells))) {
    const { strength } = bound.choice
    const missed = findings.reduce((sum, each) => sum + (each.by ?? 1), 0)
    if (missed < 1e-9) continue
    if (strength === 'must') broken.add(imported.origin[bound.index]!)
    else amount += strength.price * missed
  }
  return { broken, amount, score: imported.scoreOf(amount) }
}
