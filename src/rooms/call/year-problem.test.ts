// Do rotations, leave and call of one problem mean what they mean apart, and are they decided at once?
import { describe, expect, test } from 'vitest'
import { addDays, day } from '../../kernel/day.ts'
import { startSolve } from '../planning/index.ts'
import { bind, judge } from '../planning/rule.ts'
import { type Cells, type Problem, type ProblemInput, problemSchema } from '../planning/schema.ts'
import { rotaRules } from '../rota/rules/index.ts'
import { demoProblem } from '../../../demo/plans.ts'
import type { CallAsked } from './asked.ts'
import { callFactsSchema, type CallFactsInput } from './schema.ts'
import { gapsIn } from './year-measures.ts'
import { rotationsOf, yearProblem } from './year-problem.ts'

const FIRST = day('2026-07-06')
const five = <T>(value: T) => ({
  ...{ weekday: value, friday: value, saturday: value, sunday: value, holiday: value },
})
const facts = (more: Partial<CallFactsInput> = {}) =>
  callFactsSchema.parse({
    ...{ form: 'overnight', where: 'in-house', hours: five({ from: '17:00', to: '08:00' }) },
    ...{ needs: five(1), points: five(1), nightsApart: 3 },
    ...more,
  })
const NIGHTS = { id: 'nights', code: 'N', name: 'Night call', facts: facts({ notDuring: ['far'] }) }

/** Four people, four fortnights; `far` is too far for call and takes two at a time. */
const year = (more: Partial<ProblemInput> = {}): Problem =>
  problemSchema.parse({
    ...{ format: 'isocenter.problem', version: 1, title: 'A year' },
    periods: [0, 1, 2, 3].map((nth) => ({
      ...{ id: `b${nth + 1}`, from: addDays(FIRST, nth * 14), to: addDays(FIRST, nth * 14 + 13) },
    })),
    people: ['amy', 'bo', 'cy', 'dee'].map((id) => ({ id, name: id, level: 'R2' })),
    work: [{ id: 'near' }, { id: 'far' }, { id: 'vacation', kind: 'leave' }],
    rules: [
      { rule: 'rota.filled', params: {} },
      {
        rule: 'rota.requirement',
        params: { works: ['far'], bound: 'exactly', amount: 2, unit: 'periods' },
      },
    ],
    ...more,
  })
const asked = (more: Partial<CallAsked> = {}): CallAsked => ({
  span: { from: FIRST, to: addDays(FIRST, 55) },
  ...{ zone: 'America/New_York', kinds: [NIGHTS], holidays: [], given: [], pins: [], wishes: [] },
  people: ['amy', 'bo', 'cy', 'dee'].map((id) => ({
    ...{ id, name: id, levels: [{ level: 'R2', from: FIRST, to: addDays(FIRST, 55) }] },
    ...{ since: day('2025-07-01'), share: 1, competencies: new Set<string>() },
    ...{ rotations: [], leave: [] },
  })),
  carried: new Map(),
  ...more,
})
const bound = (problem: ProblemInput) => {
  const found = bind(problemSchema.parse(problem), rotaRules)
  if (!found.ok) throw new Error(found.findings.map(({ says }) => says).join(' '))
  return found.value
}
const solve = async (problem: ProblemInput) =>
  (await startSolve(bound(problem), { seconds: 8, seed: 1, deterministic: true }).done).cells
const amounts = (problem: ProblemInput, cells: Cells, rules: number) => {
  const plan = bound(problem)
  return judge(plan, plan.world.fromCells(cells))
    .slice(0, rules)
    .map(({ findings }) => findings.reduce((sum, { by }) => sum + by, 0))
}

describe('the portions of call', () => {
  const rulesOf = (more: Partial<CallAsked> = {}, of = year()) =>
    yearProblem(of, asked(more), rotaRules)?.rules ?? []
  const needed = (more: Partial<CallAsked> = {}) =>
    rulesOf(more)
      .filter(({ rule, params }) => rule === 'rota.coverage' && !params!['levels'])
      .map(({ params }) => [
        params!['min'],
        params!['max'],
        (params!['periods'] as string[]).length,
      ])

  test.each([
    ['fourteen nights, three apart: five at most, two for each of seven; too many, so five', 3, 3],
    ['seven apart: two at most for each, so seven stints of two', 7, 7],
    ['one apart: seven are half of fourteen, so two', 1, 2],
  ])('%s', (_, nightsApart, stints) => {
    const kinds = [{ ...NIGHTS, facts: facts({ nightsApart }) }]
    expect(needed({ kinds })).toEqual([[stints, stints, 4]])
  })

  test('a week of call is one piece; a fortnight has two', () => {
    const kinds = [{ ...NIGHTS, facts: facts({ days: 7, form: 'week', where: 'home' }) }]
    expect(needed({ kinds })).toEqual([[2, 2, 4]])
  })

  test('what stands already is not asked again', () => {
    const given = Array.from({ length: 7 }, (_, nth) => ({
      ...{ kind: 'nights', person: 'amy', on: addDays(FIRST, nth) },
    }))
    const kinds = [{ ...NIGHTS, facts: facts({ nightsApart: 1 }) }]
    expect(needed({ kinds, given })).toEqual([
      [1, 1, 1],
      [2, 2, 3],
    ])
  })

  test('others than those of the plan carry their part', () => {
    const others = ['eve', 'fay', 'gus', 'hal'].map((id) => ({ ...asked().people[0]!, id }))
    const kinds = [{ ...NIGHTS, facts: facts({ nightsApart: 1 }) }]
    const people = [...asked().people, ...others]
    expect(needed({ kinds, people })).toEqual([[1, 2, 4]])
  })

  test('blocks that are over have no call', () => {
    const span = { from: addDays(FIRST, 28), to: addDays(FIRST, 55) }
    const closed = rulesOf({ span }).filter(
      ({ rule, params }) => rule === 'rota.blackout' && !params!['people'],
    )
    expect(closed.map(({ params }) => params!['periods'])).toEqual([['b1', 'b2']])
  })

  test('without anybody who may have a kind there is nothing to plan together', () => {
    const kinds = [{ ...NIGHTS, facts: facts({ levels: ['R9'] }) }]
    expect(yearProblem(year(), asked({ kinds }), rotaRules)).toBeUndefined()
  })
})

describe('in one solve', () => {
  test('rotations leave enough people for call in every block, which alone nothing asks of them', async () => {
    // Each kind of night has two people; both on `far` at once leave it to nobody.
    const kinds = [
      { ...NIGHTS, facts: facts({ signOff: 'skill', notDuring: ['far'], nightsApart: 1 }) },
    ]
    const people = asked().people.map((person, nth) => ({
      ...person,
      competencies: new Set(nth < 2 ? ['skill'] : []),
    }))
    const wishes = ['amy', 'bo'].flatMap((person) =>
      ['b1', 'b2'].map((period) => ({ person, work: 'far', periods: [period] })),
    )
    const prefers = { rule: 'rota.wishes', strength: { prefer: 'wish' as const, price: 1 } }
    const of = year({ wishes, rules: [...year().rules, prefers] })
    const apart = await solve(of)
    expect(apart!['amy']!.slice(0, 2)).toEqual(['far', 'far'])
    expect(apart!['bo']!.slice(0, 2)).toEqual(['far', 'far'])
    const together = await solve(yearProblem(of, asked({ kinds, people }), rotaRules)!)
    const rows = rotationsOf(together!, of)
    expect(Object.keys(rows)).toEqual(['amy', 'bo', 'cy', 'dee'])
    for (const t of [0, 1, 2, 3])
      expect(['amy', 'bo'].filter((id) => rows[id]![t] !== 'far').length).toBeGreaterThan(0)
    expect(amounts(of, rows, 2)).toEqual([0, 0])
  })

  test('nobody has a portion of call on leave or on a rotation that is without it', async () => {
    const absences = [{ person: 'cy', from: FIRST, to: addDays(FIRST, 13) }]
    const people = asked().people.map((person) =>
      person.id === 'cy' ? { ...person, leave: absences } : person,
    )
    const kinds = [{ ...NIGHTS, facts: facts({ notDuring: ['far'], nightsApart: 1 }) }]
    const [filled, far] = year().rules
    const once = { ...far!, params: { ...far!.params, amount: 1 } }
    const of = year({ absences, rules: [filled!, once] })
    const cells = (await solve(yearProblem(of, asked({ kinds, people }), rotaRules)!))!
    for (const id of ['amy', 'bo', 'cy', 'dee'])
      cells[id]!.forEach((work, t) => {
        if (work === 'far') expect(cells[`${id}@call`]![t]).toBeNull()
      })
    expect(cells['cy@call']![0]).toBeNull()
  })
})

test('of the demo: every rule of the year finds in the joint problem what it finds alone', () => {
  const of = problemSchema.parse(demoProblem('bwh-r1r3-2026'))
  const people = of.people.map(({ id, name, levels }) => ({
    ...{ ...asked().people[0]!, id, name },
    levels: [
      { level: levels?.[0]?.level ?? 'R2', from: of.periods[0]!.from, to: of.periods.at(-1)!.to },
    ],
  }))
  const span = { from: of.periods[0]!.from, to: of.periods.at(-1)!.to }
  const joint = yearProblem(of, asked({ people, span }), rotaRules)!
  const works = [...of.work.map(({ id }) => id), null]
  for (let seed = 1; seed <= 20; seed++) {
    let state = seed
    const next = () => (state = (state * 48271) % 2147483647)
    const cells: Cells = Object.fromEntries(
      of.people.map(({ id }) => [id, of.periods.map(() => works[next() % works.length]!)]),
    )
    const idle = Object.fromEntries(
      joint.people
        .filter(({ id }) => id.endsWith('@call'))
        .map(({ id }) => [id, of.periods.map(() => null)]),
    )
    const count = of.rules.length
    expect(amounts(joint, { ...cells, ...idle }, count)).toEqual(amounts(of, cells, count))
  }
})

test('what nobody has is counted by kind and day', () => {
  const span = { from: FIRST, to: addDays(FIRST, 2) }
  const kinds = [{ ...NIGHTS, facts: facts({ needs: five(2) }) }]
  const call = (person: string, later: number, kind = 'nights') => ({
    ...{ kind, person, on: addDays(FIRST, later) },
  })
  const of = { kinds, span, holidays: [] }
  expect(gapsIn(of, [])).toEqual({ needs: 6, nobody: 6 })
  expect(gapsIn(of, [call('amy', 0), call('bo', 0), call('cy', 0), call('amy', 2)])).toEqual({
    ...{ needs: 6, nobody: 3 },
  })
  expect(gapsIn(of, [call('amy', 1, 'other'), call('amy', 9)])).toEqual({ needs: 6, nobody: 6 })
})
