// Programs that act for a person: keys, what they may do, and the description that they read.
import type { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeApp } from '../src/app/server.ts'
import { openLive } from '../src/platform/live.ts'
import type { AccessKey } from '../src/rooms/people/schema.ts'
import { clock, cloneDatabase, type TestDatabase } from './database.ts'

let here: TestDatabase
let app: Hono
let live: Awaited<ReturnType<typeof openLive>>
let cookie: string

beforeAll(async () => {
  here = await cloneDatabase()
  live = await openLive(here.db.pool)
  app = makeApp(here.db, live, clock)
  const answer = await send(
    'POST',
    '/session',
    {},
    { institution: 'mayo', person: 'solveig-bergstrand' },
  )
  cookie = answer.headers.get('set-cookie')!.split(';')[0]!
})
afterAll(async () => {
  await live.close()
  await here.drop()
})

function send(method: string, path: string, headers: Record<string, string>, body?: unknown) {
  return app.request(`http://localhost/api${path}`, {
    method,
    headers: { 'content-type': 'application/json', host: 'localhost', ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
}
async function makeKey(scope: 'read' | 'write'): Promise<AccessKey> {
  const answer = await send('POST', '/access-keys', { cookie }, { label: `My ${scope} key`, scope })
  expect(answer.status).toBe(200)
  return (await answer.json()) as AccessKey
}
const bearer = (key: AccessKey) => ({ authorization: `Bearer ${key.token}` })
const NEW = { name: 'By a program', from: 'empty' }

describe('a key', () => {
  test('is shown once, is listed without itself, and is stored only as a hash', async () => {
    const key = await makeKey('read')
    expect(key.token).toMatch(/^iso_[\w-]{40,}$/)
    const listed = (await (await send('GET', '/access-keys', { cookie })).json()) as {
      keys: AccessKey[]
    }
    expect(listed.keys.find(({ id }) => id === key.id)).toMatchObject({
      token: null,
      scope: 'read',
    })
    const rows = await here.db.pool.query(
      'select * from access_key_hash natural full join access_key',
    )
    expect(rows.rows.length).toBeGreaterThan(0)
    expect(JSON.stringify(rows.rows)).not.toContain(key.token!.slice(4))
  })
  test('that reads sees what its person sees, and changes nothing', async () => {
    const key = await makeKey('read')
    expect((await send('GET', '/plans/mayo-2026', bearer(key))).status).toBe(200)
    expect((await send('GET', '/plans/jh-2026', bearer(key))).status).toBe(404)
    const attempt = await send('POST', '/plans/mayo-2026/drafts', bearer(key), NEW)
    expect(attempt.status).toBe(403)
    expect(JSON.stringify(await attempt.json())).toContain('This key only reads.')
  })
  test('that writes makes a draft, but no keys, sessions or feeds', async () => {
    const key = await makeKey('write')
    expect((await send('POST', '/plans/mayo-2026/drafts', bearer(key), NEW)).status).toBe(200)
    for (const [method, path, body] of [
      ['POST', '/access-keys', { label: 'Another', scope: 'write' }],
      ['DELETE', `/access-keys/${key.id}`, undefined],
      ['POST', '/feeds', { label: 'x' }],
      [
        'POST',
        '/programmes/mayo-msk/hooks',
        { label: 'x', url: 'https://example.org', kinds: ['changed'] },
      ],
      ['POST', '/session', { institution: 'mayo', person: 'tariq-haddadin' }],
    ] as const)
      expect([path, (await send(method, path, bearer(key), body)).status]).toEqual([path, 403])
  })
  test('that is revoked, unknown or none of ours is refused, whatever the cookie says', async () => {
    const key = await makeKey('write')
    expect((await send('DELETE', `/access-keys/${key.id}`, { cookie })).status).toBe(200)
    for (const token of [key.token!, 'iso_nothing', 'other'])
      expect(
        (await send('GET', '/plans/mayo-2026', { cookie, authorization: `Bearer ${token}` }))
          .status,
      ).toBe(401)
  })
  test('of somebody else cannot be revoked', async () => {
    const key = await makeKey('read')
    const answer = await send(
      'POST',
      '/session',
      {},
      { institution: 'mayo', person: 'tariq-haddadin' },
    )
    const other = { cookie: answer.headers.get('set-cookie')!.split(';')[0]! }
    expect((await send('DELETE', `/access-keys/${key.id}`, other)).status).toBe(404)
    expect((await send('GET', '/plans/mayo-2026', bearer(key))).status).toBe(200)
  })
})

describe('the description of the API', () => {
  type Operation = {
    operationId: string
    summary: string
    parameters: { name: string; in: string }[]
    requestBody?: unknown
  }
  test('lists every route once, with all words of its path', async () => {
    const document = (await (await send('GET', '/openapi.json', {})).json()) as {
      openapi: string
      paths: Record<string, Record<string, Operation>>
    }
    expect(document.openapi).toBe('3.1.0')
    const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.values(methods).map((operation) => ({ path, operation })),
    )
    expect(operations.length).toBeGreaterThan(40)
    const ids = operations.map(({ operation }) => operation.operationId)
    expect(new Set(ids).size).toBe(ids.length)
    for (const { path, operation } of operations) {
      const inPath = operation.parameters.filter((one) => one.in === 'path').map(({ name }) => name)
      expect([path, inPath.sort()]).toEqual([
        path,
        [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!).sort(),
      ])
      expect(operation.summary).toMatch(/^[A-Z].*\.$/)
    }
    expect(document.paths['/plans/{id}/drafts']!['post']!.requestBody).toBeDefined()
    expect(JSON.stringify(document)).not.toMatch(/"\$ref":"#\/\$defs/)
  })
})
