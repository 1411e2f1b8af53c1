// What becomes of sessions and their presenters when the rhythm changes?
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Day, day } from '../../kernel/day.ts'
import { type PlannedSeries, planSessions, type StoredSession, type Taken } from './planning.ts'
import { hoursOn } from './rhythm.ts'
import { type SeriesFactsInput, seriesFactsSchema } from './schema.ts'

const ZONE = 'America/New_York'
const NOW = '2026-11-30T17:00:00.000Z'
const span = { from: day('2026-11-30'), to: day('2026-12-20') }
const series = (more: Partial<SeriesFactsInput> = {}, isEnded = false): PlannedSeries => ({
  ...{ id: 'x', isEnded },
  facts: seriesFactsSchema.parse({
    ...{ rhythm: { kind: 'weekly', every: 1, weekdays: [2] }, from: '2026-07-01', until: null },
    ...{ hours: { from: '12:00', to: '13:00' }, ...more },
  }),
})
const on = (weekday: number): Partial<SeriesFactsInput> => ({
  rhythm: { kind: 'weekly', every: 1, weekdays: [weekday] },
})
const stored = (onDay: string, more: Partial<StoredSession> = {}): StoredSession => ({
  ...{ id: onDay, series: 'x', onDay: onDay as Day, on: onDay as Day, presenter: null, topic: '' },
  ...hoursOn(onDay as Day, { from: '12:00', to: '13:00' }, ZONE),
  ...{ state: 'planned', isDropped: false, isMoved: false, ...more },
})
const plan = (
  one: PlannedSeries,
  sessions: StoredSession[] = [],
  more: { taken?: Taken[]; holidays?: Day[] } = {},
) => {
  const { fresh, altered } = planSessions([one], sessions, {
    ...{ span, zone: ZONE, now: NOW, taken: more.taken ?? [] },
    holidays: new Set(more.holidays),
  })
  return {
    fresh: fresh.map(({ onDay, presenter }) => `${onDay.slice(8)} ${presenter ?? '-'}`),
    altered: altered.map(
      ({ onDay, isDropped, presenter, begins }) =>
        `${onDay.slice(8)} ${isDropped ? 'dropped' : begins.slice(11, 16)} ${presenter ?? '-'}`,
    ),
  }
}
const tuesdays = ['2026-12-01', '2026-12-08', '2026-12-15'].map((one) => stored(one))

describe('sessions', () => {
  test('are made of the rhythm once', () => {
    expect(plan(series())).toEqual({ fresh: ['01 -', '08 -', '15 -'], altered: [] })
    expect(plan(series(), tuesdays)).toEqual({ fresh: [], altered: [] })
  })
  test('that would have begun are not made, and those that have begun are not touched', () => {
    expect(plan(series(on(1))).fresh).toEqual(['07 -', '14 -'])
    const [begun] = [stored('2026-11-30', { begins: '2026-11-30T16:59:00.000Z' })]
    expect(plan(series(on(1), true), [begun!]).altered).toEqual([])
  })
  test('have new hours, but for one that was moved', () => {
    const moved = stored('2026-12-08', { isMoved: true, on: day('2026-12-09') })
    const of = series({ hours: { from: '07:00', to: '08:00' } })
    expect(plan(of, [tuesdays[0]!, moved, tuesdays[2]!]).altered).toEqual([
      '01 12:00 -',
      '15 12:00 -',
    ])
  })
  test('fall away on a holiday or when the series ends, and come back as they were', () => {
    const mine = [stored('2026-12-08', { presenter: 'amy' })]
    expect(plan(series(), mine, { holidays: [day('2026-12-08')] })).toEqual({
      ...{ fresh: ['01 -', '15 -'], altered: ['08 dropped amy'] },
    })
    expect(plan(series({}, true), mine).altered).toEqual(['08 dropped amy'])
    const dropped = [stored('2026-12-08', { presenter: 'amy', isDropped: true })]
    expect(plan(series(), dropped).altered).toEqual(['08 17:00 amy'])
  })
})

describe('a presenter', () => {
  test('goes along when the weekday changes, to the nearest session that has nobody', () => {
    const mine = [
      stored('2026-12-01', { presenter: 'amy' }),
      stored('2026-12-08', { presenter: 'ben' }),
    ]
    expect(plan(series(on(4)), mine)).toEqual({
      fresh: ['03 amy', '10 ben', '17 -'],
      altered: ['01 dropped amy', '08 dropped ben'],
    })
  })
  test('does not go along over more than six days', () => {
    const once = series({ rhythm: { kind: 'once' }, from: day('2026-12-18') })
    expect(plan(once, [stored('2026-12-08', { presenter: 'amy' })]).fresh).toEqual(['18 -'])
  })
  test('is never at two sessions at once: the one that moved has nobody', () => {
    const taken = [
      { presenter: 'amy', begins: '2026-12-01T12:30:00.000Z', ends: '2026-12-01T13:30:00.000Z' },
    ]
    const of = series({ hours: { from: '07:00', to: '08:00' } })
    expect(plan(of, [stored('2026-12-01', { presenter: 'amy' })], { taken }).altered).toEqual([
      '01 12:00 -',
    ])
  })
})

test('planned once more, nothing is left to do, whatever the rhythm was before', () => {
  const anyWeekday = fc.integer({ min: 1, max: 7 })
  fc.assert(
    fc.property(anyWeekday, anyWeekday, fc.boolean(), (was, now, isEnded) => {
      const about = { span, zone: ZONE, now: NOW, taken: [], holidays: new Set<Day>() }
      const settle = (one: PlannedSeries, sessions: StoredSession[]): StoredSession[] => {
        const { fresh, altered } = planSessions([one], sessions, about)
        const changed = new Map(altered.map((session) => [session.id, session]))
        return [
          ...sessions.map((session) => changed.get(session.id) ?? session),
          ...fresh.map((session) => stored(session.onDay, session)),
        ]
      }
      const first = settle(series(on(was)), []).map((one) => ({ ...one, presenter: one.id }))
      const next = series(on(now), isEnded)
      const settled = settle(next, first)
      expect(planSessions([next], settled, about)).toEqual({ fresh: [], altered: [] })
      // And back again: everybody presents where they did.
      const back = settle(series(on(was)), settled).filter(({ isDropped }) => !isDropped)
      expect(back.map(({ id, presenter }) => [id, presenter])).toEqual(
        back.map(({ id }) => [id, id]),
      )
    }),
  )
})
