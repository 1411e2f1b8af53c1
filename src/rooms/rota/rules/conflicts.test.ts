// What cannot be, with the rules that programmes choose: said in sentences, and every way out a real one.
import { describe, expect, test } from 'vitest'
import { addDays, day } from '../../../kernel/day.ts'
import { explain } from '../../planning/explain.ts'
import { applyChanges } from '../../planning/repair/event.ts'
import { bind, type Plan } from '../../planning/rule.ts'
import { type ProblemInput, problemSchema } from '../../planning/schema.ts'
import { waysOut } from '../../planning/ways-out.ts'
import { rotaRules } from './index.ts'

const must = (rule: string, params: Record<string, unknown>) => ({
  ...{ rule, params, strength: 'must' as const },
})

function planOf(more: Partial<ProblemInput>): Plan {
  const bound = bind(
    problemSchema.parse({
      format: 'isocenter.problem',
      version: 1,
      periods: Array.from({ length: 6 }, (_, t) => ({
        ...{ id: `b${t + 1}`, label: `${t + 1}` },
        ...{ from: addDays(day('2026-07-01'), 28 * t), to: addDays(day('2026-07-28'), 28 * t) },
      })),
      people: ['Amy', 'Ben', 'Eve', 'Joe'].map((name) => ({
        ...{ id: name.toLowerCase(), name, level: 'R2' },
      })),
      work: [
        { id: 'nights', name: 'Nights' },
        { id: 'chest', name: 'Chest' },
        { id: 'mr', name: 'MR' },
        { id: 'vacation', name: 'Vacation', kind: 'leave' },
      ],
      ...more,
    }),
    rotaRules,
  )
  if (!bound.ok) throw new Error(bound.findings.map(({ says }) => says).join(' '))
  return bound.value
}

async function explained(plan: Plan) {
  const explanation = await explain(plan)
  const ways = await waysOut(plan, explanation, { most: 4 })
  for (const { changes } of ways) {
    const changed = applyChanges(plan, changes)
    if (!changed.ok) throw new Error('a way out fits the plan')
    // A second opinion: the explanation of the changed plan finds nothing that cannot be.
    expect((await explain(changed.value)).status).toBe('feasible')
  }
  return { headline: explanation.headline, ways: ways.map(({ says }) => says) }
}

describe('facts behind a demand that nothing can meet', () => {
  test('names who is on leave', async () => {
    const plan = planOf({
      absences: ['amy', 'ben', 'eve'].map((person) => ({
        ...{ person, from: '2026-08-26', to: '2026-09-22' },
      })),
      rules: [must('rota.away', { max: 2 })],
    })
    const { headline, ways } = await explained(plan)
    expect(headline).toBe(
      'At most 2 may be away in block 3 (26 Aug to 22 Sep), but whatever is planned there is 1 more: Amy, Ben and Eve are on leave in block 3 (26 Aug to 22 Sep).',
    )
    expect(ways).toContain('Only here: At most 3 people are away in block 3 (26 Aug to 22 Sep).')
  })
  test('names the place that is not open yet', async () => {
    const plan = planOf({
      resources: [{ id: 'magnet', name: 'The new magnet', capacity: 1, from: '2027-12-01' }],
      work: [{ id: 'mr', name: 'MR', resource: 'magnet' }],
      rules: [
        must('rota.resource', {}),
        must('rota.requirement', { works: ['mr'], bound: 'at-least', amount: 1, unit: 'periods' }),
      ],
    })
    const { headline } = await explained(plan)
    expect(headline).toContain('The new magnet')
  })
})

test('what one demand alone cannot mend is not offered, what must give way is measured', async () => {
  const least = (work: string, amount: number) =>
    must('rota.requirement', { works: [work], bound: 'at-least', amount, unit: 'periods' })
  const plan = planOf({ rules: [least('nights', 4), least('chest', 4), least('mr', 1)] })
  const { headline, ways } = await explained(plan)
  // Nights and chest alone are too much already: MR is no part of the smallest conflict.
  expect(headline).toMatch(/needs at least 4 blocks of Nights.*needs at least 4 blocks of Chest/)
  expect(ways).toContain('Everywhere: Everybody spends at least 1 block on Nights.')
})

test('where one conflict lies behind another, a way out names a change for each', async () => {
  const plan = planOf({
    pins: [
      ...['amy', 'ben'].map((person) => ({ person, period: 'b1', work: 'mr' })),
      ...['eve', 'joe'].map((person) => ({ person, period: 'b5', work: 'chest' })),
    ],
    rules: [
      must('rota.pins', {}),
      must('rota.coverage', { works: ['mr'], max: 1 }),
      must('rota.coverage', { works: ['chest'], max: 1 }),
    ],
  })
  const explanation = await explain(plan)
  const [way] = await waysOut(plan, explanation, { most: 1 })
  expect(way!.changes.length).toBeGreaterThanOrEqual(2)
  expect(way!.says).toMatch(/MR.*Chest|Chest.*MR/)
})

test('who is there for a part of the year only can be left out altogether', async () => {
  const each = ['nights', 'chest', 'mr'].map((work) =>
    must('rota.requirement', { works: [work], bound: 'at-least', amount: 2, unit: 'periods' }),
  )
  const plan = planOf({
    people: [
      { id: 'amy', name: 'Amy', level: 'R2', to: '2026-08-31' },
      { id: 'ben', name: 'Ben', level: 'R2', to: '2026-08-31' },
      { id: 'eve', name: 'Eve', level: 'R2' },
    ],
    rules: each,
  })
  const { ways } = await explained(plan)
  expect(ways).toContain(
    'Leave Amy and Ben, there for a part of the year only, out of 3 rules of this conflict.',
  )
})
