// Does the board say who is on, until when, across midnight, and what has nobody?
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { day } from '../src/kernel/day.ts'
import { fixedClock } from '../src/platform/clock.ts'
import { openLive } from '../src/platform/live.ts'
import { makeApp } from '../src/app/server.ts'
import { actingAs } from '../src/platform/acting.ts'
import { addBoardLink, endBoardLink, handOver, takeBack } from '../src/rooms/board/actions.ts'
import { viewBoard } from '../src/rooms/board/viewing.ts'
import { sendReminders } from '../src/rooms/days/index.ts'
import { upsertAddress } from '../src/rooms/mail/index.ts'
import { dueAt, isUrgent } from '../src/rooms/mail/rules.ts'
import { actAs, cloneDatabase, type TestDatabase, value } from './database.ts'

let here: TestDatabase
beforeEach(async () => {
  here = await cloneDatabase()
})
afterEach(() => here.drop())
const PROGRAMME = 'bwh-dr'
/** Saturday, 21 November: noon in Boston. */
const NOON = '2026-11-21T17:00:00Z'
const see = async (now: string, on?: string, person = 'elif-karadenizli') =>
  value(
    await viewBoard(
      ...([here.db, await actAs(here.db, 'brigham', person), PROGRAMME] as const),
      on === undefined ? undefined : day(on),
      now,
    ),
  )

test('on a Saturday at noon the weekend calls and IR at home are on, short call is not', async () => {
  const board = await see(NOON)
  expect(board.isToday).toBe(true)
  expect(board.now.map(({ name }) => name).sort()).toEqual([
    'IR at home',
    'Weekend day',
    'Weekend day',
  ])
  expect(board.lacking).toEqual([])
  expect(board.now.find(({ name }) => name === 'IR at home')).toMatchObject({
    ...{ where: 'home', responseMinutes: 30 },
  })
})

test('after midnight the call of the evening before is still on, and is of the day on which it began', async () => {
  const board = await see('2026-11-22T06:00:00Z')
  expect(board.on).toBe('2026-11-22')
  expect(board.now.map(({ name }) => name).sort()).toEqual(['Backup', 'IR at home'])
  expect(board.now.every(({ begins }) => begins.startsWith('2026-11-21'))).toBe(true)
})

test('a call that nobody has is said, and another day says nothing of now', async () => {
  await here.db.inTenant('brigham', (tx) =>
    sql`delete from person_time where layer = 'call' and work = 'call-short'
      and during @> '2026-11-23'::date`.execute(tx),
  )
  const board = await see(NOON, '2026-11-23')
  expect(board.now).toEqual([])
  expect(board.lacking).toEqual(['Short call on Mon 23 Nov lacks somebody.'])
})

test('a trade is on the board at once, because the board is a view of the same rows', async () => {
  const before = await see(NOON, '2026-11-28')
  const [first] = before.day.filter(({ name }) => name === 'Weekend day')
  await here.db.inTenant('brigham', (tx) =>
    sql`update person_time set person = 'theodore-lacombiere' where id = ${first!.id}`.execute(tx),
  )
  const after = await see(NOON, '2026-11-28')
  expect(after.day.find(({ id }) => id === first!.id)!.person.name).toBe('Théodore Lacombière')
})

test('a holiday is named and has the calls of a holiday', async () => {
  const board = await see(NOON, '2026-11-26')
  expect(board.holiday).toBe('Thanksgiving')
  expect(board.day.filter(({ name }) => name === 'Weekend day')).toHaveLength(2)
  expect(board.day.some(({ name }) => name === 'Short call')).toBe(false)
})

test('who comes next is said for each kind, with the soonest first', async () => {
  const board = await see(NOON)
  expect(board.next.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['Short call', 'Buddy call', 'Weekend day', 'IR at home', 'Backup']),
  )
  expect(board.next.every(({ begins }) => begins > NOON)).toBe(true)
  expect((await see(NOON, '2026-11-23')).next).toEqual([])
})

test('the page for the walls shows names and nothing private, in a few kilobytes, until its address ends', async () => {
  const director = await actAs(here.db, 'brigham', 'josephine-harrowgate')
  const as = <T>(work: () => Promise<T>) => actingAs({ actor: director.person.id }, work)
  const words = { label: 'Reading room', base: 'http://localhost', now: NOON }
  const link = value(await as(() => addBoardLink(here.db, director, PROGRAMME, words)))
  await as(() =>
    handOver(
      ...([here.db, director, PROGRAMME] as const),
      { work: 'call-weekend', on: day('2026-11-21'), says: 'The key is at the desk.' },
      NOON,
    ),
  )
  const live = await openLive(here.db.pool)
  const app = makeApp(here.db, live, fixedClock(NOON))
  const answer = await app.request(link.url!)
  const page = await answer.text()
  const board = await see(NOON)
  expect(answer.status).toBe(200)
  expect(page.length).toBeLessThan(50_000)
  for (const { person } of [...board.now, ...board.next]) expect(page).toContain(person.name)
  const shown = new Set([...board.now, ...board.next].map(({ person }) => person.name))
  const others = [...board.away, ...board.services.flatMap(({ people }) => people)]
  for (const { name } of others) if (!shown.has(name)) expect(page).not.toContain(name)
  expect(page).not.toContain('The key is at the desk.')
  expect(page).not.toMatch(/\bR[1-4]\b/)
  expect(answer.headers.get('cache-control')).toContain('no-store')
  expect((await app.request(`${link.url}x`)).status).toBe(404)
  value(await as(() => endBoardLink(here.db, director, { id: PROGRAMME, address: link.id })))
  expect((await app.request(link.url!)).status).toBe(404)
  await live.close()
})

test('what is handed over stands on the board of that day and of the next, until its writer takes it back', async () => {
  const elif = await actAs(here.db, 'brigham', 'elif-karadenizli')
  const director = await actAs(here.db, 'brigham', 'josephine-harrowgate')
  const words = { work: 'call-weekend', on: day('2026-11-21'), says: 'CT 2 is down until Monday.' }
  const as = <T>(work: () => Promise<T>) => actingAs({ actor: elif.person.id }, work)
  const { handover } = value(await as(() => handOver(here.db, elif, PROGRAMME, words, NOON)))
  const says = async (on: string) => (await see(NOON, on)).handovers.map((one) => one.says)
  expect(await says('2026-11-21')).toEqual([words.says])
  expect(await says('2026-11-22')).toEqual([words.says])
  expect(await says('2026-11-23')).toEqual([])
  const at = { id: PROGRAMME, handover }
  expect((await takeBack(here.db, director, at)).ok).toBe(false)
  value(await as(() => takeBack(here.db, elif, at)))
  expect(await says('2026-11-21')).toEqual([])
  const far = { ...words, on: day('2027-03-01') }
  expect((await as(() => handOver(here.db, elif, PROGRAMME, far, NOON))).ok).toBe(false)
})

test('in the afternoon everybody hears once of tomorrow’s call, and not in the morning', async () => {
  const calls = await here.db.inTenant('brigham', (tx) =>
    sql<{ person: string }>`select distinct person from person_time where layer = 'call'
      and during @> '2026-11-22'::date`.execute(tx),
  )
  await here.db.inTenant('brigham', async (tx) => {
    for (const { person } of calls.rows)
      await upsertAddress(tx, 'brigham', { person, email: `${person}@brigham.example` })
  })
  const told = async () =>
    (
      await here.db.inTenant('brigham', (tx) =>
        sql<{ person: string; subject: string }>`select person, subject from mail
          where key like 'reminder/%' order by person`.execute(tx),
      )
    ).rows
  const send = (now: string) =>
    sendReminders(here.db, fixedClock(now), new AbortController().signal)
  await send('2026-11-21T14:00:00Z')
  expect(await told()).toEqual([])
  await send('2026-11-21T20:07:00Z')
  const first = await told()
  expect(new Set(first.map(({ person }) => person))).toEqual(
    new Set(calls.rows.map(({ person }) => person)),
  )
  expect(first.some(({ subject }) => subject.startsWith('Tomorrow: Weekend day, from 08:00'))).toBe(
    true,
  )
  await send('2026-11-21T21:07:00Z')
  expect(await told()).toEqual(first)
})

test('a change of the next two days waits for no digest, a later one does', () => {
  const daily = { news: 'daily', push: true, quiet: null } as const
  const zone = 'America/New_York'
  expect(isUrgent('2026-11-23T16:59:00Z', NOON)).toBe(true)
  expect(isUrgent('2026-11-23T17:01:00Z', NOON)).toBe(false)
  expect(dueAt(NOON, zone, daily, true)).toBe(NOON)
  expect(dueAt(NOON, zone, daily, false)).toBe('2026-11-22T12:00:00Z')
  expect(dueAt(NOON, zone, { ...daily, news: 'never' }, true)).toBeNull()
})
