// Does the board say who is on, until when, across midnight, and what has nobody?
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { day } from '../src/kernel/day.ts'
import { viewBoard } from '../src/rooms/board/viewing.ts'
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
