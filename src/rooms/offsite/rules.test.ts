// What is lacking before a stay elsewhere, which step may be made, and which days count?
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, type Day, day, dayNumber } from '../../kernel/day.ts'
import { spanDays } from '../../kernel/span.ts'
import { books } from '../../../demo/index.ts'
import { catalogueOf } from '../catalogue/reading.ts'
import {
  agreementState,
  isElsewhere,
  judgeStep,
  judgeWords,
  lackingFor,
  uncovered,
  usualTasks,
} from './rules.ts'
import { stayStates } from './schema.ts'

const span = (from: string, to: string) => ({ from: day(from), to: day(to) })
const stay = {
  ...span('2027-03-01', '2027-03-28'),
  ...{ person: 'a', place: 'Lakeside', site: 'abroad' },
  director: { says: 'agrees' as const, name: 'Dr. There' },
}
const held = { ...span('2026-01-01', '2027-12-31'), site: 'abroad' }

describe('what must be settled', () => {
  test('BW-91: a stay in the country asks for contact, agreement, credentials and liability cover', () => {
    const tasks = usualTasks({ from: day('2027-03-01'), abroad: false }, day('2026-01-01'))
    expect(tasks.map(({ kind }) => kind)).toEqual([
      'contact',
      'agreement',
      'credentialing',
      'malpractice',
    ])
  })

  test('BW-196: a stay abroad asks for risk, funding, visa, vaccinations, travel and marked cases besides', () => {
    const tasks = usualTasks({ from: day('2027-03-01'), abroad: true }, day('2026-01-01'))
    expect(tasks.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['risk', 'funding', 'visa', 'vaccination', 'travel', 'log']),
    )
    expect(tasks).toHaveLength(10)
  })

  test('nothing is due before today, and nothing after the first day', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 400 }), fc.boolean(), (ahead, abroad) => {
        const today = day('2026-11-26')
        const from = addDays(today, ahead)
        for (const { due } of usualTasks({ from, abroad }, today)) {
          expect(due >= today).toBe(true)
          expect(due <= from || due === today).toBe(true)
        }
      }),
    )
  })
})

describe('what is lacking', () => {
  test('is nothing when all is settled, agreed and covered', () => {
    expect(lackingFor(stay, [{ name: 'Visa', state: 'done' }], [held])).toEqual([])
  })

  test('is everything at once: open tasks, the director, the agreement', () => {
    const lacks = lackingFor(
      { ...stay, director: { says: null, name: '' } },
      [
        { name: 'Visa', state: 'open' },
        { name: 'Travel', state: 'not-needed' },
      ],
      [],
    )
    expect(lacks.map(({ rule }) => rule)).toEqual([
      'offsite.open',
      'offsite.director',
      'offsite.agreement',
    ])
    expect(lacks[0]!.says).toBe('1 of 2 tasks is open: Visa.')
  })

  test.each([
    ['2026-01-01', '2027-03-28', 0],
    ['2027-03-01', '2027-03-28', 0],
    ['2026-01-01', '2027-03-27', 1],
    ['2027-03-02', '2027-12-31', 1],
  ])('an agreement from %s to %s leaves %i lacking', (from, to, count) => {
    expect(lackingFor(stay, [], [{ ...span(from, to), site: 'abroad' }])).toHaveLength(count)
  })

  test('an agreement with another house does not help', () => {
    expect(lackingFor(stay, [], [{ ...held, site: 'elsewhere' }])).toHaveLength(1)
  })
})

test.each([
  ['2026-11-25', 'over'],
  ['2026-11-26', 'lapsing'],
  ['2027-02-24', 'lapsing'],
  ['2027-02-25', 'valid'],
])('an agreement whose last day is %s is %s on 26 Nov with an alarm of 90 days', (to, state) => {
  const agreement = { ...span('2026-01-01', to), alarmDays: 90 }
  expect(agreementState(agreement, day('2026-11-26'))).toBe(state)
})

describe('steps', () => {
  const at = (state: (typeof stayStates)[number]) => ({
    ...{ state, place: 'Lakeside', person: 'a', from: day('2027-03-01') },
  })
  const today = day('2026-11-26')
  const trainee = { person: 'a', plans: false, today }
  const planner = { person: 'p', plans: true, today }

  test('a trainee asks and withdraws, and decides nothing', () => {
    expect(judgeStep(at('draft'), 'asked', trainee)).toBeUndefined()
    expect(judgeStep(at('asked'), 'withdrawn', trainee)).toBeUndefined()
    expect(judgeStep(at('confirmed'), 'withdrawn', trainee)).toBeUndefined()
    expect(judgeStep(at('asked'), 'confirmed', trainee)?.rule).toBe('offsite.right')
    expect(judgeStep(at('confirmed'), 'asked', trainee)?.rule).toBe('offsite.right')
  })

  test('nobody confirms their own stay, even a chief who plans', () => {
    expect(judgeStep(at('asked'), 'confirmed', { ...planner, person: 'a' })?.rule).toBe(
      'offsite.own',
    )
    expect(judgeStep(at('asked'), 'confirmed', planner)).toBeUndefined()
  })

  test('a stay that has begun stays as it was confirmed', () => {
    const late = { ...planner, today: day('2027-03-01') }
    expect(judgeStep(at('confirmed'), 'asked', late)?.rule).toBe('offsite.begun')
    expect(
      judgeStep(at('confirmed'), 'asked', { ...late, today: day('2027-02-28') }),
    ).toBeUndefined()
  })

  test('what was not asked for is not confirmed', () => {
    expect(judgeStep(at('draft'), 'confirmed', planner)?.rule).toBe('offsite.step')
    expect(judgeStep(at('withdrawn'), 'confirmed', planner)?.rule).toBe('offsite.step')
  })
})

test('words that make no sense are refused all at once, each with its field', () => {
  const words = {
    ...{ elective: 'none', site: 'none', place: 'X', abroad: false, aim: '' },
    ...{ directorName: '', directorEmail: '', ...span('2027-03-02', '2027-03-01') },
  }
  const known = { sites: [], electives: [], training: null }
  expect(judgeWords(words, known).map(({ path }) => path)).toEqual(['to', 'site', 'elective'])
})

describe('what counts', () => {
  const brigham = books.find(({ institution }) => institution.id === 'brigham')!
  const { electives } = catalogueOf(
    brigham.electives.map(({ id, name, ...facts }) => ({ id, kind: 'elective', name, facts })),
  )
  const of = (id: string) => electives.find((one) => one.id === id)!

  test('BW-195: work abroad is wholly elsewhere; BW-89 and BW-90: neuroradiology is not, nor is a standing agreement (BW-110)', () => {
    expect(isElsewhere(of('global-health'))).toBe(true)
    expect(isElsewhere(of('neuro-advanced'))).toBe(false)
    expect(isElsewhere(of('paediatric-advanced'))).toBe(false)
    expect(isElsewhere(of('msk-advanced'))).toBe(false)
  })

  const year = { ...span('2027-01-01', '2027-12-31'), work: 'e' }
  const part = fc
    .tuple(fc.integer({ min: -20, max: 380 }), fc.integer({ min: 0, max: 60 }))
    .map(([at, size]) => {
      const from = addDays(year.from, at)
      return { from, to: addDays(from, size), elective: 'e' as string | null }
    })

  test('every day of a stretch is either within a confirmed stay or named as open, never both', () => {
    fc.assert(
      fc.property(fc.array(part, { maxLength: 6 }), (stays) => {
        const open = uncovered(year, stays)
        for (let at = dayNumber(year.from); at <= dayNumber(year.to); at += 3) {
          const isIn = ({ from, to }: { from: Day; to: Day }) =>
            dayNumber(from) <= at && at <= dayNumber(to)
          expect(open.some(isIn)).toBe(!stays.some(isIn))
        }
        for (const [nth, one] of open.entries()) {
          expect(spanDays(one)).toBeGreaterThan(0)
          if (nth > 0) expect(one.from > open[nth - 1]!.to).toBe(true)
        }
      }),
    )
  })

  test('a stay for another elective covers nothing', () => {
    expect(uncovered(year, [{ ...year, elective: 'other' }])).toEqual([
      { from: year.from, to: year.to },
    ])
  })
})
