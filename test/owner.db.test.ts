// Does everything work where the owner of the tables is no superuser, as on a managed server?
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { loadDemo } from '../src/app/load-demo.ts'
import { makeApp } from '../src/app/server.ts'
import { type Database, openDatabase } from '../src/platform/database.ts'
import { openLive } from '../src/platform/live.ts'
import { migrate } from '../src/platform/migrate.ts'
import { openPusher } from '../src/rooms/mail/index.ts'
import { clock, NOW } from './database.ts'
import { Visitor } from './door.ts'
import { PushService, Receiver } from './push-service.ts'
import { withDatabase } from './server.ts'
import { knownMigrations } from '../src/app/place.ts'

const name = `isocenter_${randomUUID().replaceAll('-', '')}`
let server: pg.Client
let db: Database

beforeAll(async () => {
  server = new pg.Client({ connectionString: inject('serverUrl') })
  await server.connect()
  await server.query(`create role ${name} login createrole password 'x'`)
  // The roles of this server were made by somebody else; on a server of its own the owner makes them.
  await server.query(
    `grant isocenter_app, isocenter_guest, isocenter_applicant to ${name} with admin option`,
  )
  await server.query(`create database ${name} owner ${name}`)
  const url = new URL(withDatabase(inject('serverUrl'), name))
  url.username = name
  url.password = 'x'
  db = openDatabase(url.href, { connections: 8 })
})
afterAll(async () => {
  await db.close()
  await server.query(`drop database ${name} with (force)`)
  await server.query(`drop role ${name}`)
  await server.end()
})

test('the steps, the demo, a sign-in, a wish, a device and its end', async () => {
  await migrate(db.pool, knownMigrations())
  expect(await loadDemo(db, NOW)).toBe(true)
  const live = await openLive(db.pool)
  const service = await PushService.open()
  const way = { reach: 'any', ca: service.certificate } as const
  const pusher = await openPusher(db, undefined, 'https://isocenter.example/', way)
  const visitor = new Visitor(makeApp(db, live, clock, { pusher }))
  const cast = { institution: 'mayo', person: 'tariq-haddadin' }
  expect((await visitor.post('/session', cast)).status).toBe(200)
  const wish = { news: 'never', push: true, quiet: null }
  expect((await visitor.put('/mail-preference', wish)).status).toBe(200)
  const phone = new Receiver(service, 'phone')
  expect((await visitor.put('/push-device', phone.subscription)).status).toBe(200)
  const devices = () =>
    db.inTenant(
      'mayo',
      async (tx) => (await tx.selectFrom('push_device' as never).execute()).length,
    )
  expect(await devices()).toBe(1)
  // Nobody's institution is set when a session ends, and the fence holds the owner too.
  expect((await visitor.remove('/session')).status).toBe(200)
  expect(await devices()).toBe(0)
  await service.close()
  await live.close()
})

test('every entry of the audit is chained under its own institution', async () => {
  const { rows } = await server.query(
    `select rolsuper, rolbypassrls from pg_roles where rolname = $1`,
    [name],
  )
  expect(rows).toEqual([{ rolsuper: false, rolbypassrls: false }])
  const whole = new pg.Client({ connectionString: withDatabase(inject('serverUrl'), name) })
  await whole.connect()
  const found =
    await whole.query(`select a.tenant, count(*)::int as entries, count(c.entry)::int as chained,
      (select h.number from audit_head h where h.tenant = a.tenant)::int as head
    from audit a left join audit_chain c on c.tenant = a.tenant and c.entry = a.id
    group by a.tenant order by a.tenant`)
  await whole.end()
  expect(found.rows.map(({ tenant }) => tenant)).toEqual(['brigham', 'johns-hopkins', 'mayo'])
  for (const { entries, chained, head } of found.rows)
    expect([chained, head]).toEqual([entries, entries])
})
