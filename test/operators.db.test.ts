// Who operates the installation, and how fast may anybody change things in it?
import type { Hono } from 'hono'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { makeApp } from '../src/app/server.ts'
import { startJobs } from '../src/platform/jobs.ts'
import { openLive } from '../src/platform/live.ts'
import { makePace } from '../src/platform/pace.ts'
import { hashToken } from '../src/platform/token.ts'
import { clock, cloneDatabase, type TestDatabase } from './database.ts'
import { says, Visitor } from './door.ts'

let here: TestDatabase
let app: Hono
let live: Awaited<ReturnType<typeof openLive>>

beforeEach(async () => {
  here = await cloneDatabase()
  await (await startJobs(here.db.pool, {}, { alone: true })).stop()
  live = await openLive(here.db.pool)
  app = makeApp(here.db, live, clock)
})
afterEach(async () => {
  delete process.env['ISOCENTER_OPERATORS']
  await live.close()
  await here.drop()
})

/** Somebody with an account and a session, in this house, perhaps with an office. */
async function member(tenant: string, id: string, office: 'administrator' | 'dio') {
  const account = await here.db.pool.query<{ id: string }>(
    `insert into account (email) values ($1) returning id`,
    [`${id}@${tenant}.example`],
  )
  await here.db.inTenant(tenant, async (tx) => {
    await sql`insert into person (tenant, id, given, family)
      values (${tenant}, ${id}, 'Given', ${id})`.execute(tx)
    await sql`insert into office (tenant, person, office, during)
      values (${tenant}, ${id}, ${office}, daterange('2020-01-01', null))`.execute(tx)
  })
  await here.db.pool.query(
    `insert into session (token_hash, tenant, person, account, way, expires_at)
     values ($1, $2, $3, $4, 'password', now() + interval '1 day')`,
    [hashToken(`token-${tenant}-${id}`), tenant, id, account.rows[0]!.id],
  )
  const visitor = new Visitor(app)
  visitor.cookies.set('isocenter', `token-${tenant}-${id}`)
  return visitor
}
const system = async (visitor: Visitor) => (await visitor.get('/system')).status
const operates = async (visitor: Visitor) =>
  (await visitor.get<{ operates: boolean }>('/me')).body.operates

test('administrators of the institution that was founded first, and of no other one', async () => {
  await here.db.pool.query(`update tenant set demo = false`)
  await here.db.pool.query(`update tenant set founded_at = '2020-01-01' where id = 'mayo'`)
  const first = await member('mayo', 'one', 'administrator')
  const other = await member('brigham', 'two', 'administrator')
  const official = await member('mayo', 'three', 'dio')
  expect([await system(first), await system(other), await system(official)]).toEqual([
    200, 403, 403,
  ])
  expect([await operates(first), await operates(other)]).toEqual([true, false])
  for (const path of ['/system/backups', '/system/restore-tests']) {
    const refused = await other.post(path)
    expect([refused.status, says(refused)]).toEqual([403, expect.stringContaining('operates the')])
  }
})

test('or the administrators whose addresses are set, and then nobody else', async () => {
  await here.db.pool.query(`update tenant set demo = false`)
  await here.db.pool.query(`update tenant set founded_at = '2020-01-01' where id = 'mayo'`)
  process.env['ISOCENTER_OPERATORS'] = 'Two@Brigham.example, three@mayo.example'
  const first = await member('mayo', 'one', 'administrator')
  const named = await member('brigham', 'two', 'administrator')
  // Named, and no administrator anywhere.
  const official = await member('mayo', 'three', 'dio')
  expect([await system(first), await system(named), await system(official)]).toEqual([
    403, 200, 403,
  ])
})

test('in a demo its administrators, so that everybody can look', async () => {
  const visitor = await member('brigham', 'two', 'administrator')
  expect(await system(visitor)).toBe(200)
})

test('whoever changes things faster than the pace is told when to go on, and looking stays free', async () => {
  app = makeApp(here.db, live, clock, { pace: makePace({ usual: 5, edits: 8, strangers: 3 }) })
  const planner = new Visitor(app)
  await planner.post('/session', { institution: 'mayo', person: 'solveig-bergstrand' })
  const key = () => planner.post('/access-keys', { label: 'K', scope: 'read' })
  const answers = []
  for (let nth = 0; nth < 7; nth++) answers.push(await key())
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 429, 429])
  const last = answers.at(-1)!
  expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(says(last)).toBe('More than 5 changes came from you within a minute; that is the most.')
  expect((await planner.get('/access-keys')).status).toBe(200)
  // Edits of a year have a pace of their own, and so has every other person.
  const edit = await planner.post('/drafts/none/edits', { label: 'x', changes: [] })
  expect(edit.status).not.toBe(429)
  const other = new Visitor(app)
  await other.post('/session', { institution: 'mayo', person: 'tariq-haddadin' })
  expect((await other.post('/access-keys', { label: 'K', scope: 'read' })).status).toBe(200)
  const strangers = []
  for (let nth = 0; nth < 5; nth++)
    strangers.push((await new Visitor(app).post('/session/passkey/options')).status)
  expect(strangers).toContain(429)
})
