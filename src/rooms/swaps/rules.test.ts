// Is a trade refused for every reason there is, and does the finder propose only what is legal?
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, type Day, day } from '../../kernel/day.ts'
import { callHours } from '../call/days.ts'
import { callFactsSchema, type CallFactsInput } from '../call/schema.ts'
import { USUAL_PACKS } from '../hours/in-force.ts'
import { findProposals } from './finder.ts'
import { judgeTrade } from './rules.ts'
import type { World, WorldCall, WorldPerson } from './world.ts'

const ZONE = 'America/New_York'
const FIRST = day('2026-09-07')
const on = (nth: number) => addDays(FIRST, nth)
const everyDay = <T>(value: T) => ({
  ...{ weekday: value, friday: value, saturday: value, sunday: value, holiday: value },
})
const kind = (more: Partial<CallFactsInput> = {}) =>
  callFactsSchema.parse({
    ...{ form: 'overnight', where: 'in-house', needs: everyDay(1), points: everyDay(1) },
    hours: everyDay({ from: '17:00', to: '07:00' }),
    ...more,
  })
const NIGHT = {
  name: 'Night',
  facts: kind({ levels: ['R2', 'R3'], fromMonths: 12, nightsApart: 3 }),
}
const SHORT = {
  name: 'Short',
  facts: kind({ hours: everyDay({ from: '17:00', to: '22:00' }), nightsApart: 1 }),
}

const person = (id: string, more: Partial<WorldPerson> = {}): WorldPerson => ({
  ...{ id, name: id.toUpperCase(), since: day('2024-07-01'), competencies: new Set<string>() },
  levels: [{ level: 'R3', from: day('2026-07-01'), to: day('2027-06-30') }],
  ...{ rotations: [], leave: [] },
  ...more,
})
const call = (of: string, nth: number, by = 'night'): WorldCall => {
  const facts = by === 'night' ? NIGHT.facts : SHORT.facts
  const { begins, ends } = callHours(facts, on(nth), new Set(), ZONE)!
  const minute = (moment: string) => Date.parse(moment) / 60_000
  return {
    ...{ id: `${of}-${by}-${nth}`, kind: by, person: of, on: on(nth), points: 1 },
    ...{ begins: minute(begins), ends: minute(ends) },
  }
}
const world = (calls: WorldCall[], people: WorldPerson[], more: Partial<World> = {}): World => ({
  ...{ now: '2026-09-01T12:00:00Z', zone: ZONE, calls, holidays: new Set<Day>() },
  span: { from: addDays(FIRST, -35), to: addDays(FIRST, 100) },
  kinds: new Map([
    ['night', NIGHT],
    ['short', SHORT],
  ]),
  people: new Map(people.map((one) => [one.id, one])),
  packs: USUAL_PACKS,
  policy: { autoApprove: false, noticeHours: 24 },
  ...more,
})
const rules = (of: World, ...legs: [WorldCall, string][]) =>
  judgeTrade(
    of,
    legs.map(([one, to]) => ({ call: one, to })),
  ).musts.map(({ rule }) => rule)

describe('a trade', () => {
  const a = call('a', 5)
  const b = call('b', 9)
  test('of two R3s is legal', () => {
    expect(rules(world([a, b], [person('a'), person('b')]), [a, 'b'], [b, 'a'])).toEqual([])
  })

  test.each<[string, Partial<WorldPerson>, string]>([
    [
      'R1 in October',
      { levels: [{ level: 'R1', from: day('2026-07-01'), to: day('2027-06-30') }] },
      'swaps.level',
    ],
    ['who began in July', { since: day('2026-07-01') }, 'swaps.months'],
    ['on leave', { leave: [{ from: on(4), to: on(6) }] }, 'swaps.leave'],
    [
      'whose leave begins on the morning after',
      { leave: [{ from: on(6), to: on(9) }] },
      'swaps.leave',
    ],
    [
      'who has left',
      { levels: [{ level: 'R3', from: day('2025-07-01'), to: day('2026-06-30') }] },
      'swaps.left',
    ],
  ])('is refused to somebody %s', (_, more, rule) => {
    expect(rules(world([a], [person('a'), person('b', more)]), [a, 'b'])).toContain(rule)
  })

  test('is refused for a call that has begun, and within the hours of notice', () => {
    const people = [person('a'), person('b')]
    const at = (now: string) => rules(world([a], people, { now }), [a, 'b'])
    expect(at('2026-09-12T22:00:00Z')).toEqual(['swaps.past'])
    expect(at('2026-09-12T12:00:00Z')).toEqual(['swaps.notice'])
    expect(at('2026-09-11T20:59:00Z')).toEqual([])
  })

  test('is refused to who has another call at that time, or too near', () => {
    const people = [person('a'), person('b')]
    const same = call('b', 5, 'short')
    expect(rules(world([a, same], people), [a, 'b'])).toEqual(['swaps.overlap'])
    expect(rules(world([a, call('b', 7)], people), [a, 'b'])).toEqual(['swaps.apart'])
    expect(rules(world([a, call('b', 8)], people), [a, 'b'])).toEqual([])
    // The near one is given away in the same trade.
    const near = call('b', 6)
    expect(rules(world([a, near], people), [a, 'b'], [near, 'a'])).toEqual([])
  })

  test('of a call that belongs to a rotation stays in the rotation', () => {
    const facts = kind({ rotations: ['body'], notDuring: ['leave'] })
    const kinds = new Map([['night', { name: 'Night', facts }]])
    const inside = (work: string) =>
      person('b', {
        rotations: [{ work, name: work, categories: [], hours: null, from: on(0), to: on(27) }],
      })
    const at = (work: string) => rules(world([a], [person('a'), inside(work)], { kinds }), [a, 'b'])
    expect(at('body')).toEqual([])
    expect(at('chest')).toEqual(['swaps.rotation'])
  })

  test('asks for the sign-off of a kind', () => {
    const kinds = new Map([['night', { name: 'Night', facts: kind({ signOff: 'ir-basics' }) }]])
    const at = (competencies: Set<string>) =>
      rules(world([a], [person('a'), person('b', { competencies })], { kinds }), [a, 'b'])
    expect(at(new Set())).toEqual(['swaps.sign-off'])
    expect(at(new Set(['ir-basics']))).toEqual([])
  })

  test('that makes 25 hours in the house is blocked, seven hours of rest are only said', () => {
    const clinic = (from: string, to: string) =>
      person('b', {
        rotations: [
          {
            ...{ work: 'w', name: 'Clinic', categories: [], from: on(0), to: on(27) },
            hours: { days: [1, 2, 3, 4, 5, 6, 7], from, to },
          },
        ],
      })
    const long = world([a], [person('a'), clinic('07:00', '17:00')])
    expect(rules(long, [a, 'b'])).toContain('swaps.hours')
    const short = call('a', 5, 'short')
    const late = judgeTrade(world([short], [person('a'), clinic('05:00', '16:00')]), [
      { call: short, to: 'b' },
    ])
    expect(late.musts).toEqual([])
    expect(late.notices.map(({ rule }) => rule)).toContain('swaps.hours')
  })
})

describe('the finder', () => {
  const options = { wanted: new Set<string>(), people: 5, most: 20, effort: 400 }
  test('proposes a circle of three where no two can trade', () => {
    // A can only take from C, B only from A, C only from B: levels of the kinds see to it.
    const kinds = new Map(
      ['x', 'y', 'z'].map((level): [string, { name: string; facts: typeof NIGHT.facts }] => [
        `of-${level}`,
        { name: level, facts: kind({ levels: [level] }) },
      ]),
    )
    const at = (level: string) => [{ level, from: day('2026-07-01'), to: day('2027-06-30') }]
    const people = [
      person('a', { levels: at('z') }),
      person('b', { levels: at('x') }),
      person('c', { levels: at('y') }),
    ]
    const calls = [
      { ...call('a', 3), kind: 'of-x' },
      { ...call('b', 8), kind: 'of-y' },
      { ...call('c', 13), kind: 'of-z' },
    ]
    const of = world(calls, people, { kinds })
    const wanted = new Set(calls.map(({ id }) => id))
    const found = findProposals(of, calls[0]!, { ...options, wanted })
    expect(found[0]!.people.map(({ id }) => id)).toEqual(['a', 'b', 'c'])
    expect(found[0]!.legs).toHaveLength(3)
    expect(found[0]!.wanted).toBe(3)
  })

  test('puts a trade in which the other one is glad before one in which nobody else is', () => {
    const calls = [call('a', 3), call('b', 10), call('c', 17)]
    const of = world(calls, [person('a'), person('b'), person('c')])
    const found = findProposals(of, calls[0]!, { ...options, wanted: new Set([calls[2]!.id]) })
    expect(found[0]!.says).toContain('C takes it')
  })

  const some = fc.array(
    fc.tuple(
      fc.constantFrom('a', 'b', 'c', 'd', 'e'),
      fc.integer({ min: 0, max: 40 }),
      fc.boolean(),
    ),
    { minLength: 2, maxLength: 12 },
  )
  test('proposes nothing that the judge refuses, gives every call once, and ends where it began', () => {
    fc.assert(
      fc.property(some, (list) => {
        const calls = [
          ...new Map(
            list.map(([who, nth, isShort]) => {
              const one = call(who, nth, isShort ? 'short' : 'night')
              return [`${who} ${nth}`, one] as const
            }),
          ).values(),
        ]
        const of = world(
          calls,
          ['a', 'b', 'c', 'd', 'e'].map((id) => person(id)),
        )
        const mine = calls[0]!
        const wanted = new Set(calls.filter((_, nth) => nth % 2 === 0).map(({ id }) => id))
        for (const { legs } of findProposals(of, mine, { ...options, wanted })) {
          const moves = legs.map((leg) => ({
            call: calls.find(({ id }) => id === leg.call)!,
            to: leg.to!,
          }))
          expect(judgeTrade(of, moves).musts).toEqual([])
          expect(new Set(moves.map((move) => move.call.id)).size).toBe(moves.length)
          expect(moves[0]!.call.id).toBe(mine.id)
          if (moves.length > 1) expect(moves.at(-1)!.to).toBe(mine.person)
          for (const [nth, move] of moves.entries())
            if (nth > 0) expect(move.call.person).toBe(moves[nth - 1]!.to)
        }
      }),
      { numRuns: 60 },
    )
  })
})
