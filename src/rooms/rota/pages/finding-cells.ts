// Which cells does a finding speak of, so that a click can lead there?
import type { Finding } from '../../../kernel/finding.ts'
import type { PlanModel, Rows } from './plan-model.ts'
import type { Cell } from './selection.ts'
import type { Lit } from './year-grid.tsx'

/** A service in a block means those who are there; without anybody, the block itself. */
export function cellsOf(
  model: PlanModel,
  about: Pick<Finding, 'who' | 'periods' | 'works'>,
  rows: Rows,
): { first: Cell | null; lit: Lit } {
  const { world } = model
  const works = new Set(
    about.works.flatMap((id) => (world.has('work', id) ? [world.work(id)] : [])),
  )
  const people = about.who.flatMap((id) => (world.has('person', id) ? [world.person(id)] : []))
  const periods = about.periods.flatMap((id) => (world.has('period', id) ? [world.period(id)] : []))
  const lit = new Map<number, Set<number>>()
  const rowsIn = people.length > 0 ? people : rows.map((_, p) => p)
  const columns = periods.length > 0 ? periods : world.problem.periods.map((_, t) => t)
  for (const p of rowsIn)
    for (const t of columns) {
      if (works.size > 0 && !works.has(rows[p]![t]!)) continue
      lit.set(p, (lit.get(p) ?? new Set()).add(t))
    }
  const [p] = lit.keys()
  if (p !== undefined) return { first: { p, t: Math.min(...lit.get(p)!) }, lit }
  return { first: { p: people[0] ?? 0, t: periods[0] ?? 0 }, lit }
}
