// Can one come in by proving who one is, in no other way, and is everybody out who should be?
import type { Hono } from 'hono'
import { sql } from 'kysely'
import { Secret, TOTP } from 'otpauth'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { makeApp } from '../src/app/server.ts'
import { openLive } from '../src/platform/live.ts'
import { clock, cloneDatabase, NOW, type TestDatabase } from './database.ts'
import { FOUNDER, PASSWORD, says, Visitor } from './door.ts'

let here: TestDatabase
let app: Hono
let live: Awaited<ReturnType<typeof openLive>>
let founder: Visitor

beforeEach(async () => {
  here = await cloneDatabase()
  live = await openLive(here.db.pool)
  app = makeApp(here.db, live, clock)
  founder = new Visitor(app)
})
afterEach(async () => {
  await live.close()
  await here.drop()
})

const open = async () => expect((await founder.post('/institutions', FOUNDER)).status).toBe(200)
const enter = (visitor: Visitor, more: object = {}) =>
  visitor.post<{ state: string; ticket: string }>('/session/password', {
    ...{ email: FOUNDER.account.email, password: PASSWORD, device: 'mine' },
    ...more,
  })
const who = async (visitor: Visitor) =>
  (await visitor.get<{ person: { name: string } | null }>('/me')).body.person?.name ?? null
const codeAt = (secret: string, seconds = 0) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({
    timestamp: Date.parse(NOW) + seconds * 1_000,
  })
const count = async (table: string) =>
  Number((await here.db.pool.query(`select count(*) from ${table}`)).rows[0].count)

describe('a real institution', () => {
  test('ends the choosing of people, for the demo too', async () => {
    const visitor = new Visitor(app)
    const choose = { institution: 'mayo', person: 'solveig-bergstrand' }
    expect((await visitor.post('/session', choose)).status).toBe(200)
    await open()
    const refused = await new Visitor(app).post('/session', choose)
    expect([refused.status, says(refused)]).toEqual([
      409,
      'Riverside works here: nobody signs in by being chosen.',
    ])
    const cast = await visitor.get<{ institutions: unknown[] }>('/cast')
    expect(cast.body.institutions).toEqual([])
  })
  test('is opened with a good password only, and then by nobody else', async () => {
    const weak = { ...FOUNDER, account: { ...FOUNDER.account, password: 'riverside2026' } }
    const refused = await founder.post('/institutions', weak)
    expect([refused.status, says(refused)]).toEqual([
      409,
      'This password is among the first that somebody would try.',
    ])
    await open()
    expect((await new Visitor(app).post('/institutions', FOUNDER)).status).toBe(409)
  })
})

describe('a password', () => {
  beforeEach(open)
  test('opens, and is stored nowhere', async () => {
    const visitor = new Visitor(app)
    expect((await enter(visitor)).body.state).toBe('in')
    expect(await who(visitor)).toBe('Noor Haddad')
    const rows = await here.db.pool.query('select * from account, session')
    expect(JSON.stringify(rows.rows)).not.toContain(PASSWORD)
    expect(JSON.stringify(rows.rows)).not.toContain(visitor.cookies.get('isocenter')!)
  })
  test('that is wrong and an address that is unknown are answered in the same words', async () => {
    const wrong = await enter(new Visitor(app), { password: 'another one entirely' })
    const unknown = await enter(new Visitor(app), { email: 'nobody@riverside.example' })
    expect(wrong.body).toEqual(unknown.body)
    expect(wrong.status).toBe(unknown.status)
  })
  test('cannot be guessed fast, and the owner comes in from a device that is known', async () => {
    const thief = new Visitor(app)
    const answers = []
    for (let nth = 0; nth < 10; nth++)
      answers.push((await enter(thief, { password: `guess number ${nth}` })).status)
    expect(answers.slice(0, 6)).toEqual([409, 409, 409, 409, 409, 409])
    expect(answers.at(-1)).toBe(429)
    expect((await enter(new Visitor(app))).status).toBe(429)
    const owner = new Visitor(app)
    await here.db.pool.query('delete from attempt')
    expect((await enter(owner)).status).toBe(200)
    await here.db.pool.query(`insert into attempt (key, failures, until)
      select 'email:' || encode(sha256(convert_to(email, 'UTF8')), 'hex'), 99, now() + interval '1 hour'
      from account`)
    expect((await enter(new Visitor(app))).status).toBe(429)
    expect((await enter(owner)).status).toBe(200)
  })
  test('is asked for again before it is changed, and cannot be guessed there either', async () => {
    const wanted = { old: 'another one entirely', next: 'nine quiet tractors sing' }
    const answers = []
    for (let nth = 0; nth < 7; nth++)
      answers.push((await founder.put('/account/password', wanted)).status)
    expect(answers).toEqual([409, 409, 409, 409, 409, 409, 429])
  })
  test('is changed with the old one, and every other session ends', async () => {
    const other = new Visitor(app)
    await enter(other)
    const next = 'seven brass kettles hum'
    expect((await founder.put('/account/password', { old: 'wrong', next })).status).toBe(409)
    expect((await founder.put('/account/password', { old: PASSWORD, next })).status).toBe(200)
    expect(await who(other)).toBe(null)
    expect(await who(founder)).toBe('Noor Haddad')
    expect((await enter(new Visitor(app))).status).toBe(409)
    expect((await enter(new Visitor(app), { password: next })).body).toMatchObject({ state: 'in' })
  })
  test('that is lost is set anew with a link, once, within the hour', async () => {
    const asked = await new Visitor(app).post('/password-resets', { email: FOUNDER.account.email })
    const none = await new Visitor(app).post('/password-resets', { email: 'x@riverside.example' })
    expect([asked.status, asked.body]).toEqual([none.status, none.body])
    const mail = await founder.get<{ mail: { text: string }[] }>('/mail')
    expect(mail.body.mail).toHaveLength(1)
    const token = /new-password\/(\S+)/.exec(mail.body.mail[0]!.text)![1]!
    const set = (password: string) =>
      new Visitor(app).post(`/password-resets/${token}`, { password })
    expect((await set('short')).status).toBe(409)
    expect((await set('nine quiet tractors sing')).status).toBe(200)
    expect((await set('nine quiet tractors sing')).status).toBe(409)
    const noted = await here.db.pool.query(`select 1 from audit where action = 'reset-password'`)
    expect(noted.rows).toHaveLength(1)
    expect(await who(founder)).toBe(null)
    expect((await enter(new Visitor(app), { password: 'nine quiet tractors sing' })).status).toBe(
      200,
    )
  })
})

describe('a second proof', () => {
  beforeEach(open)
  const setUp = async () => {
    const begun = await founder.post<{ secret: string }>('/account/codes', { password: PASSWORD })
    const { secret } = begun.body
    const done = await founder.post<{ codes: string[] }>('/account/codes/confirmation', {
      code: codeAt(secret),
    })
    expect(done.status).toBe(200)
    return { secret, codes: done.body.codes }
  }
  test('is asked for, is good once, and a recovery code stands in once', async () => {
    const { secret, codes } = await setUp()
    expect(codes).toHaveLength(10)
    const visitor = new Visitor(app)
    const first = await enter(visitor)
    expect(first.body.state).toBe('code')
    expect(await who(visitor)).toBe(null)
    // The code that set it up was used: the same one does not open a minute later.
    const used = await visitor.post('/session/code', {
      ...{ ticket: first.body.ticket, code: codeAt(secret) },
    })
    expect(used.status).toBe(409)
    const { ticket } = first.body
    const opened = await visitor.post('/session/code', { ticket, code: codeAt(secret, 30) })
    expect(opened.body).toMatchObject({ state: 'in' })
    const lost = new Visitor(app)
    for (const expected of [200, 409]) {
      const begun = await enter(lost)
      const answer = await lost.post('/session/code', {
        ...{ ticket: begun.body.ticket, code: codes[3]!.toUpperCase() },
      })
      expect(answer.status).toBe(expected)
    }
  })
  test('many guesses at once are as slow as one after the other', async () => {
    await setUp()
    const tickets: string[] = []
    for (let nth = 0; nth < 20; nth++) tickets.push((await enter(new Visitor(app))).body.ticket)
    const codes = await Promise.all(
      tickets.map((ticket) => new Visitor(app).post('/session/code', { ticket, code: '000000' })),
    )
    expect(codes.filter(({ status }) => status === 409)).toHaveLength(6)
    expect(codes.filter(({ status }) => status === 429)).toHaveLength(14)
    const passwords = await Promise.all(
      tickets.map((word) => enter(new Visitor(app), { password: word })),
    )
    expect(passwords.filter(({ status }) => status === 409)).toHaveLength(6)
    expect(passwords.filter(({ status }) => status === 429)).toHaveLength(14)
  })
  test('is asked of planners after two weeks, and until then only spoken of', async () => {
    expect((await founder.get('/members')).status).toBe(200)
    await here.db.pool.query(`update account set created_at = now() - interval '15 days'`)
    const refused = await founder.get('/members')
    expect([refused.status, says(refused)]).toEqual([
      403,
      'Your institution asks for a second proof here.',
    ])
    expect((await founder.get('/account')).status).toBe(200)
    await setUp()
    expect((await founder.get('/members')).status).toBe(200)
  })
})

describe('a session', () => {
  beforeEach(open)
  test('on a shared computer locks itself, shows nothing, and opens with the password', async () => {
    const visitor = new Visitor(app)
    await enter(visitor, { device: 'shared' })
    await here.db.pool.query(`update session set seen_at = now() - interval '16 minutes'
      where idle_minutes is not null`)
    expect((await visitor.get('/today')).status).toBe(401)
    expect((await visitor.get('/me')).body).toMatchObject({
      person: null,
      lockedFor: 'Noor Haddad',
    })
    expect((await visitor.post('/session/unlock', { password: 'wrong' })).status).toBe(409)
    expect((await visitor.get('/today')).status).toBe(401)
    expect((await visitor.post('/session/unlock', { password: PASSWORD })).status).toBe(200)
    expect((await visitor.get('/today')).status).toBe(200)
    expect((await visitor.put('/session/lock')).status).toBe(200)
    expect((await visitor.get('/today')).status).toBe(401)
  })
  test('locks for being idle on a shared computer only, and the page is told so', async () => {
    const idle = async (device: string) => {
      const visitor = new Visitor(app)
      await enter(visitor, { device })
      return (await visitor.get<{ idleMinutes: number | null }>('/me')).body.idleMinutes
    }
    expect([await idle('shared'), await idle('mine')]).toEqual([15, null])
  })
  test('gets a new token when a right changes, and the old one dies within moments', async () => {
    const old = founder.cookies.get('isocenter')!
    const person = 'noor-haddad'
    await here.db.inTenant('riverside', (tx) =>
      sql`insert into office (tenant, person, office, during)
        values ('riverside', ${person}, 'dio', daterange('2026-01-01', null))`.execute(tx),
    )
    expect(await who(founder)).toBe('Noor Haddad')
    expect(founder.cookies.get('isocenter')).not.toBe(old)
    const late = new Visitor(app)
    late.cookies.set('isocenter', old)
    expect(await who(late)).toBe('Noor Haddad')
    await here.db.pool.query('update session set old_until = now()')
    expect(await who(late)).toBe(null)
  })
  test('is new at every sign-in, and the one before of this browser is gone', async () => {
    const planted = founder.cookies.get('isocenter')!
    await enter(founder)
    expect(founder.cookies.get('isocenter')).not.toBe(planted)
    const thief = new Visitor(app)
    thief.cookies.set('isocenter', planted)
    expect(await who(thief)).toBe(null)
  })
  test('is listed, and ended from somewhere else', async () => {
    const other = new Visitor(app)
    await enter(other)
    const account = await founder.get<{
      sessions: { id: string; isThis: boolean; device: string }[]
    }>('/account')
    expect(account.body.sessions.map(({ device }) => device)).toEqual([
      ...['Firefox on Linux', 'Firefox on Linux'],
    ])
    const { id } = account.body.sessions.find(({ isThis }) => !isThis)!
    expect((await founder.remove(`/account/sessions/${id}`)).status).toBe(200)
    expect(await who(other)).toBe(null)
  })
})

describe('an invitation', () => {
  beforeEach(open)
  const addPerson = (id: string, given: string, family: string) =>
    here.db.inTenant('riverside', async (tx) => {
      await sql`insert into person (tenant, id, given, family)
        values ('riverside', ${id}, ${given}, ${family})`.execute(tx)
      await sql`insert into office (tenant, person, office, during)
        values ('riverside', ${id}, 'dio', daterange('2026-01-01', null))`.execute(tx)
    })
  const letter = async () => {
    const mail = await founder.get<{ mail: { text: string }[] }>('/mail')
    return /invitation\/(\S+)/.exec(mail.body.mail[0]!.text)![1]!
  }
  test('lets one person in, once, under a password of their own', async () => {
    await addPerson('mika', 'Mika', 'Aalto')
    const wanted = { person: 'mika', email: 'mika@riverside.example' }
    expect((await founder.post('/invitations', wanted)).status).toBe(200)
    const token = await letter()
    const visitor = new Visitor(app)
    // Looking, as mail programs do, uses nothing up.
    for (let nth = 0; nth < 3; nth++)
      expect((await visitor.get(`/invitations/${token}`)).body).toMatchObject({
        ...{ name: 'Mika Aalto', hasAccount: false },
      })
    const accept = (password: string) =>
      visitor.post(`/invitations/${token}`, { password, device: 'mine' })
    expect(says(await accept('mika mika mika aalto'))).toContain('among the first')
    expect((await accept('eleven grey umbrellas wait')).body).toMatchObject({ state: 'in' })
    expect(await who(visitor)).toBe('Mika Aalto')
    expect((await new Visitor(app).get(`/invitations/${token}`)).status).toBe(409)
    expect((await accept('eleven grey umbrellas wait')).status).toBe(409)
    expect((await visitor.get('/members')).status).toBe(403)
  })
  test('that was sent again or taken back is good no more', async () => {
    await addPerson('mika', 'Mika', 'Aalto')
    const wanted = { person: 'mika', email: 'mika@riverside.example' }
    await founder.post('/invitations', wanted)
    const first = await letter()
    await founder.post('/invitations', wanted)
    const second = await letter()
    expect((await new Visitor(app).get(`/invitations/${first}`)).status).toBe(409)
    expect((await new Visitor(app).get(`/invitations/${second}`)).status).toBe(200)
    const members = await founder.get<{ members: { invitation: string | null }[] }>('/members')
    const { invitation } = members.body.members.find((member) => member.invitation)!
    expect((await founder.remove(`/invitations/${invitation}`)).status).toBe(200)
    expect((await new Visitor(app).get(`/invitations/${second}`)).status).toBe(409)
  })
  test('two who accept at once: one comes in', async () => {
    await addPerson('mika', 'Mika', 'Aalto')
    await founder.post('/invitations', { person: 'mika', email: 'mika@riverside.example' })
    const token = await letter()
    const answers = await Promise.all(
      ['eleven grey umbrellas wait', 'twelve red umbrellas wait'].map((password) =>
        new Visitor(app).post(`/invitations/${token}`, { password, device: 'mine' }),
      ),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(await count('account')).toBe(2)
  })
  test('an invitation does not pass by the second proof', async () => {
    await addPerson('mika', 'Mika', 'Aalto')
    const wanted = { person: 'mika', email: 'mika@riverside.example' }
    const words = { password: 'eleven grey umbrellas wait', device: 'mine' }
    await founder.post('/invitations', wanted)
    const mika = new Visitor(app)
    await mika.post(`/invitations/${await letter()}`, words)
    const { password } = words
    const begun = await mika.post<{ secret: string }>('/account/codes', { password })
    await mika.post('/account/codes/confirmation', { code: codeAt(begun.body.secret) })
    await founder.post('/invitations', wanted)
    const again = new Visitor(app)
    const answer = await again.post<{ state: string }>(`/invitations/${await letter()}`, words)
    expect([answer.status, answer.body.state]).toEqual([200, 'code'])
    expect(await who(again)).toBe(null)
  })
  test('access that is ended ends at once, and the last administrator stays', async () => {
    await addPerson('mika', 'Mika', 'Aalto')
    await founder.post('/invitations', { person: 'mika', email: 'mika@riverside.example' })
    const visitor = new Visitor(app)
    await visitor.post(`/invitations/${await letter()}`, {
      ...{ password: 'eleven grey umbrellas wait', device: 'mine' },
    })
    expect(await who(visitor)).toBe('Mika Aalto')
    const made = await visitor.post<{ token: string }>('/access-keys', { label: 'Dashboard' })
    const key = { authorization: `Bearer ${made.body.token}` }
    const withKey = () => new Visitor(app).call('GET', '/api/rights', undefined, key)
    expect((await withKey()).status).toBe(200)
    expect((await founder.remove('/members/mika')).status).toBe(200)
    expect(await who(visitor)).toBe(null)
    expect((await withKey()).status).toBe(401)
    const resign = { office: 'administrator', holds: false }
    expect(says(await founder.put('/members/noor-haddad/office', resign))).toBe(
      'Noor Haddad is the only administrator.',
    )
  })
})

test('a foreign page writes nothing', async () => {
  const answer = await new Visitor(app).post('/session', {}, { origin: 'https://evil.example' })
  expect(answer.status).toBe(403)
})
