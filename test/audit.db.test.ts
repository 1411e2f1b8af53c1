// Is everything written down by whoever did it, can nobody take it back, and is a hole noticed?
import type { Hono } from 'hono'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { makeApp } from '../src/app/server.ts'
import { actingAs } from '../src/platform/acting.ts'
import { openLive } from '../src/platform/live.ts'
import { PERSON_MOST } from '../src/rooms/accounts/refusals.ts'
import type { Chain, Entry } from '../src/rooms/audit/schema.ts'
import { clock, cloneDatabase, type TestDatabase } from './database.ts'
import { FOUNDER, Visitor } from './door.ts'

let here: TestDatabase
let app: Hono
let live: Awaited<ReturnType<typeof openLive>>
let coordinator: Visitor

beforeEach(async () => {
  here = await cloneDatabase()
  live = await openLive(here.db.pool)
  app = makeApp(here.db, live, clock)
  coordinator = new Visitor(app)
  await coordinator.post('/session', { institution: 'mayo', person: 'solveig-bergstrand' })
})
afterEach(async () => {
  await live.close()
  await here.drop()
})

const search = async (query: string, visitor = coordinator) =>
  (await visitor.get<{ entries: Entry[] }>(`/audit?${query}`)).body.entries
const chain = async () => (await coordinator.get<Chain>('/audit/chain')).body

describe('what somebody does', () => {
  test('stands there with who, what, before, after and the number of the request', async () => {
    const made = await coordinator.post('/access-keys', { label: 'Dashboard', scope: 'read' })
    const [entry] = await search('thing=access_key')
    expect(entry).toMatchObject({
      ...{ actor: 'solveig-bergstrand', actorName: 'Solveig Bergstrand', action: 'insert' },
      subject: 'solveig-bergstrand',
      request: made.headers.get('x-request-id'),
    })
    expect(entry!.changes).toContainEqual({ field: 'label', before: null, after: 'Dashboard' })
    const { id, token } = made.body as { id: string; token: string }
    await coordinator.remove(`/access-keys/${id}`)
    expect((await search('thing=access_key')).map(({ action }) => action)).toEqual([
      ...['delete', 'insert'],
    ])
    expect(JSON.stringify(await search(''))).not.toContain(token)
  })
  test('with a key is the deed of its person, and the key is named', async () => {
    const made = await coordinator.post<{ token: string }>('/access-keys', {
      ...{ label: 'Robot', scope: 'write' },
    })
    const robot = new Visitor(app)
    const answer = await robot.post(
      '/plans/mayo-2026/drafts',
      { name: 'By a program', from: 'empty' },
      { authorization: `Bearer ${made.body.token}` },
    )
    expect(answer.status).toBe(200)
    const [entry] = await search('thing=draft')
    expect(entry).toMatchObject({ actor: 'solveig-bergstrand', behalf: 'key Robot' })
  })
  test('and a sign-in, and looking into the audit itself', async () => {
    await search('words=Solveig')
    const entries = await search('actor=solveig-bergstrand')
    expect(entries.map(({ action, thing }) => `${action} ${thing}`)).toEqual([
      ...['look audit', 'sign-in person'],
    ])
  })
  test('with a reason keeps the reason; what changes nothing leaves no entry', async () => {
    await actingAs({ actor: 'solveig-bergstrand', reason: 'She moved' }, () =>
      here.db.inTenant('mayo', async (tx) => {
        await sql`update person set family = 'Haddadin' where id = 'tariq-haddadin'`.execute(tx)
        await sql`update person set family = 'Haddad' where id = 'tariq-haddadin'`.execute(tx)
      }),
    )
    const entries = await search('subject=tariq-haddadin&words=moved')
    expect(entries.map(({ reason, changes }) => [reason, changes])).toEqual([
      ['She moved', [{ field: 'family', before: 'Haddadin', after: 'Haddad' }]],
    ])
  })
})

describe('nobody takes it back', () => {
  test('not the role that serves, and not the owner of the database either', async () => {
    for (const text of [
      `update audit set actor = 'nobody'`,
      'delete from audit',
      'truncate audit cascade',
      `update audit_chain set hash = 'x'`,
      'delete from audit_chain',
    ])
      await expect(here.db.pool.query(text)).rejects.toThrow('only added to')
    await expect(
      here.db.inTenant('mayo', (tx) =>
        sql`insert into audit (tenant, action, thing, thing_id) values ('mayo', 'x', 'x', 'x')`.execute(
          tx,
        ),
      ),
    ).rejects.toThrow('permission denied')
  })
  test('and where the guards were taken away, the chain tells', async () => {
    expect((await chain()).faults).toEqual([])
    const { entries, head } = await chain()
    expect(entries).toBeGreaterThan(20)
    expect(head).toMatch(/^[0-9a-f]{64}$/)
    const owner = (text: string) =>
      here.db.pool.query(`alter table audit disable trigger user;
        alter table audit_chain disable trigger user; alter table audit_head disable trigger user;
        ${text}`)
    const some = `(select id from audit where tenant = 'mayo' order by id offset 7 limit 1)`
    await owner(`update audit set actor = 'somebody-else' where id = ${some}`)
    expect((await chain()).faults).toEqual([expect.stringContaining('is not what it was')])
    await owner(`update audit set actor = null where id = ${some}`)
    expect((await chain()).faults).toEqual([])
    await owner(`delete from audit_chain where tenant = 'mayo' and number = 9`)
    expect((await chain()).faults).toEqual(
      expect.arrayContaining([
        'An entry before number 10 is missing.',
        '1 entries are not in the chain.',
      ]),
    )
  })
  test('the last entries cannot be cut off unseen', async () => {
    const { entries } = await chain()
    await here.db.pool.query(`alter table audit disable trigger user;
      alter table audit_chain disable trigger user;
      delete from audit_chain where tenant = 'mayo' and number = ${entries};
      delete from audit where tenant = 'mayo' and id = (select max(id) from audit where tenant = 'mayo')`)
    expect((await chain()).faults).toEqual(['The end of the chain is not where it was left.'])
  })
  test('fifty who write at once make one chain without a gap', async () => {
    const before = (await chain()).entries
    await Promise.all(
      Array.from({ length: 50 }, (_, nth) =>
        coordinator.post('/access-keys', { label: `Key ${nth}`, scope: 'read' }),
      ),
    )
    const after = await chain()
    expect(after.faults).toEqual([])
    // Twenty keys are the limit: the others were refused, and wrote nothing.
    expect(after.entries - before).toBeGreaterThanOrEqual(20)
  })
})

describe('what was refused', () => {
  const refusals = async (visitor = coordinator) =>
    (await search('thing=refusal', visitor)).map(({ action, thingId, subject, changes }) => [
      ...[action, thingId, subject],
      changes.map(({ field }) => field).join(),
    ])
  test('stands there with whose account it was, and nothing that was typed', async () => {
    const noor = new Visitor(app)
    await noor.post('/institutions', FOUNDER)
    await here.db.inTenant('riverside', (tx) =>
      sql`insert into office (tenant, person, office, during)
        values ('riverside', 'noor-haddad', 'dio', daterange('2026-01-01', null))`.execute(tx),
    )
    const { email } = FOUNDER.account
    const stranger = new Visitor(app)
    const typed = { email, password: 'a word that nobody shall read', device: 'mine' }
    const wrong = await stranger.post('/session/password', typed)
    const unknown = { ...typed, email: 'no-such-person@riverside.example' }
    // Outside the two look the same, to the letter.
    expect((await stranger.post('/session/password', unknown)).body).toEqual(wrong.body)
    await expect
      .poll(() => refusals(noor))
      .toEqual(
        expect.arrayContaining([
          ['sign-in-failed', 'password', 'noor-haddad', 'address,browser'],
          ['sign-in-failed', 'password', null, 'address,browser'],
        ]),
      )
    const all = JSON.stringify(await search('', noor))
    expect(all).not.toContain('nobody shall read')
    expect(all).not.toContain('no-such-person')
  })
  test('a right that somebody does not have, with who asked for which address', async () => {
    const fellow = new Visitor(app)
    await fellow.post('/session', { institution: 'mayo', person: 'tariq-haddadin' })
    expect((await fellow.get('/mail')).status).toBe(403)
    expect((await fellow.put('/members/x/office', {})).status).toBe(403)
    await expect
      .poll(() => refusals())
      .toEqual([
        ['refused', 'PUT /members/:id/office', 'tariq-haddadin', 'address'],
        ['refused', 'GET /mail', 'tariq-haddadin', 'address'],
      ])
  })
  test('a flood writes a few entries, says that there were more, and stops', async () => {
    const fellow = new Visitor(app)
    await fellow.post('/session', { institution: 'mayo', person: 'tariq-haddadin' })
    for (let nth = 0; nth < 40; nth++) await fellow.get('/mail')
    await expect.poll(async () => (await refusals()).length).toBe(PERSON_MOST + 1)
    await new Promise((settle) => setTimeout(settle, 200))
    const written = await refusals()
    expect(written).toHaveLength(PERSON_MOST + 1)
    expect(written.filter(([, , , fields]) => fields === 'more')).toHaveLength(1)
    expect((await chain()).faults).toEqual([])
  })
})

describe('who reads it', () => {
  test('administrators their own institution; a fellow nothing but what concerns them', async () => {
    const fellow = new Visitor(app)
    await fellow.post('/session', { institution: 'mayo', person: 'tariq-haddadin' })
    expect((await fellow.get('/audit')).status).toBe(403)
    const mine = await fellow.get<{ entries: Entry[] }>('/my-history')
    expect(new Set(mine.body.entries.map(({ subject }) => subject))).toEqual(
      new Set(['tariq-haddadin']),
    )
    const other = new Visitor(app)
    await other.post('/session', { institution: 'johns-hopkins', person: 'rosalind-achterberg' })
    const seen = JSON.stringify(await search('', other))
    expect(seen).not.toContain('mayo')
    expect(seen).not.toContain('haddadin')
  })
  test('a planner the people of the programme, and of nobody else', async () => {
    const path = (person: string) => `/programmes/mayo-msk/people/${person}/history`
    const answer = await coordinator.get<{ entries: Entry[] }>(path('tariq-haddadin'))
    expect(answer.body.entries.length).toBeGreaterThan(0)
    expect((await coordinator.get(path('rosalind-achterberg'))).status).toBe(404)
  })
})

test('the table of rights lists every route once, and no route is without one', async () => {
  const rights = await coordinator.get<{
    rights: { routes: { method: string; path: string }[] }[]
  }>('/rights')
  const listed = rights.body.rights.flatMap(({ routes }) =>
    routes.map(({ method, path }) => `${method} ${path}`),
  )
  expect(new Set(listed).size).toBe(listed.length)
  expect(listed.length).toBeGreaterThan(90)
  expect(listed).toContain('PUT /drafts/:id/publication')
})
