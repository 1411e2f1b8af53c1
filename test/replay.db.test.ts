// Is a request that comes twice done once, and answered the same?
import type { Hono } from 'hono'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeApp } from '../src/app/server.ts'
import { accountsContract } from '../src/rooms/accounts/contract.ts'
import { daysContract } from '../src/rooms/days/contract.ts'
import { hooksContract } from '../src/rooms/hooks/contract.ts'
import { peopleContract } from '../src/rooms/people/contract.ts'
import { openLive } from '../src/platform/live.ts'
import { sweepReplays } from '../src/platform/replay.ts'
import { clock, cloneDatabase, type TestDatabase } from './database.ts'
import { says, Visitor } from './door.ts'

let here: TestDatabase
let app: Hono
let live: Awaited<ReturnType<typeof openLive>>
let visitor: Visitor

beforeAll(async () => {
  here = await cloneDatabase()
  live = await openLive(here.db.pool)
  app = makeApp(here.db, live, clock)
  visitor = new Visitor(app)
  await visitor.post('/session', { institution: 'mayo', person: 'solveig-bergstrand' })
})
afterAll(async () => {
  await live.close()
  await here.drop()
})

const PATH = '/plans/mayo-2026/drafts'
const make = (name: string, key: string) =>
  visitor.post<{ id: string }>(PATH, { name, from: 'empty' }, { 'idempotency-key': key })
const drafts = async () =>
  (await here.db.pool.query('select count(*)::int as n from draft')).rows[0].n as number

test('sent twice it is done once, and the second answer is the first', async () => {
  const before = await drafts()
  const first = await make('Twice', 'key-number-1')
  const second = await make('Twice', 'key-number-1')
  expect([first.status, second.status]).toEqual([200, 200])
  expect(second.body).toEqual(first.body)
  expect(second.headers.get('idempotency-replayed')).toBe('true')
  expect(await drafts()).toBe(before + 1)
})
test('twenty at once under one key do it once', async () => {
  const before = await drafts()
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => make('At once', 'key-number-2')),
  )
  expect(await drafts()).toBe(before + 1)
  expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(1)
  expect(answers.every(({ status }) => status === 200 || status === 422)).toBe(true)
})
test('the same key for something else, and a key that is none, are refused', async () => {
  await make('One', 'key-number-3')
  const other = await make('Other', 'key-number-3')
  expect([other.status, says(other)]).toEqual([
    422,
    'This Idempotency-Key was sent with another request.',
  ])
  expect((await make('Bad', 'x')).status).toBe(422)
})
test('the keys of two people are two keys', async () => {
  const fellow = new Visitor(app)
  await fellow.post('/session', { institution: 'mayo', person: 'tariq-haddadin' })
  const key = { 'idempotency-key': 'key-number-4' }
  const [mine, theirs] = [
    await visitor.post<{ id: string }>('/access-keys', { label: 'A', scope: 'read' }, key),
    await fellow.post<{ id: string }>('/access-keys', { label: 'A', scope: 'read' }, key),
  ]
  expect([mine.status, theirs.status]).toEqual([200, 200])
  expect(mine.body.id).not.toBe(theirs.body.id)
})
test('what was refused may be sent again with the same key', async () => {
  const send = (name: string) =>
    visitor.post('/programmes', { name }, { 'idempotency-key': 'key-number-5' })
  expect((await send('')).status).toBe(400)
  expect((await send('')).status).toBe(400)
})
test('a PUT under a key is done once as well: kept on a phone, sent twice, confirmed once', async () => {
  const path = '/programmes/mayo-msk/people/tariq-haddadin/hours'
  const fellow = new Visitor(app)
  await fellow.post('/session', { institution: 'mayo', person: 'tariq-haddadin' })
  const open = (await fellow.get<{ weeks: { programme: string; monday: string }[] }>('/hours')).body
  const { programme, monday } = open.weeks[0]!
  const put = () =>
    fellow.put<{ version: number }>(
      `${path.replace('mayo-msk', programme)}/${monday}`,
      { version: 0, entries: [] },
      { 'idempotency-key': 'key-number-8' },
    )
  const [first, second] = [await put(), await put()]
  expect([first.status, second.status, second.body]).toEqual([200, 200, { version: 1 }])
  expect(second.headers.get('idempotency-replayed')).toBe('true')
})
test('an answer with a secret in it is kept nowhere', async () => {
  const key = { 'idempotency-key': 'key-number-6' }
  const first = await visitor.post<{ token: string }>(
    ...(['/access-keys', { label: 'S', scope: 'read' }, key] as const),
  )
  const second = await visitor.post('/access-keys', { label: 'S', scope: 'read' }, key)
  expect([second.status, says(second)]).toEqual([
    422,
    'This request was done before; its answer is not kept.',
  ])
  const rows = await here.db.pool.query('select * from replay')
  expect(JSON.stringify(rows.rows)).not.toContain(first.body.token)
})
test('every route that shows something once says so, and is not kept', () => {
  const contracts = { ...peopleContract, ...daysContract, ...hooksContract, ...accountsContract }
  const once = Object.values(contracts).filter(({ says }) => /shown once|, once\./.test(says))
  expect(once.length).toBeGreaterThanOrEqual(4)
  expect(once.filter(({ isSecret }) => !isSecret)).toEqual([])
})
test('after a day a key may be used anew', async () => {
  await here.db.pool.query(`update replay set at = now() - interval '25 hours'`)
  await sweepReplays(here.db, ['mayo'])
  const before = await drafts()
  await make('Twice', 'key-number-1')
  expect(await drafts()).toBe(before + 1)
})
