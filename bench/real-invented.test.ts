// Every rule type: does our statement say the same of random rosters as the source's own rule?
import { expect, test } from 'vitest'
import { bind } from '../src/rooms/planning/rule.ts'
import { problemSchema } from '../src/rooms/planning/schema.ts'
import { rotaRules } from '../src/rooms/rota/rules/index.ts'
import { importReal } from './import-real.ts'
import { checkSource } from './real-checker.ts'
import { inventedDays, inventedWeeks } from './real-invented.fixture.ts'
import { judgeReal } from './real-judge.ts'
import type { Source } from './real-source.ts'
import { statements } from './real-statements.ts'

const ROSTERS = 400

test('The two invented problems use every rule type that has a statement', () => {
  const used = [...inventedWeeks.rules, ...inventedDays.rules].map((rule) => rule.type)
  expect([...new Set(used)].sort()).toEqual(Object.keys(statements).sort())
})

/** Rule by rule, so that one that is always broken hides no other. */
function compare(source: Source, next: (size: number) => number): { both: number; none: number } {
  const imported = importReal(source)
  const plan = bind(problemSchema.parse(imported.input), rotaRules)
  if (!plan.ok) throw new Error(plan.findings.map((each) => each.says).join(' '))
  const seen = { both: 0, none: 0 }
  const works = source.activities.map((each) => each.id)
  for (let nth = 0; nth < ROSTERS; nth++) {
    const roster = Object.fromEntries(
      source.people.map(({ id, fullLeave = [] }) => {
        const row: string[] = []
        while (row.length < source.time.count) {
          const work = works[next(works.length)]!
          for (let k = next(3) + 1; k > 0; k--) row.push(work)
        }
        const cells = row.slice(0, source.time.count)
        return [id, cells.map((work, k) => (fullLeave.includes(k) ? 'LEAVE' : work))]
      }),
    )
    const [theirs, ours] = [checkSource(source, roster), judgeReal(imported, plan.value, roster)]
    expect(ours.score, JSON.stringify(roster)).toBeCloseTo(theirs.score, 6)
    const broken = [...new Set(theirs.broken.map((each) => each.rule))].sort()
    expect([...ours.broken].sort(), JSON.stringify(roster)).toEqual(broken)
    seen[broken.length > 0 ? 'both' : 'none']++
  }
  return seen
}

for (const source of [inventedWeeks, inventedDays])
  for (const rule of source.rules)
    test(`${source.title}: ${rule.id} ${rule.type}`, () => {
      let state = 5
      const next = (size: number) => {
        state = (Math.imul(state, 1664525) + 1013904223) >>> 0
        return Math.floor((state / 2 ** 32) * size)
      }
      const { both, none } = compare({ ...source, rules: [rule] }, next)
      if (rule.hard) expect(both).toBeGreaterThan(0)
      else expect(none).toBe(ROSTERS)
    })
