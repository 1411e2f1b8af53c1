// Do the rules about hours say what the law of the field says, example by example?
import { describe, expect, test } from 'vitest'
import { addDays, day } from '../../kernel/day.ts'
import { spanDays } from '../../kernel/span.ts'
import { checkTimeline } from './check.ts'
import { bindPack, judgePerson, sortVerdicts } from './judge.ts'
import { acgme2025 } from './packs/acgme-2025.ts'
import { at, days, person as make, piece, rotation } from './rules/examples.ts'
import { hoursRules } from './rules/index.ts'
import type { Example } from './rules/rule.ts'
import {
  type IntervalData,
  type IntervalKind,
  intervalKinds,
  type Pack,
  packSchema,
  type TimelinePerson,
  timelinePersonSchema,
  timelineSchema,
} from './schema.ts'
import { cutRotation } from './windows.ts'

const whole = (data: Example['person']): TimelinePerson =>
  timelinePersonSchema.parse({ id: 'a', ...data })
const bind = (pack: Pack) => {
  const bound = bindPack(pack)
  if (!bound.ok) throw new Error(JSON.stringify(bound.findings))
  return bound.value
}
const pack = (rule: string, params: object = {}, settings: object = {}): Pack =>
  packSchema.parse({
    ...{ format: 'isocenter.hours-pack', version: 1, id: 'p', title: 'P', edition: '1', settings },
    rules: [{ id: rule, rule, clause: '1', level: 'core', params }],
  })
const judge = (data: Example['person'], rule: string, params: object = {}, settings: object = {}) =>
  judgePerson(whole(data), bind(pack(rule, params, settings)))
const states = (...args: Parameters<typeof judge>) => judge(...args).map(({ state }) => state)
/** By the rules of the pack that programmes adopt. */
const broken = (data: Example['person']) =>
  judgePerson(whole(data), bind(acgme2025))
    .filter(({ state }) => state === 'broken')
    .map(({ rule }) => rule)
const spread = (kinds: IntervalKind, nights: number[], hour: number, hours: number) =>
  nights.map((nth) => piece(kinds, nth, hour, hours))

describe.each([...hoursRules.values()].map((rule) => [rule.id, rule] as const))(
  '%s',
  (id, rule) => {
    test.each(rule.examples.map((example) => [example.says, example] as const))(
      'its example holds: %s',
      (_, example) => {
        expect(states(example.person, id, example.params)).toEqual(example.states)
      },
    )
    test('has an example that is kept and one that is not', () => {
      const all = rule.examples.flatMap((example) =>
        example.states.length ? example.states : ['kept'],
      )
      expect(all).toContain('kept')
      expect(all.some((state) => state === 'broken' || state === 'review')).toBe(true)
    })
  },
)

describe('windows', () => {
  test.each([
    ['2026-07-06', 42, [28, 14]],
    ['2026-07-01', 31, [31]],
    ['2026-07-06', 21, [21]],
    ['2026-07-06', 28, [28]],
    ['2026-07-06', 29, [28, 1]],
    ['2026-07-02', 31, [28, 3]],
    ['2027-02-01', 28, [28]],
    ['2026-06-01', 30, [30]],
  ])('a rotation from %s of %i days is cut into %j', (from, length, expected) => {
    const span = { from: day(from), to: addDays(day(from), length - 1) }
    expect(cutRotation(span).map(spanDays)).toEqual(expected)
  })

  test('a heavy and a light rotation are never joined', () => {
    const weeks = (first: number, count: number, hours: number) =>
      Array.from({ length: count * 6 }, (_, nth) =>
        piece('clinical', first + Math.floor(nth / 6) * 7 + (nth % 6), 3, hours / 6),
      )
    const heavy = { id: 'heavy', from: rotation(14).from, to: rotation(14).to }
    const light = { id: 'light', from: addDays(heavy.to, 1), to: addDays(heavy.to, 14) }
    const data = make({
      rotations: [heavy, light],
      intervals: [...weeks(0, 2, 90), ...weeks(14, 2, 40)],
    })
    expect(judge(data, 'weekly-average').map(({ state, measured }) => [state, measured])).toEqual([
      ['broken', 90],
      ['kept', 40],
    ])
  })
})

describe('DH-80', () => {
  test('100, 60, 80 and 80 hours are 80.0, and the 100 is shown', () => {
    const [verdict] = judge(days(28, [100, 60, 80, 80], { states: [] }).person, 'weekly-average')
    expect(verdict).toMatchObject({ state: 'kept', measured: 80, weeks: [100, 60, 80, 80] })
  })

  test('78 hours in four weeks and one external shift of ten are 322 of 320', () => {
    const also = [piece('moonlighting-external', 6, 6, 10)]
    expect(
      states(days(28, [78, 78, 78, 78], { states: [], also }).person, 'weekly-average'),
    ).toEqual(['broken'])
  })

  test('a noon conference within a clinical day counts once', () => {
    const data = make({
      rotations: [rotation(7)],
      intervals: [piece('clinical', 0, 7, 10), piece('education', 0, 12, 1)],
    })
    expect(judge(data, 'weekly-average')[0]!.measured).toBe(10)
  })

  test('leave is in neither side: three weeks of 80 and one away are 80, of 81 are more', () => {
    const leave = [{ from: addDays(rotation(1).from, 21), to: addDays(rotation(1).from, 27) }]
    const of = (hours: number) => {
      const { person } = days(28, [hours, hours, hours], { states: [] })
      return judge({ ...person, leave }, 'weekly-average')[0]!
    }
    expect(of(80)).toMatchObject({ state: 'kept', measured: 80 })
    expect(of(81)).toMatchObject({ state: 'broken', measured: 81 })
  })

  test('a window that is all leave is not judged', () => {
    const span = rotation(28)
    expect(
      states(
        make({ rotations: [span], leave: [{ from: span.from, to: span.to }] }),
        'weekly-average',
      ),
    ).toEqual(['open'])
  })

  test('study, reading and standing by at home count for nothing; work of a home call counts', () => {
    const of = (kind: IntervalKind) =>
      judge(
        make({ rotations: [rotation(7)], intervals: [piece(kind, 0, 18, 4)] }),
        'weekly-average',
      )[0]!.measured
    expect(intervalKinds.filter((kind) => of(kind) === 0)).toEqual([
      'home-call',
      'jeopardy',
      'study',
    ])
  })
})

describe('DH-DAY', () => {
  const workdays = (from: number, count: number) =>
    Array.from({ length: count }, (_, nth) => piece('clinical', from + nth, 7, 11))
  /** Weeks with so many free days: the last ones of each. */
  const month = (free: number[]) =>
    make({
      rotations: [rotation(28)],
      intervals: free.flatMap((count, week) => workdays(week * 7, 7 - count)),
    })

  test.each([
    [[1, 1, 1, 1], 'kept'],
    [[1, 1, 1, 0], 'broken'],
    [[0, 0, 0, 4], 'kept'],
  ] as const)('%j free days in four weeks are %s', (free, state) => {
    expect(states(month([...free]), 'free-days')).toEqual([state])
  })

  test('Friday 18:00 to Monday 07:00, 61 hours, are two', () => {
    const data = make({
      rotations: [rotation(14)],
      intervals: [...workdays(0, 5), ...workdays(7, 7)],
    })
    expect(judge(data, 'free-days')[0]!.measured).toBe(2)
  })

  test('21 eligible days with one week of leave ask for three, and the leave is none of them', () => {
    const from = rotation(1).from
    const leave = [{ from: addDays(from, 21), to: addDays(from, 27) }]
    const data = { ...month([1, 1, 1, 7]), leave }
    expect(judge(data, 'free-days')[0]).toMatchObject({ state: 'kept', measured: 3, limit: 3 })
    expect(states({ ...month([1, 1, 0, 7]), leave }, 'free-days')).toEqual(['broken'])
  })

  test('31 days ask for four, or for five where part of a week counts whole', () => {
    const data = make({ rotations: [{ id: 'r', from: day('2026-07-01'), to: day('2026-07-31') }] })
    expect(judge(data, 'free-days')[0]!.limit).toBe(4)
    expect(judge(data, 'free-days', {}, { partWeek: 'ceil' })[0]!.limit).toBe(5)
  })

  test('twenty-four hours on end and a date from midnight to midnight are two definitions', () => {
    // Saturday from 10:00 to Sunday 12:00: 26 hours, and no whole date.
    const data = make({
      rotations: [rotation(7)],
      intervals: [...workdays(0, 5), piece('clinical', 5, 0, 10), piece('clinical', 6, 12, 12)],
    })
    expect(judge(data, 'free-days')[0]!.measured).toBe(1)
    expect(judge(data, 'free-days', {}, { freeDay: 'date' })[0]!.measured).toBe(0)
  })

  test('28 nights of home call leave no free day; ten with four free days are kept', () => {
    const nights = (list: number[]) =>
      make({ rotations: [rotation(28)], intervals: spread('home-call', list, 17, 14) })
    const all = Array.from({ length: 28 }, (_, nth) => nth)
    expect(judge(nights(all), 'free-days')[0]).toMatchObject({ state: 'broken', measured: 0 })
    expect(states(nights([0, 1, 2, 7, 8, 9, 14, 15, 16, 21]), 'free-days')).toEqual(['kept'])
  })
})

describe('DH-24, DH-28 and DH-14', () => {
  const one = (...intervals: IntervalData[]) => make({ rotations: [rotation(7)], intervals })
  test('25 hours of clinical work', () => {
    expect(broken(one(piece('clinical', 0, 7, 25)))).toContain('DH-24')
  })
  test('the read-out hour after a night of call is a trap when it is booked as clinical, and none as teaching', () => {
    const night = [piece('clinical', 0, 8, 9), piece('in-house-call', 0, 17, 15)]
    expect(broken(one(...night, piece('clinical', 1, 8, 1)))).toContain('DH-24')
    expect(broken(one(...night, piece('education', 1, 8, 1)))).toEqual([])
    expect(broken(one(...night, piece('transition', 1, 8, 1)))).toEqual([])
  })
  test('a gap of 45 minutes parts two periods, unless the programme joins what is so near', () => {
    const data = one(piece('clinical', 0, 7, 17), piece('clinical', 1, 0.75, 8))
    expect(states(data, 'care-limit')).toEqual(['kept'])
    expect(states(data, 'care-limit', {}, { mergeGapMinutes: 60 })).toEqual(['broken'])
  })
  test('24 hours and five of hand-over', () => {
    expect(broken(one(piece('in-house-call', 0, 7, 24), piece('transition', 1, 7, 5)))).toEqual([
      'DH-28',
    ])
  })
  test('hour 25 and a half of their own accord is looked at, and not broken', () => {
    const data = one(
      piece('in-house-call', 0, 7, 24),
      piece('clinical', 1, 7, 1.5, { ownInitiative: 'One severely ill patient' }),
    )
    const verdicts = judgePerson(whole(data), bind(acgme2025))
    expect(sortVerdicts(verdicts)).toMatchObject({ violations: [], advisories: [] })
    expect(verdicts.filter(({ state }) => state === 'review').map(({ rule }) => rule)).toEqual([
      'DH-OWN',
    ])
  })
  test('a call that ends at the end of a block asks for its rest in the next one', () => {
    const data = make({
      rotations: [
        { id: 'one', from: rotation(1).from, to: rotation(7).to },
        { id: 'two', from: addDays(rotation(7).to, 1), to: rotation(14).to },
      ],
      intervals: [piece('in-house-call', 5, 7, 24), piece('clinical', 6, 20, 4)],
    })
    expect(broken(data)).toEqual(['DH-14'])
  })
  test('work of a home call ends no rest', () => {
    const data = one(piece('in-house-call', 0, 7, 24), piece('home-call-work', 1, 15, 2))
    expect(broken(data)).toEqual([])
  })
})

describe('DH-Q3', () => {
  const calls = (list: number[], more: Partial<TimelinePerson> = {}) =>
    make({ rotations: [rotation(28)], intervals: spread('in-house-call', list, 17, 14), ...more })
  test('with one week of leave seven nights are the most', () => {
    const from = rotation(1).from
    const leave = [{ from: addDays(from, 21), to: addDays(from, 27) }]
    expect(states(calls([0, 3, 6, 9, 12, 15, 18], { leave }), 'call-frequency')).toEqual(['kept'])
    expect(states(calls([0, 2, 4, 7, 10, 13, 16, 19], { leave }), 'call-frequency')).toEqual([
      'broken',
    ])
  })
  test('night float and home call are no nights of call', () => {
    const all = Array.from({ length: 20 }, (_, nth) => nth)
    const data = make({
      rotations: [rotation(28)],
      intervals: [...spread('night-float', all, 20, 10), ...spread('home-call', all, 20, 10)],
    })
    expect(judge(data, 'call-frequency')[0]!.measured).toBe(0)
  })
  test('a short call in the evening is no night', () => {
    const data = make({
      rotations: [rotation(28)],
      intervals: spread('in-house-call', [0, 1, 2], 17, 5),
    })
    expect(judge(data, 'call-frequency')[0]!.measured).toBe(0)
  })
})

describe('clocks', () => {
  const night = (start: string, end: string) =>
    make({
      rotations: [{ id: 'r', from: day('2026-10-19'), to: day('2026-11-15') }],
      intervals: [{ id: 'n', kind: 'night-float', start, end }],
    })
  test('the night when clocks go back has an hour more', () => {
    expect(judge(night('2026-10-31T20:00', '2026-11-01T08:00'), 'care-limit')[0]!.measured).toBe(13)
  })
  test('the night when clocks go forward has an hour less', () => {
    expect(judge(night('2027-03-13T20:00', '2027-03-14T08:00'), 'care-limit')[0]!.measured).toBe(11)
  })
  test('a call of 24 hours by the clock is 25 on that night, and its care ends one hour before', () => {
    const data = make({
      intervals: [
        { id: 'c', kind: 'in-house-call', start: '2026-10-31T07:00', end: '2026-11-01T07:00' },
      ],
    })
    expect(states(data, 'care-limit')).toEqual(['broken'])
  })
})

describe('what cannot be judged is said, all of it', () => {
  const check = (intervals: IntervalData[]) =>
    checkTimeline(
      timelineSchema.parse({
        ...{ format: 'isocenter.timeline', version: 1 },
        people: [{ id: 'a', zone: 'America/New_York', intervals }],
      }),
    )
  const entry = (start: string, end: string, id = 'x'): IntervalData => ({
    ...{ id, kind: 'clinical', start, end },
  })
  test.each([
    ['2026-07-06T07:00', '2026-07-06T07:00', 'hours.empty'],
    ['2026-07-06T20:00', '2026-07-06T08:00', 'hours.backwards'],
    ['2026-07-06T07:00', '2026-07-07T23:00', 'hours.endless'],
    ['2027-03-14T02:30', '2027-03-14T10:00', 'hours.skipped'],
    ['2026-11-01T01:30', '2026-11-01T10:00', 'hours.twice'],
  ])('from %s to %s: %s', (start, end, rule) => {
    const [found, ...rest] = check([entry(start, end)])
    expect([found!.rule, found!.path!.startsWith('people[0].intervals[0].'), rest]).toEqual([
      ...[rule, true, []],
    ])
    expect(found!.can).toBeTruthy()
  })
  test('the hour that exists twice is understood with its offset', () => {
    expect(check([entry('2026-11-01T01:30-05:00', '2026-11-01T10:00')])).toEqual([])
  })
  test('exactly 36 hours are understood, a minute more is not', () => {
    expect(check([entry('2026-07-06T07:00', '2026-07-07T19:00')])).toEqual([])
    expect(check([entry('2026-07-06T07:00', '2026-07-07T19:01')])).toHaveLength(1)
  })
  test('two entries of one id, and rotations that overlap', () => {
    const findings = checkTimeline(
      timelineSchema.parse({
        ...{ format: 'isocenter.timeline', version: 1 },
        people: [
          {
            ...{ id: 'a', zone: 'UTC' },
            rotations: [rotation(28), { ...rotation(28), id: 's' }],
            intervals: [piece('clinical', 0, 7, 4), piece('clinical', 0, 7, 4)],
          },
        ],
      }),
    )
    expect(findings.map(({ rule }) => rule)).toEqual(['hours.double', 'hours.rotations'])
  })
  test('a pack without a clause, with an unknown rule, with a wrong number', () => {
    const of = (more: object) => ({
      ...{ format: 'isocenter.hours-pack', version: 1, id: 'p', title: 'P', edition: '1' },
      rules: [{ id: 'x', rule: 'weekly-average', clause: '1', level: 'policy', ...more }],
    })
    expect(packSchema.safeParse(of({ clause: undefined })).success).toBe(false)
    expect(packSchema.safeParse(of({ clause: '' })).success).toBe(false)
    const faults = (more: object) => {
      const bound = bindPack(packSchema.parse(of(more)))
      return bound.ok ? [] : bound.findings.map(({ path }) => path)
    }
    expect(faults({ rule: 'nothing' })).toEqual(['rules[0].rule'])
    expect(faults({ params: { hours: 0 } })).toEqual(['rules[0].params.hours'])
  })
})

describe('a window that is not over', () => {
  const data = days(28, [84, 84], { states: [] }).person
  const verdicts = (to: number) =>
    judgePerson(whole(data), bind(acgme2025), {
      from: rotation(1).from,
      to: addDays(rotation(1).from, to),
    })
  const stateOf = (rule: string, to: number) => verdicts(to).find((one) => one.rule === rule)!.state
  test('is running, neither kept nor broken, and judged once it is over', () => {
    expect(stateOf('DH-80', 13)).toBe('running')
    expect(stateOf('DH-80', 27)).toBe('kept')
    expect(stateOf('DH-DAY', 13)).toBe('running')
  })
  test('is broken already where no later day can mend it', () => {
    const heavy = days(28, [120, 120, 120], { states: [] }).person
    const [first] = judgePerson(whole(heavy), bind(pack('weekly-average')), {
      ...{ from: rotation(1).from, to: addDays(rotation(1).from, 20) },
    })
    expect(first!.state).toBe('broken')
  })
})

test('every time is written as it is understood', () => {
  expect([at(0, 7), at(0, 25), at(3, 0.5)]).toEqual([
    '2026-07-06T07:00',
    '2026-07-07T01:00',
    '2026-07-09T00:30',
  ])
})
