// Is the person behind a token who they are now, although their card is not made anew each time?
import { afterAll, beforeAll, expect, test } from 'vitest'
import { actAs, cloneDatabase, type TestDatabase } from '../../../test/database.ts'
import { hashToken } from '../../platform/token.ts'
import { findSession } from './session-store.ts'
import { openSession } from './sessions.ts'

let here: TestDatabase
const PERSON = 'tariq-haddadin'
beforeAll(async () => {
  here = await cloneDatabase()
})
afterAll(() => here.drop())

async function enter() {
  const { person } = await actAs(here.db, 'mayo', PERSON)
  const entry = { tenant: 'mayo', person, account: null, way: 'cast' as const, browser: 'x' }
  const { token } = await openSession(here.db, { ...entry, device: 'mine' })
  return () => findSession(here.db, hashToken(token))
}
const change = (text: string) => here.db.pool.query(text, [PERSON])

test('the card is made once for each state of the records, and anew after every change of them', async () => {
  const find = await enter()
  const first = (await find())!
  expect((await find())!.person).toBe(first.person)
  await change(`update person set family = 'Renamed' where id = $1`)
  const renamed = (await find())!
  expect(renamed.person.name).toContain('Renamed')
  expect(renamed.stamp).not.toBe(first.stamp)
  await change(`update role set level = 'PGY-9' where person = $1`)
  expect((await find())!.person.roles.map(({ level }) => level)).toContain('PGY-9')
  await change(`delete from role where person = $1`)
  expect((await find())!.person.roles).toEqual([])
})

test('two who are signed in have each their own card', async () => {
  const [one, other] = [await enter(), await enter()]
  expect((await one())!.person).toEqual((await other())!.person)
  expect((await one())!.person).not.toBe((await other())!.person)
})

test('a session that has ended is found no more, whatever is remembered of it', async () => {
  const find = await enter()
  await find()
  await change(`delete from session where person = $1`)
  expect(await find()).toBeUndefined()
})
