// Does news come to a device once, when its owner wants it, encrypted for it alone, and to nobody else?
import type { Hono } from 'hono'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { makeApp } from '../src/app/server.ts'
import type { Moment } from '../src/kernel/moment.ts'
import { fixedClock } from '../src/platform/clock.ts'
import { openLive } from '../src/platform/live.ts'
import { deliverMail, openPusher, type Pusher, writeNews } from '../src/rooms/mail/index.ts'
import { editDraft } from '../src/rooms/rota/draft-edits.ts'
import { createDraft } from '../src/rooms/rota/drafts.ts'
import { publish } from '../src/rooms/rota/publishing.ts'
import { actAs, clock, cloneDatabase, type TestDatabase, value } from './database.ts'
import { FOUNDER, says, Visitor } from './door.ts'
import { PushService, Receiver } from './push-service.ts'

const at = (text: string) => text as Moment
const NOON = at('2026-11-21T18:00:00Z')
const TARIQ = 'tariq-haddadin'
const CONTACT = 'https://isocenter.example/'

let here: TestDatabase
let live: Awaited<ReturnType<typeof openLive>>
let service: PushService
let pusher: Pusher
let app: Hono
let tariq: Visitor
let phone: Receiver

beforeEach(async () => {
  here = await cloneDatabase()
  live = await openLive(here.db.pool)
  service = await PushService.open()
  const way = { reach: 'any', ca: service.certificate } as const
  pusher = await openPusher(here.db, undefined, CONTACT, way)
  app = makeApp(here.db, live, clock, { pusher })
  tariq = await enter(TARIQ)
  phone = new Receiver(service, 'phone')
})
afterEach(async () => {
  await service.close()
  await live.close()
  await here.drop()
})

async function enter(person: string): Promise<Visitor> {
  const visitor = new Visitor(app)
  expect((await visitor.post('/session', { institution: 'mayo', person })).status).toBe(200)
  return visitor
}
const turnOn = (visitor: Visitor, receiver: Receiver) =>
  visitor.put('/push-device', receiver.subscription)
const isOn = async (visitor: Visitor) =>
  (await visitor.get<{ isOn: boolean }>('/push-device')).body.isOn
const wish = async (more: object) => {
  const said = { news: 'at-once', push: true, quiet: null, ...more }
  expect((await tariq.put('/mail-preference', said)).status).toBe(200)
}
const deliver = (now: Moment = NOON, by: Pusher = pusher) =>
  deliverMail(here.db, fixedClock(now), { postman: null, pusher: by }, new AbortController().signal)
const later = (seconds: number) => at(new Date(Date.parse(NOON) + seconds * 1_000).toISOString())
const news = (key: string, now: Moment = NOON, person = TARIQ) =>
  here.db.inTenant('mayo', (tx) =>
    writeNews(
      tx,
      { tenant: 'mayo', zone: 'America/Chicago', now },
      { key, topic: 'year' },
      new Map([
        [
          person,
          {
            ...{ subject: 'A letter', text: 'Parental leave from 7 December' },
            note: { title: 'Your schedule has changed', line: key, path: `/people/${person}` },
          },
        ],
      ]),
    ),
  )
const rows = async (table: string) =>
  Number((await here.db.pool.query(`select count(*) from ${table}`)).rows[0].count)
const outcomes = async () =>
  (
    await here.db.pool.query(
      `select says, done_at is not null as done, next_at from mail where way = 'push' order by at`,
    )
  ).rows as { says: string | null; done: boolean; next_at: Date | number }[]

describe('a note to a device', () => {
  test('goes out once, signed by this installation, and only that device can read it', async () => {
    expect((await turnOn(tariq, phone)).status).toBe(200)
    await news('a')
    await news('a')
    await Promise.all([deliver(), deliver(), deliver()])
    expect(service.taken.map(({ path }) => path)).toEqual(['/phone'])
    const [message] = service.taken as [(typeof service.taken)[number]]
    expect(phone.read(message)).toEqual({
      ...{ title: 'Your schedule has changed', line: 'a', path: `/people/${TARIQ}` },
      tag: message.headers['topic'],
    })
    const { key, claims } = service.signedBy(message)
    const { body } = await tariq.get<{ key: string }>('/push-device')
    expect(key).toBe(body.key)
    expect(claims).toMatchObject({ aud: service.origin, sub: CONTACT })
    expect(claims.exp - Date.now() / 1_000).toBeLessThanOrEqual(86_400)
    expect(message.headers).toMatchObject({ ttl: '172800', urgency: 'normal' })
    // A push service reads the topic: it says nothing, and is the same for the same.
    expect(message.headers['topic']).toMatch(/^[0-9a-f]{32}$/)
    expect(message.body.toString('latin1')).not.toContain('schedule')
    expect(() => new Receiver(service, 'other').read(message)).toThrow('authenticate')
  })

  test('waits as long as a busy push service asks, and then comes', async () => {
    await turnOn(tariq, phone)
    await news('a')
    service.answers.push({ status: 503, headers: { 'retry-after': '900' } })
    await deliver()
    await deliver(later(890))
    expect(service.taken).toHaveLength(1)
    await deliver(later(901))
    expect(service.taken).toHaveLength(2)
    expect(phone.read(service.taken[1]!)).toMatchObject({ line: 'a' })
    await deliver(later(100_000))
    expect(service.taken).toHaveLength(2)
    expect(await isOn(tariq)).toBe(true)
  })

  test('that is refused for good is not tried again, and the device stays', async () => {
    await turnOn(tariq, phone)
    await news('a')
    service.answers.push({ status: 413 })
    await deliver()
    await deliver(later(1_000_000))
    expect(service.taken).toHaveLength(1)
    expect(await outcomes()).toMatchObject([
      { done: false, says: 'Its push service answered 413.' },
    ])
    expect(await isOn(tariq)).toBe(true)
  })

  test.each([404, 410])('after %i ends the device, and what waits for it too', async (status) => {
    await turnOn(tariq, phone)
    await wish({ quiet: { from: 21, to: 6 } })
    await news('later', at('2026-11-22T05:30:00Z'))
    await news('a')
    service.answers.push({ status })
    await deliver()
    expect(await isOn(tariq)).toBe(false)
    await deliver(at('2026-11-22T13:00:00Z'))
    expect(service.taken).toHaveLength(1)
    expect((await outcomes()).map((row) => row.says)).toEqual([
      'The device shows no news any more.',
      `Its push service answered ${status}.`,
    ])
  })

  test('goes to each device of a person, and a fault of one repeats it on that one only', async () => {
    const tablet = new Receiver(service, 'tablet')
    const second = await enter(TARIQ)
    await turnOn(tariq, phone)
    await turnOn(second, tablet)
    await news('a')
    service.answers.push({ status: 500 }, { status: 500 }, { status: 201 })
    await deliver()
    expect(service.taken.map(({ path }) => path).sort()).toEqual(['/phone', '/tablet'])
    await deliver(later(61))
    expect(service.taken.map(({ path }) => path).sort()).toEqual([
      '/phone',
      '/phone',
      '/tablet',
      '/tablet',
    ])
    await deliver(later(1_000))
    expect(service.taken).toHaveLength(4)
    const seen = await second.get<{ elsewhere: number }>('/push-device')
    expect(seen.body.elsewhere).toBe(1)
  })
})

describe('the wish of its owner', () => {
  beforeEach(async () => {
    await turnOn(tariq, phone)
    await here.db.pool.query(
      `insert into mail_address (tenant, person, email) values ('mayo', $1, 'tariq@mayo.example')`,
      [TARIQ],
    )
  })
  const written = async () =>
    (await here.db.pool.query(`select way from mail order by way`)).rows.map(({ way }) => way)

  test.each([
    ['both', { news: 'at-once', push: true }, ['mail', 'push']],
    ['mail', { news: 'at-once', push: false }, ['mail']],
    ['push', { news: 'never', push: true }, ['push']],
    ['none', { news: 'never', push: false }, []],
  ])('for %s is obeyed', async (_, said, expected) => {
    await wish(said)
    await news('a')
    expect(await written()).toEqual(expected)
    await deliver()
    expect(service.taken).toHaveLength(said.push ? 1 : 0)
  })

  test('for mail once a day lets a note come at once', async () => {
    await wish({ news: 'daily' })
    await news('a')
    await deliver()
    expect(service.taken).toHaveLength(1)
  })

  test('for quiet hours holds a note back until they end', async () => {
    await wish({ quiet: { from: 21, to: 6 } })
    const night = at('2026-11-22T05:30:00Z')
    await news('a', night)
    await deliver(night)
    await deliver(at('2026-11-22T11:59:00Z'))
    expect(service.taken).toEqual([])
    await deliver(at('2026-11-22T12:00:00Z'))
    expect(service.taken).toHaveLength(1)
  })

  test('is kept also where no address is known', async () => {
    const other = await enter('solveig-bergstrand')
    await other.put('/mail-preference', { news: 'at-once', push: false, quiet: null })
    expect((await other.get('/mail-preference')).body).toEqual({
      email: null,
      preference: { news: 'at-once', push: false, quiet: null },
    })
  })
})

describe('a device ends', () => {
  beforeEach(() => turnOn(tariq, phone))

  test('when its session does: signed out there', async () => {
    expect(await rows('push_device')).toBe(1)
    await tariq.remove('/session')
    expect(await rows('push_device')).toBe(0)
    await news('a')
    await deliver()
    expect(service.taken).toEqual([])
  })

  test('when its session does: run out, and swept away', async () => {
    await here.db.pool.query(`delete from session where person = $1`, [TARIQ])
    expect(await rows('push_device')).toBe(0)
  })

  test('when somebody else signs in with the same browser', async () => {
    await tariq.post('/session', { institution: 'mayo', person: 'solveig-bergstrand' })
    expect(await rows('push_device')).toBe(0)
    expect((await turnOn(tariq, phone)).status).toBe(200)
    await news('a')
    await deliver()
    expect(service.taken).toEqual([])
  })

  test('when its owner does not belong to the institution any more', async () => {
    await here.db.pool.query(
      `update role set during = daterange('2020-01-01', '2026-11-01') where person = $1`,
      [TARIQ],
    )
    await news('a')
    await deliver()
    expect(service.taken).toEqual([])
    expect(await rows('push_device')).toBe(0)
  })

  test('when it is turned off, and in the audit stands that it was, without its address', async () => {
    await tariq.remove('/push-device')
    expect(await isOn(tariq)).toBe(false)
    const { rows: entries } = await here.db.pool.query(
      `select action, before, after from audit where thing = 'push_device' order by id`,
    )
    expect(entries.map(({ action }) => action)).toEqual(['insert', 'delete'])
    expect(JSON.stringify(entries)).not.toMatch(/localhost|p256dh|auth/)
  })
})

describe('nobody else', () => {
  test('takes over, turns off or tries the device of another', async () => {
    await turnOn(tariq, phone)
    const other = await enter('solveig-bergstrand')
    const refused = await turnOn(other, phone)
    expect([refused.status, says(refused)]).toEqual([
      409,
      'This browser still shows news for another sign-in.',
    ])
    expect((await other.remove('/push-device')).status).toBe(200)
    expect((await other.post('/push-device/test')).status).toBe(409)
    expect(await isOn(tariq)).toBe(true)
    await news('a')
    await deliver()
    expect(phone.read(service.taken[0]!)).toMatchObject({ line: 'a' })
  })

  test('of another institution reads anything of it, and the role that serves has no key', async () => {
    await turnOn(tariq, phone)
    await news('a')
    const seen = await here.db.inTenant('brigham', async (tx) => {
      const devices = await sql`select * from push_device`.execute(tx)
      const mail = await sql`select * from mail`.execute(tx)
      return devices.rows.length + mail.rows.length
    })
    expect(seen).toBe(0)
    await expect(
      here.db.inTenant('mayo', (tx) => sql`select * from push_key`.execute(tx)),
    ).rejects.toThrow('permission denied')
    const moved = sql`update push_device set person = 'solveig-bergstrand'`
    // The session is of somebody else: the database holds a device to its owner.
    await expect(here.db.inTenant('mayo', (tx) => moved.execute(tx))).rejects.toThrow('foreign key')
  })

  test('who is not signed in, or comes with a key for programs, has a device', async () => {
    expect((await turnOn(new Visitor(app), phone)).status).toBe(401)
    const key = await tariq.post<{ token: string }>('/access-keys', { label: 'x', scope: 'write' })
    const program = new Visitor(app)
    const bearer = { authorization: `Bearer ${key.body.token}` }
    const answer = await program.call('PUT', '/api/push-device', phone.subscription, bearer)
    expect(answer.status).toBe(403)
    expect(await rows('push_device')).toBe(0)
  })
})

describe('an address', () => {
  const outward = () => openPusher(here.db, undefined, CONTACT)
  test.each([
    ['https://127.0.0.1/x', 'This address is inside of the own network.'],
    ['https://[::1]/x', 'This address is inside of the own network.'],
    ['https://10.1.2.3/x', 'This address is inside of the own network.'],
    ['https://localhost/x', 'This address is inside of the own network.'],
    ['https://a:b@push.example/x', 'An address with a name or a password in it is not called.'],
  ])('%s is refused, in words', async (endpoint, why) => {
    const strict = makeApp(here.db, live, clock, { pusher: await outward() })
    const visitor = new Visitor(strict)
    await visitor.post('/session', { institution: 'mayo', person: TARIQ })
    const refused = await visitor.put('/push-device', { ...phone.subscription, endpoint })
    expect([refused.status, says(refused)]).toEqual([409, why])
  })

  test('without https is none, also where the own network is open', async () => {
    const endpoint = 'http://localhost/x'
    expect((await tariq.put('/push-device', { ...phone.subscription, endpoint })).status).toBe(400)
    expect(pusher!.refuse({ ...phone.subscription, endpoint })).toContain('https://')
  })

  test('inside is not called either when it stands in the database already', async () => {
    await turnOn(tariq, phone)
    await here.db.pool.query(
      `update push_device set endpoint = replace(endpoint, 'localhost', '127.0.0.1')`,
    )
    await news('a')
    await deliver(NOON, await outward())
    expect(service.taken).toEqual([])
    expect((await outcomes())[0]!.says).toContain('inside of the own network')
  })

  test('with a key that is none is refused', async () => {
    const keys = { ...phone.subscription.keys, p256dh: Buffer.alloc(65, 4).toString('base64url') }
    const refused = await tariq.put('/push-device', { ...phone.subscription, keys })
    expect([refused.status, says(refused)]).toEqual([409, 'The key of this device is none.'])
  })
})

describe('the key of the installation', () => {
  test('is made once, however many processes start, and stays', async () => {
    const opened = await Promise.all(
      Array.from({ length: 5 }, () => openPusher(here.db, undefined, CONTACT)),
    )
    expect(new Set(opened.map((one) => one!.key))).toEqual(new Set([pusher!.key]))
  })
  test('may come from the outside, and must be one; “none” sends nothing', async () => {
    const secret = Buffer.alloc(32, 7).toString('base64url')
    const own = await openPusher(here.db, secret, CONTACT)
    expect(own!.key).not.toBe(pusher!.key)
    await expect(openPusher(here.db, 'short', CONTACT)).rejects.toThrow('ISOCENTER_PUSH_KEY')
    expect(await openPusher(here.db, 'none', CONTACT)).toBeNull()
    await turnOn(tariq, phone)
    await news('a')
    await deliver(NOON, null)
    expect(service.taken).toEqual([])
  })
})

test('a try comes at once, also in quiet hours, and once a minute', async () => {
  await turnOn(tariq, phone)
  await wish({ quiet: { from: 0, to: 23 } })
  for (let nth = 0; nth < 5; nth++) expect((await tariq.post('/push-device/test')).status).toBe(200)
  await deliver()
  expect(service.taken.map((message) => phone.read(message)['title'])).toEqual(['It works'])
})

test('on a computer that others use too there are none', async () => {
  const founder = new Visitor(app)
  await founder.post('/institutions', FOUNDER)
  await founder.remove('/session')
  const { email, password } = FOUNDER.account
  await founder.post('/session/password', { email, password, device: 'shared' })
  expect((await founder.get('/push-device')).body).toMatchObject({ isShared: true, isOn: false })
  const refused = await turnOn(founder, phone)
  expect(says(refused)).toBe('Others use this computer too, so it shows no notifications.')
})

test('a publication tells a device that and from when, and not what or why', async () => {
  const coordinator = await actAs(here.db, 'mayo', 'solveig-bergstrand')
  const draft = value(
    await createDraft(here.db, coordinator, 'mayo-2026', { name: 'Mine', from: 'published' }),
  )
  const [person] = Object.keys(draft.cells) as [string]
  await here.db.pool.query(
    `update role set during = daterange('2020-01-01', null) where person = $1`,
    [person],
  )
  const owner = await enter(person)
  const watch = new Receiver(service, 'watch')
  await turnOn(owner, watch)
  await turnOn(tariq, phone)
  const { rows: blocks } = await here.db.pool.query(
    `select blocks -> 0 ->> 'id' as id from plan where id = 'mayo-2026'`,
  )
  const period = blocks[0].id as string
  const before = draft.cells[person]![0] ?? null
  const edited = value(
    await editDraft(here.db, coordinator, draft.id, {
      changes: [{ person, period, before, after: 'mayo-xr' }],
      label: 'One cell',
    }),
  )
  const said = { version: edited.version, message: 'Because of her mother', waiver: 'For a test' }
  value(await publish(here.db, coordinator, draft.id, said))
  await deliver(at('2030-01-01T12:00:00Z'))
  const mine = service.taken.filter(({ path }) => path === '/watch')
  expect(mine).toHaveLength(1)
  expect(service.taken).toHaveLength(person === TARIQ ? 2 : 1)
  const note = watch.read(mine[0]!)
  expect(note).toMatchObject({ path: `/people/${person}` })
  expect(`${String(note['title'])} ${String(note['line'])}`).toMatch(
    /^Your schedule (has changed One change|is published .*), from \d+ \w+ \d{4} on\.$/,
  )
  expect(JSON.stringify(note)).not.toMatch(/XR|mother|mayo-xr/)
})
