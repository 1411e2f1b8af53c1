// What is wrong with the roster on screen? Judged in the browser, sorted for panel and cells.
import type { Finding } from '../../../kernel/finding.ts'
import { judge } from '../../planning/rule.ts'
import { EMPTY } from '../../planning/world.ts'
import { type PlanModel, rosterOf, type Rows } from './plan-model.ts'

/** What one rule says of the roster. */
export type Group = {
  choice: number
  must: boolean
  goal: string
  title: string
  sentence: string
  reason: string
  findings: Finding[]
}
export type Verdict = {
  groups: Group[]
  must: number
  improve: number
  /** Per person: blocks in which a must is broken, with the reason; undefined = none. */
  cells: (ReadonlyMap<number, string> | undefined)[]
  /** Per person: musts broken that belong to no single block. */
  people: (string | undefined)[]
}

export const nothingWrong: Verdict = { groups: [], must: 0, improve: 0, cells: [], people: [] }

/** `before` lends its per-person maps where nothing changed, so that rows need not be drawn again. */
export function judgeRows(model: PlanModel, rows: Rows, before: Verdict = nothingWrong): Verdict {
  const { world, plan } = model
  const groups: Group[] = judge(plan, rosterOf(world, rows))
    .filter((verdict) => verdict.findings.length > 0)
    .map(({ bound, findings }) => ({
      choice: bound.index,
      must: bound.choice.strength === 'must',
      goal: typeof bound.choice.strength === 'object' ? bound.choice.strength.prefer : 'must',
      title: bound.rule.title,
      sentence: bound.rule.sentence(bound.params, world),
      reason: bound.choice.reason ?? '',
      findings,
    }))
  groups.sort((one, other) => Number(other.must) - Number(one.must))
  const cells: (Map<number, string> | undefined)[] = Array.from({ length: world.personCount })
  const people: (string | undefined)[] = Array.from({ length: world.personCount })
  for (const group of groups)
    if (group.must) for (const entry of group.findings) mark(model, rows, entry, cells, people)
  const total = (must: boolean) =>
    groups.filter((group) => group.must === must).reduce((sum, g) => sum + g.findings.length, 0)
  return {
    groups,
    must: total(true),
    improve: total(false),
    cells: cells.map((map, p) => (sameMap(map, before.cells[p]) ? before.cells[p] : map)),
    people,
  }
}

function mark(
  model: PlanModel,
  rows: Rows,
  entry: Finding,
  cells: (Map<number, string> | undefined)[],
  people: (string | undefined)[],
): void {
  // Too few or too many on a service is shown in the coverage rows, not on those who are there.
  if (entry.rule === 'rota.coverage') return
  const { world } = model
  const works = new Set(
    entry.works.filter((id) => world.has('work', id)).map((id) => world.work(id)),
  )
  for (const id of entry.who) {
    if (!world.has('person', id)) continue
    const p = world.person(id)
    // While a row has holes its sums are short anyway; they are said once it is full.
    if (entry.periods.length === 0 && !rows[p]!.includes(EMPTY)) people[p] ??= entry.says
    for (const period of entry.periods) {
      if (!world.has('period', period)) continue
      const t = world.period(period)
      const there = rows[p]![t]!
      // An empty cell shows by itself that something is missing.
      if (there === EMPTY) continue
      if (works.size > 0 && !works.has(there)) continue
      const map = (cells[p] ??= new Map())
      if (!map.has(t)) map.set(t, entry.says)
    }
  }
}

function sameMap(
  one: ReadonlyMap<number, string> | undefined,
  other: ReadonlyMap<number, string> | undefined,
): boolean {
  if (one === other) return true
  if (!one || !other || one.size !== other.size) return false
  for (const [key, value] of one) if (other.get(key) !== value) return false
  return true
}
