// Is a planned call roster what the law of call says? Looked at by a checker that knows no engine.
import { describe, expect, test } from 'vitest'
import { addDays, type Day, dayNumber, weekday } from '../../kernel/day.ts'
import { bind } from '../planning/rule.ts'
import { startSolve } from '../planning/index.ts'
import { problemSchema } from '../planning/schema.ts'
import { rotaRules } from '../rota/rules/index.ts'
import { callers, facts, FIRST, range } from './call-years.fixture.ts'
import { callDayOf, callNeeds } from './days.ts'
import {
  type CallRange,
  daysOf,
  mayHave,
  type PlannedDay,
  plannedIn,
  pointsOf,
  poolsOf,
  problemOf,
} from './problem.ts'

/** Pool by pool, as whoever plans it does. */
async function plan(of: CallRange, seconds = 4): Promise<PlannedDay[]> {
  const planned: PlannedDay[] = []
  for (const pool of poolsOf(of)) {
    const problem = problemOf(of, pool, planned)
    const bound = bind(problemSchema.parse(problem), rotaRules)
    if (!bound.ok) throw new Error(bound.findings.map(({ says }) => says).join(' '))
    const { cells, says } = await startSolve(bound.value, { seconds, seed: 1 }).done
    if (!cells) throw new Error(says)
    planned.push(...plannedIn(problem, cells))
  }
  return planned
}

/** Every fault, from the words of the kinds alone. */
function faultsOf(of: CallRange, planned: readonly PlannedDay[]): string[] {
  const faults: string[] = []
  for (const day of daysOf(of.span))
    for (const { id, facts: kind } of of.kinds) {
      const has = planned.filter((one) => one.kind === id && one.on === day).length
      const needs = callNeeds(kind, day, of.holidays)
      if (has !== needs) faults.push(`${id} on ${day}: ${has} of ${needs}`)
    }
  for (const { id, facts: kind } of of.kinds)
    for (const person of of.people) {
      const mine = planned
        .filter((one) => one.kind === id && one.person === person.id)
        .sort((one, other) => (one.on < other.on ? -1 : 1))
      for (const { on } of mine)
        if (!mayHave(person, kind, on)) faults.push(`${person.id} may not have ${id} on ${on}`)
      for (const [nth, next] of mine.slice(1).entries()) {
        const apart = dayNumber(next.on) - dayNumber(mine[nth]!.on)
        if (kind.days === 1 && apart < kind.nightsApart)
          faults.push(`${person.id}: ${id} again after ${apart}`)
      }
      if (kind.freeAfter)
        for (const { on } of mine)
          if (planned.some((one) => one.person === person.id && one.on === addDays(on, 1)))
            faults.push(`${person.id} has call on the day after ${on}`)
    }
  for (const one of planned)
    if (planned.filter(({ person, on }) => person === one.person && on === one.on).length > 1)
      faults.push(`${one.person} twice on ${one.on}`)
  return faults
}

describe('a planned month', () => {
  test('of three pools keeps every rule, and nobody has much more than another (PC-4, PC-5, PC-12)', async () => {
    const of = range(42, 6)
    expect(poolsOf(of)).toHaveLength(3)
    const planned = await plan(of)
    expect(faultsOf(of, planned)).toEqual([])
    for (const level of ['R2', 'R3', 'R4']) {
      const points = [...pointsOf(of, planned)]
        .filter(([id]) => id.startsWith(level))
        .map(([, value]) => value)
      expect(Math.max(...points) - Math.min(...points)).toBeLessThanOrEqual(2)
    }
  })

  test('leaves nobody on call while away, nor in the night before (PC-3)', async () => {
    const of = range(70, 5)
    const planned = await plan(of)
    expect(faultsOf(of, planned)).toEqual([])
    for (const { id, leave } of of.people)
      for (const { from, to } of leave) {
        const days = planned.filter(
          ({ person, on }) => person === id && on >= addDays(from, -1) && on <= to,
        )
        expect(days).toEqual([])
      }
  })

  test('gives call only in the rotations to which it belongs (MC-37), and only who is signed off', async () => {
    const people = callers(8, ['R2'], 28).map((person, nth) => ({
      ...person,
      competencies: new Set(nth < 6 ? ['basics'] : []),
      rotations: [
        {
          ...{ work: nth % 2 === 0 ? 'body' : 'chest', categories: [] },
          ...{ from: FIRST, to: addDays(FIRST, 40) },
        },
      ],
    }))
    const of = range(21, 0, {
      people,
      kinds: [
        {
          ...{ id: 'night', name: 'Night' },
          facts: facts({ rotations: ['body'], signOff: 'basics', nightsApart: 2 }),
        },
      ],
    })
    const planned = await plan(of)
    expect(faultsOf(of, planned)).toEqual([])
    expect(new Set(planned.map(({ person }) => person))).toEqual(new Set(['R2-0', 'R2-2', 'R2-4']))
  })

  test('gives a week at home to one person from Monday to Sunday, and nothing else meanwhile', async () => {
    const week = { ...facts({ where: 'home', nightsApart: 1, freeAfter: false }), days: 7 as const }
    const of = range(28, 0, {
      people: callers(8, ['R3'], 28),
      kinds: [
        { id: 'week', name: 'Week at home', facts: week },
        { id: 'night', name: 'Night', facts: facts() },
      ],
    })
    const planned = await plan(of)
    expect(faultsOf(of, planned)).toEqual([])
    for (const day of daysOf(of.span).filter((one) => weekday(one) === 1)) {
      const holders = daysOf({ from: day, to: addDays(day, 6) }).map(
        (on) => planned.find((one) => one.kind === 'week' && one.on === on)!.person,
      )
      expect(new Set(holders).size).toBe(1)
    }
  })

  test('counts on what was carried over: who had most before has least now', async () => {
    const people = callers(6, ['R2'], 28).map((person, nth) => ({
      ...person,
      carried: nth === 0 ? 8 : 0,
    }))
    const of = range(28, 0, {
      people,
      kinds: [{ id: 'night', name: 'Night', facts: facts({ nightsApart: 2 }) }],
    })
    const planned = await plan(of)
    expect(faultsOf(of, planned)).toEqual([])
    const now = (id: string) =>
      pointsOf({ ...of, people: people.map((one) => ({ ...one, carried: 0 })) }, planned).get(id)!
    const others = people.slice(1).map(({ id }) => now(id))
    expect(now('R2-0')).toBeLessThan(Math.min(...others))
  })

  test('gives nobody two major holidays while another has none (PC-11), and keeps what is pinned', async () => {
    const holidays = [addDays(FIRST, 3), addDays(FIRST, 17)]
    const pinned = { person: 'R2-1', kind: 'night', on: addDays(FIRST, 9) }
    const of = range(28, 0, {
      people: callers(6, ['R2'], 28),
      kinds: [{ id: 'night', name: 'Night', facts: facts({ nightsApart: 2 }) }],
      holidays: new Set<Day>(holidays),
      majors: holidays.map((one) => [one]),
      fixed: [pinned],
    })
    const planned = await plan(of)
    expect(faultsOf(of, planned)).toEqual([])
    expect(holidays.map((one) => callDayOf(one, of.holidays))).toEqual(['holiday', 'holiday'])
    const who = holidays.map((one) => planned.find(({ on }) => on === one)!.person)
    expect(new Set(who).size).toBe(2)
    expect(planned).toContainEqual(pinned)
  })
})
