// Are hours derived, confirmed by an act, kept, and judged before they happen?
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { day } from '../src/kernel/day.ts'
import { actingAs } from '../src/platform/acting.ts'
import type { IntervalData } from '../src/rooms/hours/schema.ts'
import {
  confirmWeek,
  listOpenWeeks,
  viewClassHours,
  viewHours,
} from '../src/rooms/worktime/actions.ts'
import { sayCause } from '../src/rooms/worktime/causing.ts'
import { actAs, cloneDatabase, type TestDatabase, value } from './database.ts'

const programme = 'bwh-dr'
const ME = 'elif-karadenizli'
/** Monday, 23 November. */
const NOW = '2026-11-23T15:00:00Z'
const LAST = day('2026-11-16')
let here: TestDatabase
beforeEach(async () => {
  here = await cloneDatabase()
  // A rotation of four weeks, and the calls of the demo on top.
  await here.db.inTenant('brigham', (tx) =>
    sql`insert into person_time (tenant, person, programme, line, layer, kind, work, during, source)
      values ('brigham', ${ME}, ${programme}, 'published', 'assignment', 'rotation',
        'nuclear-required', '[2026-11-09,2026-12-07)', 'test')`.execute(tx),
  )
})
afterEach(() => here.drop())

const who = (person: string) => actAs(here.db, 'brigham', person)
const rules = (outcome: { ok: boolean; findings?: { rule: string }[] }) =>
  outcome.ok ? [] : outcome.findings!.map((one) => one.rule)
const see = async (monday = LAST, person = ME, by = person) =>
  value(await viewHours(here.db, await who(by), { id: programme, person, monday }, NOW))
const confirm = async (
  entries: IntervalData[],
  more: { version?: number; reason?: string; monday?: typeof LAST; by?: string } = {},
) => {
  const { version = 0, reason = '', monday = LAST, by = ME } = more
  const actor = await who(by)
  return actingAs({ actor: by }, () =>
    confirmWeek(
      here.db,
      actor,
      { id: programme, person: ME, monday },
      { version, entries, reason },
      NOW,
    ),
  )
}
const planned = async () =>
  (await see()).week.planned.map(({ name: _, ...entry }): IntervalData => entry)

describe('a week', () => {
  test('is derived from rotation and calls, and nothing is confirmed by itself', async () => {
    const { week } = await see()
    expect(week).toMatchObject({ state: 'open', version: 0, actual: null })
    expect(week.planned.filter(({ kind }) => kind === 'clinical')).toHaveLength(5)
    expect(week.hours.planned).toBe(47.5)
    expect(
      (await listOpenWeeks(here.db, await who(ME), NOW)).weeks.map(({ monday }) => monday),
    ).toEqual([...['2026-11-09', '2026-11-16']])
  })

  test('is confirmed as it stands; what was planned then is kept beside it', async () => {
    value(await confirm(await planned()))
    const { week } = await see()
    expect(week).toMatchObject({ state: 'confirmed', version: 1 })
    expect(week.hours.actual).toBe(week.hours.planned)
    await here.db.inTenant('brigham', (tx) =>
      sql`delete from person_time where person = ${ME} and source = 'test'`.execute(tx),
    )
    expect((await see()).week.hours).toEqual({ planned: 0, actual: 47.5 })
  })

  test('is corrected: an evening more, a day less', async () => {
    const [first, ...rest] = await planned()
    const evening: IntervalData = {
      ...{ id: 'evening', kind: 'remote', start: '2026-11-17T19:00', end: '2026-11-17T21:30' },
    }
    value(await confirm([...rest, evening]))
    expect((await see()).week.hours.actual).toBe(47.5 - 9.5 + 2.5)
    expect(first!.kind).toBe('clinical')
  })

  test('refuses what no clock shows, what is of another week, and says all of it', async () => {
    const entry = (start: string, end: string, id = start): IntervalData => ({
      ...{ id, kind: 'clinical', start, end },
    })
    const outcome = await confirm([
      entry('2026-11-17T08:00', '2026-11-17T08:00'),
      entry('2026-11-18T08:00', '2026-11-17T08:00'),
      entry('2026-11-24T08:00', '2026-11-24T17:00'),
      entry('2026-11-16T00:00', '2026-11-17T16:00'),
    ])
    expect(rules(outcome)).toEqual([
      ...['hours.empty', 'hours.backwards', 'worktime.week', 'hours.endless'],
    ])
    expect((await see()).week.actual).toBeNull()
  })

  test('saved in two tabs at once: one is in, the other is told, and nothing is overwritten', async () => {
    const entries = await planned()
    const outcomes = await Promise.all([confirm(entries), confirm([]), confirm([])])
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
    expect(outcomes.filter(({ ok }) => !ok).flatMap(rules)).toEqual([
      'worktime.stale',
      'worktime.stale',
    ])
    expect((await see()).week.version).toBe(1)
  })

  test('that has not begun is not confirmed; a closed one is changed by planners with the reason', async () => {
    const ahead = day('2026-11-30')
    expect(rules(await confirm([], { monday: ahead }))).toEqual(['worktime.ahead'])
    const old = day('2026-10-26')
    expect(rules(await confirm([], { monday: old }))).toContain('worktime.closed')
    expect(rules(await confirm([], { monday: old, by: 'josephine-harrowgate' }))).toEqual([
      'worktime.reason',
    ])
    value(
      await confirm([], { monday: old, by: 'josephine-harrowgate', reason: 'Was ill all week' }),
    )
    expect((await see(old)).week).toMatchObject({ state: 'closed', reason: 'Was ill all week' })
  })

  test('is seen by its own and by planners; for others it is not there', async () => {
    expect((await see(LAST, ME, 'josephine-harrowgate')).person.id).toBe(ME)
    const other = await who('isaac-feldmanov')
    expect(
      (await viewHours(here.db, other, { id: programme, person: ME, monday: LAST }, NOW)).ok,
    ).toBe(false)
    expect((await confirm([], { by: 'isaac-feldmanov' })).ok).toBe(false)
  })
})

describe('what the rules say', () => {
  test('a read-out after a night of call is seen before it happens', async () => {
    await here.db.inTenant('brigham', (tx) =>
      sql`delete from person_time where person = ${ME} and layer = 'call'`.execute(tx),
    )
    await here.db.inTenant('brigham', (tx) =>
      sql`insert into person_time (tenant, person, programme, line, layer, kind, work, during, at, source)
        values ('brigham', ${ME}, ${programme}, 'published', 'call', 'call', 'call-weekend',
          '[2026-12-01,2026-12-02)', '[2026-12-01 22:00+00,2026-12-02 13:00+00)', 'test')`.execute(
        tx,
      ),
    )
    const { verdicts } = await see()
    const trap = verdicts.find(({ rule }) => rule === 'DH-24')
    expect(trap).toMatchObject({ state: 'broken', level: 'core', clause: '6.22' })
    expect(trap!.evidence.length).toBeGreaterThan(1)
    const seen = value(
      await viewClassHours(here.db, await who('josephine-harrowgate'), programme, NOW),
    )
    expect(seen.people.find(({ id }) => id === ME)!.predicted.map(({ rule }) => rule)).toContain(
      'DH-24',
    )
  })

  test('what was really worked is judged, not what was planned', async () => {
    const long = (nth: number): IntervalData => ({
      ...{ id: `long-${nth}`, kind: 'clinical', start: `2026-11-${16 + nth}T00:00` },
      end: `2026-11-${16 + nth}T23:30`,
    })
    value(await confirm([0, 1, 2, 3, 4, 5, 6].map(long)))
    const { verdicts } = await see()
    expect(verdicts.filter(({ state }) => state === 'broken').map(({ rule }) => rule)).toContain(
      'DH-8',
    )
  })

  describe('what it came of', () => {
    const PLANNER = 'josephine-harrowgate'
    const long = (nth: number): IntervalData => ({
      ...{ id: `long-${nth}`, kind: 'clinical', start: `2026-11-${16 + nth}T00:00` },
      end: `2026-11-${16 + nth}T23:30`,
    })
    const broken = async () => {
      value(await confirm([0, 1, 2, 3, 4, 5, 6].map(long)))
      const { verdicts } = await see()
      return verdicts.find(({ rule }) => rule === 'DH-8')!
    }
    const put = async (by: string, more: object = {}) => {
      const actor = await who(by)
      const verdict = (await see()).verdicts.find(({ rule }) => rule === 'DH-8')!
      const words = {
        ...{ rule: verdict.rule, from: verdict.window!.from, cause: 'staffing' as const },
        ...{ says: 'Two of us were ill.', plan: '', version: 0, ...more },
      }
      const at = { id: programme, person: ME }
      return actingAs({ actor: by }, () => sayCause(here.db, actor, at, words, NOW))
    }

    test('is said by who worked it; who plans says what will be done; both see it', async () => {
      await broken()
      expect(rules(await put(ME, { plan: 'I plan it' }))).toEqual(['worktime.plan'])
      value(await put(ME))
      value(await put(PLANNER, { plan: 'A second person on Mondays.', version: 1 }))
      expect((await see()).causes).toMatchObject([
        { cause: 'staffing', says: 'Two of us were ill.', plan: 'A second person on Mondays.' },
      ])
      // Who worked it may say more, and leaves the plan as it is.
      value(await put(ME, { says: 'Three.', plan: 'A second person on Mondays.', version: 2 }))
    })

    test('is nobody else’s to say, not of what is ahead, and not over somebody faster', async () => {
      await broken()
      expect((await put('isaac-feldmanov')).ok).toBe(false)
      expect(rules(await put(ME, { from: day('2026-12-20') }))).toEqual(['worktime.ahead'])
      const outcomes = await Promise.all([put(ME), put(PLANNER), put(PLANNER)])
      expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
    })

    test('is counted for the programme without names', async () => {
      await broken()
      const seen = async () =>
        value(await viewClassHours(here.db, await who(PLANNER), programme, NOW))
      const before = await seen()
      value(await put(ME))
      const after = await seen()
      expect(after.causes).toEqual([{ cause: 'staffing', count: 1 }])
      expect(after.unsaid).toBe(before.unsaid - 1)
    })

    test('and the load is drawn ahead, judged by nobody', async () => {
      const { rolling } = await see()
      expect(rolling).toHaveLength(7 + 56 + 1)
      expect(rolling.some(({ hours }) => hours !== null && hours > 0)).toBe(true)
    })
  })
})
