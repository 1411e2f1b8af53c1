// Do conferences stand in the time of those who come and present, and in nothing that has begun?
import ical from 'ical.js'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Day, day } from '../src/kernel/day.ts'
import type { Outcome } from '../src/kernel/finding.ts'
import { actingAs } from '../src/platform/acting.ts'
import { fixedClock } from '../src/platform/clock.ts'
import { hashToken, newToken } from '../src/platform/token.ts'
import { readCall } from '../src/rooms/call/reading.ts'
import { findSeries, keepConferences } from '../src/rooms/conferences/index.ts'
import { answerOffer, offerSession, setTopic, viewMine } from '../src/rooms/conferences/mine.ts'
import { setPresenters, shareOut } from '../src/rooms/conferences/presenters.ts'
import {
  type SeriesFactsInput,
  seriesFactsSchema,
  type SessionView,
  type SessionWords,
} from '../src/rooms/conferences/schema.ts'
import { checkSeries } from '../src/rooms/conferences/rules.ts'
import { setSession } from '../src/rooms/conferences/sessions.ts'
import {
  addSeries,
  besideOf,
  changeSeries,
  endOrHold,
  seriesFromRecord,
} from '../src/rooms/conferences/setting.ts'
import { viewConferences, viewReach } from '../src/rooms/conferences/viewing.ts'
import { viewToday } from '../src/rooms/days/days.ts'
import { readFeed } from '../src/rooms/days/feeds.ts'
import { sendReminders } from '../src/rooms/days/index.ts'
import { saveLeave } from '../src/rooms/leave/actions.ts'
import { cancelLeave, decideLeave } from '../src/rooms/leave/deciding.ts'
import { upsertAddress } from '../src/rooms/mail/index.ts'
import { createDraft } from '../src/rooms/rota/drafts.ts'
import { publish } from '../src/rooms/rota/publishing.ts'
import { readWorld } from '../src/rooms/swaps/index.ts'
import { viewHours } from '../src/rooms/worktime/actions.ts'
import { actAs, cloneDatabase, NOW, type TestDatabase, value } from './database.ts'

const HOUSE = 'brigham'
const PROGRAMME = 'bwh-dr'
const PLANNER = 'theodore-lacombiere'
const DIRECTOR = 'josephine-harrowgate'
const ME = 'wesley-tran-huynh'
const OTHER = 'xiomara-villasante'
const ZONE = 'America/New_York'
let here: TestDatabase
beforeEach(async () => {
  here = await cloneDatabase()
})
afterEach(() => here.drop())

const who = (person: string, house = HOUSE) => actAs(here.db, house, person)
const as = async <T>(person: string, work: () => Promise<T>) => actingAs({ actor: person }, work)
const inside = <T>(work: Parameters<typeof here.db.inTenant<T>>[1], house = HOUSE) =>
  here.db.inTenant(house, work)
const findingsOf = (outcome: Outcome<unknown>) =>
  outcome.ok ? [] : outcome.findings.map(({ rule, path }) => (path ? `${rule} ${path}` : rule))

const weekly = (weekday: number): SeriesFactsInput['rhythm'] => ({
  ...{ kind: 'weekly', every: 1, weekdays: [weekday] },
})

/** Tuesdays at noon. */
const words = (more: Partial<SeriesFactsInput> = {}, name = 'Noon conference', code = 'NC') => ({
  ...{ name, code, color: 2 },
  facts: seriesFactsSchema.parse({
    rhythm: weekly(2),
    ...{ from: '2026-11-01', until: null, hours: { from: '12:00', to: '13:00' } },
    presenters: 'trainees',
    ...more,
  }),
})
const add = async (
  more: Partial<SeriesFactsInput> = {},
  now = NOW,
  name?: string,
  code?: string,
) => {
  const planner = await who(PLANNER)
  const given = words(more, name, code)
  return value(await as(PLANNER, () => addSeries(here.db, planner, PROGRAMME, given, now))).series
}
const change = async (
  series: string,
  more: Partial<SeriesFactsInput>,
  version: number,
  now = NOW,
) => {
  const planner = await who(PLANNER)
  const at = { id: PROGRAMME, series }
  return as(PLANNER, () => changeSeries(here.db, planner, at, { ...words(more), version }, now))
}
const end = async (series: string, version: number, isEnded: boolean, now = NOW) =>
  value(
    await endOrHold(
      here.db,
      await who(PLANNER),
      { id: PROGRAMME, series },
      { version, isEnded },
      now,
    ),
  )
const see = async (from: string, person = PLANNER, now = NOW) =>
  value(await viewConferences(here.db, await who(person), PROGRAMME, day(from), now))
const sessionOn = async (on: string, now = NOW): Promise<SessionView> =>
  (await see(on, PLANNER, now)).sessions.find((one) => one.on === on)!
const set = async (session: SessionView, more: Partial<SessionWords>, now = NOW) => {
  const planner = await who(PLANNER)
  const body = {
    ...{ on: session.on, hours: { from: '12:00', to: '13:00' }, state: session.state },
    ...{ reason: session.reason, room: '', presenter: session.presenter?.id ?? null },
    ...{ topic: session.topic, ...more, version: session.version },
  }
  const at = { id: PROGRAMME, session: session.id }
  return as(PLANNER, () => setSession(here.db, planner, at, body, now))
}
type Row = { id: string; on: Day; at: string; role: string; note: string }
const timeOf = async (person: string, house = HOUSE): Promise<Row[]> =>
  (
    await inside(
      (tx) =>
        sql<Row>`select id, first_day as "on", to_char(lower(at) at time zone 'UTC', 'MM-DD HH24:MI') as at,
          role, note from person_time where person = ${person} and layer = 'conference'
          and line = 'published' order by lower(at)`.execute(tx),
      house,
    )
  ).rows
const daysOf = async (person: string) => (await timeOf(person)).map(({ on }) => on.slice(5))
const keep = (now = NOW, ahead = false) =>
  keepConferences(here.db, fixedClock(now), new AbortController().signal, ahead)
const letters = async (person: string) =>
  (
    await inside((tx) =>
      sql<{ subject: string }>`select subject from mail where person = ${person}
        and key like 'conference/%' order by key`.execute(tx),
    )
  ).rows.map(({ subject }) => subject)
const address = (person: string) =>
  inside((tx) => upsertAddress(tx, HOUSE, { person, email: `${person}@bwh.example` }))

describe('a series', () => {
  test('stands in the time of whoever must come, from the next one on, sixteen weeks ahead', async () => {
    await add()
    const mine = await timeOf(ME)
    expect(mine[0]).toMatchObject({ on: '2026-11-24', at: '11-24 17:00', role: 'attendee' })
    expect(mine.at(-1)!.on).toBe('2027-03-09')
    expect(await timeOf(PLANNER)).toEqual([])
  })

  test('keeps its hour by the clock of the house when the clock changes', async () => {
    await add({}, '2027-02-22T17:00:00Z')
    const at = new Map((await timeOf(ME)).map((row) => [row.on.slice(5), row.at.slice(6)]))
    expect([at.get('03-09'), at.get('03-16')]).toEqual(['17:00', '16:00'])
  })

  test('is skipped on holidays of the house, or held on them', async () => {
    const series = await add({ rhythm: weekly(4) })
    const sessions = async () => (await see('2026-11-23')).sessions.map(({ on }) => on.slice(5))
    expect((await sessions()).slice(0, 2)).toEqual(['12-03', '12-10'])
    value(await change(series, { rhythm: weekly(4), onHolidays: 'held' }, 1))
    expect((await sessions()).slice(0, 2)).toEqual(['11-26', '12-03'])
  })

  test('asks by level, and whoever is not asked has nothing of it', async () => {
    await add({ audience: { levels: ['R4'] } })
    const asked = await inside((tx) =>
      sql<{ level: string }>`select distinct r.level from person_time t
        join role r on r.person = t.person and r.programme = t.programme and r.role = 'trainee'
          and r.during @> t.first_day
        where t.layer = 'conference' and t.programme = ${PROGRAMME}`.execute(tx),
    )
    expect(asked.rows).toEqual([{ level: 'R4' }])
  })

  test('that nobody must attend stands only in the time of who presents', async () => {
    await add({ isRequired: false })
    expect(await timeOf(ME)).toEqual([])
    value(await set(await sessionOn('2026-12-01'), { presenter: ME, topic: 'Three knees' }))
    expect(await timeOf(ME)).toMatchObject([
      { on: '2026-12-01', role: 'presenter', note: 'Three knees' },
    ])
  })

  test('refuses what makes no sense, all of it at once', async () => {
    await add()
    const planner = await who(PLANNER)
    const bad = words({
      ...{ hours: { from: '13:00', to: '13:00' }, until: '2026-10-01' as Day },
      ...{ place: { site: 'nowhere' }, audience: { trainees: false, invited: ['nothing'] } },
    })
    const outcome = await addSeries(here.db, planner, PROGRAMME, bad, NOW)
    expect(findingsOf(outcome)).toEqual([
      'conferences.series code',
      'conferences.series name',
      'conferences.series facts.hours.to',
      'conferences.series facts.until',
      'conferences.series facts.audience',
      'conferences.series facts.place',
      'conferences.series facts.audience',
    ])
    expect(findingsOf(await change('no-such-series', {}, 1))).toEqual(['http.missing'])
  })

  test('is changed by one of two who saw the same version', async () => {
    const series = await add()
    const both = await Promise.all(
      ['12:30', '12:45'].map((to) => change(series, { hours: { from: '12:00', to } }, 1)),
    )
    expect(both.map(({ ok }) => ok).toSorted()).toEqual([false, true])
    expect(both.flatMap(findingsOf)).toEqual(['conferences.stale'])
  })

  test('leaves what has begun as it was, whatever is changed later', async () => {
    const series = await add()
    const before = await timeOf(ME)
    // Tuesday, a quarter past noon: the session goes on.
    const later = '2026-11-24T17:15:00Z'
    value(await change(series, { hours: { from: '07:00', to: '08:00' } }, 1, later))
    const after = await timeOf(ME)
    expect(after[0]).toEqual(before[0])
    expect(after[1]).toMatchObject({ on: '2026-12-01', at: '12-01 12:00' })
    await end(series, 2, true, later)
    expect(await timeOf(ME)).toEqual([before[0]])
    expect(
      findingsOf(await set(await sessionOn('2026-11-24', later), { topic: 'x' }, later)),
    ).toEqual(['conferences.session on'])
  })

  test('derived twice is derived once: rows stay the same rows', async () => {
    await add()
    const before = await timeOf(ME)
    await keep(NOW, true)
    expect(await timeOf(ME)).toEqual(before)
    await keep('2026-12-22T12:00:00Z', true)
    expect((await timeOf(ME)).at(-1)!.on).toBe('2027-04-13')
  })

  test('on another weekday keeps its presenters, and ended and held again gives them back', async () => {
    const series = await add()
    value(await set(await sessionOn('2026-12-01'), { presenter: ME, topic: 'Three knees' }))
    const wednesdays = { rhythm: weekly(3) }
    value(await change(series, wednesdays, 1))
    expect(await sessionOn('2026-12-02')).toMatchObject({
      presenter: { id: ME },
      topic: 'Three knees',
    })
    await end(series, 2, true)
    expect(await timeOf(ME)).toEqual([])
    await end(series, 3, false)
    const [kept] = (await timeOf(ME)).filter(({ role }) => role === 'presenter')
    expect(kept).toMatchObject({ on: '2026-12-02', note: 'Three knees' })
  })

  test('is made of the page of the programme, as often as that says', async () => {
    const coordinator = await who('rosalind-achterberg', 'johns-hopkins')
    const make = () => seriesFromRecord(here.db, coordinator, 'jh-msk', NOW)
    expect(findingsOf(await make())).toEqual(['conferences.record'])
    await inside(
      (tx) => sql`update conference_series set facts = facts || '{"record": null}'`.execute(tx),
      'johns-hopkins',
    )
    expect(value(await make()).series).toHaveLength(7)
    const { series } = value(
      await viewConferences(here.db, coordinator, 'jh-msk', day('2026-12-01'), NOW),
    )
    const made = series.filter(({ name }) => name.endsWith('(series)')).map(({ says }) => says)
    expect(made.filter((says) => says.startsWith('Every week on'))).toHaveLength(4)
    expect(made.filter((says) => says.startsWith('The first and third '))).toHaveLength(1)
    expect(made.filter((says) => says.startsWith('The first '))).toHaveLength(3)
    // Ended, all of them, and once more: they are held again, and no second ones are made.
    for (const { id, version, isEnded } of series)
      if (!isEnded)
        value(
          await endOrHold(
            ...([here.db, coordinator, { id: 'jh-msk', series: id }] as const),
            { version, isEnded: true },
            NOW,
          ),
        )
    expect(value(await make()).series.map(({ version }) => version)).toEqual(Array(7).fill(3))
  })
})

test.each([
  ['johns-hopkins', 'jh-msk', 7],
  ['mayo', 'mayo-msk', 1],
])('the series of the demo at %s are ones that the room would take', async (house, of, many) => {
  const [series, beside] = await inside(
    async (tx) => [await findSeries(tx, of), await besideOf(tx, of)] as const,
    house,
  )
  expect(series).toHaveLength(many)
  expect(series.flatMap((one) => checkSeries(one.id, one, beside))).toEqual([])
})

describe('what earlier rooms change', () => {
  test('approved leave takes the sessions of its days away, and they come back when it is cancelled', async () => {
    await add()
    value(await set(await sessionOn('2026-12-08'), { presenter: ME }))
    const [me, director] = [await who(ME), await who(DIRECTOR)]
    const parts = [{ from: day('2026-12-07'), to: day('2026-12-11') }]
    const asked = { type: 'sick', parts, reason: '', asks: true }
    const made = value(await as(ME, () => saveLeave(here.db, me, PROGRAMME, asked, NOW)))
    const at = { id: PROGRAMME, request: made.request }
    const yes = { version: made.version, approves: true, answer: '' }
    const agreed = value(await as(DIRECTOR, () => decideLeave(here.db, director, at, yes, NOW)))
    await keep()
    expect(await daysOf(ME)).toEqual(expect.arrayContaining(['12-01', '12-15']))
    expect(await daysOf(ME)).not.toContain('12-08')
    // Who presents then is told apart: whoever plans sees that somebody else must.
    expect(await sessionOn('2026-12-08')).toMatchObject({
      presenter: { id: ME },
      trouble: 'on leave',
    })
    const no = { version: agreed.version, reopens: false, answer: 'x' }
    value(await as(DIRECTOR, () => cancelLeave(here.db, director, at, no, NOW)))
    await keep()
    expect(await daysOf(ME)).toContain('12-08')
  })

  test('without a change nothing is due', async () => {
    await add()
    await keep()
    const due = () => here.db.pool.query('select count(*)::int as n from conference_due')
    expect((await due()).rows[0].n).toBe(0)
    await inside((tx) =>
      sql`insert into holiday (tenant, on_day, name) values ('brigham', '2026-12-01', 'A day off')`.execute(
        tx,
      ),
    )
    expect((await due()).rows[0].n).toBe(1)
    await keep()
    expect(await daysOf(ME)).not.toContain('12-01')
    expect((await due()).rows[0].n).toBe(0)
  })

  test('a rotation from whose site it is out of reach excuses, once the year is published', async () => {
    const coordinator = await who('solveig-bergstrand', 'mayo')
    const draft = value(
      await createDraft(here.db, coordinator, 'mayo-2026', { name: 'x', from: 'published' }),
    )
    const fellow = 'tariq-haddadin'
    await inside(async (tx) => {
      await sql`insert into site (tenant, id, name, kind) values ('mayo', 'far', 'Far away', 'hospital')`.execute(
        tx,
      )
      await sql`update conference_series set facts =
        jsonb_set(facts, '{place,notFrom}', '["far"]')`.execute(tx)
    }, 'mayo')
    await keep(NOW, true)
    expect(await timeOf(fellow, 'mayo')).not.toEqual([])
    await inside(
      (tx) =>
        sql`update work set site = 'far' where programme = 'mayo-msk' and kind = 'rotation'`.execute(
          tx,
        ),
      'mayo',
    )
    await inside(
      (tx) =>
        sql`insert into person_time (tenant, person, programme, line, draft, layer, kind, work, site, during, source)
          select 'mayo', ${fellow}, 'mayo-msk', ${draft.id}, ${draft.id}, 'assignment', 'rotation',
            min(w.id), 'far', daterange(lower(p.during), upper(p.during)), 'draft'
          from plan p, work w where p.id = 'mayo-2026' and w.kind = 'rotation'
            and w.programme = 'mayo-msk' and w.id = any(p.works) group by p.during`.execute(tx),
      'mayo',
    )
    const wish = { version: draft.version, message: 'x', waiver: 'For a test' }
    value(await publish(here.db, coordinator, draft.id, wish))
    await keep()
    const left = (await timeOf(fellow, 'mayo')).filter(({ role }) => role === 'attendee')
    expect(left).toEqual([])
  })

  test('a night in the house frees the next day, and that day has no session', async () => {
    await inside((tx) =>
      sql`update call_kind set facts = facts || '{"freeAfter": true}' where id = 'call-short'`.execute(
        tx,
      ),
    )
    await add({ rhythm: { kind: 'weekly', every: 1, weekdays: [1, 2, 3, 4, 5] } })
    const calls = await inside((tx) =>
      sql<{
        person: string
        next: Day
      }>`select person, (first_day + 1)::text as next from person_time
        where work = 'call-short' and first_day between '2026-11-30' and '2026-12-10'
          and extract(isodow from first_day) < 5`.execute(tx),
    )
    expect(calls.rows.length).toBeGreaterThan(3)
    for (const { person, next } of calls.rows)
      expect(await daysOf(person), `${person} ${next}`).not.toContain(next.slice(5))
    // The call moves to somebody else: so does the free morning.
    const { person, next } = calls.rows[0]!
    await inside((tx) =>
      sql`update person_time set person = ${ME} where person = ${person} and work = 'call-short'
        and first_day = ${next}::date - 1`.execute(tx),
    )
    await keep()
    expect(await daysOf(person)).toContain(next.slice(5))
    expect(await daysOf(ME)).not.toContain(next.slice(5))
  })
})

describe('one session', () => {
  test('is cancelled with a reason and held after all, and everybody’s time follows', async () => {
    await add()
    await address(ME)
    const session = await sessionOn('2026-12-01')
    expect(findingsOf(await set(session, { state: 'cancelled', reason: '' }))).toEqual([
      'conferences.session reason',
    ])
    value(await set(session, { state: 'cancelled', reason: 'The room is flooded' }))
    expect(await daysOf(ME)).not.toContain('12-01')
    expect(await sessionOn('2026-12-01')).toMatchObject({ state: 'cancelled' })
    value(await set(await sessionOn('2026-12-01'), { state: 'planned', reason: '' }))
    expect(await daysOf(ME)).toContain('12-01')
    // Ten days ahead it is no news for those who only attend.
    expect(await letters(ME)).toEqual([])
  })

  test('moved within two days is told to whoever would come', async () => {
    await add()
    await address(ME)
    const now = '2026-11-23T15:00:00Z'
    const session = await sessionOn('2026-11-24', now)
    value(await set(session, { on: day('2026-11-25'), reason: 'The room is taken' }, now))
    expect(await letters(ME)).toEqual([
      'Moved from Tue 24 Nov, 12:00: Noon conference, Wed 25 Nov, 12:00 (The room is taken)',
    ])
    expect((await daysOf(ME)).slice(0, 2)).toEqual(['11-25', '12-01'])
  })

  test('is not moved into the past, nor changed by who saw an older version', async () => {
    await add()
    const session = await sessionOn('2026-12-01')
    expect(findingsOf(await set(session, { on: day('2026-11-20') }))).toEqual([
      'conferences.session on',
    ])
    value(await set(session, { topic: 'One' }))
    expect(findingsOf(await set(session, { topic: 'Two' }))).toEqual(['conferences.stale'])
  })

  test('nobody presents twice at once, nor on leave', async () => {
    await add()
    await add({}, NOW, 'Other conference', 'OC')
    const [one, other] = (await see('2026-12-01')).sessions.filter(({ on }) => on === '2026-12-01')
    value(await set(one!, { presenter: ME }))
    expect(findingsOf(await set(other!, { presenter: ME }))).toEqual(['conferences.twice'])
    await inside((tx) =>
      sql`insert into person_time (tenant, person, programme, line, layer, kind, work, during, source)
        values ('brigham', ${OTHER}, ${PROGRAMME}, 'published', 'absence', 'leave', 'leave',
          '[2026-12-01,2026-12-02)', 'test')`.execute(tx),
    )
    expect(findingsOf(await set(other!, { presenter: OTHER }))).toEqual([
      'conferences.presenter presenter',
    ])
    expect(findingsOf(await set(other!, { presenter: 'nobody-at-all' }))).toEqual([
      'conferences.presenter presenter',
    ])
  })

  test('says of everybody who comes and who cannot, and why', async () => {
    await inside((tx) =>
      sql`insert into person_time (tenant, person, programme, line, layer, kind, work, during, source)
        values ('brigham', ${OTHER}, ${PROGRAMME}, 'published', 'absence', 'leave', 'leave',
          '[2026-12-01,2026-12-02)', 'test')`.execute(tx),
    )
    await add({ audience: { faculty: true } })
    const session = await sessionOn('2026-12-01')
    const at = { id: PROGRAMME, session: session.id }
    const { rows } = value(await viewReach(here.db, await who(PLANNER), at, NOW))
    expect(rows.find(({ person }) => person.id === OTHER)).toMatchObject({
      ...{ state: 'away', why: 'on leave', role: 'trainee' },
    })
    expect(rows.find(({ person }) => person.id === ME)).toMatchObject({ state: 'comes', why: '' })
    expect(rows.some(({ role }) => role === 'faculty')).toBe(true)
  })
})

describe('who presents', () => {
  test('goes round: everybody in turn, nobody twice before everybody once, and undo takes it back', async () => {
    const series = await add({ audience: { levels: ['R3', 'R4'] } })
    const planner = await who(PLANNER)
    const share = () =>
      as(PLANNER, () => shareOut(here.db, planner, { id: PROGRAMME, series }, NOW))
    const { changes } = value(await share())
    expect(changes).toHaveLength(16)
    expect(new Set(changes.map(({ presenter }) => presenter)).size).toBe(16)
    expect(findingsOf(await share())).toEqual(['conferences.rota'])
    const back = changes.map((one) => ({ ...one, presenter: null }))
    value(await setPresenters(here.db, planner, PROGRAMME, back, NOW))
    expect((await see('2026-12-01')).sessions.every(({ presenter }) => presenter === null)).toBe(
      true,
    )
    // Whoever has seen the older version takes nothing back a second time.
    expect(findingsOf(await setPresenters(here.db, planner, PROGRAMME, back, NOW))).toEqual([
      'conferences.stale',
    ])
  })

  test('is not somebody on leave or after a night in the house', async () => {
    await inside((tx) =>
      sql`update call_kind set facts = facts || '{"freeAfter": true}' where id = 'call-short'`.execute(
        tx,
      ),
    )
    const series = await add({ rhythm: weekly(2), until: day('2026-12-08') })
    const nights = await inside((tx) =>
      sql<{ person: string }>`select distinct person from person_time where work = 'call-short'
        and first_day = '2026-11-30'`.execute(tx),
    )
    // Everybody else is on leave on the first of December.
    await inside((tx) =>
      sql`insert into person_time (tenant, person, programme, line, layer, kind, work, during, source)
        select distinct 'brigham', r.person, ${PROGRAMME}, 'published', 'absence', 'leave', 'leave',
          '[2026-12-01,2026-12-02)'::daterange, 'test' from role r
        where r.programme = ${PROGRAMME} and r.role = 'trainee' and r.person <> ${ME}
          and not r.person = any(${nights.rows.map(({ person }) => person)})
          and not exists (select from person_time t where t.person = r.person
            and t.layer = 'absence' and t.line = 'published' and t.during @> '2026-12-01'::date)`.execute(
        tx,
      ),
    )
    expect(nights.rows).not.toEqual([])
    const planner = await who(PLANNER)
    const at = { id: PROGRAMME, series }
    value(await as(PLANNER, () => shareOut(here.db, planner, at, NOW)))
    expect((await sessionOn('2026-12-01')).presenter!.id).toBe(ME)
  })

  test('whoever has presented more waits for the others', async () => {
    const series = await add({ until: day('2026-12-31') })
    value(await set(await sessionOn('2026-11-24'), { presenter: ME }))
    const planner = await who(PLANNER)
    const { changes } = value(
      await as(PLANNER, () => shareOut(here.db, planner, { id: PROGRAMME, series }, NOW)),
    )
    expect(changes.length).toBeGreaterThan(3)
    expect(changes.map(({ presenter }) => presenter)).not.toContain(ME)
  })

  test('is told by letter, and the day before with the topic', async () => {
    await add()
    await address(ME)
    value(await set(await sessionOn('2026-12-01'), { presenter: ME, topic: 'Three knees' }))
    expect(await letters(ME)).toEqual([
      'You present: Noon conference, Tue 1 Dec, 12:00: Three knees',
    ])
    await address(OTHER)
    await sendReminders(here.db, fixedClock('2026-11-30T20:15:00Z'), new AbortController().signal)
    const reminded = await inside((tx) =>
      sql<{ person: string; subject: string }>`select person, subject from mail
        where key like 'reminder/conference:%'`.execute(tx),
    )
    expect(reminded.rows).toEqual([
      {
        person: ME,
        subject: 'Tomorrow: Conference to present: Noon conference, Three knees, from 12:00',
      },
    ])
  })

  test('says the topic, and nobody else does', async () => {
    await add()
    value(await set(await sessionOn('2026-12-01'), { presenter: ME }))
    const { id, version } = await sessionOn('2026-12-01')
    const topic = { version, topic: 'Lumps of the hand' }
    expect(findingsOf(await setTopic(here.db, await who(OTHER), id, topic, NOW))).toEqual([
      'http.missing',
    ])
    value(await setTopic(here.db, await who(ME), id, topic, NOW))
    expect((await timeOf(ME)).find(({ role }) => role === 'presenter')!.note).toBe(
      'Lumps of the hand',
    )
  })

  test('offers it to another; it is theirs when they say so, and both are told', async () => {
    await add()
    await Promise.all([ME, OTHER].map(address))
    value(await set(await sessionOn('2026-12-01'), { presenter: ME }))
    const [me, other] = [await who(ME), await who(OTHER)]
    const at = async () => sessionOn('2026-12-01')
    const offer = async (to: string | null) => {
      const { id, version } = await at()
      return offerSession(here.db, me, id, { version, to }, NOW)
    }
    const answer = async (takes: boolean, by = other) => {
      const { id, version } = await at()
      return answerOffer(here.db, by, id, { version, takes }, NOW)
    }
    expect(findingsOf(await offer(PLANNER))).toEqual(['conferences.offer to'])
    value(await offer(OTHER))
    const seen = value(await viewMine(here.db, other, NOW))
    expect(seen.sessions.find(({ mine }) => mine === 'offered')!.presenter!.id).toBe(ME)
    value(await offer(null))
    expect(findingsOf(await answer(true))).toEqual(['http.missing'])
    value(await offer(OTHER))
    value(await answer(false))
    expect((await at()).presenter!.id).toBe(ME)
    value(await offer(OTHER))
    const both = await Promise.all([answer(true), answer(true)])
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    expect((await at()).presenter!.id).toBe(OTHER)
    const roles = async (person: string) =>
      (await timeOf(person)).find(({ on }) => on === '2026-12-01')!.role
    expect([await roles(ME), await roles(OTHER)]).toEqual(['attendee', 'presenter'])
    const where = 'Noon conference, Tue 1 Dec, 12:00'
    const { name } = other.person
    expect(await letters(ME)).toEqual([
      `You present: ${where}`,
      `${name} cannot take it: ${where}`,
      `${name} presents in your place: ${where}`,
    ])
    expect(await letters(OTHER)).toEqual([
      `${me.person.name} would like you to present: ${where}`,
      `${me.person.name} presents after all: ${where}`,
      `${me.person.name} would like you to present: ${where}`,
      `${me.person.name} would like you to present: ${where}`,
      `You present: ${where}`,
    ])
  })
})

describe('the same rows are seen', () => {
  const calendar = async () => {
    const token = newToken()
    const feed = await inside((tx) =>
      sql<{ id: string }>`insert into feed (tenant, owner, label, scope)
        values ('brigham', ${ME}, 'Mine', 'person') returning id`.execute(tx),
    )
    await here.db.pool.query(
      'insert into feed_key (token_hash, tenant, feed) values ($1, $2, $3)',
      [...[hashToken(token), HOUSE, feed.rows[0]!.id]],
    )
    return async () => {
      const text = (await readFeed(here.db, token, NOW))!
      const events = new ical.Component(ical.parse(text)).getAllSubcomponents('vevent')
      return events
        .map((one) => new ical.Event(one))
        .filter(({ summary }) => summary.startsWith('Noon conference'))
        .map(({ uid, summary, startDate }) => ({
          ...{ uid, summary, at: startDate.toJSDate().toISOString() },
        }))
    }
  }

  test('by the calendar of a telephone: a session that moves keeps its name there', async () => {
    const read = await calendar()
    await add()
    const [first, second] = await read()
    expect(first).toMatchObject({ summary: 'Noon conference', at: '2026-11-24T17:00:00.000Z' })
    value(
      await set(await sessionOn('2026-12-01'), {
        on: day('2026-12-03'),
        presenter: ME,
        topic: 'Knees',
      }),
    )
    expect((await read())[1]).toEqual({
      ...{ uid: second!.uid, summary: 'Noon conference, presenting: Knees' },
      at: '2026-12-03T17:00:00.000Z',
    })
  })

  test('by one’s first page: tomorrow’s with its hour, weeks ahead only what one presents', async () => {
    await add()
    value(await set(await sessionOn('2026-12-08'), { presenter: ME, topic: 'Knees' }))
    const today = value(await viewToday(here.db, await who(ME), '2026-11-23T15:00:00Z'))
    const of = (list: typeof today.next) => list.filter(({ part }) => part !== null)
    expect(of(today.tomorrow)).toMatchObject([{ name: 'Noon conference', part: 'attends' }])
    expect(of(today.next)).toMatchObject([
      { name: 'Noon conference, presenting: Knees', part: 'presents' },
    ])
  })

  test('by the hours that are planned for a week, without counting an hour twice', async () => {
    const monday = day('2026-11-30')
    await inside((tx) =>
      sql`insert into person_time (tenant, person, programme, line, layer, kind, work, during, source)
        select 'brigham', ${ME}, ${PROGRAMME}, 'published', 'assignment', 'rotation', min(id),
          '[2026-11-30,2026-12-07)', 'test' from work where programme = ${PROGRAMME}
          and kind = 'rotation' and not 'night' = any(categories)`.execute(tx),
    )
    const week = async () =>
      value(await viewHours(here.db, await who(ME), { id: PROGRAMME, person: ME, monday }, NOW))
        .week
    const before = await week()
    await add()
    const after = await week()
    expect(after.planned.filter(({ kind }) => kind === 'education')).toMatchObject([
      { start: '2026-12-01T17:00Z', end: '2026-12-01T18:00Z' },
    ])
    expect(after.hours.planned).toBe(before.hours.planned)
    // In the evening it is an hour more.
    await add({ hours: { from: '18:00', to: '19:00' } }, NOW, 'Evening conference', 'EC')
    expect((await week()).hours.planned).toBe(before.hours.planned + 1)
  })

  test('by whoever plans call, and by whoever trades it', async () => {
    await add()
    const span = { from: day('2026-11-30'), to: day('2026-12-06') }
    const read = await inside((tx) => readCall(tx, PROGRAMME, span))
    const begins = '2026-12-01T17:00:00.000Z'
    const mine = read.people.find(({ id }) => id === ME)!
    expect(mine.conferences).toContainEqual(expect.objectContaining({ begins }))
    const { world } = await inside((tx) => readWorld(tx, PROGRAMME, { now: NOW, zone: ZONE }))
    expect(world.people.get(ME)!.conferences).toContainEqual(expect.objectContaining({ begins }))
  })
})
