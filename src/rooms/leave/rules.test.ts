// Does every law of leave say what its examples say, and does it not matter how leave is cut or ordered?
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, day } from '../../kernel/day.ts'
import { balanceOf, countDays, prorated } from './balances.ts'
import { sayDays } from './duty-rules.ts'
import { judgeLeave } from './rules.ts'
import { type LeaveWorld, partSchema } from './schema.ts'
import { payOf } from './training-rules.ts'
import { USUAL_POLICY, USUAL_TYPES } from './usual.ts'
import { asked, rotation, span, taken, world } from './world.fixture.ts'
import { daysOf, extensionWorkdays, leaveWorkdays } from './workdays.ts'

const judge = (of: LeaveWorld, what: ReturnType<typeof asked>) => judgeLeave(of, what)
const rules = (of: LeaveWorld, what: ReturnType<typeof asked>, level?: string) =>
  judge(of, what)
    .findings.filter((one) => level === undefined || one.level === level)
    .map(({ rule }) => rule.replace('leave.', ''))
const says = (of: LeaveWorld, what: ReturnType<typeof asked>, rule: string) =>
  judge(of, what).findings.find((one) => one.rule === `leave.${rule}`)?.says
const typeOf = (id: string) => USUAL_TYPES.find((type) => type.id === id)!
const week = asked('vacation', ['2027-05-03', '2027-05-07'])

describe('what cannot be', () => {
  test('a week of vacation with nothing in the way is clean', () => {
    expect(judge(world(), week)).toMatchObject({ isClean: true, findings: [], workdays: 5 })
  })
  test.each([
    ['yesterday', '2027-01-14', ['past']],
    ['today is not past, only late', '2027-01-15', ['notice']],
    ['tomorrow', '2027-01-16', ['notice']],
    ['in 29 days', '2027-02-13', ['notice']],
    ['in 30 days', '2027-02-14', []],
  ])('a request for a past date is refused; %s', (_, from, found) => {
    expect(rules(world(), asked('vacation', [from, from]))).toEqual(found)
  })
  test('a past date is explained with its day and the way on', () => {
    const [found] = judge(world(), asked('vacation', ['2027-01-11', '2027-01-20'])).findings
    expect(found).toMatchObject({
      ...{ level: 'must', by: 4 },
      says: 'It begins on 11 Jan, and that day is past. Vacation is asked for before.',
      can: 'Choose days from today on, or ask who plans to write down what was.',
      days: ['2027-01-11', '2027-01-12', '2027-01-13', '2027-01-14'],
    })
  })
  test.each([
    ['14 days', '2027-01-01', []],
    ['15 days', '2026-12-31', ['past']],
  ])('sick leave may be told %s later', (_, from, found) => {
    expect(rules(world(), asked('sick', [from, from]))).toEqual(found)
  })
  test('a slow answer makes no request past or late; that it has begun is said', () => {
    const slow = { ...asked('vacation', ['2027-01-11', '2027-01-12']), askedOn: day('2026-12-01') }
    expect(rules(world(), slow)).toEqual(['begun'])
  })
  test('other leave on one of the days, approved or asked for, but not itself', () => {
    const own = taken('conference', '2027-05-07', '2027-05-09')
    expect(rules(world({ taken: [own] }), week, 'must')).toEqual(['overlap'])
    expect(rules(world({ taken: [{ ...own, isAsked: true }] }), week, 'must')).toEqual(['overlap'])
    expect(rules(world({ taken: [own] }), { ...week, id: own.id })).toEqual([])
  })
  test('parts that meet, days outside the training, a type that is gone, a reason that is lacking', () => {
    const twice = asked('vacation', ['2027-05-03', '2027-05-07'], ['2027-05-07', '2027-05-10'])
    expect(rules(world(), twice, 'must')).toEqual(['parts'])
    expect(rules(world(), asked('vacation', ['2030-06-28', '2030-07-02']))).toContain('training')
    expect(rules(world(), asked('sabbatical', ['2027-05-03', '2027-05-07']))).toEqual(['type'])
    expect(
      rules(world(), { ...asked('medical', ['2027-05-03', '2027-05-07']), reason: ' ' }),
    ).toContain('reason')
  })
})

describe('LV-1: six weeks paid once, and a week that remains', () => {
  const month1 = world({ today: day('2026-07-15'), training: span('2026-07-01', '2027-06-30') })
  test('LV-1 +: a fellow in month 1 takes six weeks parental leave and still has five days', () => {
    const leave = asked('parental', ['2026-08-17', '2026-09-27'])
    expect(rules(month1, leave)).toEqual(['pay', 'milestones'])
    expect(judge(month1, leave).isClean).toBe(true)
    expect(payOf(month1, typeOf('parental'), leave.parts)).toEqual({
      ...{ isFirst: true, workdays: 30, paid: 30 },
    })
    expect(balanceOf(month1, 'vacation', day('2026-08-17'))!.left).toBe(20)
  })
  test('LV-1 -: the six weeks consume all 20 vacation days and leave 0', () => {
    const types = USUAL_TYPES.map((type) =>
      type.id === 'parental' ? { ...type, balance: 'vacation' } : type,
    )
    const leave = asked('parental', ['2026-08-17', '2026-09-13'])
    expect(says({ ...month1, types }, leave, 'reserve')).toBe(
      '0 days of Vacation remain beside it in the year from 1 Jul 2026; 5 are to be kept.',
    )
  })
  test('LV-1: unpaid by its type, the first six weeks are paid all the same; the second time not', () => {
    const unpaid = { ...typeOf('medical'), isPaid: false }
    const long = asked('medical', ['2027-05-03', '2027-06-20'])
    expect(payOf(world(), unpaid, long.parts)).toEqual({ isFirst: true, workdays: 35, paid: 30 })
    const before = world({ taken: [taken('parental', '2026-09-01', '2026-09-30')] })
    expect(payOf(before, unpaid, long.parts)).toEqual({ isFirst: false, workdays: 35, paid: 0 })
  })
})

describe('LV-2: forty workdays a year, averaged over the training', () => {
  test.each([
    ['+ 160 days in four years', 160, 0],
    ['- 172 days in four years', 172, 12],
    ['161 days', 161, 1],
  ])('LV-2 %s', (_, days, extension) => {
    expect(extensionWorkdays(days, 40, 4)).toBe(extension)
  })
  /** 160 workdays of parental leave: 32 weeks from Monday 6 July 2026. */
  const full = world({ taken: [taken('parental', '2026-07-06', '2027-02-14')] })
  test('LV-2: what would make the training longer needs a look, with its new last day', () => {
    expect(says(full, asked('vacation', ['2027-05-03', '2027-05-04']), 'abr')).toBe(
      'Over the training 162 workdays of leave; the board allows 160. The training becomes 2 workdays longer, until 2 Jul 2030.',
    )
  })
  test('LV-2: more than forty in one year is only said, for it is averaged', () => {
    const many = world({ taken: [taken('parental', '2026-07-06', '2026-08-30')] })
    expect(rules(many, week)).toEqual(['abr-year'])
    expect(judge(many, week)).toMatchObject({
      isClean: true,
      abr: { thisYear: 45, training: 45, allowed: 160, extension: 0 },
    })
  })
  test('LV-2: meetings are no leave, and a fellowship of a year has its own limit', () => {
    expect(judge(full, asked('conference', ['2027-05-03', '2027-05-04'])).abr).toBeNull()
    const fellow = world({ training: span('2026-07-01', '2027-06-30') })
    expect(judge(fellow, week).abr).toBeNull()
  })
})

describe('LV-3: what a programme asks', () => {
  const block = world({ rotations: [rotation({ name: 'MSK', min: null })] })
  test('LV-3 +: 5 days within a four-week MSK block', () => {
    expect(rules(block, week)).toEqual([])
  })
  test('LV-3 -: 10 days in one block; the block may not count', () => {
    const two = asked('vacation', ['2027-05-03', '2027-05-14'])
    expect(rules(block, two)).toEqual(['rotation', 'credit'])
    expect(says(block, two, 'rotation')).toBe(
      '10 workdays of MSK, 3 May to 30 May; at most 5 of a rotation.',
    )
    expect(says(block, two, 'credit')).toBe(
      'MSK may not count: 10 of 20 workdays missed, more than 5 days of four weeks.',
    )
  })
  test('LV-3: what was taken of the rotation before counts as well', () => {
    const before = { ...block, taken: [taken('sick', '2027-05-24', '2027-05-24')] }
    expect(rules(before, week)).toEqual(['rotation', 'credit'])
  })
  test('LV-3: eight weeks have twice the threshold', () => {
    const long = world({
      policy: { ...USUAL_POLICY, maxDaysPerRotation: 20 },
      rotations: [rotation({ min: null, to: day('2027-06-27') })],
    })
    expect(rules(long, asked('vacation', ['2027-05-03', '2027-05-14']))).toEqual([])
    expect(rules(long, asked('vacation', ['2027-05-03', '2027-05-17']))).toEqual(['credit'])
  })
  test('LV-3: IR would drop to 1 on 3 days', () => {
    const present = rotation().present.map((count, nth) => (nth >= 1 && nth <= 3 ? 1 : count))
    const thin = world({ rotations: [rotation({ present })] })
    expect(says(thin, week, 'coverage')).toBe(
      'IR would drop to 1 on 3 days: 4, 5 and 6 May; it needs 2.',
    )
    expect(judge(thin, week).isClean).toBe(false)
    expect(rules(thin, asked('vacation', ['2027-05-10', '2027-05-14']))).toEqual([])
  })
  test('LV-3: one of the service is away already, and one is the most', () => {
    const away = rotation().away.map((_, nth) => (nth === 0 ? 1 : 0))
    const crowded = world({ rotations: [rotation({ away })] })
    expect(says(crowded, week, 'company')).toBe(
      '1 other of IR is away on 3 May; at most 1 at a time.',
    )
  })
  test('LV-3: blackouts by name, with the days', () => {
    const blackouts = [{ ...span('2027-05-06', '2027-05-12'), name: 'ARRS week' }]
    const out = world({ policy: { ...USUAL_POLICY, blackouts } })
    expect(says(out, week, 'blackout')).toBe('ARRS week: no leave from 6 May to 12 May.')
  })
  test('LV-3: the balance is prorated, and so many days of last year are carried over', () => {
    expect(prorated(20, span('2027-01-01', '2030-06-30'), span('2026-07-01', '2027-06-30'))).toBe(
      10,
    )
    const next = balanceOf(
      world({ taken: [taken('vacation', '2026-08-03', '2026-08-14')] }),
      'vacation',
      day('2027-09-01'),
    )
    expect(next).toMatchObject({ allowed: 20, carried: 5, left: 25 })
    expect(balanceOf(world(), 'sick', day('2027-09-01'))).toMatchObject({ allowed: 10, carried: 0 })
    const used = world({ taken: [taken('vacation', '2026-08-03', '2026-08-28')] })
    expect(says(used, week, 'balance')).toBe('Vacation: 25 of 20 days in the year from 1 Jul 2026.')
  })
})

test('LV-4: a leave of absence names the half-years without milestones', () => {
  expect(says(world(), asked('parental', ['2027-06-21', '2027-07-09']), 'milestones')).toBe(
    'Once it is entered as a leave of absence, no milestone evaluation is scheduled for January to June 2027 and July to December 2027.',
  )
})

describe('calls', () => {
  const call = (name: string, on: string, endsOn: string) => ({
    ...{ id: on, name, on: day(on), endsOn: day(endsOn) },
  })
  const saturday = asked('vacation', ['2027-05-08', '2027-05-14'])
  test('PC-3 +: Friday short call until 22:00 before a Saturday', () => {
    const short = world({ calls: [call('Short call', '2027-05-07', '2027-05-07')] })
    expect(rules(short, saturday)).toEqual([])
  })
  test('PC-3 -: Friday 24-hour call before a Saturday', () => {
    const long = world({ calls: [call('Call', '2027-05-07', '2027-05-08')] })
    expect(says(long, saturday, 'night-before')).toBe('Call on Fri 7 May goes on into Sat 8 May.')
    expect(judge(long, saturday).isClean).toBe(false)
  })
  test('PC-9: a call on the weekend beside a vacation is only said', () => {
    const near = world({ calls: [call('Weekend day', '2027-05-02', '2027-05-02')] })
    expect(rules(near, week, 'hint')).toEqual(['weekend'])
    expect(judge(near, week).isClean).toBe(true)
    expect(rules(near, asked('conference', ['2027-05-03', '2027-05-07']))).toEqual([])
  })
  test('calls in the days are named', () => {
    const busy = world({ calls: [call('Short call', '2027-05-05', '2027-05-05')] })
    expect(judge(busy, week).findings[0]).toMatchObject({
      says: 'There is a call in these days: Short call on Wed 5 May.',
      days: ['2027-05-05'],
    })
  })
})

test('days are said by month, and many of them from first to last', () => {
  expect(sayDays([day('2027-05-31'), day('2027-06-01'), day('2027-06-02')])).toBe(
    '31 May and 1 and 2 Jun',
  )
  expect(sayDays(daysOf([span('2027-05-01', '2027-05-12')]))).toBe('1 May to 12 May')
})

test.each([
  ['a year', '2027-01-01', '2027-12-31', true],
  ['400 days', '2027-01-01', '2028-02-04', true],
  ['401 days', '2027-01-01', '2028-02-05', false],
  ['the year 0', '0000-01-01', '0000-01-02', false],
  ['the last day there is', '9999-12-31', '9999-12-31', false],
])('a part may be so long and of this century: %s', (_, from, to, fits) => {
  expect(partSchema.safeParse({ from, to }).success).toBe(fits)
})

describe('laws', () => {
  const spans = fc
    .array(fc.tuple(fc.integer({ min: 0, max: 700 }), fc.integer({ min: 0, max: 30 })), {
      maxLength: 8,
    })
    .map((list) =>
      list.map(([start, length]) => {
        const from = addDays(day('2026-07-01'), start)
        return { from, to: addDays(from, length) }
      }),
    )
  const types = ['vacation', 'sick', 'conference']
  const asTaken = (list: { from: string; to: string }[], isAsked = false) =>
    list.map(({ from, to }, nth) => taken(types[nth % 3]!, from, to, isAsked))

  test('splitting a stretch of leave gives the same sums', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 60 }), (one, two) => {
        const from = day('2027-05-20')
        const middle = addDays(from, one)
        const to = addDays(middle, two)
        const whole = [{ from, to }]
        const split = [
          { from, to: middle },
          { from: addDays(middle, 1), to },
        ]
        const at = (parts: { from: typeof from; to: typeof from }[]) => {
          const request = { ...week, parts }
          const { workdays, abr } = judge(world(), request)
          return { workdays, abr, pay: payOf(world(), typeOf('parental'), parts) }
        }
        expect(at(split)).toEqual(at(whole))
        const year = span('2026-07-01', '2027-06-30')
        expect(countDays({ counts: 'days' }, split, year)).toBe(
          countDays({ counts: 'days' }, whole, year),
        )
      }),
    )
  })
  test('the order of requests does not change a balance', () => {
    fc.assert(
      fc.property(spans, spans, (stands, wants) => {
        const all = [...asTaken(stands), ...asTaken(wants, true)]
        for (const id of types)
          for (const on of ['2026-09-01', '2027-09-01'])
            expect(balanceOf(world({ taken: all.toReversed() }), id, day(on))).toEqual(
              balanceOf(world({ taken: all }), id, day(on)),
            )
      }),
    )
  })
  test('no day of leave counts twice, whatever overlaps', () => {
    fc.assert(
      fc.property(spans, (list) => {
        const within = span('2026-07-01', '2028-06-30')
        const once = leaveWorkdays(list, within, within.to)
        expect(leaveWorkdays([...list, ...list], within, within.to)).toBe(once)
        expect(once).toBeLessThanOrEqual(daysOf(list).length)
      }),
    )
  })
  test('a verdict is clean exactly when nothing but hints was found', () => {
    fc.assert(
      fc.property(spans, (list) => {
        fc.pre(list.length > 0)
        const of = world({ rotations: [rotation()] })
        const { isClean, findings } = judge(of, { ...week, parts: list })
        expect(isClean).toBe(!findings.some(({ level }) => level !== 'hint'))
      }),
    )
  })
})
