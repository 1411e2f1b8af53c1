// Do planned calls keep every rule of call, by a checker that knows nothing of the engine?
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { call as demoCall, holidays } from '../../../demo/call.ts'
import { addDays, type Day, day } from '../../kernel/day.ts'
import type { CallAsked, CallPerson, PlannedKind } from './asked.ts'
import { brokenWeeks, faultsOf } from './checker.fixture.ts'
import { carriedFrom, ledgerOf } from './ledger.ts'
import { planned } from './planned.fixture.ts'
import { callPools } from './problem.ts'
import { callFactsSchema, type CallFactsInput } from './schema.ts'

const MONDAY = day('2026-11-02')
const days = (from: Day, count: number) => ({ from, to: addDays(from, count - 1) })
const ALWAYS = { from: day('2020-07-01'), to: day('2030-06-30') }

const person = (id: string, level: string, more: Partial<CallPerson> = {}): CallPerson => ({
  ...{ id, name: id, levels: [{ ...ALWAYS, level }], since: day('2022-07-01'), share: 1 },
  ...{ competencies: new Set(['ir-basics']), rotations: [], leave: [] },
  ...more,
})
const every = <T>(value: T) => ({
  ...{ weekday: value, friday: value, saturday: value, sunday: value, holiday: value },
})
const kind = (id: string, facts: Partial<CallFactsInput>): PlannedKind => ({
  ...{ id, code: id.toUpperCase(), name: id },
  facts: callFactsSchema.parse({
    ...{ form: 'overnight', where: 'in-house', hours: every({ from: '17:00', to: '08:00' }) },
    ...{
      needs: every(1),
      points: { ...every(1), friday: 1.5, saturday: 2, sunday: 2, holiday: 3 },
    },
    ...facts,
  }),
})
const asking = (more: Partial<CallAsked>): CallAsked => ({
  ...{ span: days(MONDAY, 28), zone: 'America/New_York', kinds: [], holidays, people: [] },
  ...{ given: [], pins: [], wishes: [], carried: new Map() },
  ...more,
})
const demoKinds = (programme: string): PlannedKind[] =>
  demoCall
    .find((of) => of.programme === programme)!
    .kinds.map((one) => ({ ...one, facts: callFactsSchema.parse(one.facts) }))

const residents = (level: string, count: number) =>
  Array.from({ length: count }, (_, nth) =>
    person(`${level}-${nth}`, level, {
      leave: [days(addDays(MONDAY, nth * 5), 7)],
      rotations: [
        {
          ...days(addDays(MONDAY, 3 + nth * 4), 14),
          ...{ work: 'night-float', name: 'Night float', categories: ['night'], hours: null },
        },
      ],
    }),
  )

test('five kinds of call of a residency over Thanksgiving keep every rule', async () => {
  const people = [
    ...residents('R1', 7),
    ...residents('R2', 8),
    ...residents('R3', 9),
    ...residents('R4', 8),
  ]
  const asked = asking({ kinds: demoKinds('bwh-dr'), people })
  const { calls, says } = await planned(asked)
  expect(says).toEqual([])
  expect(faultsOf(asked, calls)).toEqual([])
  expect(brokenWeeks(calls.filter((one) => one.kind === 'call-ir'))).toEqual([])
})

test('nobody has Thanksgiving and Christmas both while somebody has neither', async () => {
  const people = Array.from({ length: 9 }, (_, nth) => person(`P${nth}`, 'F'))
  const asked = asking({
    ...{ span: { from: day('2026-11-23'), to: day('2027-01-03') }, people },
    kinds: [kind('home', { nightsApart: 2 })],
  })
  const { calls } = await planned(asked)
  expect(faultsOf(asked, calls)).toEqual([])
  const major = new Set(holidays.filter((one) => one.isMajor).map(({ on }) => on))
  const holders = calls.filter(({ on }) => major.has(on)).map((one) => one.person)
  expect(holders).toHaveLength(6)
  expect(new Set(holders).size).toBe(6)
})

test('who had the major holidays last year has none of them this year', async () => {
  const people = Array.from({ length: 8 }, (_, nth) => person(`P${nth}`, 'F'))
  const asked = asking({
    ...{ span: { from: day('2026-12-21'), to: day('2027-01-03') }, people },
    kinds: [kind('home', { nightsApart: 2 })],
    carried: new Map(people.map(({ id }, nth) => [id, { points: 0, majorDays: nth < 4 ? 2 : 0 }])),
  })
  const { calls } = await planned(asked, 2)
  const major = new Set(holidays.filter((one) => one.isMajor).map(({ on }) => on))
  const holders = calls.filter(({ on }) => major.has(on)).map((one) => one.person)
  expect(holders.toSorted()).toEqual(['P4', 'P5', 'P6', 'P7'])
})

test('a call of the night before the range keeps its distance, and the day after it free', async () => {
  const people = ['A', 'B', 'C', 'D'].map((id) => person(id, 'F'))
  const asked = asking({
    ...{
      span: days(MONDAY, 7),
      people,
      kinds: [kind('night', { nightsApart: 3, freeAfter: true })],
    },
    given: [
      { kind: 'night', person: 'A', on: addDays(MONDAY, -1) },
      { kind: 'night', person: 'B', on: addDays(MONDAY, -2) },
    ],
  })
  const { calls } = await planned(asked)
  expect(faultsOf(asked, calls)).toEqual([])
  const first = (who: string) => calls.find((one) => one.person === who)?.on ?? '9999'
  expect(first('A') >= addDays(MONDAY, 2)).toBe(true)
  expect(first('B') >= addDays(MONDAY, 1)).toBe(true)
})

test('what stands in the range counts toward the needs and is left as it is', async () => {
  const people = ['A', 'B', 'C', 'D'].map((id) => person(id, 'F'))
  const given = [{ kind: 'night', person: 'A', on: addDays(MONDAY, 2) }]
  const asked = asking({
    ...{ span: days(MONDAY, 7), people, given, kinds: [kind('night', { nightsApart: 2 })] },
  })
  const { calls } = await planned(asked)
  expect(calls).toHaveLength(6)
  expect(calls.filter(({ on }) => on === addDays(MONDAY, 2))).toEqual([])
  const before = calls.filter((one) => one.person === 'A').map(({ on }) => on)
  expect(before).not.toContain(addDays(MONDAY, 1))
  expect(before).not.toContain(addDays(MONDAY, 3))
})

test('a pin holds, a wish for a free day is granted, and a share of a half carries half', async () => {
  const people = ['A', 'B', 'C', 'D', 'E'].map((id) =>
    person(id, 'F', { share: id === 'E' ? 0.5 : 1 }),
  )
  const asked = asking({
    ...{ span: days(MONDAY, 28), people, holidays: [] },
    kinds: [kind('night', { nightsApart: 2 })],
    pins: [{ person: 'A', on: addDays(MONDAY, 5), kind: 'night' }],
    wishes: [{ ...days(addDays(MONDAY, 12), 2), person: 'B', kind: null, avoid: true, rank: 1 }],
  })
  const { calls } = await planned(asked, 2)
  expect(faultsOf(asked, calls)).toEqual([])
  expect(calls.find(({ on }) => on === addDays(MONDAY, 5))?.person).toBe('A')
  const wished = calls.filter(({ on }) => on >= addDays(MONDAY, 12) && on <= addDays(MONDAY, 13))
  expect(wished.map((one) => one.person)).not.toContain('B')
  const points = (id: string) =>
    calls.filter((one) => one.person === id).reduce((sum, one) => sum + one.points, 0)
  expect(Math.abs(points('E') * 2 - points('A'))).toBeLessThanOrEqual(2)
})

test('points above the fair share of last year are made good this year', async () => {
  const people = ['A', 'B', 'C', 'D'].map((id) => person(id, 'F'))
  const kinds = [kind('night', { nightsApart: 2, points: every(1) })]
  const asked = asking({
    ...{ people, kinds, holidays: [], carried: new Map([['A', { points: 4, majorDays: 0 }]]) },
  })
  const { calls } = await planned(asked, 2)
  const count = (id: string) => calls.filter((one) => one.person === id).length
  for (const id of ['B', 'C', 'D'])
    expect(Math.abs(count(id) - (count('A') + 4))).toBeLessThanOrEqual(1)
})

test('kinds without common people are pools of their own, kinds with them are one', () => {
  const people = [person('A', 'R1'), person('B', 'R2'), person('C', 'R3')]
  const kinds = [
    kind('one', { levels: ['R1'] }),
    kind('two', { levels: ['R2'] }),
    kind('three', { levels: ['R2', 'R3'] }),
  ]
  const pools = callPools(asking({ people, kinds }), 'days').map(({ id }) => id)
  expect(pools.toSorted()).toEqual(['one', 'three+two'])
})

test('where nobody may have a call the engine says so with names', async () => {
  const people = [person('Amy', 'R1', { leave: [days(MONDAY, 7)] })]
  const asked = asking({ ...{ people, span: days(MONDAY, 2) }, kinds: [kind('night', {})] })
  const { calls, says } = await planned(asked)
  expect(calls).toEqual([])
  expect(says).toHaveLength(1)
})

test('whatever leave, spacing and needs: a roster that is found keeps every rule', async () => {
  let found = 0
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        apart: fc.integer({ min: 1, max: 4 }),
        freeAfter: fc.boolean(),
        needs: fc.integer({ min: 1, max: 2 }),
        leave: fc.array(fc.integer({ min: -3, max: 20 }), { minLength: 9, maxLength: 9 }),
        from: fc.integer({ min: 0, max: 6 }),
      }),
      async ({ apart, freeAfter, needs, leave, from }) => {
        const people = leave.map((at, nth) =>
          person(`P${nth}`, nth < 4 ? 'R2' : 'R3', { leave: [days(addDays(MONDAY, at), 5)] }),
        )
        const kinds = [
          kind('night', { nightsApart: apart, freeAfter, needs: every(needs) }),
          kind('late', {
            ...{ levels: ['R3'], nightsApart: 2, form: 'short' },
            hours: { ...every(null), weekday: { from: '14:00', to: '22:00' } },
          }),
          kind('week', { days: 7, where: 'home', levels: ['R3'], form: 'week' }),
        ]
        const asked = asking({ people, kinds, span: days(addDays(MONDAY, from), 17) })
        const { calls, says } = await planned(asked, 0.3)
        if (says.length > 0) return
        found++
        expect(faultsOf(asked, calls)).toEqual([])
        expect(brokenWeeks(calls.filter((one) => one.kind === 'week'))).toEqual([])
      },
    ),
    { numRuns: 12, seed: 7 },
  )
  expect(found).toBeGreaterThan(3)
})

test('fair shares add up to all points, and nobody could have less than the bound says', () => {
  const facts = fc.record({
    of: fc.array(fc.tuple(fc.integer({ min: 0, max: 27 }), fc.integer({ min: 0, max: 5 })), {
      maxLength: 60,
    }),
    shares: fc.array(fc.constantFrom(0.5, 1), { minLength: 6, maxLength: 6 }),
  })
  fc.assert(
    fc.property(facts, ({ of, shares }) => {
      const people = shares.map((share, nth) => person(`P${nth}`, nth < 3 ? 'R2' : 'R3', { share }))
      const kinds = [kind('a', {}), kind('b', { levels: ['R3'] })]
      const calls = of.map(([at, who]) => ({
        ...{ person: `P${who}`, on: addDays(MONDAY, at), kind: who < 3 ? 'a' : 'b' },
      }))
      const holiday = new Set(holidays.map(({ on }) => on))
      const ledger = ledgerOf({
        ...{ span: days(MONDAY, 28), calls, kinds, people, holidays: holiday, major: holiday },
      })
      const fair = ledger.rows.reduce((sum, row) => sum + row.fair, 0)
      expect(fair).toBeCloseTo(ledger.points, 6)
      expect(ledger.most).toBeGreaterThanOrEqual(ledger.leastMost)
      const carried = [...carriedFrom(ledger).values()].reduce((sum, one) => sum + one.points, 0)
      expect(carried).toBeCloseTo(0, 6)
    }),
  )
})

test('call goes only to the rotations to which it belongs (MC-37), and only to who is signed off', async () => {
  const people = Array.from({ length: 8 }, (_, nth) =>
    person(`P${nth}`, 'R2', {
      competencies: new Set(nth < 6 ? ['basics'] : []),
      rotations: [
        {
          ...days(MONDAY, 40),
          ...{ work: nth % 2 === 0 ? 'body' : 'chest', name: 'Body', categories: [], hours: null },
        },
      ],
    }),
  )
  const kinds = [kind('night', { rotations: ['body'], signOff: 'basics', nightsApart: 2 })]
  const asked = asking({ people, kinds, span: days(MONDAY, 21) })
  const { calls } = await planned(asked)
  expect(faultsOf(asked, calls)).toEqual([])
  expect(new Set(calls.map((one) => one.person))).toEqual(new Set(['P0', 'P2', 'P4']))
})
