// Does everybody hear in time: of what is tomorrow and might be forgotten, and of a change in the next two days?
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { makeApp } from '../src/app/server.ts'
import { day } from '../src/kernel/day.ts'
import { dayAt } from '../src/kernel/moment.ts'
import { actingAs } from '../src/platform/acting.ts'
import { fixedClock } from '../src/platform/clock.ts'
import { openLive } from '../src/platform/live.ts'
import { sendReminders } from '../src/rooms/days/index.ts'
import { saveLeave } from '../src/rooms/leave/actions.ts'
import { decideLeave } from '../src/rooms/leave/deciding.ts'
import { upsertAddress } from '../src/rooms/mail/index.ts'
import { relieve, viewRelief } from '../src/rooms/swaps/relieving.ts'
import { actAs, clock, cloneDatabase, NOW, type TestDatabase, value } from './database.ts'
import { Visitor } from './door.ts'

const programme = 'bwh-dr'
const ME = 'wesley-tran-huynh'
let here: TestDatabase
beforeEach(async () => {
  here = await cloneDatabase()
  await inside((tx) => sql`delete from person_time where person = ${ME}`.execute(tx))
  await inside((tx) => upsertAddress(tx, 'brigham', { person: ME, email: 'w@bwh.example' }))
})
afterEach(() => here.drop())

const inside = <T>(work: Parameters<typeof here.db.inTenant<T>>[1]) =>
  here.db.inTenant('brigham', work)
const who = (person: string) => actAs(here.db, 'brigham', person)
type Sent = { way: string; subject: string; due: string }
const written = async (like: string, person = ME) =>
  (
    await inside((tx) =>
      sql<Sent>`select way, subject, to_char(next_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as due
        from mail where key like ${like} and person = ${person} order by way, next_at, subject`.execute(
        tx,
      ),
    )
  ).rows

describe('tomorrow', () => {
  /** Of one person, by hand: a rotation of days, or a conference with its hours. */
  const put = (
    layer: 'assignment' | 'conference',
    from: string,
    to: string,
    site: string | null,
    role = layer === 'conference' ? 'presenter' : 'trainee',
  ) =>
    inside((tx) =>
      sql`insert into person_time (tenant, person, programme, line, layer, kind, work, site, during, at,
          role, note, source)
        select 'brigham', ${ME}, ${programme}, 'published', ${layer}, 'rotation', w.id, ${site},
          daterange(${dayOf(from)}::date, ${dayOf(to)}::date, '[]'),
          ${from.length > 10 ? sql`tstzrange(${from}, ${to})` : sql`null`}, ${role},
          ${layer === 'conference' ? 'Three knees' : ''}, 'test'
        from work w where w.programme = ${programme} and w.kind = 'rotation' order by w.id
        limit 1`.execute(tx),
    )
  const dayOf = (at: string) => (at.length > 10 ? dayAt(at, 'America/New_York') : at)
  const told = async (now: string) => {
    await sendReminders(here.db, fixedClock(now), new AbortController().signal)
    return (await written('reminder/%')).map(({ subject }) => subject)
  }
  const sites = async () =>
    (
      await inside((tx) =>
        sql<{ id: string; name: string }>`select id, name from site order by id limit 2`.execute(
          tx,
        ),
      )
    ).rows
  /** Monday, 23 November, a quarter past three in Boston. */
  const MONDAY = '2026-11-23T20:15:00Z'

  test('there is a conference to present: told the day before, once, with the hour of the house', async () => {
    await put('conference', '2026-11-24T17:00:00Z', '2026-11-24T18:00:00Z', null)
    expect(await told('2026-11-23T14:00:00Z')).toEqual([])
    const [subject] = await told(MONDAY)
    expect(subject).toMatch(/^Tomorrow: Conference to present: .+, Three knees, from 12:00/)
    expect(await told('2026-11-23T21:15:00Z')).toHaveLength(1)
    // The evening of that very day it is over.
    expect(await told('2026-11-24T20:15:00Z')).toHaveLength(1)
  })

  test('who only attends a conference is not written to each week', async () => {
    const [from, to] = ['2026-11-24T17:00:00Z', '2026-11-24T18:00:00Z']
    await put('conference', from, to, null, 'attendee')
    expect(await told(MONDAY)).toEqual([])
  })

  test('is told at once also to who reads news once a day', async () => {
    await inside((tx) =>
      sql`update mail_address set news = 'daily' where person = ${ME}`.execute(tx),
    )
    await put('conference', '2026-11-24T17:00:00Z', '2026-11-24T18:00:00Z', null)
    await told(MONDAY)
    expect((await written('reminder/%')).map(({ due }) => due)).toEqual([MONDAY])
  })

  test('a conference after midnight of UTC is of the day of the house', async () => {
    await put('conference', '2026-11-25T00:30:00Z', '2026-11-25T01:30:00Z', null)
    expect(await told(MONDAY)).toHaveLength(1)
  })

  test('begins work elsewhere: the first day is told with its place, the second is not', async () => {
    const [here1, there] = await sites()
    await put('assignment', '2026-11-02', '2026-11-23', here1!.id)
    await put('assignment', '2026-11-24', '2026-12-20', there!.id)
    const [subject] = await told(MONDAY)
    expect(subject).toMatch(/^Tomorrow: First day of /)
    expect(subject).toContain(there!.name)
    expect(await told('2026-11-24T20:15:00Z')).toHaveLength(1)
  })

  test('a free weekend or a week away between the two hides no first day', async () => {
    const [here1, there] = await sites()
    await put('assignment', '2026-11-02', '2026-11-15', here1!.id)
    await put('assignment', '2026-11-24', '2026-12-20', there!.id)
    expect(await told(MONDAY)).toHaveLength(1)
  })

  test('goes on at the same place: nobody is reminded', async () => {
    const [here1] = await sites()
    await put('assignment', '2026-11-02', '2026-11-23', here1!.id)
    await put('assignment', '2026-11-24', '2026-12-20', here1!.id)
    expect(await told(MONDAY)).toEqual([])
  })
})

describe('a change of mine', () => {
  /** Mail once a day at 7, and a telephone that shows news. */
  async function settle(person: string): Promise<void> {
    const live = await openLive(here.db.pool)
    try {
      const visitor = new Visitor(makeApp(here.db, live, clock))
      await visitor.post('/session', { institution: 'brigham', person })
      await visitor.put('/mail-preference', { news: 'daily', push: true, quiet: null })
    } finally {
      await live.close()
    }
    await here.db.pool.query(
      `insert into push_device (tenant, person, session, endpoint, p256dh, auth)
        select tenant, person, id, 'https://push.example/' || person, 'x', 'x' from session
        where person = $1 limit 1`,
      [person],
    )
  }
  type Call = { id: string; person: string; begins: Date }
  /** A call that somebody else can take, beginning after so many hours. */
  async function callAfter(hours: number) {
    const director = await who('josephine-harrowgate')
    const found = await inside((tx) =>
      sql<Call>`select id, person, lower(at) as begins from person_time where programme = ${programme}
        and layer = 'call' and lower(at) > ${NOW}::timestamptz + make_interval(hours => ${hours})
        order by lower(at), id limit 12`.execute(tx),
    )
    for (const call of found.rows) {
      const at = { id: programme, call: call.id }
      const seen = await viewRelief(here.db, director, at, NOW)
      const to = seen.ok ? seen.value.options[0]?.person : undefined
      if (to) return { call, to, at, director }
    }
    throw new Error('no call that anybody could take')
  }
  async function move(hours: number): Promise<{ to: string; begins: Date; sent: Sent[] }> {
    const { call, to, at, director } = await callAfter(hours)
    await inside((tx) => upsertAddress(tx, 'brigham', { person: to, email: `${to}@bwh.example` }))
    await settle(to)
    const words = { from: call.person, to, standby: null, reason: 'Ill' }
    value(
      await actingAs({ actor: director.person.id }, () =>
        relieve(here.db, director, at, words, NOW),
      ),
    )
    return { to, begins: call.begins, sent: await written('%', to) }
  }

  test('within two days is told at once, by mail and on the telephone, whatever the digest', async () => {
    const { begins, sent } = await move(2)
    expect(begins.getTime() - Date.parse(NOW)).toBeLessThan(48 * 3_600_000)
    expect(sent.map(({ way, due }) => [way, due])).toEqual([
      ['mail', NOW],
      ['push', NOW],
    ])
  })

  test('later waits for the digest, and is on the telephone at once', async () => {
    const { begins, sent } = await move(24 * 9)
    expect(begins.getTime() - Date.parse(NOW)).toBeGreaterThan(48 * 3_600_000)
    const [mail, push] = sent
    expect(mail!.due > NOW).toBe(true)
    expect([mail!.way, push]).toMatchObject(['mail', { way: 'push', due: NOW }])
  })

  test.each([
    ['2026-11-22', true],
    ['2026-12-20', false],
  ])('leave from %s on that is approved waits for no digest: %s', async (from, isSoon) => {
    await settle(ME)
    const me = await who(ME)
    const director = await who('josephine-harrowgate')
    const part = { from: day(from), to: day(from) }
    const made = value(
      await actingAs({ actor: ME }, () =>
        saveLeave(
          ...([here.db, me, programme] as const),
          { type: 'sick', parts: [part], reason: '', asks: true },
          NOW,
        ),
      ),
    )
    const words = { version: made.version, approves: true, answer: '' }
    value(
      await actingAs({ actor: director.person.id }, () =>
        decideLeave(here.db, director, { id: programme, request: made.request }, words, NOW),
      ),
    )
    const sent = (await written('leave/%/approved/%')).map(({ way, due }) => [way, due === NOW])
    expect(sent).toEqual([
      ['mail', isSoon],
      ['push', true],
    ])
  })
})
